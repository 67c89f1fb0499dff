"""Data quality: what could not be read, what does not add up, what was refused."""

from functools import partial
from typing import Any

import polars as pl
from htpy import Element, Node

from dashboards import charts, html
from dashboards.address import link
from dashboards.tables import list_section, listing
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import GREEN, RED, STATES, UNKNOWN
from gongkai.words import spaced

TITLE = N_("Quality")
VERDICTS = {"pass": GREEN, "fail": RED, "unknown": UNKNOWN}


def show(view: View) -> Node:
    """States by form, identities by code, refused documents, the least read reports and those not judged."""
    forms, checks = view.rows("read_forms"), view.rows("checks")
    if forms.is_empty():
        return [html.no_report(), _refused(view)]
    return [
        _whole(view.rows("totals").row(0, named=True)),
        _read(view.rows("years")),
        html.section(
            _("The reports of {year}", year=view.chosen["year"]),
            None,
            html.cards(*(_card(view, row) for row in forms.iter_rows(named=True))),
        ),
        html.side_by_side(_forms(view, forms), _checks(view, checks)),
        _not_judged(view),
        _least(view),
        _refused(view),
    ]


def _whole(total: dict[str, Any]) -> Element:
    """The whole warehouse."""
    known = None if total["cells"] is None else total["cells"] - total["missing"]
    number = {name: html.number(total[name]) for name in total if not name.endswith("_year")}
    failing = _("of {checked} known; {unknown} are unknown")
    return html.cards(
        (_("agencies"), html.anchor(link("agency"), number["agencies"]), _("that have a report here")),
        (
            _("reports"),
            html.anchor(link("data", view="report_coverage"), number["reports"]),
            _("of {first} to {last}", first=total["first_year"], last=total["last_year"]),
        ),
        (
            _("reports not judged"),
            html.anchor(link("data", view="report_coverage", sort="-not_judged_because"), number["not_judged"]),
            _("of all years: too little of them was read"),
        ),
        (
            _("cells known"),
            html.anchor(link("data", view="completeness", sort="-missing"), html.share(known, total["cells"])),
            _("{count} missing, never 0", count=number["missing"]),
        ),
        (
            _("identities that fail"),
            html.anchor(link("data", view="identity_check", status="fail"), number["failing"]),
            failing.format(**number),
        ),
        (_("documents refused"), html.anchor("#list-refused", number["refused"]), _("with a reason each: below")),
    )


def _read(years: pl.DataFrame) -> Element:
    """The states of cells by year."""
    links = [
        [link("data", view="cell", report_year=it, state=state) for state in STATES] for it in years["report_year"]
    ]
    named = years.with_columns(
        pl.Series("links", links, pl.List(pl.String)),
        year=pl.format(_("{} · {} reports"), "report_year", "reporting"),
    )
    note = _("Each cell of a year's forms by its state. Nothing missing counts as 0.")
    return html.section(_("How much could be read"), note, charts.stacked(named, "year", STATES, "state", "links"))


def _card(view: View, row: dict[str, Any]) -> tuple[Node, Node, Node]:
    """How much of one form is known."""
    behind = _("{missing} missing of {cells} cells; the report left {left_empty} empty")
    counts = {name: html.number(row[name]) for name in ("missing", "cells", "left_empty")}
    href = view.data("completeness", form=row["form"], sort="-missing")
    known = html.anchor(href, html.share(row["cells"] - row["missing"], row["cells"]))
    return _("{form} form known", form=spaced("form", row["form"])), known, behind.format(**counts)


def _forms(view: View, forms: pl.DataFrame) -> Element:
    """States of cells by form."""
    links = [[view.data("cell", form=form, state=state) for state in STATES] for form in forms["form"]]
    named = forms.with_columns(
        html.in_words(forms["form"], partial(spaced, "form")), pl.Series("links", links, pl.List(pl.String))
    )
    note = _(
        "repaired: garbled in print, one reading; inferred: not printed, the sums force it; recognised: from a picture."
    )
    return html.section(_("Cells by state"), note, charts.stacked(named, "form", STATES, "state", "links"))


def _checks(view: View, checks: pl.DataFrame) -> Element:
    """Identities by outcome."""
    links = [
        [view.data("identity_check", check_code=code, status=status) for status in VERDICTS]
        for code in checks["check_code"]
    ]
    codes = html.in_words(checks["check_code"], partial(spaced, "check"))
    named = checks.rename({"passed": "pass", "failed": "fail"}).with_columns(
        pl.Series("links", links, pl.List(pl.String)),
        check=pl.when(pl.col("accepted") > 0)
        .then(pl.format(_("{} · {} fail, {} of them accepted"), codes, "fail", "accepted"))
        .otherwise(pl.format(_("{} · {} fail"), codes, "fail")),
    )
    note = _("An identity with a missing number is unknown, never a pass.")
    return html.section(_("Do the sums hold"), note, charts.stacked(named, "check", VERDICTS, "verdict", "links"))


def _not_judged(view: View) -> Element:
    """Reports in no score, rank, median or map."""
    rows = view.rows("not_judged")
    if rows.is_empty():
        return html.empty(_("Enough was read of each of these reports to judge it."), next_step=_("Nothing to do."))
    count = rows["reports"][0]
    note = _("{count} reports in no score, rank, median or map: too few of their cells were read.")
    note = note.format(count=html.number(count)) + ("" if count == rows.height else _(" The first 500."))
    table = listing(view, "not_judged", rows.drop("reports"), percent=["read_share"], year=view.chosen["year"])
    return html.section(_("Reports not judged, and why"), note, table)


def _least(view: View) -> Element:
    """Reports of which least is known."""
    title, note = _("Reports with most missing cells"), _("missing cells of all three forms; at most 500 reports.")
    none = _("Every cell of these reports is known.")
    return list_section(view, "read_least", title, note, none, _("Nothing to do."), ["coverage"])


def _refused(view: View) -> Element:
    """Refused documents of all runs."""
    rows = view.rows("refused")
    if rows.is_empty():
        return html.empty(_("No document was refused."), next_step=_("Nothing to do."))
    note = _("Of all years and runs: a refused document has no agency and no year yet.")
    return html.section(_("Documents refused"), note, listing(view, "refused", rows))
