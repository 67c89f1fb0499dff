"""Lines with several readings, weighed together: which of them can stand at once.

A column lost at a page break is lost from every line down to the next break, so neighbouring lines that lack a value
lack it at one place. For each such block every place is tried; the sums down the columns say which places are possible,
in which combination of blocks. Where no one place fits a block, its lines are tried each for itself. Every combination
is followed, so what is left is exactly what the form's arithmetic permits; too many combinations, or none, leave the
lines as they were.
"""

from collections.abc import Sequence

import polars as pl

#: Partial sums that are followed at once; a report with more stays undecided.
MOST_STATES = 3_000

Vector = tuple[int, ...]
#: Line -> place it may have lost -> what it then adds to each sum.
Lines = dict[int, dict[int, list[int]]]


def weighed(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The readings that can stand together.

    Args:
        cells: doc UInt32, edition String, line Int32, cell Int32, value Int64 (null: open), ways List(Int64): the
            cell's value for each place that its line may have lost (or have too much), null where that cannot be;
            null for the cell of a whole line.
        terms: as from `transform.readings.identity_terms`.

    Returns:
        The cells of the lines of which fewer readings can stand: doc, cell, ways List(Int64), without nulls.
    """
    unsure = cells.filter(pl.col("value").is_null() & (pl.col("ways").list.drop_nulls().list.len() > 1))
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
        for line, places in _kept_places(group, rests.get(int(str(doc)), {}))
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


def _kept_places(shares: pl.DataFrame, rests: dict[int, int]) -> list[tuple[int, list[int]]]:
    """For one document: each line with the places it can have lost, where these are fewer than its own sums permit."""
    at = {number: i for i, number in enumerate(rests)}
    lines: Lines = {}
    kinds: dict[int, int] = {}
    for line, number, sign, ways in shares.select("line", "sum", "sign", "ways").iter_rows():
        kinds[line] = len(ways)
        places = lines.setdefault(line, {i: [0] * len(at) for i, value in enumerate(ways) if value is not None})
        if number is not None:
            for place, vector in places.items():
                vector[at[number]] += sign * ways[place]
    rest = tuple(rests.values())
    kept = _kept_in(_blocks(kinds), lines, rest)
    if kept is None:
        kept = _kept_in([[line] for line in lines], lines, rest) or {}
    return [(line, places) for line, places in kept.items() if len(places) < len(lines[line])]


def _kept_in(blocks: list[list[int]], lines: Lines, rest: Vector) -> dict[int, list[int]] | None:
    """The places each line can have lost, if the lines of a block have lost the same; None where that cannot be."""
    common = [sorted(set.intersection(*(set(lines[line]) for line in block))) for block in blocks]
    vectors = [
        [tuple(map(sum, zip(*(lines[line][place] for line in block), strict=True))) for place in places]
        for block, places in zip(blocks, common, strict=True)
    ]
    kept = possible_together(vectors, rest)
    if kept is None:
        return None
    return {
        line: [places[i] for i in sorted(numbers)]
        for block, places, numbers in zip(blocks, common, kept, strict=True)
        for line in block
    }


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
