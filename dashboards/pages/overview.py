"""Overview: who is there, how much could be read, what the last night brought."""

from typing import Any

import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.view import View
from gongkai.palette import STATES

TITLE = "Overview"
FILTERS = ("year",)
MAP = 370


def show(view: View) -> list[mo.Html]:
    """Key figures, coverage by year and province, the last run."""
    total = view.rows("totals").row(0, named=True)
    years = view.rows("years")
    return [
        _figures(total),
        html.side_by_side(_read(years), _provinces(view)),
        *_news(view),
    ]


def _figures(total: dict[str, Any]) -> mo.Html:
    """The cards."""
    known = None if total["cells"] is None else total["cells"] - total["missing"]
    return html.cards(
        ("agencies", html.number(total["agencies"]), "that have a report here"),
        ("reports", html.number(total["reports"]), f"of {total['first_year']} to {total['last_year']}"),
        ("reports not judged", html.number(total["not_judged"]), "too little of them was read: Quality"),
        ("cells known", html.share(known, total["cells"]), f"{html.number(total['missing'])} missing, never 0"),
        (
            "identities that fail",
            html.number(total["failing"]),
            f"of {html.number(total['checked'])} known; {html.number(total['unknown'])} are unknown",
        ),
        ("documents refused", html.number(total["refused"]), "with a reason each: Quality"),
    )


def _read(years: pl.DataFrame) -> mo.Html:
    """The states of cells by year."""
    named = years.with_columns(
        year=pl.format("{} · {} reports", "report_year", pl.col("reporting").map_elements(html.number, pl.String))
    )
    chart = charts.stacked(named, "year", STATES, "share of the cells of the three forms")
    note = "Each cell of a year's forms by its state. Nothing missing counts as 0."
    return html.section("How much could be read", note, charts.styled(chart, MAP - 70))


def _provinces(view: View) -> mo.Html:
    """Where reports of the year are there."""
    year = view.chosen["year"]
    rows = view.by_province("provinces", "league").select(
        "region", "href", value=pl.col("reporting") / pl.col("agencies"), known="reporting", whole="agencies"
    )
    chart = charts.tile_map(rows, "agencies with a report", ".0%", [0, 1])
    note = "Of the agencies that ever reported, how many have a report of the year. A square leads to the league."
    return html.section(f"Who reported on {year}", note, charts.styled(chart, MAP))


def _news(view: View) -> list[mo.Html]:
    """The last runs, and what the last one brought."""
    runs = view.rows("runs").with_columns(
        pl.col("started_at", "finished_at").dt.convert_time_zone("Asia/Shanghai").dt.strftime("%Y-%m-%d %H:%M")
    )
    if runs.is_empty():
        return [html.empty("No run is recorded.", next_step="gongkai ingest reads reports into this warehouse.")]
    last, news = runs.row(0, named=True), view.rows("news")
    brought = 0 if news.is_empty() else news["brought"][0]
    cards = html.cards(
        ("last run", last["finished_at"], "Beijing time"),
        ("documents seen", html.number(last["seen"]), f"{html.number(last['unchanged'])} known before"),
        ("reports loaded", html.number(last["loaded"]), f"{html.number(last['superseded'])} older versions besides"),
        ("documents refused", html.number(last["rejected"]), "in that run"),
    )
    if not brought:
        table = html.empty("The last run brought no report.", next_step="Earlier runs are listed by gongkai status.")
    else:
        table = html.agencies(news.drop("brought"))
    shown = f"{html.number(brought)} reports, those with failing checks first"
    more = "" if brought == news.height else f"; the first {news.height} are listed"
    return [html.heading("What changed last night", shown + more), cards, table]
