"""Who has no report of the year that is due: how many agencies, and where they are listed."""

from pathlib import Path

from htpy import Node, p

from gongkai.nights.night import Told
from gongkai.nights.shown import command
from gongkai.proving.words import Words


def part(told: Told, words: Words, warehouse: Path) -> Node:
    """The agencies by their deadline; or that it is not known."""
    due = told.unreported
    if due is None:
        return p(".soft")[words("unreported_untold")]
    if not due.reports and not due.unreported:
        return p(".soft")[words("unreported_unknown", year=due.report_year)]
    query = f"SELECT agency_name, status, deadline FROM unreported WHERE report_year = {due.report_year}"
    counts = {name: f"{count:,}" for name, count in due._asdict().items() if name != "report_year"}
    return [
        p[words("unreported_year", year=due.report_year, **counts)],
        p[words("unreported_list"), " ", command("sql", query, warehouse=warehouse)] if due.unreported else None,
    ]
