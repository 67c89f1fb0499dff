"""What holds of `solved_cells` for any table: it tells the truth or nothing."""

from collections.abc import Mapping
from functools import lru_cache
from random import Random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import FORMS
from tests.transform.table.arithmetic.test_reconciliation import GRID, TERMS, cells, terms
from transform.table.arithmetic.reconciliation import solved_cells

Found = dict[tuple[int, int], int]
COUNT = st.integers(0, 3)


def found_in(frame: pl.DataFrame, sums: pl.DataFrame) -> Found:
    """(doc, cell) to the value found."""
    found = solved_cells(frame, sums)
    assert found.select("doc", "cell").is_unique().all()
    return {(doc, cell): value for doc, cell, value in found.select("doc", "cell", "value").iter_rows()}


def opened(table: Mapping[int, int], blank: set[int]) -> dict[int, int | None]:
    """A table with some of its cells open."""
    return {cell: None if cell in blank else value for cell, value in table.items()}


def form_table(edition: str, seed: int) -> dict[int, int]:
    """A consistent application and dispute form, mostly zeros."""
    rng = Random(seed)
    rows, columns, at = _codes(edition)
    values: dict[tuple[str, str], int] = {}
    for column in columns[:-1]:
        drawn = {row: max(0, rng.randint(-6, 4)) for row in rows if row not in BALANCE}
        handled, out = sum(drawn.values()), max(0, rng.randint(-3, 2))
        new = rng.randint(0, handled + out)
        balance = (new, handled + out - new, handled, out)
        for row, value in {**drawn, **dict(zip(BALANCE, balance, strict=True))}.items():
            values[row, column] = value
    for row in rows:
        values[row, columns[-1]] = sum(values[row, column] for column in columns[:-1])
    table = {at[key]: value for key, value in values.items()}
    for row in DISPUTE:
        results = [max(0, rng.randint(-3, 2)) for _ in range(4)]
        for column, value in zip(RESULTS, [*results, sum(results)], strict=True):
            table[at[row, column]] = value
    return table


BALANCE = ("new_received", "carried_in", "handled_total", "carried_out")
DISPUTE = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other", "pending", "total")


@lru_cache
def _codes(edition: str) -> tuple[list[str], list[str], dict[tuple[str, str], int]]:
    """The rows and the columns of the application form, and the place of each cell of the edition."""
    form = FORMS.cells.filter(edition=edition)
    codes = form.filter(form="application")
    at = {(row, column): cell for row, column, cell in form.select("row_code", "column_code", "cell").iter_rows()}
    unique = [codes[code].unique(maintain_order=True).to_list() for code in ("row_code", "column_code")]
    return unique[0], unique[1], at


def sums_add_up(table: Mapping[int, int | None], sums: pl.DataFrame, touched: set[int]) -> bool:
    """Whether every sum without an open cell that holds a touched one adds to nothing."""
    for _, group in sums.group_by("sum"):
        pairs = [(table.get(cell), sign) for cell, sign in group.select("cell", "sign").iter_rows()]
        known = [value * sign for value, sign in pairs if value is not None]
        if len(known) == len(pairs) and touched & set(group["cell"]) and sum(known) != 0:
            return False
    return True


@st.composite
def grids(draw: st.DrawFn) -> dict[int, int]:
    """A consistent table on the grid of the other tests."""
    a, b, c, d = (draw(COUNT) for _ in range(4))
    return dict(enumerate((a, b, a + b, c, d, c + d, a + c, b + d)))


CELLS = st.sets(st.integers(0, 7))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(grids(), CELLS), min_size=1, max_size=3))
def test_every_value_found_on_a_grid_is_the_truth(batch: list[tuple[dict[int, int], set[int]]]) -> None:
    frame = cells(*(opened(table, blank) for table, blank in batch))
    found = found_in(frame, terms(*GRID))
    assert all(cell in batch[doc][1] for doc, cell in found)
    assert found == {(doc, cell): batch[doc][0][cell] for doc, cell in found}


