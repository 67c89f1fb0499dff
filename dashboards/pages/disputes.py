"""Disputes: how reviews and lawsuits ended, and who was corrected."""

from typing import Any

import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.view import View
from gongkai.palette import AMBER, BLUE, RED, UNKNOWN

TITLE = "Disputes"
FILTERS = ("year", "whose", "region", "level", "function")
RESULTS = {"upheld": BLUE, "corrected": RED, "other": AMBER, "pending": UNKNOWN}


def show(view: View) -> list[mo.Html]:
    """The channels, then the agencies."""
    rows = view.rows("dispute_channels")
    if rows.is_empty():
        return [html.no_report(or_else=", or choose another group under `whose`")]
    return [html.cards(*(_card(row) for row in rows.iter_rows(named=True))), _channels(rows), _most(view)]


def _card(row: dict[str, Any]) -> tuple[str, str, str]:
    """The share of concluded cases in which the agency was corrected."""
    return (
        f"corrected, {html.words(row['channel'])}",
        html.share(row["corrected"], row["concluded"]),
        f"{html.number(row['corrected'])} of {html.number(row['concluded'])} concluded, in the "
        f"{html.number(row['known'])} of {html.number(row['reports'])} reports where they are known",
    )


def _channels(rows: pl.DataFrame) -> mo.Html:
    """Results by channel."""
    named = rows.with_columns(pl.col("channel").str.replace_all("_", " "))
    chart = charts.stacked(named, "channel", RESULTS, "share of the cases", "cases")
    note = "Of the reports in which every result of a channel is known. Pending cases are in no correction rate."
    return html.section("How cases ended", note, charts.styled(chart, 190))


def _most(view: View) -> mo.Html:
    """Who was corrected most."""
    rows = view.rows("dispute_agencies")
    if rows.is_empty():
        return html.empty("No known correction here.", next_step="Reports whose form is missing are not counted as 0.")
    note = "Of the concluded cases of all channels; reports not ranked stand last, with why. At most 500 agencies."
    shown = rows.with_columns(pl.col("not_ranked_because").str.replace_all("_", " "))
    return html.section("Who was corrected most", note, html.agencies(shown, percent=["share"]))
