import polars as pl
import pytest

from tests.transform.prints import FORMS
from transform.numbers import SCALE
from transform.table.arithmetic.reconciliation import solved_cells
from transform.table.rows.readings import identity_terms

TERMS = identity_terms(FORMS)
Table = dict[int, int | None]
#: The cells of each row of section 三.
PARTS = dict(FORMS.cells.filter(edition="2021", form="application").group_by("row_code").agg("cell").iter_rows())

#: Two sums across and two down: cells 0 + 1 = 2, 3 + 4 = 5, 0 + 3 = 6, 1 + 4 = 7.
GRID = [("across", (0, 1), (2,)), ("across", (3, 4), (5,)), ("down", (0, 3), (6,)), ("down", (1, 4), (7,))]


def terms(*sums: tuple[str, tuple[int, ...], tuple[int, ...]]) -> pl.DataFrame:
    """Sums, each a name, the cells on its left side and those on its right."""
    rows = [
        ("toy", number, name, cell, sign)
        for number, (name, left, right) in enumerate(sums)
        for cells, sign in ((left, 1), (right, -1))
        for cell in cells
    ]
    schema = {
        "edition": pl.String,
        "sum": pl.Int32,
        "identity": pl.String,
        "cell": pl.Int32,
        "sign": pl.Int64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def cells(
    *tables: Table, options: dict[int, list[int]] | None = None, edition: str = "toy", first: int = 0
) -> pl.DataFrame:
    """Tables as cells, one document a table, None for an open cell."""
    allowed = options or {}
    rows = [
        (doc, edition, cell, value, allowed.get(cell) if value is None else None)
        for doc, table in enumerate(tables, start=first)
        for cell, value in table.items()
    ]
    schema: dict[str, pl.DataType] = {
        **{"doc": pl.UInt32(), "edition": pl.String(), "cell": pl.Int32()},
        **{"value": pl.Int64(), "options": pl.List(pl.Int64)},
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def close(frame: pl.DataFrame, sums: pl.DataFrame) -> list[tuple[int, int, int, str]]:
    """(doc, cell, value, identity) of all cells found, in order."""
    return sorted(solved_cells(frame, sums).select("doc", "cell", "value", "identity").rows())


def grid(*values: int | None, options: dict[int, list[int]] | None = None) -> dict[int, tuple[int, str]]:
    """What is found in one table on the grid."""
    frame = cells(dict(enumerate(values)), options=options)
    return {cell: (value, identity) for _, cell, value, identity in close(frame, terms(*GRID))}


def test_one_open_cell_is_what_its_sum_lacks() -> None:
    # 2 + ? = 5, with 4 below it: 3 + 4 = 7.
    assert grid(2, None, 5, 1, 4, 1 + 4, 2 + 1, 3 + 4) == {1: (3, "across")}


def test_an_open_total_is_the_sum_of_its_parts() -> None:
    assert grid(2, 3, None, 1, 4, 1 + 4, 2 + 1, 3 + 4) == {2: (2 + 3, "across")}


def test_one_found_cell_helps_to_find_the_next() -> None:
    # 0: 3 - 1 = 2 by its column, then 1: 5 - 2 = 3 by its row, then 7: 3 + 4.
    found = grid(None, None, 5, 1, 4, 1 + 4, 3, None)
    assert found == {0: (2, "down"), 1: (3, "across"), 7: (3 + 4, "down")}


def test_cells_that_add_to_nothing_are_each_nothing() -> None:
    assert grid(None, None, 0, None, 4, None, None, None) == {
        **{0: (0, "across"), 1: (0, "across")},
        **{7: (0 + 4, "down")},
    }


def test_two_open_cells_that_add_to_something_stay_open() -> None:
    assert grid(None, None, 5, None, 4, None, None, None) == {}


def test_open_cells_on_both_sides_of_a_sum_need_not_be_nothing() -> None:
    assert close(cells({0: None, 1: 0, 2: None}), terms(("across", (0, 1), (2,)))) == []


def test_a_negative_count_is_no_answer() -> None:
    assert close(cells({0: 5, 1: None, 2: 3}), terms(("across", (0, 1), (2,)))) == []


def test_sums_that_disagree_leave_the_cell_open() -> None:
    # ? = 5 - 3 by the row, ? = 9 - 1 by the column.
    assert grid(None, 3, 5, 1, 4, 1 + 4, 9, 3 + 4) == {}


def test_found_values_that_break_a_sum_together_are_taken_back() -> None:
    # 1 = 5 - 1 = 4 and 4 = 10 - 6 = 4, and the third sum says that both are the same.
    sums = terms(("a", (0, 1), (2,)), ("b", (3, 4), (5,)), ("same", (1,), (4,)))
    agreeing: Table = {0: 1, 1: None, 2: 5, 3: 6, 4: None, 5: 10}
    assert close(cells(agreeing), sums) == [(0, 1, 5 - 1, "a"), (0, 4, 10 - 6, "b")]
    # 4 = 9 - 6 = 3 is another.
    assert close(cells({**agreeing, 5: 9}), sums) == []


def test_what_is_taken_back_in_one_document_stays_in_another() -> None:
    sums = terms(("a", (0, 1), (2,)), ("b", (3, 4), (5,)), ("same", (1,), (4,)))
    agreeing: Table = {0: 1, 1: None, 2: 5, 3: 6, 4: None, 5: 10}
    assert close(cells({**agreeing, 5: 9}, agreeing), sums) == [(1, 1, 4, "a"), (1, 4, 4, "b")]


def test_a_sum_that_is_still_open_takes_nothing_back() -> None:
    # 1 = 7 - 4 = 3 by its column; its row 0 + 3 = 2 has two open cells.
    assert grid(None, None, None, None, 4, None, None, 7) == {1: (7 - 4, "down")}


def test_a_sum_that_is_contradicted_tells_nothing_of_its_other_cells() -> None:
    # 0 + 1 = 0 makes both nothing, but 0 = 4 - 1 = 3 by its column.
    assert grid(None, None, 0, 1, None, None, 4, None) == {}


def test_a_mistake_in_another_sum_keeps_nothing_from_being_found() -> None:
    # 1 + 4 is not 6, but 2 + ? = 5 and ? + 4 = 7 agree.
    assert grid(2, None, 5, 1, 4, 6, 2 + 1, 7) == {1: (3, "across")}


@pytest.mark.parametrize(("allowed", "found"), [([12], []), ([12, 3], [3]), ([3], [3]), ([], [])])
def test_a_print_that_does_not_allow_the_value_keeps_the_cell_open(allowed: list[int], found: list[int]) -> None:
    # 2 + ? = 5
    frame = cells({0: 2, 1: None, 2: 5}, options={1: allowed})
    assert [value for _, _, value, _ in close(frame, terms(("across", (0, 1), (2,))))] == found


def test_what_only_several_sums_leave_is_found() -> None:
    # Across 4 + 5 = 9, down 6 + 3 = 9: nothing is left for the third place of either row.
    sums = terms(("a", (0, 1, 2), (3,)), ("b", (4, 5, 6), (7,)), ("x", (0, 4), (8,)), ("y", (1, 5), (9,)))
    table: Table = {**dict.fromkeys(range(10)), 3: 4, 7: 5, 8: 6, 9: 3}
    assert close(cells(table), sums) == [(0, 2, 0, "all_sums"), (0, 6, 0, "all_sums")]


def test_what_is_left_over_in_hand_is_carried_out_or_handled_but_never_less_than_nothing() -> None:
    # 3 + 1 in hand, 4 granted: nothing else was handled, and nothing is carried out.
    sums = terms(("balance", (0, 1), (2, 3)), ("outcomes", (4, 5, 6), (2,)))
    found = close(cells({0: 3, 1: 1, 2: None, 3: None, 4: 4, 5: None, 6: None}), sums)
    assert [(cell, value) for _, cell, value, _ in found] == [(2, 4), (3, 0), (5, 0), (6, 0)]


def test_a_value_that_its_print_does_not_allow_proves_nothing_of_another() -> None:
    # 2 + ? = 5 says 3, the print of the cell does not: nothing then follows for its column.
    assert grid(2, None, 5, 1, 4, 5, 3, None, options={1: [8]}) == {}
    assert grid(2, None, 5, 1, 4, 5, 3, None, options={1: [3, 8]}) == {1: (3, "across"), 7: (3 + 4, "down")}


def test_the_largest_numbers_of_a_page_are_added_up_exactly() -> None:
    most = (10**12 - 1) * SCALE
    table: Table = {cell: None if cell in PARTS["handled_total"] else most for cell in range(300)}
    own = TERMS.filter(edition="2021", identity="outcomes_sum")
    found = close(cells({cell: table[cell] for cell in own["cell"].unique().sort().to_list()}, edition="2021"), own)
    assert [value for _, _, value, _ in found] == [most * 21] * 7


def test_a_cell_without_a_sum_stays_open() -> None:
    assert close(cells({0: 2, 1: None, 2: 5, 9: None}), terms(("across", (0, 1), (2,)))) == [(0, 1, 3, "across")]


def test_a_weight_counts() -> None:
    sums = terms(("twice", (0,), (1,))).with_columns(sign=pl.when(pl.col("cell") == 1).then(-2).otherwise(1))
    assert close(cells({0: 6, 1: None}), sums) == [(0, 1, 3, "twice")]


def test_another_edition_has_other_sums() -> None:
    assert close(cells({0: 2, 1: None, 2: 5}, edition="other"), terms(("across", (0, 1), (2,)))) == []


def test_each_document_is_closed_by_itself() -> None:
    frame = cells({0: 2, 1: None, 2: 5}, {0: None, 1: 1, 2: 5}, {0: 2, 1: 1, 2: None})
    assert close(frame, terms(("across", (0, 1), (2,)))) == [
        (0, 1, 5 - 2, "across"),
        (1, 0, 5 - 1, "across"),
        (2, 2, 2 + 1, "across"),
    ]


def test_nothing_open_and_nothing_at_all_give_an_empty_frame() -> None:
    schema = {"doc": pl.UInt32, "cell": pl.Int32, "value": pl.Int64, "identity": pl.String}
    for frame in (cells({0: 2, 1: 3, 2: 5}), cells()):
        found = solved_cells(frame, terms(("across", (0, 1), (2,))))
        assert dict(found.schema) == schema
        assert found.is_empty()


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_sum_of_the_forms_closes_each_of_its_cells(edition: str) -> None:
    own = TERMS.filter(edition=edition)
    everything: Table = dict.fromkeys(own["cell"].unique().sort().to_list(), 0)
    tables = [{**everything, cell: None} for cell in everything]
    found = close(cells(*tables, edition=edition), TERMS)
    assert [(doc, cell, value) for doc, cell, value, _ in found] == [(i, cell, 0) for i, cell in enumerate(everything)]
