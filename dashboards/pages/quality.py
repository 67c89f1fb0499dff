"""Data quality: what could not be read, what does not add up, what was refused."""

from functools import partial
from typing import Any

import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.view import View
from extract.language import N_, _
from gongkai.palette import GREEN, RED, STATES, UNKNOWN
from gongkai.words import spaced, word

TITLE = N_("Quality")
FILTERS = ("year", "region", "level", "function")
VERDICTS = {"pass": GREEN, "fail": RED, "unknown": UNKNOWN}


def show(view: View) -> list[mo.Html]:
    """States by form, identities by code, refused documents, the least read reports and those not judged."""
    forms, checks = view.rows("read_forms"), view.rows("checks")
    if forms.is_empty():
        return [html.no_report(), _refused(view)]
    return [
        html.cards(*(_card(row) for row in forms.iter_rows(named=True))),
        html.side_by_side(_forms(forms), _checks(checks)),
        _not_judged(view),
        _least(view),
        _refused(view),
    ]


def _card(row: dict[str, Any]) -> tuple[str, str, str]:
    """How much of one form is known."""
    behind = _("{missing} missing of {cells} cells; the report left {left_empty} empty")
    counts = {name: html.number(row[name]) for name in ("missing", "cells", "left_empty")}
    known = html.share(row["cells"] - row["missing"], row["cells"])
    return _("{form} form known", form=spaced("form", row["form"])), known, behind.format(**counts)


def _forms(forms: pl.DataFrame) -> mo.Html:
    """States of cells by form."""
    named = forms.with_columns(pl.col("form").map_elements(partial(spaced, "form"), pl.String))
    chart = charts.stacked(named, "form", STATES, "state", (_("share of the form's cells"), _("cells")))
    note = _(
        "repaired: garbled in print, one reading; inferred: not printed, the sums force it; recognised: from a picture."
    )
    return html.section(_("Cells by state"), note, charts.styled(chart, 160))


def _checks(checks: pl.DataFrame) -> mo.Html:
    """Identities by outcome."""
    named = checks.rename({"passed": "pass", "failed": "fail"}).with_columns(
        check=pl.format(
            _("{} · {} fail"), pl.col("check_code").map_elements(partial(spaced, "check"), pl.String), "fail"
        )
    )
    chart = charts.stacked(named, "check", VERDICTS, "verdict", (_("share of the identities"), _("identities")))
    note = _("An identity with a missing number is unknown, never a pass.")
    return html.section(_("Do the sums hold"), note, charts.styled(chart, 220))


def _not_judged(view: View) -> mo.Html:
    """Reports in no score, rank, median or map."""
    rows = view.rows("not_judged")
    if rows.is_empty():
        return html.empty(_("Enough was read of each of these reports to judge it."), next_step=_("Nothing to do."))
    count = rows["reports"][0]
    note = _("{count} reports in no score, rank, median or map: too few of their cells were read.")
    note = note.format(count=html.number(count)) + ("" if count == rows.height else _(" The first 500."))
    listed = html.agencies(rows.drop("reports"), percent=["read_share"], year=str(view.chosen["year"]))
    return html.section(_("Reports not judged, and why"), note, listed)


def _least(view: View) -> mo.Html:
    """Reports of which least is known."""
    rows = view.rows("read_least")
    if rows.is_empty():
        return html.empty(_("Every cell of these reports is known."), next_step=_("Nothing to do."))
    note = _("missing cells of all three forms; at most 500 reports.")
    listed = html.agencies(rows, percent=["coverage"], year=str(view.chosen["year"]))
    return html.section(_("Reports with most missing cells"), note, listed)


def _refused(view: View) -> mo.Html:
    """Refused documents of all runs."""
    rows = view.rows("refused").with_columns(
        pl.col("last_seen").dt.convert_time_zone("Asia/Shanghai").dt.strftime("%Y-%m-%d %H:%M")
    )
    if rows.is_empty():
        return html.empty(_("No document was refused."), next_step=_("Nothing to do."))
    cells = (
        [html.text(html.number(it) if isinstance(it, int) else it or "") for it in row]
        for row in html.coded(rows).iter_rows()
    )
    note = _("Of all years and runs: a refused document has no agency and no year yet.")
    heads = [word("column", name) for name in rows.columns]
    return html.section(_("Documents refused"), note, html.shown(html.grid(heads, cells, "wrap")))
