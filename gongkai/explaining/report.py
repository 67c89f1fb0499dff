"""One report explained: each number with its print, its state and why, as stored."""

from pathlib import Path

import duckdb

from gongkai.explaining.agencies import agency_of
from gongkai.explaining.explanation import Cell, Decision, Explanation, GridCell, Hint, OpenChecks
from gongkai.explaining.names import RowKey, label_names, row_names
from gongkai.explaining.prints import Label, in_words, line_fates, meanings
from load.scripts import named
from load.warehouse import open_readonly

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
        return explained(connection, current_report(connection, agency, year))
    finally:
        connection.close()


def current_report(connection: duckdb.DuckDBPyConnection, agency: str, year: int) -> str:
    """The report_id of the current report of an agency and year, each as in `explain`.

    Raises:
        QueryError: as `explain`.
    """
    agency_id = agency_of(connection, agency, year)
    ((report_id,),) = connection.execute(
        "SELECT report_id FROM report WHERE agency_id = $agency AND report_year = $year AND is_current",
        {"agency": agency_id, "year": year},
    ).fetchall()
    return str(report_id)


def explained(connection: duckdb.DuckDBPyConnection, report_id: str) -> Explanation:
    """Explain one version of a report, current or not, in an open warehouse."""
    keys = {"report": report_id}
    edition, source_uri, read_from, year, agency_id, name, source, certainty, *document = connection.execute(
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
    names = row_names(edition)
    cells = [cell._replace(row=names.get((cell.form, cell.row_code), cell.row)) for cell in map(Cell._make, rows)]
    headings = dict(connection.execute(named("explain", "sections"), keys).fetchall())
    text = connection.execute("SELECT text FROM report_text WHERE report_id = $report", keys).fetchall()[0][0]
    evidence = connection.execute(HINTS.format(about="report_id = $report"), {**keys, "text": text}).fetchall()
    labels = _labels(connection, report_id, edition)
    return Explanation(
        agency=f"{name} ({agency_id})",
        year=year,
        edition=edition,
        source_uri=source_uri,
        read_from=read_from or "text",
        report_id=report_id,
        sha256=document[0],
        part=document[1] or 1,
        first_line=document[2] or 1,
        year_source=source,
        year_certainty=certainty,
        cells=cells,
        decisions=[Decision(*row) for row in connection.execute(named("explain", "decisions"), keys).fetchall()],
        evidence=[Hint(*row) for row in evidence],
        open_checks=_open(checks),
        passed=sum(check[2] == "pass" for check in checks),
        leftovers=leftovers,
        grids=[GridCell(*row) for row in connection.execute(named("explain", "grids"), keys).fetchall()],
        labels=labels,
        lines=line_fates(text, _rows_by_line(cells), leftovers, headings, labels),
        words=_words([*(cell.reason for cell in cells), *(reason for _, _, reason in leftovers)]),
    )


def _labels(connection: duckdb.DuckDBPyConnection, report_id: str, edition: str) -> list[Label]:
    """The labels that were recognised, with the form's own words."""
    names = label_names(edition)
    rows = connection.execute(named("explain", "labels"), {"report": report_id}).fetchall()
    return [
        Label(line_no, token, code, is_exact, names.get((code or "").split("|")[0]))
        for line_no, token, code, is_exact in rows
    ]


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
