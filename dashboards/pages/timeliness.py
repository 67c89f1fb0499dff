"""Timeliness: published by the date that the Regulations set?"""

from functools import partial
from typing import Any

import polars as pl
from htpy import Element, Node

from dashboards import charts, html
from dashboards.tables import listing, shown
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import GREEN, RED, UNKNOWN
from gongkai.words import spaced, words

TITLE = N_("Timeliness")
STATUS = {"on_time": GREEN, "late": RED, "unknown": UNKNOWN}
#: The table with those first of which it is known.
_SORTED = {"list": "punctual", "sort": "-days_late", "find": None, "at": None}


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
            (
                _("published in time"),
                _only(view, "on_time", html.share(count["on_time"], known)),
                of_known.format(**numbers),
            ),
            (_("late"), _only(view, "late", html.number(count["late"])), _("after 31 January, governments 31 March")),
            (
                _("known"),
                html.to_list(view.here(**_SORTED), "punctual", html.share(known, rows.height)),
                _("{known} of {reports} reports").format(**numbers),
            ),
            (
                _("unknown"),
                _only(view, "unknown", html.number(count["unknown"])),
                _("no date printed, or none set by law"),
            ),
        ),
        html.side_by_side([_levels(view, rows), _days(view, rows)], by_province),
        _table(view, rows),
        _unreported(view),
    ]


def _only(view: View, status: str, figure: str) -> Element:
    """A figure that leads to its reports in the table below."""
    return html.to_list(view.here(**_found(status)), "punctual", figure)


def _found(status: str) -> dict[str, str | None]:
    """The part of an address that shows the reports of one status in the table."""
    return {"list": "punctual", "find": spaced("timeliness", status), "sort": None, "at": None}


def _levels(view: View, rows: pl.DataFrame) -> Element:
    """Shares by level, the highest first."""
    every = {level: place for place, level in enumerate(words("level", "zh"))}
    wide = (
        rows.with_columns(pl.col("level").fill_null("undecided"))
        .pivot("status", index="level", values="agency_id", aggregate_function=pl.element().len())
        .sort(pl.col("level").replace_strict(every, default=len(every)))
    )
    colours = {it: STATUS[it] for it in STATUS if it in wide.columns}
    links = [
        # Those of no level are in no filter.
        [None if level == "undecided" else f"{view.here(level=level, **_found(it))}#list-punctual" for it in colours]
        for level in wide["level"]
    ]
    named = wide.with_columns(
        html.in_words(wide["level"], partial(spaced, "level")), pl.Series("links", links, pl.List(pl.String))
    )
    note = _("The Regulations (Art. 49 and 50) set no date for townships.")
    return html.section(_("By level"), note, charts.stacked(named, "level", colours, "timeliness", "links"))


def _days(view: View, rows: pl.DataFrame) -> Element:
    """Weeks between publication and the deadline, of the reports of which it is known."""
    days = (pl.col("first_published") - pl.col("deadline")).dt.total_days()
    # A date beside a version without one tells nothing: it may not be the first.
    week = pl.when(pl.col("status") != "unknown").then((days / 7).ceil().cast(int).clip(-9, 12))
    weeks = rows.with_columns(week=week).drop_nulls("week").group_by("week").agg(reports=pl.len())
    if weeks.is_empty():
        return html.empty(
            _("No report here prints when it was published."),
            next_step=_("The signature alone proves lateness only."),
        )
    ends: Any = weeks["week"].min(), weeks["week"].max()
    counts = dict(weeks.iter_rows())
    leads = {**_first(view, rows, week, "days_late"), **_first(view, rows, week, "days_early")}
    # A week without a report has its place too.
    every = [
        charts.Column(str(it), counts.get(it, 0), RED if it > 0 else GREEN, leads.get((it > 0, it)))
        for it in range(ends[0], ends[1] + 1)
    ]
    shown: Any = weeks["reports"].sum()
    note = _("The {count} reports that print when they were first published; the ends hold all beyond.")
    note = note.format(count=html.number(shown))
    chart = charts.columns(every, _("week: 0 ends on the day itself, 1 is the first week late"))
    return html.section(_("How long before or after"), note, chart)


def _first(view: View, rows: pl.DataFrame, week: pl.Expr, column: str) -> dict[tuple[bool, int], str]:
    """Each week, late or not -> the address of the table, sorted by days, from the first report of that week on."""
    placed = rows.sort(column, descending=True, nulls_last=True, maintain_order=True).select(week=week).with_row_index()
    is_late = column == "days_late"
    return {
        (is_late, it): f"{view.here(list='punctual', sort=f'-{column}', find=None, at=row + 1)}#list-punctual"
        for row, it in placed.drop_nulls().unique("week", keep="first").iter_rows()
        if (it > 0) == is_late
    }


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
            _("Every agency that reported before, or stands on a roster, has a report of this year."),
            next_step=_("Nothing to do."),
        )
    note = _("Of what was given to this warehouse: whether it was never published, or not found, cannot be told here.")
    return html.section(_("Agencies without a report"), note, listing(view, "not_reported", rows))
