"""One report explained: each printed line of its forms, what it was read as, and why."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from load.account import Leftover, Line, RowKey, account, in_words, meanings
from load.errors import QueryError
from load.warehouse import open_readonly


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


#: Identities that fail or cannot be told: (check_code, status, detail) -> the scopes it says this of.
OpenChecks = dict[tuple[str, str, str], list[str]]


@dataclass(frozen=True)
class Explanation:
    """Everything behind one report's numbers.

    Attributes:
        passed: how many identities hold.
        lines: every printed line of the forms' regions with what became of it.
        words: the reason codes of this report in words.
    """

    agency: str
    year: int
    edition: str
    source_uri: str
    report_id: str
    rows: list[Row]
    open_checks: OpenChecks
    passed: int
    leftovers: list[Leftover]
    lines: list[Line]
    words: dict[str, str]


#: From certain to unknown; a row shows the last of its cells' states.
_CERTAINTY = ("reported", "inferred", "repaired", "missing")

_CELLS = """
SELECT fact.form, fact.row_code, fact.value, fact.state, fact.reason, fact.line_no,
    string_split(report_text.text, chr(10))[fact.line_no] AS printed
FROM fact JOIN report_text USING (report_id) JOIN form_cell USING (form, row_code, column_code)
WHERE fact.report_id = $report AND form_cell.edition = $edition
ORDER BY form_cell.cell
"""


def explain(path: Path, agency: str, year: int) -> Explanation:
    """Explain the current report of an agency and year.

    Args:
        path: a published warehouse.
        agency: an agency_id, or a part of an agency's name.
        year: the year reported on.

    Raises:
        WarehouseError: `path` is no warehouse.
        QueryError: no report fits, or several agencies do; the message names them.
    """
    connection = open_readonly(path)
    try:
        agency_id, name = _agency(connection, agency, year)
        report_id, edition, source_uri = connection.execute(
            "SELECT report_id, edition, source_uri FROM report "
            "WHERE agency_id = $agency AND report_year = $year AND is_current",
            {"agency": agency_id, "year": year},
        ).fetchall()[0]
        keys = {"report": report_id}
        checks = connection.execute(
            "SELECT check_code, scope, status, detail FROM identity_check "
            "WHERE agency_id = $agency AND report_year = $year ORDER BY ALL",
            {"agency": agency_id, "year": year},
        ).fetchall()
        leftovers = connection.execute(
            "SELECT line_no, token, reason FROM leftover WHERE report_id = $report ORDER BY line_no, rowid", keys
        ).fetchall()
        cells = connection.execute(_CELLS, {**keys, "edition": edition}).fetchall()
        text = connection.execute("SELECT text FROM report_text WHERE report_id = $report", keys).fetchall()[0][0]
    finally:
        connection.close()
    return Explanation(
        agency=f"{name} ({agency_id})",
        year=year,
        edition=edition,
        source_uri=source_uri,
        report_id=report_id,
        rows=_rows(cells),
        open_checks=_open(checks),
        passed=sum(check[2] == "pass" for check in checks),
        leftovers=leftovers,
        lines=account(text, edition, _rows_by_line(cells), leftovers),
        words=_words([*(cell[4] for cell in cells), *(reason for _, _, reason in leftovers)]),
    )


def _agency(connection: duckdb.DuckDBPyConnection, agency: str, year: int) -> tuple[str, str]:
    """The one agency with a report of that year whose id is `agency`, or whose name holds it."""
    found = connection.execute(
        "SELECT agency_id, name FROM dim_agency SEMI JOIN (FROM report WHERE report_year = $year) USING (agency_id) "
        "WHERE agency_id = $agency OR contains(name, $agency) ORDER BY agency_id <> $agency, agency_id LIMIT 6",
        {"agency": agency, "year": year},
    ).fetchall()
    if not found:
        raise QueryError(f"no report of {year} by an agency whose id or name is like {agency!r}")
    if found[0][0] != agency and len(found) > 1:
        names = ", ".join(f"{agency_id} ({name})" for agency_id, name in found[:5])
        raise QueryError(f"{agency!r} fits several agencies with a report of {year}: {names}")
    return found[0]


def _open(checks: list[tuple[str, str, str, str]]) -> OpenChecks:
    """The checks that do not pass, those with the same words together."""
    found: OpenChecks = {}
    for code, scope, status, detail in checks:
        if status != "pass":
            found.setdefault((code, status, detail), []).append(scope)
    return found


def _rows_by_line(cells: list[tuple[Any, ...]]) -> dict[int, list[RowKey]]:
    """Line number -> the rows whose values stand there."""
    found: dict[int, dict[RowKey, None]] = {}
    for form, row_code, _, _, _, line_no, _ in cells:
        if line_no is not None:
            found.setdefault(line_no, {})[form, row_code] = None
    return {line_no: list(rows) for line_no, rows in found.items()}


def _words(reasons: list[str | None]) -> dict[str, str]:
    """The reasons that occur, in words."""
    known = meanings()
    return {reason: in_words(reason, known) for reason in dict.fromkeys(reasons) if reason}


def _rows(cells: list[tuple[Any, ...]]) -> list[Row]:
    """The cells gathered by row, in the form's order."""
    rows = []
    for (form, row_code), group in groupby(cells, key=lambda cell: cell[:2]):
        row = list(group)
        _, _, _, _, _, line_no, printed = row[0]
        reasons = dict.fromkeys(reason for *_, reason, _, _ in row if reason)
        rows.append(
            Row(
                line_no=next((cell[5] for cell in row if cell[5] is not None), line_no),
                printed=_compact(next((cell[6] for cell in row if cell[6]), printed or "")),
                form=form,
                row_code=row_code,
                values=" ".join("?" if cell[2] is None else f"{cell[2].normalize():f}" for cell in row),
                state=max((cell[3] for cell in row), key=_CERTAINTY.index),
                reason=", ".join(reasons),
            )
        )
    return rows


def _compact(line: str) -> str:
    """A printed line with its tabs shown as arrows."""
    return line.strip(" ").replace("\t", "→")
