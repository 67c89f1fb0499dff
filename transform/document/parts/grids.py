"""The grids of a document's parts: each part has those that reach into its lines, and no other part's.

A document of a thousand reports has a thousand times the grids of one; all of them beside each part would be a million.
"""

import polars as pl

from extract.layout import GRIDS, MERGED

#: What a part has of its document's grids, and by which of its fields a row of them begins and ends.
_LISTED = {"grids": (GRIDS, "first_line", "last_line"), "merged": (MERGED, "line_no", "line_no")}


def with_own_grids(parts: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Parts with the grids that reach into them.

    Args:
        parts: at UInt32 (which document), part Int16 (from 1), first_line Int32 (its first line in the document).
        documents: at, grids and merged as `extract.layout` has them (null for none).

    Returns:
        `parts`, in their order, with grids and merged; lines are still the document's. What stands above the first
        part is nobody's; a part without any has null.
    """
    starts = parts.select("at", "part", start="first_line").sort("at", "start")
    for name, (shape, first, last) in _LISTED.items():
        rows = documents.select("at", name).filter(pl.col(name).list.len() > 0).explode(name)
        rows = rows.with_columns(first=pl.col(name).struct.field(first), last=pl.col(name).struct.field(last))
        reached = _part_at(_part_at(rows.with_row_index("nth"), starts, "first"), starts, "last")
        own = (
            reached.filter(pl.col("last_part").is_not_null())
            .with_columns(part=pl.int_ranges(pl.col("first_part").fill_null(1), pl.col("last_part") + 1))
            .sort("nth")
            .explode("part")
            .group_by("at", pl.col("part").cast(pl.Int16), maintain_order=True)
            .agg(pl.col(name).cast(shape.inner))
        )
        parts = parts.join(own, on=["at", "part"], how="left", maintain_order="left")
    return parts


def _part_at(rows: pl.DataFrame, starts: pl.DataFrame, line: str) -> pl.DataFrame:
    """The rows with the part that a line of theirs stands in as `LINE_part`; null above the first."""
    return (
        rows.sort("at", line)
        .join_asof(starts, left_on=line, right_on="start", by="at", check_sortedness=False)
        .drop("start")
        .rename({"part": f"{line}_part"})
    )
