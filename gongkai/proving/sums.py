"""The identities that one cell takes part in, with their numbers."""

from collections.abc import Collection
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

import duckdb

from gongkai.explaining.explanation import Cell
from gongkai.explaining.names import row_names
from load.scripts import named


class Term(NamedTuple):
    """One number of a sum.

    Attributes:
        name: of its row, or of its column where the row is the same throughout.
        year: of the report that has it.
        weight: factor of the number, 1 or -1.
        value: None where it is missing, or there is no report of that year.
        is_this: it is the cell in question.
    """

    name: str
    year: int
    weight: int
    value: Decimal | None
    state: str | None
    is_this: bool


class Sum(NamedTuple):
    """One identity: the sum of `left` is that of `right`.

    Attributes:
        year: of the report that it checks.
        status: pass, fail, or unknown where a number is missing.
        is_used: the value of the cell in question was worked out by it.
    """

    check_code: str
    scope: str
    year: int
    status: str
    left: list[Term]
    right: list[Term]
    is_used: bool


def sums_of(
    connection: duckdb.DuckDBPyConnection, agency: str, year: int, cell: Cell, row: Collection[Cell]
) -> list[Sum]:
    """All identities that a cell takes part in: those of its report, and next year's that look back at it.

    Args:
        connection: an open warehouse.
        agency: agency_id.
        year: of the report that has the cell.
        cell: the cell.
        row: the cells of its row, for their labels.
    """
    keys = {"agency": agency, "year": year, "form": cell.form, "row": cell.row_code, "column": cell.column_code}
    rows = connection.execute(named("prove", "sums"), keys).fetchall()
    columns = {it.column_code: it.column for it in row}
    found = []
    for (checked, code, scope, edition, status), group in groupby(rows, key=lambda it: it[:5]):
        terms = list(group)
        is_row = len({term[8] for term in terms}) == 1
        names = {key[1]: name.rpartition(" ")[2] for key, name in row_names(edition).items() if key[0] == cell.form}
        sides: dict[str, list[Term]] = {"lhs": [], "rhs": []}
        for *_, side, weight, back, row_code, column, value, state in terms:
            name = columns.get(column, column) if is_row else names.get(row_code, row_code)
            is_this = (checked - back, row_code, column) == (year, cell.row_code, cell.column_code)
            sides[side].append(Term(name, checked - back, weight, value, state, is_this))
        used = checked == year and _is_used(code, scope, cell, [term[7] for term in terms])
        found.append(Sum(code, scope, checked, status or "unknown", sides["lhs"], sides["rhs"], used))
    return found


def _is_used(code: str, scope: str, cell: Cell, years_back: Collection[int]) -> bool:
    """Whether a cell's reason names an identity, its row's own sums (`line`), or all sums of the form."""
    if cell.state not in {"inferred", "repaired"} or cell.reason is None or any(years_back):
        return False
    by = cell.reason.split(":")[1:]
    return code in by or "all_sums" in by or ("line" in by and scope == cell.row_code)
