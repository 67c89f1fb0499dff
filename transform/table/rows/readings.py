"""Values to columns: the readings that a run allows when its values are not just as many as its row has places.

A column lost at a page break leaves six values for seven places; a split cell leaves sixteen for fifteen. Which place
was lost is not printed, so every placement is tried and the identities within the row say which can be. Works once
for each distinct print of a row (change as few cells as possible, and only if one solution remains:
Flesca, Furfaro and Parisi, ACM TODS 2010).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import polars as pl
from polars._typing import PolarsDataType

from transform.forms import Forms
from transform.numbers import SCALE

#: A sum that must hold within one row: (place, sign) pairs that add to zero.
RowSum = tuple[tuple[int, int], ...]
#: The values of a row, place by place.
Reading = tuple[int, ...]

_KEY = ("edition", "row", "values", "sure")
#: What a place can be, of the nth print.
_SAID: dict[str, PolarsDataType] = {
    "nth": pl.UInt32,
    "place": pl.Int32,
    "value": pl.Int64,
    "options": pl.List(pl.Int64),
    "ways": pl.List(pl.Int64),
    "made_up": pl.Boolean,
}


@lru_cache(maxsize=4)
def row_sums(forms: Forms) -> dict[tuple[str, int], list[RowSum]]:
    """The identities that lie within one row of values: (edition, row) -> sums."""
    terms = identity_terms(forms).join(forms.cells.select("edition", "cell", "row", "place"), on=["edition", "cell"])
    within = terms.filter(pl.col("row").n_unique().over("edition", "sum") == 1)
    sums: dict[tuple[str, int], list[RowSum]] = {}
    for (edition, row, _), group in within.group_by("edition", "row", "sum", maintain_order=True):
        pairs = tuple(zip(group["place"].to_list(), group["sign"].to_list(), strict=True))
        sums.setdefault((str(edition), int(str(row))), []).append(pairs)
    return sums


@lru_cache(maxsize=4)
def identity_terms(forms: Forms) -> pl.DataFrame:
    """The identities within one report, written out: one row a term.

    Returns:
        edition String, sum Int32 (a sum of terms that is zero), identity String, cell Int32, sign Int64 (lhs
        positive, rhs negative); an identity whose `*` meets a row or column that lacks one of its terms is left out.
    """
    own = forms.identities.join(
        forms.identities.group_by("edition", "identity").agg(reach=pl.col("years_back").max()),
        on=["edition", "identity"],
    ).filter(pl.col("reach") == 0)
    wanted = own.group_by("edition", "identity").agg(terms=pl.len())
    any_row, any_column = pl.col("row_code") == "*", pl.col("column_code") == "*"
    cells = forms.cells.select("edition", "form", "cell", at_row="row_code", at_column="column_code")
    return (
        own.join(cells, on=["edition", "form"])
        .filter(any_row | (pl.col("row_code") == pl.col("at_row")))
        .filter(any_column | (pl.col("column_code") == pl.col("at_column")))
        .with_columns(
            scope=pl.when(any_row)
            .then(pl.col("at_row"))
            .otherwise(pl.when(any_column).then(pl.col("at_column")).otherwise(pl.lit(""))),
            sign=pl.when(pl.col("side") == "lhs").then(pl.col("weight")).otherwise(-pl.col("weight")),
        )
        .join(wanted, on=["edition", "identity"])
        .filter(pl.len().over("edition", "identity", "scope") == pl.col("terms"))
        .sort("edition", "identity", "scope", "cell")
        .with_columns(sum=pl.struct("edition", "identity", "scope").rle_id().cast(pl.Int32))
        .select("edition", "sum", "identity", "cell", "sign")
    )


def row_readings(prints: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """What each distinct print of a row can mean, place by place.

    Args:
        prints: edition String, row Int32, places Int32, values List(Int64), sure Boolean, distinct; `values` has as
            many entries as the print has numbers, null for one without a reading; not `sure` where one of them is a
            dash (0) or doubtful.
        forms: the forms.

    Returns:
        The key columns edition, row, values, sure, and place Int32; value Int64: what the place is in every reading
        that the row's own sums permit, null where they differ, there is none or it is not sure; options List(Int64):
        what it is in any of them, rising; where the sums cannot tell, each printed value, and zero; ways List(Int64):
        what it is when the row lacks (or has too much) its first place, its second and so on, null where that cannot
        be.
    """
    sums = row_sums(forms)
    rows: list[tuple[int, int, int | None, list[int], list[int | None] | None, bool]] = []
    asked = prints.select("edition", "row", "places", "values", "sure").iter_rows()
    for nth, (edition, row, places, values, sure) in enumerate(asked):
        own_sums = sums.get((edition, row), [])
        readings = _readings(values, places, own_sums)
        fitting = [reading for reading in readings if reading is not None]
        decided = own_sums and sure and None not in values and (fitting or abs(len(values) - places) <= 1)
        if not fitting and any(_prints_total(values, gap, own_sums) for gap in range(places)):
            decided = False
        anything = [] if decided else sorted({0, *(value for value in values if value is not None)})
        made_up = _with_total_made_up(readings, places, own_sums) if len(values) == places - 1 else set()
        for place in range(places):
            options = sorted({reading[place] for reading in fitting}) if sure else []
            value = options[0] if len(options) == 1 else None
            ways = [reading[place] if reading else None for reading in readings] if fitting else None
            rows.append((nth, place, value, options or anything, ways, place in made_up))
    # Column by column: rows with lists in them are ten times slower to build.
    said = pl.DataFrame(list(zip(*rows, strict=True)) if rows else None, schema=_SAID, orient="col")
    return pl.concat([prints.select(pl.col(*_KEY).gather(said["nth"])), said.drop("nth")], how="horizontal")


def _readings(values: Sequence[int | None], places: int, sums: Sequence[RowSum]) -> list[Reading | None]:
    """For each place that can be lacking or too much the reading of `values` that keeps all `sums`, None if none does.

    Behind those of a place that lacks come those of two values printed as one (`5`, `0` as `50`), mostly none; behind
    those of one too much those of one printed as two. As many values as places have one reading. Empty where no sum can
    tell.
    """
    known = [value for value in values if value is not None]
    if len(known) != len(values):
        return []
    if len(known) == places:
        tried: list[Reading | None] = [tuple(known)]
    elif sums and len(known) == places - 1:
        lost = (None if _prints_total(known, gap, sums) else with_place_lost(known, gap, sums) for gap in range(places))
        tried = [*lost, *_unglued(known, sums)]
    elif sums and len(known) == places + 1:
        tried = [*((*known[:extra], *known[extra + 1 :]) for extra in range(len(known))), *_joined(known, sums)]
    elif sums and len(known) == places + 2:
        tried = [twice for once in _joined(known, ()) for twice in _joined(once, sums)]
        tried = list(dict.fromkeys(tried))
    else:
        return []
    return [reading if reading is not None and all_hold(reading, sums) else None for reading in tried]


def _prints_total(values: Sequence[int | None], gap: int, sums: Sequence[RowSum]) -> bool:
    """Whether the total at `gap` is not what `values`, one short, lack: but for their first or last they add up.

    That one is a number of the author's own beside the row, which lacks others.
    """
    parts = [place for pairs in sums if dict(pairs).get(gap) == -1 for place, sign in pairs if sign > 0]
    near = [value for value in values[gap - len(parts) : gap] if value is not None]
    if not parts or len(near) != len(parts):
        return False
    return any(sum(map(bool, some)) > 1 and sum(some) == total for *some, total in (near[1:], near[:-1]))


def with_place_lost(known: Sequence[int], gap: int, sums: Sequence[RowSum]) -> Reading | None:
    """`known`, one value short, with the value at `gap` that its sum demands; None where that is no count."""
    reading = [*known[:gap], 0, *known[gap:]]
    for pairs in sums:
        sign = dict(pairs).get(gap)
        if sign is not None:
            rest = sum(weight * reading[place] for place, weight in pairs)
            reading[gap] = -rest // sign
            return tuple(reading) if reading[gap] >= 0 else None
    return None


def _with_total_made_up(readings: Sequence[Reading | None], places: int, sums: Sequence[RowSum]) -> set[int]:
    """The places of a sum that holds in each reading only since its total, which is not printed, is made up.

    Whatever stands in a row, some total can be made up behind it: that says nothing of what the others are.
    """
    fitting = [(gap, reading) for gap, reading in enumerate(readings) if reading is not None]
    found: set[int] = set()
    for gap, reading in fitting:
        theirs = [pairs for pairs in sums if gap < places and dict(pairs).get(gap) == -1 and reading[gap] != 0]
        if not theirs:
            return set()
        found.update(place for pairs in theirs for place, _ in pairs)
    return found


def _joined(known: Sequence[int], sums: Sequence[RowSum]) -> Iterator[Reading]:
    """The readings of `known`, one value too many, with two neighbours as the digits of one that keep all sums."""
    for nth, (one, two) in enumerate(pairwise(known)):
        if one > 0 and one % SCALE == 0 and two % SCALE == 0:
            whole = int(f"{one // SCALE}{two // SCALE}") * SCALE
            reading = (*known[:nth], whole, *known[nth + 2 :])
            if all_hold(reading, sums):
                yield reading


def _unglued(known: Sequence[int], sums: Sequence[RowSum]) -> Iterator[Reading]:
    """The readings of `known` with one value cut in two that keep all sums."""
    for nth, value in enumerate(known):
        if value >= 10 * SCALE and value % SCALE == 0:
            for cut in ways_to_cut(str(value // SCALE), 2):
                reading = (*known[:nth], *(int(part) * SCALE for part in cut), *known[nth + 1 :])
                if all_hold(reading, sums):
                    yield reading


def ways_to_cut(digits: str, count: int) -> Iterator[list[str]]:
    """All ways to cut digits into so many numbers; none begins with a zero that is not all of it."""
    if len(digits) < count:
        return
    if count == 1:
        if digits == "0" or not digits.startswith("0"):
            yield [digits]
        return
    longest = 1 if digits.startswith("0") else len(digits) - count + 1
    for end in range(1, longest + 1):
        for rest in ways_to_cut(digits[end:], count - 1):
            yield [digits[:end], *rest]


def all_hold(reading: Sequence[int], sums: Sequence[RowSum]) -> bool:
    """Whether every sum is zero."""
    return all(sum(sign * reading[place] for place, sign in pairs) == 0 for pairs in sums)
