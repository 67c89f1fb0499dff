"""Lines with several readings, weighed together: which of them can stand at once.

A column lost at a page break is lost from every line down to the next break, so neighbouring lines that lack a value
lack it at one place. For each such block every place is tried; the sums down the columns say which places are possible,
in which combination of blocks. Where no one place fits a block, its lines are tried each for itself. Every combination
is followed, so what is left is exactly what the form's arithmetic permits; too many combinations, or none, leave the
lines as they were.
"""

from collections.abc import Callable

import polars as pl
from polars._typing import PolarsDataType

from transform.table.arithmetic.combinations import Lines, Suspect, Ways, Weights, blocks_of, shifted, straight


def weighed(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The readings that can stand together.

    Args:
        cells: doc UInt32, edition String, line Int32, cell Int32, value Int64 (null: open), ways List(Int64): the
            cell's value for each place that its line may have lost (or have too much), null where that cannot be;
            null for the cell of a whole line; suspect, after_torn, before_torn as from
            `transform.table.arithmetic.shifts.suspected_rows`, where the first way is the print.
        terms: as from `transform.table.rows.readings.identity_terms`.

    Returns:
        The cells of the lines of which fewer readings can stand: doc, cell, ways List(Int64), without nulls.
    """
    several = pl.col("ways").list.drop_nulls().list.len() > 1
    unsure = cells.filter((pl.col("value").is_null() | pl.col("suspect").is_not_null()) & several)
    if unsure.is_empty():
        return unsure.select("doc", "cell", "ways")
    # A line whose cells come from two prints has no ways that all its cells share.
    shape = pl.col("ways").list.eval(pl.element().is_null().cast(pl.String)).list.join("")
    one_print = shape.drop_nulls().n_unique().over("doc", "line") <= 1
    theirs = cells.join(unsure.select("doc").unique(), on="doc", how="semi").with_columns(
        ways=pl.when(one_print).then("ways")
    )
    as_printed = theirs.with_columns(ways=pl.when(pl.col("suspect").is_null()).then("ways"))
    kept, open_docs = _kept_lines(as_printed, terms, straight)
    # Only documents in which nothing stands so, or a row is likely shifted, pay for the readings of suspected rows.
    likely = theirs.filter(pl.col("suspect") == "likely")["doc"]
    again = theirs.filter(pl.col("doc").is_in(pl.concat([open_docs, likely]).unique().implode()))
    more, _ = _kept_lines(again, terms, shifted)
    places = pl.concat([kept.join(again.select("doc").unique(), on="doc", how="anti"), more])
    return theirs.join(places, on=["doc", "line"]).select("doc", "cell", pl.col("ways").list.gather(pl.col("kept")))


def _kept_lines(
    cells: pl.DataFrame, terms: pl.DataFrame, weigh: Callable[[Weights], Ways | None]
) -> tuple[pl.DataFrame, pl.Series]:
    """Per line the ways that can stand, where its own sums permit more; documents where nothing does."""
    lines = cells.filter(pl.col("ways").is_not_null())
    sums = _closed_sums(cells, lines, terms)
    shares = (
        lines.join(terms, on=["edition", "cell"], how="left")
        .join(sums.select("doc", "sum", closed=pl.lit(True)), on=["doc", "sum"], how="left")
        .with_columns(sum=pl.when("closed").then("sum"))
        .sort("doc", "line", "cell", "sum")
        .select("doc", "line", "sum", "sign", "ways", "suspect", "after_torn", "before_torn")
    )
    rests = {int(str(doc)): dict(group.iter_rows()) for (doc,), group in _apart(sums.select("doc", "sum", "rest"))}
    rows: list[tuple[int, int, list[int]]] = []
    nothing: list[int] = []
    for doc, group in ((int(str(doc)), group) for (doc,), group in _apart(shares)):
        weights = _weights(group, rests.get(doc, {}))
        kept = weigh(weights)
        if kept is None:
            nothing.append(doc)
        else:
            rows += [(doc, line, sorted(ways)) for line, ways in kept.items() if len(ways) < len(weights.lines[line])]
    schema: dict[str, PolarsDataType] = {"doc": pl.UInt32, "line": pl.Int32, "kept": pl.List(pl.UInt32)}
    return pl.DataFrame(rows, schema=schema, orient="row"), pl.Series("doc", nothing, dtype=pl.UInt32)


def _apart(frame: pl.DataFrame) -> list[tuple[tuple[object, ...], pl.DataFrame]]:
    """A frame document by document, without the column `doc`."""
    return list(frame.partition_by("doc", as_dict=True, include_key=False, maintain_order=True).items())


def _closed_sums(cells: pl.DataFrame, lines: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The sums across lines in which nothing else is open: doc, sum, rest (of the cells of whole lines)."""
    of_lines = lines.select("doc", "cell", torn=pl.lit(True))
    touched = lines.join(terms, on=["edition", "cell"]).select("doc", "edition", "sum").unique()
    whole = pl.col("torn").is_null()
    return (
        touched.join(terms, on=["edition", "sum"])
        .join(cells.select("doc", "cell", "line", "value"), on=["doc", "cell"])
        .join(of_lines, on=["doc", "cell"], how="left")
        .group_by("doc", "sum")
        .agg(
            rest=(pl.col("sign") * pl.col("value")).filter(whole).sum(),
            open=(whole & pl.col("value").is_null()).any(),
            lines=pl.col("line").n_unique(),
        )
        .filter(~pl.col("open") & (pl.col("lines") > 1))
        .sort("doc", "sum")
    )


def _weights(shares: pl.DataFrame, rests: dict[int, int]) -> Weights:
    """One document's lines with what each way of reading them adds to its sums; `shares` as `_kept_lines` selects."""
    at = {number: i for i, number in enumerate(rests)}
    lines: Lines = {}
    kinds: dict[int, int] = {}
    suspects: dict[int, Suspect] = {}
    for line, number, sign, ways, suspect, above, below in shares.iter_rows():
        if line not in lines:
            kinds[line] = len(ways)
            lines[line] = {i: [0] * len(at) for i, value in enumerate(ways) if value is not None}
            if suspect is not None:
                suspects[line] = Suspect(suspect == "likely", above, below)
        if number is not None:
            for place, vector in lines[line].items():
                vector[at[number]] += sign * ways[place]
    torn = {line: kind for line, kind in kinds.items() if line not in suspects}
    return Weights(lines, blocks_of(torn), suspects, tuple(rests.values()))
