"""A person's numbers for cells of one report: looked at, then decisions."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from extract.decisions.lines import number_of
from extract.errors import UnusableArgumentsError
from extract.language import N_
from extract.lists.by_hand import LineError
from gongkai.deciding.cells import Subject, Subjects, plain
from gongkai.explaining.parts import parted
from load.scripts import named
from load.warehouse import reading

#: Row and column of a cell, by their codes.
Cell = tuple[str, str]
#: Sums that are named.
_SUMS_TOLD = 8


class SumsFailError(UnusableArgumentsError):
    """Sums fail with a person's numbers, who has not said that it is printed so."""


class Unequal(NamedTuple):
    """A sum that fails with a person's numbers: its check and scope, and its two sides as a person writes them."""

    check_code: str
    scope: str
    lhs: str
    rhs: str


def waiting(decisions: pl.DataFrame, source: str) -> dict[Cell, str]:
    """The numbers that stand in the folder of decisions for cells of a report, whether they apply yet or not.

    Args:
        decisions: of the folder, as `extract.decisions.shape.DECISION`.
        source: the report's document, as of `gongkai.deciding.cells.Subject`.
    """
    sha256, part = parted(source)
    stands = decisions.filter(kind="cell", state="stands", sha256=sha256, part=part or 1)
    return {(row, column): value for row, column, value in stands.select("row_code", "column_code", "value").rows()}


def decided(
    warehouse: Path,
    found: Subjects,
    told: Mapping[Cell, str],
    decisions: pl.DataFrame,
    *,
    printed_so: bool,
) -> list[dict[str, str]]:
    """The decisions that make cells read as a person says, of those that do not read so already.

    Args:
        warehouse: a published one.
        found: the cells.
        told: the numbers, as texts, full-width or not; what is empty is left alone.
        decisions: of the folder, as `extract.decisions.shape.DECISION`.
        printed_so: the person has seen that sums fail, and that it is printed so.

    Raises:
        UnusableArgumentsError: one is no number, or every cell reads so already.
        SumsFailError: sums fail with these numbers and those that are decided already.
        WarehouseError: `warehouse` is none.
    """
    said = {place: _number(text, place) for place, text in told.items() if text.strip()}
    if not said:
        raise UnusableArgumentsError(N_("no number is given"))
    known = waiting(decisions, found.cells[0].source)
    lines = [
        {"kind": "cell", "source": one.source, "row": one.row_code, "column": one.column_code}
        | {"value": number, "reading": one.reading}
        for one in found.cells
        if (number := said.get((one.row_code, one.column_code)))
        # What waits for the next ingest is not published yet: whether it says the same is seen where it is recorded.
        and ((one.row_code, one.column_code) in known or number != one.value)
    ]
    if not lines:
        raise UnusableArgumentsError(N_("every cell reads so already"))
    if not printed_so and (failing := failing_with(warehouse, found.report_id, said, known)):
        names = {code: name for it in found.cells for code, name in _names(it)}
        shown = [f"{names.get(it.scope, it.scope)} ({it.check_code}) {it.lhs} ≠ {it.rhs}" for it in failing]
        raise SumsFailError(f"sums fail with these numbers: {'; '.join(shown[:_SUMS_TOLD])}")
    return lines


def failing_with(warehouse: Path, report_id: str, told: Mapping[Cell, str], known: Mapping[Cell, str]) -> list[Unequal]:
    """The sums of a report that fail with numbers, of those that `told` ones take part in, but for accepted ones.

    Args:
        warehouse: a published one.
        report_id: of the report.
        told: the numbers.
        known: those that are decided already.

    Raises:
        WarehouseError: `warehouse` is none.
    """
    every = {**known, **told}
    rows, columns = zip(*every, strict=True)
    keys = {"report": report_id, "rows": rows, "columns": columns, "numbers": list(every.values())}
    with reading(warehouse) as connection:
        found = connection.execute(
            named("decide", "sums_with"), {**keys, "told": [place in told for place in every]}
        ).fetchall()
    return [Unequal(code, scope, plain(lhs), plain(rhs)) for code, scope, lhs, rhs in found]


def _number(text: str, place: Cell) -> str:
    try:
        return number_of(unicodedata.normalize("NFKC", text).strip())
    except LineError as error:
        raise UnusableArgumentsError(f"{place[0]} {place[1]}: {error}") from error


def _names(it: Subject) -> tuple[tuple[str, str], tuple[str, str]]:
    """The codes of a cell, each with its name."""
    return (it.row_code, it.row), (it.column_code, it.column)
