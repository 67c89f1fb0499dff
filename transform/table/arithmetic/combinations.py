"""Which readings of a document's rows can stand at once: every combination that its sums permit, and no other.

Plain numbers in, plain numbers out; `transform.table.arithmetic.weighing` brings them from the cells and back.
"""

from collections.abc import Sequence
from typing import NamedTuple

#: Partial sums that are followed at once; a report with more stays undecided.
MOST_STATES = 3_000

Vector = tuple[int, ...]
#: Row -> place it may have lost -> what it then adds to each sum.
Rows = dict[int, dict[int, list[int]]]
#: Row -> the way it is read.
Choice = dict[int, int]
#: Row -> the ways it can be read.
Ways = dict[int, set[int]]


class Suspect(NamedTuple):
    """A row that looks whole: whether it is likely shifted, and whether torn rows touch its like above and below."""

    likely: bool
    after_torn: bool
    before_torn: bool


class Weights(NamedTuple):
    """One document: its rows with what each way adds, torn ones that were torn alike, suspected ones, the rest."""

    rows: Rows
    blocks: list[list[int]]
    suspects: dict[int, Suspect]
    rest: Vector


def ways_as_printed(weights: Weights) -> Ways | None:
    """The ways of torn rows that stand with whole ones as printed, the rows of a block read alike."""
    rows, blocks, _, rest = weights
    return _possible_ways([_same_way(block, rows) for block in blocks], rows, rest)


def ways_as_shifted(weights: Weights) -> Ways | None:
    """The ways that stand if torn rows are tried each for itself, or suspected rows as shifted."""
    rows, blocks, suspects, rest = weights
    alike = [_same_way(block, rows) for block in blocks]
    printed: list[list[Choice]] = [[{row: 0}] for row in suspects]
    kept = _possible_ways([*alike, *printed], rows, rest)
    if kept is not None:
        # A row that is likely shifted is taken as printed only where the sums would show it.
        return kept | {row: _same_as_print(rows[row]) for row, suspect in suspects.items() if suspect.likely}
    single = [_same_way([row], rows) for block in blocks for row in block]
    moved = [_shifts_of(part, rows, suspects) for part in blocks_of(dict.fromkeys(suspects, 0))]
    tries = [_possible_ways([*single, *printed], rows, rest)]
    if suspects:
        tries.append(_possible_ways([*alike, *moved], rows, rest))
    if not any(tries):
        tries.append(_possible_ways([*single, *moved], rows, rest))
    stands = [found for found in tries if found]
    return {row: set().union(*(found[row] for found in stands)) for row in rows} if stands else None


def _same_as_print(ways: dict[int, list[int]]) -> set[int]:
    """The ways that add the same to every sum as the print does."""
    return {way for way, vector in ways.items() if vector == ways[0]}


def _same_way(block: list[int], rows: Rows) -> list[Choice]:
    """The ways that all rows of a block can be read in."""
    common = set.intersection(*(set(rows[row]) for row in block))
    return [dict.fromkeys(block, way) for way in sorted(common)]


def _shifts_of(part: list[int], rows: Rows, suspects: dict[int, Suspect]) -> list[Choice]:
    """Neighbouring suspected rows: as printed, or those next to a torn one shifted in one way, as far as it goes."""
    _, above, below = suspects[part[0]]
    runs = [part[:count] for count in range(1, len(part) + 1) if above]
    runs += [part[-count:] for count in range(1, len(part) + (not above)) if below]
    straight = dict.fromkeys(part, 0)
    return [straight, *(straight | choice for run in runs for choice in _same_way(run, rows) if choice[run[0]] != 0)]


def _possible_ways(options: list[list[Choice]], rows: Rows, rest: Vector) -> Ways | None:
    """The ways each row can be read, one choice of each list; None where no choices add up."""
    vectors = [
        [tuple(map(sum, zip(*(rows[row][way] for row, way in choice.items()), strict=True))) for choice in choices]
        for choices in options
    ]
    kept = possible_together(vectors, rest)
    if kept is None:
        return None
    ways: Ways = {}
    for choices, numbers in zip(options, kept, strict=True):
        for row, way in ((row, way) for i in numbers for row, way in choices[i].items()):
            ways.setdefault(row, set()).add(way)
    return ways


def blocks_of(kinds: dict[int, int]) -> list[list[int]]:
    """Rows of the form that follow each other and lack (or have too much) alike: row -> how many ways it has."""
    blocks: list[list[int]] = []
    for row, ways in kinds.items():
        if blocks and blocks[-1][-1] == row - 1 and kinds[row - 1] == ways:
            blocks[-1].append(row)
        else:
            blocks.append([row])
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
