"""Behind a number: the reports whose cells add up to it, their states, and the ways to the lines that print them."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from htpy import Element, Node, a, span

from dashboards import charts, html
from dashboards.address import MeaninglessError, link
from dashboards.tables import listing
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import STATES
from gongkai.words import spaced, word

TITLE = N_("Behind a number")
VALUES = ("measure", "form", "row", "column", "of")
#: Cells of one report that are named; the others are counted.
_NAMED = 4


def asked_for(values: Mapping[str, str]) -> dict[str, str | None]:
    """Which number an address names: the parameters of its query."""
    return {name: values.get(name) for name in VALUES}


def show(view: View) -> Node:
    """What was added up, how sure it is, and every report."""
    asked = asked_for(view.address.values)
    if not asked["measure"] and not (asked["form"] and asked["row"] and asked["column"]):
        raise MeaninglessError(_("no number is named"))
    rows = view.rows("behind", **asked)
    if rows.is_empty():
        return html.no_report(has_groups=True)
    counted = rows.filter("is_counted")
    title = _title(asked, str(rows["first"][0]["label"]))
    return [
        html.heading(title, _("So many reports print it, and so many do not: what is unknown is in no sum.")),
        html.cards(
            (_("sum"), html.exact(counted["value"].sum()) if counted.height else html.UNKNOWN, _states(counted)),
            (
                _("reports that count"),
                _from(view, counted.height, 0, rows.height),
                _("of {reports}", reports=html.number(rows.height)),
            ),
            (
                _("reports that do not count"),
                _from(view, rows.height - counted.height, counted.height, rows.height),
                _("a cell of theirs is unknown, or one that it is compared with"),
            ),
        ),
        html.section(_("The cells of all these reports by state"), None, _bar(rows)),
        html.section(_("Each report"), _("A number leads to the lines that print it."), _list(view, rows)),
    ]


def _from(view: View, count: int, row: int, rows: int) -> Node:
    """A number of reports that leads to the first of them below, row `row` of so many, counted from 0."""
    href = view.here(list="behind", at=row + 1, sort=None, find=None)
    return html.to_list(href, "behind", html.number(count)) if row < rows else html.number(count)


def _title(asked: dict[str, str | None], label: str) -> str:
    """What the number is, in the form's words."""
    parts = [spaced("measure", asked["measure"])] if asked["measure"] else [spaced("form", asked["form"]), label]
    if column := asked["column"]:
        parts.append(spaced("result" if asked["form"] == "dispute" and column != "total" else "applicant", column))
    return " · ".join(parts)


def _states(rows: pl.DataFrame) -> str:
    """So many cells of each state stand behind the sum."""
    counts = {state: rows[state].sum() for state in STATES}
    return html.listed(f"{word('state', state)} {html.number(count)}" for state, count in counts.items() if count)


def _bar(rows: pl.DataFrame) -> Element:
    """The states of the cells, those of reports that do not count too."""
    counts = rows.select(pl.lit(_("cells")).alias("of"), *(pl.col(state).sum() for state in STATES)).head(1)
    return charts.stacked(counts, "of", STATES, "state")


def _list(view: View, rows: pl.DataFrame) -> Element:
    """Every report with its cells, each of which leads to its line."""
    shown = rows.select(
        "agency", "agency_id", "province", "value", "is_counted", "report_id", pl.col("shown").alias("cells"), "first"
    )
    return listing(view, "behind", shown, year=view.chosen["year"], special={"cells": _cells, "first": None})


def _cells(row: dict[str, Any]) -> Node:
    """The cells of one report that are not 0, as links; where all are, the way to the first."""
    cells = row["cells"] or [{**row["first"], "label": None, "value": 0, "state": "reported"}]
    return [[_cell(row, cell), " "] for cell in cells[:_NAMED]] + (
        [span(".none")[f"+{len(cells) - _NAMED}"]] if len(cells) > _NAMED else []
    )


def _cell(row: dict[str, Any], cell: dict[str, Any]) -> Node:
    """One of them with its state."""
    place = f"{row['report_id']}.{cell['form']}.{cell['row']}.{cell['column']}"
    applicant = cell["column"] if cell["form"] == "application" and cell["column"] != "total" else None
    said = word("state", "missing") if cell["value"] is None else html.exact(cell["value"])
    href = link("agency", id=row["agency_id"], cell=place, applicant=applicant)
    return a(class_=["state", cell["state"]], href=href, title=cell["label"])[said]
