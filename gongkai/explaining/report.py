"""One report explained: each printed line of its forms, what it was read as, and why."""

from itertools import groupby
from pathlib import Path

import duckdb

from gongkai.explaining.explanation import Cell, Explanation, GridCell, Hint, OpenChecks, Row
from gongkai.explaining.prints import RowKey, in_words, line_fates, meanings
from load.errors import QueryError
from load.scripts import named
from load.warehouse import open_readonly

#: From certain to unknown; a row shows the last of its cells' states.
_CERTAINTY = ("reported", "decided", "recognised", "inferred", "repaired", "missing")

#: What decided comes first.
HINTS = """
SELECT about, source, text, line_no, verdict, string_split($text, chr(10))[line_no] AS printed
FROM report_evidence WHERE {about}
ORDER BY about, list_position(['used', 'agrees', 'contradicts', 'unread'], verdict), line_no NULLS LAST, source, text
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
        agency_id, _ = _agency(connection, agency, year)
        found = connection.execute(
            "SELECT report_id FROM report WHERE agency_id = $agency AND report_year = $year AND is_current",
            {"agency": agency_id, "year": year},
        ).fetchall()
        return explained(connection, found[0][0])
    finally:
        connection.close()


def explained(connection: duckdb.DuckDBPyConnection, report_id: str) -> Explanation:
    """Explain one version of a report, current or not, in an open warehouse."""
    keys = {"report": report_id}
    edition, source_uri, read_from, year, agency_id, name, source, certainty = connection.execute(
        named("explain", "about_report"), keys
    ).fetchall()[0]
    checks = connection.execute(
        named("explain", "identities"),
        {**keys, "agency": agency_id, "year": year},
    ).fetchall()
    leftovers = connection.execute(
        "SELECT line_no, token, reason FROM leftover WHERE report_id = $report ORDER BY line_no, rowid", keys
    ).fetchall()
    rows = connection.execute(named("explain", "cells"), {**keys, "edition": edition}).fetchall()
    cells = [Cell(*row) for row in rows]
    text = connection.execute("SELECT text FROM report_text WHERE report_id = $report", keys).fetchall()[0][0]
    evidence = connection.execute(HINTS.format(about="report_id = $report"), {**keys, "text": text}).fetchall()
    return Explanation(
        agency=f"{name} ({agency_id})",
        year=year,
        edition=edition,
        source_uri=source_uri,
        read_from=read_from or "text",
        report_id=report_id,
        year_source=source,
        year_certainty=certainty,
        rows=_rows(cells),
        cells=cells,
        evidence=[Hint(*row) for row in evidence],
        open_checks=_open(checks),
        passed=sum(check[2] == "pass" for check in checks),
        leftovers=leftovers,
        grids=[GridCell(*row) for row in connection.execute(named("explain", "grids"), keys).fetchall()],
        lines=line_fates(text, edition, _rows_by_line(cells), leftovers),
        words=_words([*(cell.reason for cell in cells), *(reason for _, _, reason in leftovers)]),
    )


def chosen_cells(found: Explanation, row: str | None, column: str | None) -> list[Cell]:
    """The cells of a row and a column, each given by its code or a part of its Chinese label.

    Raises:
        QueryError: there are none.
    """
    cells = [
        cell
        for cell in found.cells
        if (row is None or row == cell.row_code or row in cell.row)
        and (column is None or column == cell.column_code or column in cell.column)
    ]
    if not cells:
        raise QueryError(f"edition {found.edition} has no cell of row {row or 'any'} and column {column or 'any'}")
    return cells


def _agency(connection: duckdb.DuckDBPyConnection, agency: str, year: int) -> tuple[str, str]:
    """The one agency with a report of that year whose id is `agency`, or whose name holds it."""
    found = connection.execute(named("explain", "agency"), {"agency": agency, "year": year}).fetchall()
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


def _rows_by_line(cells: list[Cell]) -> dict[int, list[RowKey]]:
    """Line number -> the rows whose values stand there."""
    found: dict[int, dict[RowKey, None]] = {}
    for cell in cells:
        if cell.line_no is not None:
            found.setdefault(cell.line_no, {})[cell.form, cell.row_code] = None
    return {line_no: list(rows) for line_no, rows in found.items()}


def _words(reasons: list[str | None]) -> dict[str, str]:
    """The reasons that occur, in words."""
    known = meanings()
    return {reason: in_words(reason, known) for reason in dict.fromkeys(reasons) if reason}


def _rows(cells: list[Cell]) -> list[Row]:
    """The cells gathered by row, in the form's order."""
    rows = []
    for (form, row_code), group in groupby(cells, key=lambda cell: cell[:2]):
        row = list(group)
        reasons = dict.fromkeys(cell.reason for cell in row if cell.reason)
        rows.append(
            Row(
                line_no=next((cell.line_no for cell in row if cell.line_no is not None), None),
                printed=_compact(next((cell.printed for cell in row if cell.printed), "")),
                form=form,
                row_code=row_code,
                values=" ".join("?" if cell.value is None else f"{cell.value.normalize():f}" for cell in row),
                state=max((cell.state for cell in row), key=_CERTAINTY.index),
                reason=", ".join(reasons),
            )
        )
    return rows


def _compact(line: str) -> str:
    """A printed line with its tabs shown as arrows."""
    return line.strip(" ").replace("\t", "→")
