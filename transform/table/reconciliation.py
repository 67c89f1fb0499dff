"""The form's arithmetic: what the identities say about the cells that are not cleanly printed.

Only cells without a clean print are ever given a value. A sum with one open cell fixes it; a sum whose open cells must
add to nothing makes each of them zero, since a count is never negative. Where two sums disagree, or a value would be
negative, the report contradicts itself and the cells stay open.
"""

import polars as pl

#: Each round can close cells that the next one builds on; a form's sums reach no further than this.
MOST_ROUNDS = 12


def solved(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Close open cells as far as the identities fix them.

    Args:
        cells: doc UInt32, edition String, cell Int32, value Int64 (null: open), options List(Int64) (null where
            nothing is printed there; else the values that the print allows).
        terms: as from `transform.table.readings.identity_terms`.

    Returns:
        Only the cells that were open and are fixed: doc, cell, value Int64, identity String (which fixed it).
    """
    start = _sums_with_open_cells(cells, cells.filter(pl.col("value").is_null()), terms)
    barred = pl.DataFrame(schema={"doc": pl.UInt32, "cell": pl.Int32})
    while True:
        found, state = _closed(start, barred)
        broken = _broken(state, found)
        if broken.is_empty():
            return found
        barred = pl.concat([barred, broken])


def _closed(state: pl.DataFrame, barred: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Close round by round what the sums demand, `barred` cells never; the cells found and all terms with them."""
    found = pl.DataFrame(schema={"doc": pl.UInt32, "cell": pl.Int32, "value": pl.Int64, "identity": pl.String})
    for _ in range(MOST_ROUNDS):
        fixed = _agreed(_demanded(state)).filter(_allowed()).join(barred, on=["doc", "cell"], how="anti")
        if fixed.is_empty():
            break
        found = pl.concat([found, fixed.select(found.columns)])
        state = (
            state.join(fixed.select("doc", "cell", fixed="value"), on=["doc", "cell"], how="left")
            .with_columns(value=pl.coalesce("value", "fixed"))
            .drop("fixed")
        )
    return found, state


def _broken(state: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The found cells that stand in a sum which, now complete, does not add up: doc, cell."""
    wrong = (
        state.group_by("doc", "sum")
        .agg(open=pl.col("value").is_null().any(), rest=(pl.col("sign") * pl.col("value")).sum())
        .filter(~pl.col("open") & (pl.col("rest") != 0))
    )
    return (
        state.join(wrong.select("doc", "sum"), on=["doc", "sum"], how="semi")
        .join(found, on=["doc", "cell"], how="semi")
        .select("doc", "cell")
        .unique()
    )


def _sums_with_open_cells(cells: pl.DataFrame, open_cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """All terms of the sums in which a cell is open: doc, sum, identity, cell, sign, value, options."""
    touched = open_cells.join(terms, on=["edition", "cell"]).select("doc", "edition", "sum").unique()
    return (
        touched.join(terms, on=["edition", "sum"])
        .join(cells.select("doc", "cell", "value", "options"), on=["doc", "cell"])
        .drop("edition")
    )


def _demanded(state: pl.DataFrame) -> pl.DataFrame:
    """What each sum demands of its open cells: doc, sum, identity, cell, value, options."""
    open_ = pl.col("value").is_null()
    rest = (pl.col("sign") * pl.col("value")).sum()  # the printed terms; the open ones are null and add nothing
    per_sum = state.group_by("doc", "sum").agg(
        rest=rest,
        open=open_.sum(),
        one_sided=(pl.col("sign").filter(open_).n_unique() == 1),
    )
    ready = per_sum.filter((pl.col("open") == 1) | ((pl.col("rest") == 0) & pl.col("one_sided")))
    return (
        state.filter(open_)
        .join(ready, on=["doc", "sum"])
        .with_columns(value=pl.when(pl.col("rest") == 0).then(0).otherwise(-pl.col("rest") // pl.col("sign")))
        .select("doc", "sum", "identity", "cell", "value", "options")
    )


def _agreed(demands: pl.DataFrame) -> pl.DataFrame:
    """The demands that no other contradicts; a sum with one contradicted demand has none."""
    clash = (pl.col("value").n_unique().over("doc", "cell") > 1) | (pl.col("value") < 0)
    sound = demands.with_columns(clash=clash).filter(~pl.col("clash").any().over("doc", "sum"))
    return sound.sort("doc", "cell", "sum").unique(["doc", "cell"], keep="first", maintain_order=True)


def _allowed() -> pl.Expr:
    """Whether the print, if there is one, can be read as the demanded value."""
    return pl.col("options").is_null() | pl.col("options").list.contains(pl.col("value"))
