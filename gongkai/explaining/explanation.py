"""What is explained: cells, grids and hints of one report, as they are stored."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from gongkai.explaining.prints import Label, Leftover, Line

#: Identities that fail or cannot be decided: (check_code, status, detail) -> the scopes it says this of.
OpenChecks = dict[tuple[str, str, str], list[str]]


class Cell(NamedTuple):
    """One cell of a form, as its fact table has it, with its line as `printed` and the form's own names.

    Attributes:
        row: the row's name with its group and number, as the notice prints it.
        column: the column's label.
    """

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

    @property
    def is_plain_zero(self) -> bool:
        """Whether it is a printed 0."""
        return self.state == "reported" and not self.value


class Decision(NamedTuple):
    """What a person decided of the report: a row of `decision`; `read` is what the reader made of a cell."""

    decision_id: str
    kind: str
    row_code: str | None
    column_code: str | None
    value: str
    read: str | None
    who: str
    decided_at: datetime | None
    why: str | None
    evidence: str | None
    state: str
    remark: str | None


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
    is_certain: bool


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
        part, first_line: which report of its document it is, and at which line of that it begins.
        cells: every cell, each with its own state.
        decisions: what people decided of it.
        evidence: who reports and on which year: all hints and what became of them.
        passed: how many identities hold.
        grids: the cells of its tables, where its source says where they stand, or (not `is_certain`) bars or tabs of
            its text count the columns; blank ones too.
        labels: what of the forms' labels was recognised, and as what; empty where an older reader has read the report.
        lines: the printed lines of the forms with what became of them.
        words: the reason codes of this report in words.
    """

    agency: str
    year: int
    edition: str
    source_uri: str
    read_from: str
    report_id: str
    sha256: str
    part: int
    first_line: int
    year_source: str | None
    year_certainty: str | None
    cells: list[Cell]
    decisions: list[Decision]
    evidence: list[Hint]
    open_checks: OpenChecks
    passed: int
    leftovers: list[Leftover]
    grids: list[GridCell]
    labels: list[Label]
    lines: list[Line]
    words: dict[str, str]
