"""Overview: who is there, how much could be read, what the last night brought."""

from typing import Any

import polars as pl
from htpy import Element, Node

from dashboards import charts, html
from dashboards.tables import listing
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import STATES

TITLE = N_("Overview")


def show(view: View) -> Node:
    """Key figures, coverage by year and province, the last run."""
    total = view.rows("totals").row(0, named=True)
    years = view.rows("years")
    return [_figures(total), html.side_by_side(_read(years), _provinces(view)), _news(view)]


def _figures(total: dict[str, Any]) -> Element:
    """The cards."""
    known = None if total["cells"] is None else total["cells"] - total["missing"]
    number = {name: html.number(total[name]) for name in total if not name.endswith("_year")}
    failing = _("of {checked} known; {unknown} are unknown")
    return html.cards(
        (_("agencies"), number["agencies"], _("that have a report here")),
        (
            _("reports"),
            number["reports"],
            _("of {first} to {last}", first=total["first_year"], last=total["last_year"]),
        ),
        (_("reports not judged"), number["not_judged"], _("too little of them was read: Quality")),
        (_("cells known"), html.share(known, total["cells"]), _("{count} missing, never 0", count=number["missing"])),
        (_("identities that fail"), number["failing"], failing.format(**number)),
        (_("documents refused"), number["refused"], _("with a reason each: Quality")),
    )


def _read(years: pl.DataFrame) -> Element:
    """The states of cells by year."""
    named = years.with_columns(year=pl.format(_("{} · {} reports"), "report_year", "reporting"))
    note = _("Each cell of a year's forms by its state. Nothing missing counts as 0.")
    return html.section(_("How much could be read"), note, charts.stacked(named, "year", STATES, "state"))


def _provinces(view: View) -> Element:
    """Where reports of the year are there."""
    year = view.chosen["year"]
    rows = view.by_province("provinces", "league").select(
        "region", "href", value=pl.col("reporting") / pl.col("agencies"), known="reporting", whole="agencies"
    )
    note = _("Of the agencies that ever reported, how many have a report of the year. A square leads to the league.")
    return html.section(_("Who reported on {year}", year=year), note, charts.tile_map(rows, percent=True))


def _news(view: View) -> Node:
    """The last runs, and what the last one brought."""
    runs = view.rows("runs")
    if runs.is_empty():
        return html.empty(_("No run is recorded."), next_step=_("gongkai ingest reads reports into this warehouse."))
    last, news = runs.row(0, named=True), view.rows("news")
    brought = 0 if news.is_empty() else news["brought"][0]
    count = {name: html.number(last[name]) for name in ("seen", "unchanged", "loaded", "superseded", "rejected")}
    cards = html.cards(
        (_("last run"), html.moment(last["finished_at"]), _("Beijing time")),
        (_("documents seen"), count["seen"], _("{count} known before", count=count["unchanged"])),
        (_("reports loaded"), count["loaded"], _("{count} older versions besides", count=count["superseded"])),
        (_("documents refused"), count["rejected"], _("in that run")),
    )
    if not brought:
        table = html.empty(
            _("The last run brought no report."), next_step=_("Earlier runs are listed by gongkai status.")
        )
    else:
        table = listing(view, "news", news.drop("brought", "source_uri"))
    shown = _("{count} reports, those with failing checks first", count=html.number(brought))
    more = "" if brought == news.height else _("; the first {count} are listed", count=news.height)
    return [html.heading(_("What changed last night"), shown + more), cards, table]
