"""What is explained: rows, cells, grids and hints of one report, as they are stored."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from gongkai.explaining.prints import Leftover, Line


class Row(NamedTuple):
    """One row of a form.

    Attributes:
        line_no: line of the report's text, None where nothing is printed.
        printed: that line as it stands there.
        form, row_code: which row of the form.
        values: the values in the form's column order, `?` for a missing one.
        state: the least certain state of its cells.
        reason: why, empty where all is reported.
    """

    line_no: int | None
    printed: str
    form: str
    row_code: str
    values: str
    state: str
    reason: str

    @property
    def worth_showing(self) -> bool:
        """Whether the row is anything but plainly printed zeros."""
        return self.state != "reported" or set(self.values.split()) != {"0"}


#: Identities that fail or cannot be decided: (check_code, status, detail) -> the scopes it says this of.
OpenChecks = dict[tuple[str, str, str], list[str]]


class Cell(NamedTuple):
    """One cell of a form, as its fact table has it, with its labels in Chinese and its line as `printed`."""

    form: str
    row_code: str
    column_code: str
    value: Decimal | None
    state: str
    reason: str | None
    line_no: int | None
    printed: str | None
    raw_text: str | None
    unit: str | None
    row: str
    column: str


class GridCell(NamedTuple):
    """One cell of a table as the source lays it out: a row of `report_grid`."""

    grid: int
    row: int
    column: int
    row_span: int
    column_span: int
    text: str | None
    line_no: int
    page: int | None
    column_code: str | None


class Hint(NamedTuple):
    """One hint to who reports, on which year, published when: a row of `report_evidence`, its line as `printed`."""

    about: str
    source: str
    text: str
    line_no: int | None
    verdict: str
    printed: str | None


@dataclass(frozen=True)
class Explanation:
    """Everything behind one report's numbers.

    Attributes:
        year_source, year_certainty: what decided the year, and how sure it is.
        cells: every cell, each with its own state.
        evidence: who reports and on which year: all hints and what became of them.
        passed: how many identities hold.
        grids: the cells of its tables, where its source says where they stand, blank ones too.
        lines: every printed line of the forms' regions with what became of it.
        words: the reason codes of this report in words.
    """

    agency: str
    year: int
    edition: str
    source_uri: str
    read_from: str
    report_id: str
    year_source: str | None
    year_certainty: str | None
    rows: list[Row]
    cells: list[Cell]
    evidence: list[Hint]
    open_checks: OpenChecks
    passed: int
    leftovers: list[Leftover]
    grids: list[GridCell]
    lines: list[Line]
    words: dict[str, str]
