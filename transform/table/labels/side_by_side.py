"""Heads that stand side by side in one text, a space or nothing between them: each by itself."""

import polars as pl

from transform.lexicon import any_of
from transform.lines import LONGEST_CELL
from transform.table.labels.known import label_tokens


def head_by_head(texts: pl.DataFrame, heads: pl.Series) -> pl.DataFrame:
    """Texts of which those that hold several heads (`自然人 法人或其他组织 总计`) are cut into these.

    A text is cut at its spaces where two of its pieces are heads, whatever the others are, and between heads that
    nothing parts.

    Args:
        texts: token, number, bare, place and more, in order.
        heads: the labels of heads, cleaned.

    Returns:
        The same, in order; `place` counts what stands before on the line, cut or not.
    """
    head = any_of(heads.unique())
    # (What holds no head twice is not asked: mostly all.)
    # A numbered one is a row's (`2. 其他 法律 行政 法规 禁止 公开`).
    plain = texts.filter(pl.col("number").is_null())
    several = plain.filter(pl.col("bare").is_in(_several(plain["bare"], head).implode())).select(whole="token").unique()
    if several.is_empty():
        return texts
    pieces = several.with_columns(token=pl.col("whole").str.extract_all(r"\S+")).explode("token")
    cleaned = label_tokens(pieces.select("token").unique())
    is_head = pl.col("bare").str.contains(f"^{head}+$").fill_null(value=False)
    named = pieces.join(cleaned, on="token", how="left", maintain_order="left").with_columns(
        parts=pl.when(is_head).then(pl.col("bare").str.extract_all(head))
    )
    found = named.filter(pl.col("parts").list.len().fill_null(0).sum().over("whole") > 1).explode("parts")
    if found.is_empty():
        return texts
    cut = found.select(
        token="whole",
        nth=pl.int_range(pl.len(), dtype=pl.Int32).over("whole"),
        piece=pl.coalesce("parts", "token"),
        piece_number="number",
        piece_bare=pl.coalesce("parts", "bare"),
    )
    met = texts.join(cut, on="token", how="left", maintain_order="left_right")
    is_cut = pl.col("nth").is_not_null()
    return met.with_columns(
        pl.coalesce("piece", "token").alias("token"),
        pl.when(is_cut).then("piece_number").otherwise("number").alias("number"),
        pl.when(is_cut).then("piece_bare").otherwise("bare").alias("bare"),
        pl.col("place") * LONGEST_CELL + pl.col("nth").fill_null(0),
    ).select(texts.columns)


def _several(bare: pl.Series, head: str) -> pl.Series:
    """The different ones of some cleaned texts in which heads stand more than once."""
    different = bare.unique()
    return different.filter(different.str.count_matches(head) > 1)
