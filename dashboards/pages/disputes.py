"""Disputes: how reviews and lawsuits ended, and who was corrected."""

import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.view import View

TITLE = "Disputes"
FILTERS = ("year", "whose", "region", "level", "function")
RESULTS = {"upheld": "#0072B2", "corrected": "#D55E00", "other": "#E69F00", "pending": "#B8BCC2"}


def show(view: View) -> list[mo.Html]:
    """The channels, then the agencies."""
    rows = view.rows("dispute_channels")
    if rows.is_empty():
        return [
            html.nothing(
                "No report fits these filters.",
                next_step="Take a filter away with its ×, or choose another group under `whose`.",
            )
        ]
    parts = rows.filter(pl.col("result") != "total")
    return [
        html.cards(*(_card(name, parts) for name in parts["channel"].unique().sort())),
        _channels(parts),
        _most(view),
    ]


def _card(channel: str, parts: pl.DataFrame) -> tuple[str, str, str]:
    """The share of concluded cases in which the agency was corrected."""
    cases = {row["result"]: row for row in parts.filter(pl.col("channel") == channel).iter_rows(named=True)}
    ended = [cases[name]["cases"] for name in ("upheld", "corrected", "other")]
    concluded = None if None in ended else sum(ended)
    known = min(row["known"] for row in cases.values())
    corrected = cases["corrected"]
    return (
        f"corrected, {channel.replace('_', ' ')}",
        html.share(corrected["cases"], concluded),
        f"{html.number(corrected['cases'])} of {html.number(concluded)} concluded, in {html.number(known)} or more "
        f"of {html.number(corrected['reports'])} reports",
    )


def _channels(parts: pl.DataFrame) -> mo.Html:
    """Results by channel."""
    wide = parts.with_columns(pl.col("channel").str.replace_all("_", " ")).pivot(
        "result", index="channel", values="cases"
    )
    chart = charts.stacked(wide.sort("channel"), "channel", RESULTS, "share of the cases told", "cases")
    note = "Pending cases are shown and are in no correction rate. Cells that a report does not tell are in no bar."
    return mo.vstack([html.heading("How cases ended", note), charts.styled(chart, 190)])


def _most(view: View) -> mo.Html:
    """Who was corrected most."""
    rows = view.rows("dispute_agencies")
    if rows.is_empty():
        return html.nothing(
            "No known correction here.", next_step="Reports whose form is missing are not counted as 0."
        )
    note = "corrected of concluded cases of all three channels; empty where a cell is missing. At most 500 agencies."
    return mo.vstack([html.heading("Who was corrected most", note), html.agencies(rows, percent=["share"])])
