"""The first page: how many asked, what they got, who went to court, who was late; and of each what cannot be said."""

from typing import Any

import polars as pl
from htpy import Element, Node, a, div, h2, section

from dashboards import charts, html
from dashboards.pages.news import news
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import BLUE
from gongkai.words import spaced

TITLE = N_("Overview")


def show(view: View) -> Node:
    """The year in figures, the years beside each other, the provinces, what the last run brought."""
    years = view.rows("front")
    row = next((it for it in years.iter_rows(named=True) if it["report_year"] == view.chosen["year"]), None)
    late = view.rows("late").row(0, named=True)
    figures = _figures(view, row, late) if row else html.no_report(has_groups=True)
    return [figures, html.side_by_side(_years(view, years), _provinces(view)), news(view)]


def _figures(view: View, row: dict[str, Any], late: dict[str, Any]) -> Element:
    """The cards; under each figure, how many reports tell it and how many do not."""
    of_known = html.number(late["on_time"] + late["late"])
    corrected = html.share(row["corrected"], row["concluded"])
    return section[
        h2[_("China's information requests in {year}", year=view.chosen["year"])],
        html.cards(
            _card(view, row, "received", "requests_received", [_change(row)]),
            (
                _("denied, of the requests handled"),
                html.anchor(view.behind(measure="requests_denied", of="requests_handled"),
                            html.share(row["denied"], row["handled"])),
                [_("{part} of {whole}", part=html.number(row["denied"]), whole=html.number(row["handled"])),
                 _open(row["reports"], row["denied_known"])],
            ),
            _card(view, row, "reconsiderations", "reconsiderations", []),
            _card(view, row, "lawsuits", "lawsuits", []),
            (
                _("corrected, of the cases concluded"),
                html.anchor(view.behind(measure="disputes_corrected", of="disputes_concluded"), corrected),
                [_("{part} of {whole}", part=html.number(row["corrected"]), whole=html.number(row["concluded"])),
                 _open(row["reports"], row["concluded_known"])],
            ),
            (
                _("reports published late"),
                html.anchor(_late(view), html.number(late["late"])),
                [_("of {known} whose date tells it, of all kinds of agencies", known=of_known),
                 _not_told(_("of {count} nobody can say", count=html.number(late["unknown"])))],
            ),
            (
                _("agencies without a report"),
                a(href=f"{view.link('timeliness')}#list-not_reported")[html.number(late["unreported"])],
                [_("that reported before, or stand on a roster"), _not_told(_(
                    "not given to us, or not published: that cannot be told; of {count} a document may be theirs",
                    count=html.number(late["maybe"])))],
            ),
        ),
    ]  # fmt: skip


def _late(view: View) -> str:
    """The address of the list of who was late."""
    return f"{view.link('timeliness', list='punctual', find=spaced('timeliness', 'late'))}#list-punctual"


def _card(view: View, row: dict[str, Any], name: str, measure: str, more: list[Node]) -> tuple[Node, Node, Node]:
    """One sum."""
    figure = html.anchor(view.behind(measure=measure), html.number(row[name]))
    return spaced("measure", measure), figure, [more, _open(row["reports"], row[f"{name}_known"])]


def _change(row: dict[str, Any]) -> Node:
    """How it changed, over the agencies that tell both years."""
    if not row["both"]:
        return _("no agency tells it of the year before, too")
    if not row["before"]:
        return _("none in the year before, as the {count} say that tell both years", count=html.number(row["both"]))
    change = f"{100 * (row['now'] / row['before'] - 1):+.1f}%"
    return _("{change} over the {count} that tell both years", change=change, count=html.number(row["both"]))


def _open(reports: int, known: int) -> Element:
    """How many reports tell a figure, and of how many it is unknown."""
    if reports == known:
        return _not_told(_("all {reports} reports tell it", reports=html.number(reports)))
    counts = {"open": html.number(reports - known), "reports": html.number(reports)}
    return _not_told(_("unknown in {open} of {reports} reports, and in no sum").format(**counts))


def _not_told(said: str) -> Element:
    return div(".open")[said]


def _years(view: View, years: pl.DataFrame) -> Element:
    """Requests by year, with the reports behind them: a longer bar may be more reports."""
    rows = years.select(
        label=pl.format(_("{} · {} reports"), "report_year", "received_known"),
        value="received",
        behind=pl.format(_("known in {} of {} reports"), "received_known", "reports"),
        colour=pl.lit(BLUE),
        href=pl.Series(
            [view.behind(measure="requests_received", year=it) for it in years["report_year"]], dtype=pl.String
        ),
    )
    note = _("New requests, as far as reports tell them; where more reports are there, there are more requests.")
    return html.section(_("Requests by year"), note, charts.bars(rows))


def _provinces(view: View) -> Element:
    """Where reports of the year are there."""
    year = view.chosen["year"]
    rows = view.by_province("provinces", "league").select(
        "region", "href", value=pl.col("reporting") / pl.col("agencies"), known="reporting", whole="agencies"
    )
    note = _("Of the agencies that ever reported, how many have a report of the year. A square leads to the league.")
    return html.section(_("Who reported on {year}", year=year), note, charts.tile_map(rows, percent=True))
