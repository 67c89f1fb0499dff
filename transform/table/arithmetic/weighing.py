"""Rows with several readings, weighed together: which of them can stand at once.

A column lost at a page break is lost from every row down to the next break, so neighbouring rows that lack a value
lack it at one place. For each such block every place is tried; the sums down the columns say which places are possible,
in which combination of blocks. Where no one place fits a block, its rows are tried each for itself; so are they where
other rows of the report lack two values or more, or none of it prints a 0: there blank cells were dropped, and no
column lost. Every combination is followed, so what is left is exactly what the form's arithmetic permits; too many
combinations, or none, leave the rows as they were.
"""

from collections.abc import Callable

import polars as pl
from polars._typing import PolarsDataType

from transform.among import put_back
from transform.table.arithmetic.combinations import (
    Rows,
    Suspect,
    Ways,
    Weights,
    blocks_of,
    ways_as_printed,
    ways_as_shifted,
)


def weighed_cells(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The readings that can stand together.

    Args:
        cells: doc UInt32, edition String, row Int32, cell Int32, value Int64 (null: open), ways List(Int64): the
            cell's value for each place that its row may have lost (or have too much), null where that cannot be;
            null for the cell of a whole row; suspect, after_torn, before_torn as from
            `transform.table.arithmetic.shifts.suspected_rows`, where the first way is the print; lacks_several Boolean:
            the cell's row lacks two values or more.
        terms: as from `transform.table.rows.readings.identity_terms`.

    Returns:
        The cells of the rows of which fewer readings can stand: doc, cell, ways List(Int64), without nulls.
    """
    several = pl.col("ways").list.drop_nulls().list.len() > 1
    unsure = cells.filter(pl.col("ways").is_not_null() & (pl.col("value").is_null() | pl.col("suspect").is_not_null()))
    unsure = unsure.filter(several)
    if unsure.is_empty():
        return unsure.select("doc", "cell", "ways")
    # A row whose cells come from two prints has no ways that all its cells share.
    shape = pl.col("ways").list.eval(pl.element().is_null().cast(pl.String)).list.join("")
    one_print = shape.drop_nulls().n_unique().over("doc", "row") <= 1
    theirs = cells.join(unsure.select("doc").unique(), on="doc", how="semi").with_columns(
        apart=(pl.col("lacks_several").any() | ~(pl.col("value") == 0).any()).over("doc")
    )
    torn = theirs["ways"].is_not_null()
    theirs = put_back(theirs, torn, theirs.filter(torn).select(ways=pl.when(one_print).then("ways")))
    as_printed = theirs.with_columns(ways=pl.when(pl.col("suspect").is_null()).then("ways"))
    kept, open_docs = _kept_rows(as_printed, terms, ways_as_printed)
    # Only documents in which nothing stands so, or a row is likely shifted, pay for the readings of suspected rows.
    likely = theirs.filter(pl.col("suspect") == "likely")["doc"]
    again = theirs.filter(pl.col("doc").is_in(pl.concat([open_docs, likely]).unique().implode()))
    more, _ = _kept_rows(again, terms, ways_as_shifted)
    places = pl.concat([kept.join(again.select("doc").unique(), on="doc", how="anti"), more])
    return theirs.join(places, on=["doc", "row"]).select("doc", "cell", pl.col("ways").list.gather(pl.col("kept")))


def _kept_rows(
    cells: pl.DataFrame, terms: pl.DataFrame, weigh: Callable[[Weights], Ways | None]
) -> tuple[pl.DataFrame, pl.Series]:
    """Per row the ways that can stand, where its own sums permit more; documents where nothing does."""
    rows = cells.filter(pl.col("ways").is_not_null())
    sums = _closed_sums(cells, rows, terms)
    shares = (
        rows.join(terms, on=["edition", "cell"], how="left")
        .join(sums.select("doc", "sum", closed=pl.lit(True)), on=["doc", "sum"], how="left")
        .with_columns(sum=pl.when("closed").then("sum"))
        .sort("doc", "row", "cell", "sum")
        .select("doc", "row", "sum", "sign", "ways", "suspect", "after_torn", "before_torn", "apart")
    )
    rests = {
        int(str(doc)): dict(group.iter_rows()) for (doc,), group in _by_document(sums.select("doc", "sum", "rest"))
    }
    fewer: list[tuple[int, int, list[int]]] = []
    nothing: list[int] = []
    for doc, group in ((int(str(doc)), group) for (doc,), group in _by_document(shares)):
        weights = _weights(group, rests.get(doc, {}))
        kept = weigh(weights)
        if kept is None:
            nothing.append(doc)
        else:
            fewer += [(doc, row, sorted(ways)) for row, ways in kept.items() if len(ways) < len(weights.rows[row])]
    schema: dict[str, PolarsDataType] = {"doc": pl.UInt32, "row": pl.Int32, "kept": pl.List(pl.UInt32)}
    return pl.DataFrame(fewer, schema=schema, orient="row"), pl.Series("doc", nothing, dtype=pl.UInt32)


def _by_document(frame: pl.DataFrame) -> list[tuple[tuple[object, ...], pl.DataFrame]]:
    """A frame document by document, without the column `doc`."""
    return list(frame.partition_by("doc", as_dict=True, include_key=False, maintain_order=True).items())


def _closed_sums(cells: pl.DataFrame, rows: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The sums across rows in which nothing else is open: doc, sum, rest (of the cells of whole rows)."""
    of_rows = rows.select("doc", "cell", torn=pl.lit(True))
    touched = rows.join(terms, on=["edition", "cell"]).select("doc", "edition", "sum").unique()
    whole = pl.col("torn").is_null()
    return (
        touched.join(terms, on=["edition", "sum"])
        .join(cells.select("doc", "cell", "row", "value"), on=["doc", "cell"])
        .join(of_rows, on=["doc", "cell"], how="left")
        .group_by("doc", "sum")
        .agg(
            rest=(pl.col("sign") * pl.col("value")).filter(whole).sum(),
            open=(whole & pl.col("value").is_null()).any(),
            rows=pl.col("row").n_unique(),
        )
        .filter(~pl.col("open") & (pl.col("rows") > 1))
        .sort("doc", "sum")
    )


def _weights(shares: pl.DataFrame, rests: dict[int, int]) -> Weights:
    """One document's rows with what each way of reading them adds to its sums; `shares` as `_kept_rows` selects."""
    at = {number: i for i, number in enumerate(rests)}
    rows: Rows = {}
    kinds: dict[int, int] = {}
    suspects: dict[int, Suspect] = {}
    for row, number, sign, ways, suspect, above, below, _ in shares.iter_rows():
        if row not in rows:
            kinds[row] = len(ways)
            rows[row] = {i: [0] * len(at) for i, value in enumerate(ways) if value is not None}
            if suspect is not None:
                suspects[row] = Suspect(suspect == "likely", above, below)
        if number is not None:
            for place, vector in rows[row].items():
                vector[at[number]] += sign * ways[place]
    torn = {row: kind for row, kind in kinds.items() if row not in suspects}
    blocks = [[row] for row in torn] if shares["apart"].any() else blocks_of(torn)
    return Weights(rows, blocks, suspects, tuple(rests.values()))
