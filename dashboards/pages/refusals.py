"""Refusals: why requests were not granted, by reason and by applicant."""

from functools import partial
from typing import Any

import altair as alt
import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import AMBER, GREEN, PINK, RED, SKY, UNKNOWN
from gongkai.words import spaced

TITLE = N_("Refusals")
FILTERS = ("year", "whose", "region", "level", "function")
OUTCOMES = {
    "granted": GREEN, "partially_granted": SKY, "denied": RED, "unavailable": AMBER, "unprocessed": PINK,
    "other": UNKNOWN,
}  # fmt: skip


def show(view: View) -> list[mo.Html]:
    """How requests ended, the reasons, who denied most."""
    reasons, outcomes = view.rows("refusal_reasons"), view.rows("outcomes")
    if outcomes.is_empty():
        return [html.no_report(has_groups=True)]
    total = {row["outcome"]: row for row in outcomes.filter(pl.col("applicant") == "total").iter_rows(named=True)}
    return [
        html.cards(*(_card(name, total[name]) for name in ("granted", "partially_granted", "denied", "unavailable"))),
        html.side_by_side(_reasons(reasons), _applicants(outcomes)),
        _most(view),
    ]


def _card(outcome: str, row: dict[str, Any]) -> tuple[str, str, str]:
    """One outcome over all requests, with the reports behind it."""
    behind = _("{requests} of {handled} handled, in {known} of {reports} reports")
    counts = {name: html.number(row[name]) for name in ("requests", "handled", "known", "reports")}
    return spaced("outcome", outcome), html.share(row["requests"], row["handled"]), behind.format(**counts)


def _reasons(rows: pl.DataFrame) -> mo.Html:
    """A bar a reason, with the reports in which it is known."""
    kept = rows.filter(~pl.col("outcome").is_in(["granted", "partially_granted"])).with_columns(
        behind=pl.format(_("known in {} of {} reports"), "known", "reports"),
        word=pl.col("outcome").map_elements(partial(spaced, "outcome"), pl.String),
        name=pl.col("label").str.replace("^(.{15}).{2,}$", "${1}…"),
    )
    colours = {it: OUTCOMES[it] for it in OUTCOMES if it in kept["outcome"]}
    chart = (
        alt.Chart(kept)
        .mark_bar()
        .encode(
            x=alt.X("requests:Q", title=_("requests, in the reports where they are known")),
            y=alt.Y("name:N", sort="-x", title=None),
            color=charts.colour("outcome", colours, "outcome", columns=2),
            tooltip=[
                alt.Tooltip("label:N", title=_("reason")),
                alt.Tooltip("word:N", title=_("outcome")),
                alt.Tooltip("requests:Q", format=",", title=_("requests")),
                alt.Tooltip("behind:N", title=_("behind it")),
            ],
        )
    )
    note = _("A reason that a report leaves unknown is in no bar; the tooltip says in how many reports it is known.")
    return html.section(_("Why requests were refused or not handled"), note, charts.styled(chart, 470))


def _applicants(rows: pl.DataFrame) -> mo.Html:
    """How requests ended for each group of applicants."""
    wide = (
        rows.with_columns(pl.col("applicant").map_elements(partial(spaced, "applicant"), pl.String))
        .pivot("outcome", index="applicant", values="whole")
        .sort("applicant")
    )
    colours = {name: colour for name, colour in OUTCOMES.items() if name in wide.columns}
    chart = charts.stacked(wide, "applicant", colours, "outcome", (_("share of the requests handled"), _("requests")))
    total = rows.filter(pl.col("applicant") == "total").row(0, named=True)
    note = _("Of the reports in which every outcome of an applicant is known: {whole} of {reports} for the total.")
    note = note.format(whole=html.number(total["whole_reports"]), reports=html.number(total["reports"]))
    return html.section(_("Who gets what"), note, charts.styled(chart, 470))


def _most(view: View) -> mo.Html:
    """The agencies that denied most."""
    rows = view.rows("refusers")
    if rows.is_empty():
        return html.empty(
            _("No known denial here."), next_step=_("Reports whose denials are missing are not counted as 0.")
        )
    note = _("Both numbers as the report prints them; reports not ranked stand last, with why. At most 500 agencies.")
    return html.section(_("Who denied most"), note, html.agencies(rows, percent=["share"]))
