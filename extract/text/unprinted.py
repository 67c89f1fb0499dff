"""Characters that print nothing: editors and sites leave them between the digits of a number and in blank cells.

A reader sees 433 where the text has 4, a zero-width space, 33; whoever takes that for two numbers is wrong. What turns
the order of characters around (bidirectional overrides) is left: what such a line prints is not known.
"""

import polars as pl

#: Soft hyphen, Mongolian vowel separator, zero-width spaces and joiners, marks of direction, invisible operators, byte
#: order mark.
UNPRINTED = [chr(code) for code in (0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF)]
#: What `decoded_by` ends in where some were taken out.
RULE = "+unprinted_removed"


def without_unprinted(documents: pl.DataFrame) -> pl.DataFrame:
    """Documents without characters that print nothing.

    Args:
        documents: with text and decoded_by String.

    Returns:
        The same; where there were any, `decoded_by` ends in `RULE`.
    """
    printed = documents["text"].str.replace_many(UNPRINTED, [""])
    changed = (printed != documents["text"]).fill_null(value=False)
    if not changed.any():
        return documents
    rule = pl.col("decoded_by").str.strip_suffix(RULE) + RULE
    return documents.with_columns(text=printed, decoded_by=pl.when(changed).then(rule).otherwise("decoded_by"))
