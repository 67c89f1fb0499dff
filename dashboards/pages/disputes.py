"""Disputes: how reviews and lawsuits ended, and who was corrected."""

from functools import partial
from typing import Any

import polars as pl
from htpy import Element, Node

from dashboards import charts, html
from dashboards.tables import list_section
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import AMBER, BLUE, RED, UNKNOWN
from gongkai.words import spaced

TITLE = N_("Disputes")
RESULTS = {"upheld": BLUE, "corrected": RED, "other": AMBER, "pending": UNKNOWN}


def show(view: View) -> Node:
    """The channels, then the agencies."""
    rows = view.rows("dispute_channels")
    if rows.is_empty():
        return html.no_report(has_groups=True)
    return [html.cards(*(_card(view, row) for row in rows.iter_rows(named=True))), _channels(view, rows), _most(view)]


def _card(view: View, row: dict[str, Any]) -> tuple[Node, Node, Node]:
    """The share of concluded cases in which the agency was corrected."""
    behind = _("{corrected} of {concluded} concluded, in the {known} of {reports} reports where they are known")
    counts = {name: html.number(row[name]) for name in ("corrected", "concluded", "known", "reports")}
    label = _("corrected, {channel}", channel=spaced("channel", row["channel"]))
    figure = html.anchor(_behind(view, row["channel"], "corrected"), html.share(row["corrected"], row["concluded"]))
    return label, figure, behind.format(**counts)


def _behind(view: View, channel: str, result: str) -> str:
    """The reports behind a number of cases."""
    return view.behind(form="dispute", row=channel, column=result, of="row")


def _channels(view: View, rows: pl.DataFrame) -> Element:
    """Results by channel."""
    links = [[_behind(view, channel, it) for it in RESULTS] for channel in rows["channel"]]
    named = rows.with_columns(
        html.in_words(rows["channel"], partial(spaced, "channel")), pl.Series("links", links, pl.List(pl.String))
    )
    note = _("Of the reports in which every result of a channel is known. Pending cases are in no correction rate.")
    return html.section(_("How cases ended"), note, charts.stacked(named, "channel", RESULTS, "result", "links"))


def _most(view: View) -> Element:
    """Who was corrected most."""
    note = _("Of the concluded cases of all channels; reports not ranked stand last, with why. At most 500 agencies.")
    none, why = _("No known correction here."), _("Reports whose form is missing are not counted as 0.")
    return list_section(view, "dispute_agencies", _("Who was corrected most"), note, none, why, ["share"])
