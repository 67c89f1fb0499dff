"""Lines with several readings, weighed together: which of them can stand at once.

A column lost at a page break is lost from every line down to the next break, so neighbouring lines that lack a value
lack it at one place. For each such block every place is tried; the sums down the columns say which places are possible,
in which combination of blocks. Where no one place fits a block, its lines are tried each for itself. Every combination
is followed, so what is left is exactly what the form's arithmetic permits; too many combinations, or none, leave the
lines as they were.
"""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

#: Partial sums that are followed at once; a report with more stays undecided.
MOST_STATES = 3_000

Vector = tuple[int, ...]
#: Line -> place it may have lost -> what it then adds to each sum.
Lines = dict[int, dict[int, list[int]]]
#: Line -> the way it is read.
Choice = dict[int, int]


class Suspect(NamedTuple):
    """A line that looks whole: whether it is likely shifted, and whether torn lines touch its like above and below."""

    likely: bool
    after_torn: bool
    before_torn: bool


def weighed(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The readings that can stand together.

    Args:
        cells: doc UInt32, edition String, line Int32, cell Int32, value Int64 (null: open), ways List(Int64): the
            cell's value for each place that its line may have lost (or have too much), null where that cannot be;
            null for the cell of a whole line; suspect, after_torn, before_torn as from
            `transform.shifts.suspected_rows`, where the first way is the print.
        terms: as from `transform.readings.identity_terms`.

    Returns:
        The cells of the lines of which fewer readings can stand: doc, cell, ways List(Int64), without nulls.
    """
    several = pl.col("ways").list.drop_nulls().list.len() > 1
    unsure = cells.filter((pl.col("value").is_null() | pl.col("suspect").is_not_null()) & several)
    lines = cells.filter(pl.col("ways").is_not_null()).join(unsure.select("doc").unique(), on="doc", how="semi")
    if lines.is_empty():
        return unsure.select("doc", "cell", "ways")
    sums = _closed_sums(cells, lines, terms)
    shares = (
        lines.join(terms, on=["edition", "cell"], how="left")
        .join(sums.select("doc", "sum", closed=pl.lit(True)), on=["doc", "sum"], how="left")
        .with_columns(sum=pl.when("closed").then("sum"))
        .sort("doc", "line", "cell", "sum")
    )
    rests = {int(str(doc)): dict(group.iter_rows()) for (doc,), group in _apart(sums.select("doc", "sum", "rest"))}
    kept = [
        (int(str(doc)), line, places)
        for (doc,), group in _apart(shares)
        for line, places in _kept_ways(group, rests.get(int(str(doc)), {}))
    ]
    places = pl.DataFrame(kept, schema=["doc", "line", "kept"], orient="row").cast(
        {"doc": pl.UInt32, "line": pl.Int32, "kept": pl.List(pl.UInt32)}
    )
    return lines.join(places, on=["doc", "line"]).select("doc", "cell", pl.col("ways").list.gather(pl.col("kept")))


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


def _kept_ways(shares: pl.DataFrame, rests: dict[int, int]) -> list[tuple[int, list[int]]]:
    """For one document: each line with the ways it can be read, where these are fewer than its own sums permit.

    First with whole rows as printed. Only where nothing stands so, the torn lines are tried each for itself, or
    suspected rows as shifted: what stands either way stays possible.
    """
    lines, kinds, suspects = _lines_of(shares, {number: i for i, number in enumerate(rests)})
    rest = tuple(rests.values())
    torn = [line for line in lines if line not in suspects]
    blocks = [_same_way(block, lines) for block in _blocks({line: kinds[line] for line in torn})]
    straight: list[list[Choice]] = [[{line: 0}] for line in suspects]
    kept = _kept_in([*blocks, *straight], lines, rest)
    if kept is not None:
        # A row that is likely shifted is taken as printed only where the sums would show it.
        kept |= {line: _unseen(lines[line]) for line, suspect in suspects.items() if suspect.likely}
    else:
        single = [_same_way([line], lines) for line in torn]
        shifted = [_shifted_part(part, lines, suspects) for part in _blocks(dict.fromkeys(suspects, 0))]
        tries = [_kept_in([*single, *straight], lines, rest)]
        if suspects:
            tries.append(_kept_in([*blocks, *shifted], lines, rest))
        if not any(tries):
            tries.append(_kept_in([*single, *shifted], lines, rest))
        stands = [found for found in tries if found]
        kept = {line: set().union(*(found[line] for found in stands)) for line in lines} if stands else {}
    return [(line, sorted(ways)) for line, ways in kept.items() if len(ways) < len(lines[line])]


def _lines_of(shares: pl.DataFrame, at: dict[int, int]) -> tuple[Lines, dict[int, int], dict[int, Suspect]]:
    """The lines with what each way adds to the sums; how many ways each has; the suspected lines."""
    lines: Lines = {}
    kinds: dict[int, int] = {}
    suspects: dict[int, Suspect] = {}
    wanted = shares.select("line", "sum", "sign", "ways", "suspect", "after_torn", "before_torn")
    for line, number, sign, ways, suspect, above, below in wanted.iter_rows():
        kinds[line] = len(ways)
        if suspect is not None:
            suspects[line] = Suspect(suspect == "likely", above, below)
        places = lines.setdefault(line, {i: [0] * len(at) for i, value in enumerate(ways) if value is not None})
        if number is not None:
            for place, vector in places.items():
                vector[at[number]] += sign * ways[place]
    return lines, kinds, suspects


def _unseen(ways: dict[int, list[int]]) -> set[int]:
    """The ways that add the same to every sum as the print does."""
    return {way for way, vector in ways.items() if vector == ways[0]}


def _same_way(block: list[int], lines: Lines) -> list[Choice]:
    """The ways that all lines of a block can be read in."""
    common = set.intersection(*(set(lines[line]) for line in block))
    return [dict.fromkeys(block, way) for way in sorted(common)]


def _shifted_part(part: list[int], lines: Lines, suspects: dict[int, Suspect]) -> list[Choice]:
    """Neighbouring suspected lines: as printed, or those next to a torn one shifted in one way, as far as it goes."""
    _, above, below = suspects[part[0]]
    runs = [part[:count] for count in range(1, len(part) + 1) if above]
    runs += [part[-count:] for count in range(1, len(part) + (not above)) if below]
    straight = dict.fromkeys(part, 0)
    return [straight, *(straight | choice for run in runs for choice in _same_way(run, lines) if choice[run[0]] != 0)]


def _kept_in(options: list[list[Choice]], lines: Lines, rest: Vector) -> dict[int, set[int]] | None:
    """The ways each line can be read, one choice of each list; None where no choices add up."""
    vectors = [
        [tuple(map(sum, zip(*(lines[line][way] for line, way in choice.items()), strict=True))) for choice in choices]
        for choices in options
    ]
    kept = possible_together(vectors, rest)
    if kept is None:
        return None
    ways: dict[int, set[int]] = {}
    for choices, numbers in zip(options, kept, strict=True):
        for line, way in ((line, way) for i in numbers for line, way in choices[i].items()):
            ways.setdefault(line, set()).add(way)
    return ways


def _blocks(kinds: dict[int, int]) -> list[list[int]]:
    """Lines of the form that follow each other and lack (or have too much) alike: line -> how many ways it has."""
    blocks: list[list[int]] = []
    for line, ways in kinds.items():
        if blocks and blocks[-1][-1] == line - 1 and kinds[line - 1] == ways:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def possible_together(options: Sequence[Sequence[Vector]], rest: Vector) -> list[set[int]] | None:
    """Of each list of vectors, those that are part of some choice, one of each, which adds to zero with `rest`.

    Returns:
        Their numbers, list by list; None where no choice does, or where there are too many to follow.
    """
    layers: list[set[Vector]] = [{rest}]
    for vectors in options:
        layers.append({_add(state, vector) for state in layers[-1] for vector in vectors})
        if len(layers[-1]) > MOST_STATES:
            return None
    alive = {(0,) * len(rest)} & layers[-1]
    if not alive:
        return None
    kept: list[set[int]] = []
    for vectors, layer in zip(reversed(options), reversed(layers[:-1]), strict=True):
        steps = [(state, i) for state in layer for i, vector in enumerate(vectors) if _add(state, vector) in alive]
        alive = {state for state, _ in steps}
        kept.append({i for _, i in steps})
    return kept[::-1]


def _add(one: Vector, two: Vector) -> Vector:
    """The sum of two vectors."""
    return tuple(a + b for a, b in zip(one, two, strict=True))
