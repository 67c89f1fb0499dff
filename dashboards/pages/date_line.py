"""The day that decides whether a report was in time, and the line that prints it."""

from htpy import Node, aside, div, h3, p, table, tbody, td, tr

from dashboards import html
from dashboards.address import MeaninglessError
from dashboards.view import View
from extract.language import _
from gongkai.proving.shown import file_name
from gongkai.words import spaced


def date_line(view: View, agency: str, year: str) -> Node:
    """The verdict on the report of a year, the days, and the lines about the date.

    Raises:
        MeaninglessError: the agency has no report of that year.
    """
    found = view.rows("date_line", agency=agency, year=int(year)) if year.isdecimal() and len(year) == 4 else None
    if found is None or found.is_empty():
        raise MeaninglessError(_("this agency has no report of {year}", year=year))
    day = found.row(0, named=True)
    law = _("the law's date: {deadline}", deadline=day["deadline"]) if day["deadline"] else _("the law sets no date")
    late = [" · ", _("{days} days late", days=day["days_late"])] if day["days_late"] else None
    what = _("published {day}") if day["is_published"] else _("signed {day}; no date of publication is printed")
    return aside(".source.chosen", id="date")[
        h3[_("In time?"), f" {year}"],
        p[spaced("timeliness", day["status"]), " · ", law, late],
        p[what.format(day=day["day"])] if day["day"] else p[_("No date is printed that could tell it.")],
        _lines(view, day["report_id"], day["line_no"]) if day["day"] else None,
    ]


def _lines(view: View, report: str, line_no: int | None) -> Node:
    """The lines about the date, its own marked."""
    if line_no is None:
        return p(".note")[_("The date stands in no line of the text: a manifest or an address gives it.")]
    rows = view.rows("source_lines", report=report, line=line_no)
    if rows.is_empty():
        return None
    shown = (
        tr[td(".no")[str(number)], td(class_={"this": number == line_no})[html.text(printed)]]
        for number, printed in rows.select("line_no", "printed").iter_rows()
    )
    return [
        p[_("Line {line}", line=line_no)],
        div(".evidence")[table(".crop")[tbody[shown]]],
        p(".note")[html.text(file_name(rows["source_uri"][0]))],
    ]
