"""Refusals: why requests were not granted, by reason and by applicant."""

from functools import partial
from typing import Any

import polars as pl
from htpy import Element, Node

from dashboards import charts, html
from dashboards.tables import list_section
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import AMBER, GREEN, PINK, RED, SKY, UNKNOWN
from gongkai.words import spaced, words

TITLE = N_("Refusals")
OUTCOMES = {
    "granted": GREEN, "partially_granted": SKY, "denied": RED, "unavailable": AMBER, "unprocessed": PINK,
    "other": UNKNOWN,
}  # fmt: skip


def show(view: View) -> Node:
    """How requests ended, the reasons, who denied most."""
    reasons, outcomes = view.rows("refusal_reasons"), view.rows("outcomes")
    if outcomes.is_empty():
        return html.no_report(has_groups=True)
    total = {row["outcome"]: row for row in outcomes.filter(pl.col("applicant") == "total").iter_rows(named=True)}
    return [
        html.cards(
            *(_card(view, name, total[name]) for name in ("granted", "partially_granted", "denied", "unavailable"))
        ),
        html.side_by_side(_reasons(view, reasons), _applicants(view, outcomes)),
        _most(view),
    ]


def _card(view: View, outcome: str, row: dict[str, Any]) -> tuple[Node, Node, Node]:
    """One outcome over all requests, with the reports behind it."""
    behind = _("{requests} of {handled} handled, in {known} of {reports} reports")
    counts = {name: html.number(row[name]) for name in ("requests", "handled", "known", "reports")}
    href = view.behind(measure=f"requests_{outcome}", of="requests_handled")
    figure = html.anchor(href, html.share(row["requests"], row["handled"]))
    return spaced("outcome", outcome), figure, behind.format(**counts)


def _reasons(view: View, rows: pl.DataFrame) -> Element:
    """A bar a reason, with the reports in which it is known."""
    shown = rows.filter(~pl.col("outcome").is_in(["granted", "partially_granted"]))
    kept = shown.with_columns(
        behind=pl.format(_("known in {} of {} reports"), "known", "reports"),
        colour=pl.col("outcome").replace_strict(OUTCOMES),
        href=pl.Series([view.behind(form="application", row=it, column="total") for it in shown["reason"]]),
    )
    colours = {it: OUTCOMES[it] for it in OUTCOMES if it in kept["outcome"]}
    note = _("A reason that a report leaves unknown is in no bar; each bar says in how many reports it is known.")
    chart = charts.bars(kept.rename({"requests": "value"}))
    return html.section(_("Why requests were refused or not handled"), note, [charts.legend(colours, "outcome"), chart])


def _applicants(view: View, rows: pl.DataFrame) -> Element:
    """How requests ended for each group of applicants."""
    wide = rows.pivot("outcome", index="applicant", values="whole").sort(
        pl.col("applicant").replace_strict({it: place for place, it in enumerate(words("applicant", "zh"))})
    )
    colours = {name: colour for name, colour in OUTCOMES.items() if name in wide.columns}
    links = [
        [view.behind(measure=f"requests_{it}", column=applicant, of="outcomes") for it in colours]
        for applicant in wide["applicant"]
    ]
    wide = wide.with_columns(
        html.in_words(wide["applicant"], partial(spaced, "applicant")), pl.Series("links", links, pl.List(pl.String))
    )
    total = rows.filter(pl.col("applicant") == "total").row(0, named=True)
    note = _("Of the reports in which every outcome of an applicant is known: {whole} of {reports} for the total.")
    note = note.format(whole=html.number(total["whole_reports"]), reports=html.number(total["reports"]))
    return html.section(_("Who gets what"), note, charts.stacked(wide, "applicant", colours, "outcome", "links"))


def _most(view: View) -> Element:
    """The agencies that denied most."""
    note = _(
        "Both numbers of one report, printed or as its sums leave them; reports not ranked stand last, with why. "
        "At most 500 agencies."
    )
    none, why = _("No known denial here."), _("Reports whose denials are missing are not counted as 0.")
    return list_section(view, "refusers", _("Who denied most"), note, none, why, ["share"])
