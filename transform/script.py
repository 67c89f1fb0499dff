"""One script for matching: mirrors that print traditional characters, also annotated ones, read as simplified ones."""

from functools import lru_cache

import polars as pl
from opencc import OpenCC

from transform.lexicon import any_of, words_by

#: The reading that a mirror puts behind a character: `務(wù)`.
_READING = r"(\p{Han})[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}[)）]"


def simplified_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines with the text that the forms and the lexicon can be compared with.

    Only documents that print the report's own name in traditional characters are changed. Lines stay lines: none is
    added, none is lost, so that `line_no` still counts in the text as printed.

    Args:
        lines: as from `transform.lines.lines_of`.

    Returns:
        The same rows, order and columns; `line` without readings and in simplified characters.
    """
    sign = any_of(words_by("role", "document.csv")["traditional"])
    mirrored = lines.filter(pl.col("line").str.contains(sign))["doc"].unique()
    if mirrored.is_empty():
        return lines
    theirs = pl.col("doc").is_in(mirrored.implode())
    prints = lines.filter(theirs)["line"].unique()
    texts = _converter().convert("\n".join(prints.str.replace_all(_READING, "$1"))).split("\n")
    pairs = pl.DataFrame({"line": prints, "simple": texts}, schema={"line": pl.String, "simple": pl.String})
    joined = lines.join(pairs, on="line", how="left", maintain_order="left")
    return joined.with_columns(line=pl.when(theirs).then("simple").otherwise("line")).drop("simple")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    """OpenCC's conversion by phrases, so that 乾隆 stays and 關於 becomes 关于."""
    return OpenCC("t2s")
