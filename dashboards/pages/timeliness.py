"""Timeliness: published by the date that the Regulations set?"""

from functools import partial
from typing import Any

import polars as pl
from htpy import Element, Node, a

from dashboards import charts, html
from dashboards.tables import listing, shown
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import GREEN, RED, UNKNOWN
from gongkai.words import spaced

TITLE = N_("Timeliness")
STATUS = {"on_time": GREEN, "late": RED, "unknown": UNKNOWN}


def show(view: View) -> Node:
    """How many were in time, by level and province, and who was not."""
    rows = view.rows("punctual")
    if rows.is_empty():
        return html.no_report()
    count = {status: rows.filter(pl.col("status") == status).height for status in STATUS}
    known = count["on_time"] + count["late"]
    by_province = _map(view)
    numbers = {"count": html.number(count["on_time"]), "known": html.number(known), "reports": html.number(rows.height)}
    of_known = _("{count} of {known} known")
    return [
        html.cards(
            (_("in time"), html.share(count["on_time"], known), of_known.format(**numbers)),
            (_("late"), _only(view, "late", count["late"]), _("after 31 January, governments 31 March")),
            (_("known"), html.share(known, rows.height), _("{known} of {reports} reports").format(**numbers)),
            (_("unknown"), _only(view, "unknown", count["unknown"]), _("no date printed, or none set by law")),
        ),
        html.side_by_side([_levels(rows), _days(rows)], by_province),
        _table(view, rows),
        _unreported(view),
    ]


def _only(view: View, status: str, count: int) -> Element:
    """A number that leads to its reports in the table below."""
    return a(href=view.here(list="punctual", find=spaced("timeliness", status), at=None) + "#list-punctual")[
        html.number(count)
    ]


def _levels(rows: pl.DataFrame) -> Element:
    """Shares by level."""
    wide = (
        rows.with_columns(html.in_words(rows["level"].fill_null("undecided"), partial(spaced, "level")))
        .pivot("status", index="level", values="agency_id", aggregate_function=pl.element().len())
        .sort("level")
    )
    colours = {it: STATUS[it] for it in STATUS if it in wide.columns}
    note = _("The Regulations (Art. 49 and 50) set no date for townships.")
    return html.section(_("By level"), note, charts.stacked(wide, "level", colours, "timeliness"))


def _days(rows: pl.DataFrame) -> Element:
    """Weeks between publication and the deadline."""
    weeks = (
        rows.filter(pl.col("first_published").is_not_null() & pl.col("deadline").is_not_null())
        .with_columns(week=((pl.col("first_published") - pl.col("deadline")).dt.total_days() / 7).ceil().cast(int))
        .group_by(pl.col("week").clip(-9, 12), "status")
        .agg(reports=pl.len())
    )
    if weeks.is_empty():
        return html.empty(
            _("No report here prints when it was published."),
            next_step=_("The signature alone proves lateness only."),
        )
    ends: Any = weeks["week"].min(), weeks["week"].max()
    counts = dict(weeks.group_by("week").agg(pl.col("reports").sum()).iter_rows())
    # A week without a report has its place too.
    every = [(str(week), counts.get(week, 0), RED if week > 0 else GREEN) for week in range(ends[0], ends[1] + 1)]
    shown: Any = weeks["reports"].sum()
    note = _("The {count} reports that print when they were published; the ends hold all beyond.")
    note = note.format(count=html.number(shown))
    chart = charts.columns(every, _("week: 0 ends on the day itself, 1 is the first week late"))
    return html.section(_("How long before or after"), note, chart)


def _map(view: View) -> Element:
    """Shares in time by province, of all of them: the way from one region to the next."""
    chart = charts.tile_map(view.by_province("punctual_map", "timeliness"), percent=True)
    note = _("Share in time of those known, known/all; empty where fewer than half are. A click filters.")
    return html.section(_("By province"), note, chart)


def _table(view: View, rows: pl.DataFrame) -> Element:
    """Every report, the latest first."""
    note = _(
        "A signature after the deadline proves lateness; one before it proves nothing. "
        "A day leads to its line in the report."
    )
    special = {name: partial(_day, name, view.chosen["year"]) for name in ("first_published", "signed_date")}
    table = listing(view, "punctual", rows, year=view.chosen["year"], special=special)
    return html.section(_("Each report"), note, table)


def _day(name: str, year: str, row: dict[str, Any]) -> Node:
    """A day; the one that decides leads to the line that prints it."""
    decides = name == "first_published" or (row["first_published"] is None and row["days_late"])
    if row[name] is None or not decides:
        return shown(row[name], name)
    return html.date_anchor(row["agency_id"], year, shown(row[name], name))


def _unreported(view: View) -> Element:
    """Who has no report of the year."""
    rows = view.rows("not_reported")
    if rows.is_empty():
        return html.empty(
            _("Every agency that reported before has a report of this year."), next_step=_("Nothing to do.")
        )
    note = _("Of what was given to this warehouse: whether it was never published, or not found, cannot be told here.")
    return html.section(_("Agencies without a report"), note, listing(view, "not_reported", rows))
