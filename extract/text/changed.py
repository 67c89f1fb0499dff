"""Documents whose texts were put into another form before anything is read of them."""

import polars as pl


def with_texts(documents: pl.DataFrame, rows: list[tuple[int, str]], rule: str) -> pl.DataFrame:
    """Documents with other texts at some places, where they differ.

    Args:
        documents: with text and decoded_by String.
        rows: place, from 0, and the text of the document there.
        rule: what `decoded_by` ends in where a text differs.

    Returns:
        The same documents in the same order.
    """
    if not rows:
        return documents
    found = pl.DataFrame(rows, schema={"at": pl.UInt32, "plain": pl.String}, orient="row")
    numbered = documents.with_row_index("at").join(found, on="at", how="left", maintain_order="left")
    changed = pl.col("plain") != pl.col("text")
    told = pl.when(changed).then(pl.col("decoded_by") + rule).otherwise("decoded_by")
    return numbered.with_columns(text=pl.coalesce("plain", "text"), decoded_by=told).drop("at", "plain")