@settings(max_examples=60, deadline=None)
@given(grids(), CELLS, st.dictionaries(st.integers(0, 7), st.lists(COUNT, max_size=3)))
def test_no_print_is_read_as_a_value_that_it_does_not_allow(
    table: dict[int, int], blank: set[int], options: dict[int, list[int]]
) -> None:
    found = found_in(cells(opened(table, blank), options=options), terms(*GRID))
    assert found == {(doc, cell): table[cell] for doc, cell in found}
    assert all(value in options[cell] for (_, cell), value in found.items() if options.get(cell))


@settings(max_examples=40, deadline=None)
@given(grids(), st.integers(0, 7))
def test_one_open_cell_is_always_found(table: dict[int, int], cell: int) -> None:
    assert found_in(cells(opened(table, {cell})), terms(*GRID)) == {(0, cell): table[cell]}


@settings(max_examples=80, deadline=None)
@given(st.lists(COUNT, min_size=8, max_size=8), CELLS)
def test_contradictions_are_never_solved(values: list[int], blank: set[int]) -> None:
    table = opened(dict(enumerate(values)), blank)
    found = {cell: value for (_, cell), value in found_in(cells(table), terms(*GRID)).items()}
    assert set(found) <= blank
    assert all(value >= 0 for value in found.values())
    assert sums_add_up({**table, **found}, terms(*GRID), set(found))


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["2019", "2021"]), st.integers(0, 10**6), st.floats(0, 0.6))
def test_every_value_found_in_a_form_is_the_truth(edition: str, seed: int, share: float) -> None:
    rng = Random(seed)
    tables = [form_table(edition, seed + i) for i in range(4)]
    blank = [{cell for cell in table if rng.random() < share} for table in tables]
    assert all(sums_add_up(table, TERMS.filter(edition=edition), set(table)) for table in tables)
    found = found_in(cells(*map(opened, tables, blank), edition=edition), TERMS)
    assert all(cell in blank[doc] for doc, cell in found)
    assert found == {(doc, cell): tables[doc][cell] for doc, cell in found}


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["2019", "2021"]), st.integers(0, 10**6))
def test_mistakes_in_a_form_are_never_hidden_by_what_is_found(edition: str, seed: int) -> None:
    rng = Random(seed)
    table = form_table(edition, seed)
    blank = {cell for cell in table if rng.random() < 0.1}
    for cell in rng.sample(sorted(table), 3):
        table[cell] += rng.randint(1, 3)
    printed = opened(table, blank)
    found = {cell: value for (_, cell), value in found_in(cells(printed, edition=edition), TERMS).items()}
    assert set(found) <= blank
    assert all(value >= 0 for value in found.values())
    assert sums_add_up({**printed, **found}, TERMS.filter(edition=edition), set(found))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_and_the_company_of_documents_do_not_matter(seed: int) -> None:
    rng = Random(seed)
    tables = [form_table("2021", seed + i) for i in range(3)]
    printed = [opened(table, {cell for cell in table if rng.random() < 0.15}) for table in tables]
    wrong = rng.choice(sorted(cell for cell, value in printed[1].items() if value is not None))
    printed[1][wrong] = 99
    frame = cells(*printed, edition="2021")
    together = solved_cells(frame, TERMS).sort("doc", "cell")
    shuffled = solved_cells(frame.sample(fraction=1, shuffle=True, seed=seed), TERMS).sort("doc", "cell")
    alone = pl.concat(solved_cells(frame.filter(doc=doc), TERMS) for doc in range(3)).sort("doc", "cell")
    assert shuffled.rows() == together.rows()
    assert alone.rows() == together.rows()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_what_is_found_depends_on_no_number_of_the_document(seed: int) -> None:
    table = form_table("2021", seed)
    printed = opened(table, set(Random(seed).sample(sorted(table), 20)))
    first, other = (found_in(cells(printed, edition="2021", first=doc), TERMS) for doc in (0, 41))
    assert {cell: value for (_, cell), value in first.items()} == {cell: value for (_, cell), value in other.items()}
