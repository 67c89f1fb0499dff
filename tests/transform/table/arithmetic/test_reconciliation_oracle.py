"""`solved` against an integer solver: exactly the cells that have one value in every solution, and no other."""

from collections.abc import Mapping
from random import Random

import numpy as np
import numpy.typing as npt
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import FORMS
from tests.transform.table.arithmetic.test_reconciliation import GRID, TERMS, Table, cells, terms
from tests.transform.table.arithmetic.test_reconciliation_properties import form_table, opened
from transform.table.arithmetic.reconciliation import closed_cells

EDITIONS = ("2019", "2021")
#: Larger than any count of the tests.
FAR = 10_000


class Oracle:
    """The integer solutions of some sums with a report's prints."""

    def __init__(self, table: Table, sums: pl.DataFrame) -> None:
        self.open = [cell for cell, value in table.items() if value is None]
        at = {cell: i for i, cell in enumerate(self.open)}
        rows, rests = [], []
        for _, group in sums.group_by("sum", maintain_order=True):
            row, rest = np.zeros(len(self.open)), 0
            for cell, sign in group.select("cell", "sign").iter_rows():
                value = table[cell]
                if value is None:
                    row[at[cell]] = sign
                else:
                    rest += sign * value
            rows.append(row)
            rests.append(-rest)
        matrix = np.array(rows).reshape(-1, len(self.open)) if self.open else np.zeros((len(rows), 1))
        self.sums = (matrix, rests)

    def best(self, goal: npt.NDArray[np.float64]) -> npt.NDArray[np.int64] | None:
        """The solution with the least `goal`; None without any."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 (a second for each test process)

        matrix, rests = self.sums
        sums, whole = LinearConstraint(matrix, rests, rests), np.ones(len(goal), dtype=np.int64)
        found = milp(goal, constraints=sums, integrality=whole, bounds=Bounds(0, FAR))
        assert found.status in (0, 2), found.message
        return None if found.status == 2 else np.rint(found.x).astype(np.int64)

    def possible(self) -> bool:
        """Whether there is a solution."""
        return self.best(np.zeros(max(len(self.open), 1))) is not None

    def only_values(self) -> dict[int, int]:
        """The cells with one value in all solutions."""
        seen = [self.best(np.zeros(len(self.open)))] if self.open else []
        only = {}
        for i, cell in enumerate(self.open):
            for goal in (np.eye(len(self.open))[i], -np.eye(len(self.open))[i]):
                if len({int(one[i]) for one in seen if one is not None}) == 1:
                    seen.append(self.best(goal))
            values = {int(one[i]) for one in seen if one is not None}
            if len(values) == 1:
                only[cell] = values.pop()
        return only


def of_left(sums: pl.DataFrame, left_out: set[int], table: Table) -> pl.DataFrame:
    """The sums that hold an open cell and are not left out."""
    open_cells = [cell for cell, value in table.items() if value is None]
    touched = sums.filter(pl.col("cell").is_in(open_cells))["sum"].unique().to_list()
    return sums.filter(pl.col("sum").is_in([number for number in touched if number not in left_out]))


def compared(table: Table, sums: pl.DataFrame, edition: str = "toy") -> tuple[dict[int, int], set[int]]:
    """Hold what is found against the oracle; what was found and which sums were left out."""
    found, without = closed_cells(cells(table, edition=edition), sums)
    left_out = set(without["sum"].to_list())
    left = of_left(sums, left_out, table)
    assert Oracle(table, left).possible()
    values = dict(found.select("cell", "value").iter_rows())
    # No identity that can hold at all denies what the others leave; the cells of one that cannot stay open.
    barred: set[int] = set()
    for number in left_out:
        alone = sums.filter(sum=number)
        if Oracle(table, alone).possible():
            assert Oracle(table, pl.concat([left, alone])).possible()
        else:
            barred |= set(alone["cell"])
    assert values == {cell: value for cell, value in Oracle(table, left).only_values().items() if cell not in barred}
    return values, left_out


def blanks(draw: Random, table: Mapping[int, int], edition: str) -> set[int]:
    """Cells that a report may lack: here and there, whole rows, whole columns, the end of the form."""
    form = FORMS.cells.filter(edition=edition).filter(pl.col("cell").is_in(list(table)))
    share = draw.choice([0, 0.1, 0.3, 0.6])
    blank = {cell for cell in table if draw.random() < share}
    for key, most in (("row_code", 6), ("column_code", 3)):
        codes = form[key].unique().sort().to_list()
        some = draw.sample(codes, draw.randint(0, most))
        blank |= set(form.filter(pl.col(key).is_in(some))["cell"])
    if draw.random() < 0.3:
        cut = draw.choice(sorted(table))
        blank |= {cell for cell in table if cell >= cut}
    return blank


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.sets(st.integers(0, 7)))
def test_a_grid_is_closed_exactly(parts: list[int], blank: set[int]) -> None:
    a, b, c, d = parts
    table = opened(dict(enumerate((a, b, a + b, c, d, c + d, a + c, b + d))), blank)
    _, left_out = compared(table, terms(*GRID))
    assert not left_out


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=8, max_size=8), st.sets(st.integers(0, 7)))
def test_of_a_grid_that_contradicts_itself_the_rest_is_closed_exactly(values: list[int], blank: set[int]) -> None:
    compared(opened(dict(enumerate(values)), blank), terms(*GRID))


@settings(max_examples=3, deadline=None)
@given(st.sampled_from(EDITIONS), st.integers(0, 10**6))
def test_a_form_is_closed_exactly(edition: str, seed: int) -> None:
    table = form_table(edition, seed)
    printed = opened(table, blanks(Random(seed), table, edition))
    values, left_out = compared(printed, TERMS.filter(edition=edition), edition)
    assert not left_out
    assert values == {cell: table[cell] for cell in values}


@settings(max_examples=3, deadline=None)
@given(st.sampled_from(EDITIONS), st.integers(0, 10**6), st.integers(1, 3))
def test_of_a_form_with_mistakes_the_rest_is_closed_exactly(edition: str, seed: int, mistakes: int) -> None:
    draw = Random(seed)
    table = form_table(edition, seed)
    blank = blanks(draw, table, edition)
    for cell in draw.sample(sorted(table), mistakes):
        table[cell] += draw.randint(1, 3)
    compared(opened(table, blank), TERMS.filter(edition=edition), edition)
