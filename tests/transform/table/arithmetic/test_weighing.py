"""Lines with several readings, weighed together."""

from collections.abc import Mapping, Sequence
from itertools import product

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.table.arithmetic.combinations import possible_together
from transform.table.arithmetic.weighing import weighed_cells

VECTORS = st.lists(st.lists(st.tuples(*[st.integers(-3, 3)] * 2), min_size=1, max_size=3), max_size=4)


@given(VECTORS, st.tuples(*[st.integers(-4, 4)] * 2))
@settings(max_examples=200, deadline=None)
def test_what_is_kept_is_what_stands_in_some_choice_that_adds_to_zero(
    options: list[list[tuple[int, int]]], rest: tuple[int, int]
) -> None:
    choices = product(*(range(len(vectors)) for vectors in options))
    good = [
        choice
        for choice in choices
        if all(rest[i] + sum(vectors[n][i] for vectors, n in zip(options, choice, strict=True)) == 0 for i in range(2))
    ]
    expected = [{choice[i] for choice in good} for i in range(len(options))] if good else None
    assert possible_together(options, rest) == expected


#: Two columns a and b and their total, rows x, y and their sum z: cells 0-2, 3-5, 6-8.
ACROSS = [(0, (0, 1), 2), (1, (3, 4), 5), (2, (6, 7), 8)]
DOWN = [(3, (0, 3), 6), (4, (1, 4), 7), (5, (2, 5), 8)]
TERMS = pl.DataFrame(
    [
        ("toy", number, "sum", cell, sign)
        for number, parts, whole in ACROSS + DOWN
        for cell, sign in [*((part, 1) for part in parts), (whole, -1)]
    ],
    schema={
        "edition": pl.String,
        "sum": pl.Int32,
        "identity": pl.String,
        "cell": pl.Int32,
        "sign": pl.Int64,
    },
    orient="row",
)


def weigh(
    ways: dict[int, list[list[int | None]]], whole: Mapping[int, Sequence[int | None]], *, lacks_several: bool = False
) -> dict[int, list[int]]:
    """`ways`: line -> readings by lost place (None: impossible); `whole`: line -> values. Back: cell -> what is left"""
    rows: list[tuple[int, str, int, int, int | None, list[int | None] | None]] = []
    for line, values in whole.items():
        rows += [(0, "toy", line, 3 * line + i, value, None) for i, value in enumerate(values)]
    for line, readings in ways.items():
        for i in range(3):
            cell_ways = [reading[i] for reading in readings]
            known = {way for way in cell_ways if way is not None}
            rows.append((0, "toy", line, 3 * line + i, known.pop() if len(known) == 1 else None, cell_ways))
    frame = pl.DataFrame(rows, schema=["doc", "edition", "row", "cell", "value", "ways"], orient="row").cast(
        {"doc": pl.UInt32, "row": pl.Int32, "cell": pl.Int32, "value": pl.Int64, "ways": pl.List(pl.Int64)}
    )
    whole_rows = frame.with_columns(
        suspect=pl.lit(None, pl.String),
        after_torn=pl.lit(None, pl.Boolean),
        before_torn=pl.lit(None, pl.Boolean),
        lacks_several=pl.lit(lacks_several),
    )
    return {cell: ways for _, cell, ways in weighed_cells(whole_rows, TERMS).sort("cell").iter_rows()}


def test_the_column_sums_choose_the_reading() -> None:
    # x prints `1 1`: 0 + 1 = 1, or 1 + 0 = 1, or 1 + 1 = 2. y is 2 + 0 = 2, z is 3 + 0 = 3: so x is 1 + 0.
    x: list[list[int | None]] = [[0, 1, 1], [1, 0, 1], [1, 1, 2]]
    assert weigh({0: x}, {1: [2, 0, 2], 2: [3, 0, 3]}) == {0: [1], 1: [0], 2: [1]}


def test_neighbouring_lines_have_lost_the_same_place() -> None:
    # x and y each print `1 1`; z is 1 + 1 = 2. Each for itself x could be 0 + 1 and y 1 + 0, or the other way round;
    # one place for both would give 0 + 2 or 2 + 0. So no one place fits, and both orders stay possible.
    x: list[list[int | None]] = [[0, 1, 1], [1, 0, 1], [1, 1, 2]]
    either = {0: [0, 1], 1: [1, 0], 2: [1, 1]}
    assert weigh({0: x, 1: x}, {2: [1, 1, 2]}) == either | {3: [0, 1], 4: [1, 0], 5: [1, 1]}
    # z is 2 + 0 = 2: both are 1 + 0.
    assert weigh({0: x, 1: x}, {2: [2, 0, 2]}) == {0: [1], 1: [0], 2: [1], 3: [1], 4: [0], 5: [1]}


def test_where_blank_cells_were_dropped_each_line_has_lost_its_own_place() -> None:
    x: list[list[int | None]] = [[0, 1, 1], [1, 0, 1], [1, 1, 2]]
    y: list[list[int | None]] = [[None] * 3, [None] * 3, [2, 0, 2]]
    # y can only have lost its total, and z begins with 3 = 1 + 2: x is 1 + 0, or has lost its total, too (1 + 1).
    z: list[int | None] = [3, None, None]
    assert weigh({0: x, 1: y}, {2: z}) == {0: [1], 1: [1], 2: [2]}
    # Another line lacks two values, or none prints a 0.
    assert weigh({0: x, 1: y}, {2: z}, lacks_several=True) == {0: [1, 1], 1: [0, 1], 2: [1, 2]}
    no_zero: list[list[int | None]] = [[None] * 3, [None] * 3, [2, 1, 3]]
    assert weigh({0: x, 1: no_zero}, {2: z}) == {0: [1, 1], 1: [0, 1], 2: [1, 2]}


def test_a_line_that_can_have_lost_only_one_place_settles_its_neighbour() -> None:
    # y prints `2 0`, and only the total can be lost there. So x, `1 1`, has lost its total too: 1 + 1 = 2.
    x: list[list[int | None]] = [[0, 1, 1], [1, 0, 1], [1, 1, 2]]
    y: list[list[int | None]] = [[None] * 3, [None] * 3, [2, 0, 2]]
    assert weigh({0: x, 1: y}, {2: [3, 1, 4]}) == {0: [1], 1: [1], 2: [2]}


def test_a_contradiction_settles_nothing() -> None:
    x: list[list[int | None]] = [[0, 1, 1], [1, 0, 1], [1, 1, 2]]
    assert weigh({0: x}, {1: [2, 0, 2], 2: [9, 9, 18]}) == {}


def test_a_sum_with_another_open_cell_says_nothing() -> None:
    x: list[list[int | None]] = [[0, 1, 1], [1, 0, 1], [1, 1, 2]]
    assert weigh({0: x}, {1: [2, 0, 2]}) == {}


def test_a_whole_line_between_two_torn_ones_is_no_neighbour() -> None:
    # A line that was cut out of glued cells has one way; it says nothing of what the lines around it have lost.
    x: list[list[int | None]] = [[0, 1, 1], [1, 0, 1], [1, 1, 2]]
    assert weigh({0: x, 1: [[2, 0, 2]]}, {2: [3, 0, 3]}) == {0: [1], 1: [0], 2: [1]}
