"""Timeliness: published by the date that the Regulations set?"""

from typing import Any

import altair as alt
import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.view import View
from gongkai.palette import GREEN, RED, UNKNOWN

TITLE = "Timeliness"
FILTERS = ("year", "region", "level", "function")
STATUS = {"on_time": GREEN, "late": RED, "unknown": UNKNOWN}


def show(view: View) -> list[mo.Html]:
    """How many were in time, by level and province, and who was not."""
    rows = view.rows("punctual")
    if rows.is_empty():
        return [html.no_report()]
    count = {status: rows.filter(pl.col("status") == status).height for status in STATUS}
    known = count["on_time"] + count["late"]
    by_province = _map(view)
    return [
        html.cards(
            (
                "in time",
                html.share(count["on_time"], known),
                f"{html.number(count['on_time'])} of {html.number(known)} known",
            ),
            ("late", html.number(count["late"]), "after 31 January, governments 31 March"),
            ("known", html.share(known, rows.height), f"{html.number(known)} of {html.number(rows.height)} reports"),
            ("unknown", html.number(count["unknown"]), "no date printed, or none set by law"),
        ),
        html.side_by_side(mo.vstack([_levels(rows), _days(rows)]), by_province),
        _table(rows),
    ]


def _levels(rows: pl.DataFrame) -> mo.Html:
    """Shares by level."""
    wide = (
        rows.with_columns(pl.col("level").fill_null("undecided"))
        .pivot("status", index="level", values="agency_id", aggregate_function=pl.element().len())
        .sort("level")
    )
    chart = charts.stacked(wide, "level", {it: STATUS[it] for it in STATUS if it in wide.columns}, "share", "reports")
    note = "The Regulations (Art. 49 and 50) set no date for townships."
    return html.section("By level", note, charts.styled(chart, 120))


def _days(rows: pl.DataFrame) -> mo.Html:
    """Weeks between publication and the deadline."""
    weeks = (
        rows.filter(pl.col("first_published").is_not_null() & pl.col("deadline").is_not_null())
        .with_columns(week=((pl.col("first_published") - pl.col("deadline")).dt.total_days() / 7).ceil().cast(int))
        .group_by(pl.col("week").clip(-9, 12), "status")
        .agg(reports=pl.len())
    )
    if weeks.is_empty():
        return html.empty(
            "No report here prints when it was published.", next_step="The signature alone proves lateness only."
        )
    ends: Any = weeks["week"].min(), weeks["week"].max()
    every = list(range(ends[0], ends[1] + 1))  # a week without a report has its place too
    chart = (
        alt.Chart(weeks)
        .mark_bar()
        .encode(
            x=alt.X(
                "week:O",
                title="week: 0 ends on the day itself, 1 is the first week late",
                axis=alt.Axis(labelAngle=0),
                scale=alt.Scale(domain=every),
            ),
            y=alt.Y("reports:Q"),
            color=charts.colour("status", {it: STATUS[it] for it in ("on_time", "late")}),
            tooltip=["week", alt.Tooltip("reports:Q", format=",")],
        )
    )
    shown: Any = weeks["reports"].sum()
    note = f"The {html.number(shown)} reports that print when they were published; the ends hold all beyond."
    return html.section("How long before or after", note, charts.styled(chart, 150))


def _map(view: View) -> mo.Html:
    """Shares in time by province, of all of them: the way from one region to the next."""
    chart = charts.tile_map(view.by_province("punctual_map", "timeliness"), "in time, of those known", ".0%", [0, 1])
    note = "Share in time of those known, known/all; empty where fewer than half are. A click filters."
    return html.section("By province", note, charts.styled(chart, 400))


def _table(rows: pl.DataFrame) -> mo.Html:
    """Every report, the latest first."""
    shown = rows.drop("region").with_columns(
        pl.col("deadline", "first_published", "signed_date").dt.strftime("%Y-%m-%d")
    )
    note = "A signature after the deadline proves lateness; one before it proves nothing."
    return html.section("Each report", note, html.agencies(shown))
