"""Which edition of the form a document prints, by its labels."""

import polars as pl


def printed_editions(tokens: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Which edition's form each document prints: the one most of whose labels stand there.

    Args:
        tokens: doc, bare (cleaned label tokens).
        labels: as from `transform.labels.known_labels`.

    Returns:
        doc UInt32, edition String, labels UInt32 (how many of its labels stand there), tied Boolean (another
        edition has as many); a document without any label has no row.
    """
    codes = labels.select(
        "edition", "bare", meaning=pl.struct("form", "kind", "code").rank("dense").cast(pl.UInt32)
    ).unique()
    counts = (
        tokens.select("doc", "bare")
        .join(codes, on="bare")
        .group_by("doc", "edition")
        .agg(labels=pl.col("meaning").n_unique())
        .sort("doc", "labels", "edition", descending=[False, True, True])
    )
    return counts.group_by("doc", maintain_order=True).agg(
        pl.col("edition").first(),
        pl.col("labels").first(),
        tied=(pl.col("labels") == pl.col("labels").first()).sum() > 1,
    )
