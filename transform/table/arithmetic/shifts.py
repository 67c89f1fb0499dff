"""Rows that look whole but are not: beside a torn row, one value lost and another gained.

Where a page break takes a column from some rows and adds a value to others, a row that suffers both prints as many
values as it has places, all of them shifted. Nothing in the row tells, so only rows that touch a torn one are
suspected, and only where the value gained can be a zero at one of the row's ends. A suspected row that breaks its own
sum, or stands between two torn ones, is not taken as printed unless the sums down the columns say so; any other is
taken as printed unless they say otherwise (`transform.table.arithmetic.weighing`).
"""

import polars as pl
from polars._typing import PolarsDataType

from transform.forms import Forms
from transform.table.rows.readings import Reading, RowSum, all_hold, row_sums, with_place_lost

#: Rows further from a torn one are not suspected; so many whole ones between two are, for standing there.
FURTHEST = 6

_KEY = ["edition", "row", "printed"]
_SUSPECT: dict[str, PolarsDataType] = {
    "run": pl.Int32,
    "nth": pl.Int32,
    "ways": pl.List(pl.Int64),
    "suspect": pl.String,
    "after_torn": pl.Boolean,
    "before_torn": pl.Boolean,
}


def suspected_rows(runs: pl.DataFrame, values: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows that may have lost one value and gained another.

    Args:
        runs: as from `transform.table.rows.alignment.aligned_runs`, with regular, by_place, glued Boolean.
        values: as from `transform.table.rows.runs.places_in_runs` for these runs.
        forms: the forms.

    Returns:
        run Int32, nth Int32, ways List(Int64): the cell's value as printed (a dash is 0), then in each reading of the
        row as shifted, null where the row's sums do not permit that; suspect String: `likely` (not as printed unless
        the column sums say so) or `possible`; after_torn, before_torn Boolean: whether torn rows touch the rows of
        this kind above or below.
    """
    sums = row_sums(forms)
    having = pl.DataFrame(list(sums), schema=["edition", "row"], orient="row").cast({"row": pl.Int32})
    summed = runs.join(having, on=["edition", "row"], how="semi", maintain_order="left")
    torn = summed.filter(~pl.col("regular") & ~pl.col("by_place")).select("doc", "row", "run", torn=pl.lit(True))
    if torn.is_empty():
        return pl.DataFrame(schema=_SUSPECT)
    whole = summed.filter(pl.col("regular") & ~pl.col("glued")).join(torn, on="doc", how="semi", maintain_order="left")
    prints = _readable_rows(whole, values)
    shifted = _shifted_prints(prints.select(*_KEY).unique(maintain_order=True), sums)
    rows = prints.join(shifted.select(*_KEY, "fails", "differs").unique(), on=_KEY, maintain_order="left")
    suspects = _suspects(torn, rows)
    return (
        suspects.join(prints.select("run", *_KEY), on="run", maintain_order="left")
        .join(shifted.select(*_KEY, "nth", "ways"), on=_KEY, maintain_order="left_right")
        .select("run", "nth", "ways", "suspect", "after_torn", "before_torn")
    )


def _readable_rows(whole: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """Rows of numbers and dashes: run, doc, edition, row, printed List(Int64) (null for a dash)."""
    return (
        values.join(whole.select("run", "edition", "row"), on="run", maintain_order="left")
        .group_by("run", "doc", "edition", "row", maintain_order=True)
        .agg(
            printed=pl.when(pl.col("print") != "dash").then(pl.col("value")),
            readable=(pl.col("print") != "doubtful").all()
            & ((pl.col("print") == "dash") | pl.col("value").is_not_null()).all(),
        )
        .filter("readable")
        .drop("readable")
    )


def _shifted_prints(prints: pl.DataFrame, sums: dict[tuple[str, int], list[RowSum]]) -> pl.DataFrame:
    """The readings of each distinct print that can be shifted: `_KEY`, nth, ways, fails, differs."""
    rows: list[tuple[str, int, list[int | None], int, list[int | None], bool, bool]] = []
    for edition, row, printed in prints.iter_rows():
        straight = tuple(value or 0 for value in printed)
        own = sums[edition, row]
        readings = shifted_readings(straight, own)
        if not any(readings):
            continue
        fails = not can_hold(printed, own)
        differs = any(reading not in (None, straight) for reading in readings)
        for nth in range(len(straight)):
            ways = [straight[nth], *(reading[nth] if reading else None for reading in readings)]
            rows.append((edition, row, printed, nth, ways, fails, differs))
    schema: dict[str, PolarsDataType] = {
        "edition": pl.String,
        "row": pl.Int32,
        "printed": pl.List(pl.Int64),
        "nth": pl.Int32,
        "ways": pl.List(pl.Int64),
        "fails": pl.Boolean,
        "differs": pl.Boolean,
    }
    return pl.DataFrame(list(zip(*rows, strict=True)) if rows else None, schema=schema, orient="col")


def shifted_readings(printed: Reading, sums: list[RowSum]) -> list[Reading | None]:
    """What a row says if the zero at its end, or at its start, is none of its own and another value is lost.

    Returns:
        One reading for each end and each place that can be lost; None where the sums or the print do not permit it.
        A 0 in the last place that should be another number is an author's mistake, and lost nothing.
    """
    readings: list[Reading | None] = []
    for end, rest, last in ((printed[-1], printed[:-1], len(printed) - 1), (printed[0], printed[1:], len(printed))):
        filled = [with_place_lost(rest, place, sums) if end == 0 and place < last else None for place in range(last)]
        filled += [None] * (len(printed) - last)
        readings += [reading if reading and all_hold(reading, sums) else None for reading in filled]
    return readings


def can_hold(printed: list[int | None], sums: list[RowSum]) -> bool:
    """Whether counts in place of the nulls can make every sum zero."""
    for pairs in sums:
        rest = sum(sign * (printed[place] or 0) for place, sign in pairs)
        signs = {sign for place, sign in pairs if printed[place] is None}
        if rest != 0 and not any(sign * rest < 0 for sign in signs):
            return False
    return True


def _suspects(torn: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in an unbroken sequence of rows with a torn one: run, suspect, after_torn, before_torn."""
    together = (
        pl.concat([torn.select("doc", "row", "run", "torn"), rows.select("doc", "row", "run", torn=pl.lit(False))])
        .sort("doc", "row")
        .with_columns(chain=(pl.struct("doc", pl.col("row") - pl.int_range(pl.len()).over("doc"))).rle_id())
        .with_columns(
            part=pl.struct("chain", "torn").rle_id(),
            above=pl.col("row") - pl.when("torn").then("row").forward_fill().over("chain"),
            below=pl.when("torn").then("row").backward_fill().over("chain") - pl.col("row"),
        )
    )
    parts = (
        together.group_by("chain", "part", "torn", maintain_order=True)
        .agg(rows=pl.len())
        .with_columns(
            after_torn=pl.col("torn").shift().over("chain").fill_null(False),
            before_torn=pl.col("torn").shift(-1).over("chain").fill_null(False),
        )
        .filter(~pl.col("torn") & (pl.col("after_torn") | pl.col("before_torn")))
    )
    between = pl.col("after_torn") & pl.col("before_torn") & (pl.col("rows") <= FURTHEST) & pl.col("differs")
    return (
        together.join(parts.drop("torn", "chain"), on="part", maintain_order="left")
        .filter(pl.min_horizontal("above", "below") <= FURTHEST)
        .join(rows.select("run", "fails", "differs"), on="run", maintain_order="left")
        .select(
            "run",
            pl.when(pl.col("fails") | between).then(pl.lit("likely")).otherwise(pl.lit("possible")).alias("suspect"),
            "after_torn",
            "before_torn",
        )
    )
