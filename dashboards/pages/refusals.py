"""Refusals: why requests were not granted, by reason and by applicant."""

from typing import Any

import altair as alt
import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.view import View
from gongkai.palette import AMBER, GREEN, PINK, RED, SKY, UNKNOWN

TITLE = "Refusals"
FILTERS = ("year", "whose", "region", "level", "function")
OUTCOMES = {
    "granted": GREEN, "partially_granted": SKY, "denied": RED, "unavailable": AMBER, "unprocessed": PINK,
    "other": UNKNOWN,
}  # fmt: skip


def show(view: View) -> list[mo.Html]:
    """How requests ended, the reasons, who denied most."""
    reasons, outcomes = view.rows("refusal_reasons"), view.rows("outcomes")
    if outcomes.is_empty():
        return [html.no_report(or_else=", or choose another group under `whose`")]
    total = {row["outcome"]: row for row in outcomes.filter(pl.col("applicant") == "total").iter_rows(named=True)}
    return [
        html.cards(*(_card(name, total[name]) for name in ("granted", "partially_granted", "denied", "unavailable"))),
        html.side_by_side(_reasons(reasons), _applicants(outcomes)),
        _most(view),
    ]


def _card(outcome: str, row: dict[str, Any]) -> tuple[str, str, str]:
    """One outcome over all requests, with the reports behind it."""
    behind = f"{html.number(row['requests'])} of {html.number(row['handled'])} handled, in {html.number(row['known'])}"
    return (
        html.words(outcome),
        html.share(row["requests"], row["handled"]),
        f"{behind} of {html.number(row['reports'])} reports",
    )


def _reasons(rows: pl.DataFrame) -> mo.Html:
    """A bar a reason, with the reports in which it is known."""
    kept = rows.filter(~pl.col("outcome").is_in(["granted", "partially_granted"])).with_columns(
        behind=pl.format("known in {} of {} reports", "known", "reports"),
        name=pl.col("label").str.replace("^(.{15}).{2,}$", "${1}…"),
    )
    chart = (
        alt.Chart(kept)
        .mark_bar()
        .encode(
            x=alt.X("requests:Q", title="requests, in the reports where they are known"),
            y=alt.Y("name:N", sort="-x", title=None),
            color=charts.colour("outcome", {it: OUTCOMES[it] for it in OUTCOMES if it in kept["outcome"]}, columns=2),
            tooltip=["label", "outcome", alt.Tooltip("requests:Q", format=","), "behind"],
        )
    )
    note = "A reason that a report leaves unknown is in no bar; the tooltip says in how many reports it is known."
    return html.section("Why requests were refused or not handled", note, charts.styled(chart, 470))


def _applicants(rows: pl.DataFrame) -> mo.Html:
    """How requests ended for each group of applicants."""
    wide = (
        rows.with_columns(pl.col("applicant").str.replace_all("_", " "))
        .pivot("outcome", index="applicant", values="whole")
        .sort("applicant")
    )
    colours = {name: colour for name, colour in OUTCOMES.items() if name in wide.columns}
    chart = charts.stacked(wide, "applicant", colours, "share of the requests handled", "requests")
    total = rows.filter(pl.col("applicant") == "total").row(0, named=True)
    behind = f"{html.number(total['whole_reports'])} of {html.number(total['reports'])}"
    note = f"Of the reports in which every outcome of an applicant is known: {behind} for the total."
    return html.section("Who gets what", note, charts.styled(chart, 470))


def _most(view: View) -> mo.Html:
    """The agencies that denied most."""
    rows = view.rows("refusers")
    if rows.is_empty():
        return html.empty("No known denial here.", next_step="Reports whose denials are missing are not counted as 0.")
    note = "Both numbers as the report prints them; reports not ranked stand last, with why. At most 500 agencies."
    shown = rows.with_columns(pl.col("not_ranked_because").str.replace_all("_", " "))
    return html.section("Who denied most", note, html.agencies(shown, percent=["share"]))
