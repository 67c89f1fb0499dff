"""The parts of an agency's page."""

import re
from decimal import Decimal
from html import escape
from typing import Any

import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.address import link
from dashboards.view import View
from gongkai.explaining.prints import in_words, meanings

FORMS = {
    "application": "Requests (section 三)",
    "dispute": "Reviews and lawsuits (section 四)",
    "disclosure": "Disclosure (section 二)",
}
#: A line of a text is shown up to so many characters.
LINE = 300
#: What separates cells, also where a narrow place would show nothing else.
_GAP = re.compile(r"\s*\t\s*|\s{3,}")


def years(reports: pl.DataFrame) -> mo.Html:
    """One column a year: what is known, the score and on how much it stands, the date."""
    told = list(reports.iter_rows(named=True))
    rows = [
        ["cells known", *(html.share(_minus(it["cells"], it["missing"]), it["cells"]) for it in told)],
        ["cells read, with those left empty", *(html.share(it["read_share"], 1) for it in told)],
        ["missing cells", *(html.number(it["missing"]) for it in told)],
        ["compliance score", *(html.number(it["score"]) for it in told)],
        ["… on this share of the rules", *(html.share(it["weight_known"], 1) for it in told)],
        ["… not scored because", *(html.because(it["not_scored_because"]) for it in told)],
        ["in time", *(_when(it) for it in told)],
        ["form of", *(html.text(it["edition"]) for it in told)],
    ]
    return mo.Html(html.grid(["", *(str(it["report_year"]) for it in told)], rows, css="years"))


def _minus(whole: float | None, part: float | None) -> float | None:
    """A difference; unknown where a side is."""
    return None if whole is None or part is None else float(whole) - float(part)


def _when(report: dict[str, Any]) -> str:
    """In time, late or not to be told, with the date behind it."""
    status = report["timeliness"] or "unknown"
    date = report["first_published"] or (report["signed_date"] if status == "late" else None)
    shown = f'<span class="verdict {status}">{status.replace("_", " ")}</span>'
    return f"{shown} {date}" if date else shown


def failing(checks: pl.DataFrame, claims: pl.DataFrame) -> list[mo.Html]:
    """Checks that fail, with the two numbers that disagree; how many hold and cannot be told."""
    count = {status: checks.filter(pl.col("status") == status).height for status in ("pass", "fail", "unknown")}
    note = f"{count['pass']} hold, {count['fail']} fail, {count['unknown']} cannot be told: a number is missing."
    rows = [
        [str(it["report_year"]), _words(it["check_code"]), html.text(it["scope"]), _number(it["lhs"]),
         _number(it["rhs"]), html.text(it["detail"])]
        for it in checks.filter(pl.col("status") == "fail").iter_rows(named=True)
    ] + [
        [str(it["report_year"]), f"prose: {_words(it['check_code'])}", _words(it["topic"]), _number(it["claimed"]),
         _number(it["table_value"]), html.text(it["sentence"][:LINE])]
        for it in claims.iter_rows(named=True)
    ]  # fmt: skip
    title = html.heading("What does not hold", f"{note} {claims.height} claims in prose are contradicted.")
    if not rows:
        return [title]
    names = ["year", "check", "where", "one side", "the other", "in words"]
    return [title, mo.Html(html.grid(names, rows, css="checks"))]


def figures(view: View, agency: str) -> mo.Html:
    """The forms, a column a year; beside them the lines that the chosen figure stands on."""
    cells = view.rows("agency_cells", agency=agency).filter(
        (pl.col("form") != "application") | (pl.col("column_code") == view.chosen["applicant"])
    )
    legend = " ".join(f'<span class="state {state}">{state}</span>' for state in charts.STATES)
    forms = [(title, cells.filter(pl.col("form") == form)) for form, title in FORMS.items()]
    tables = "".join(f"<h3>{title}</h3>{_form(rows, agency, view)}" for title, rows in forms if not rows.is_empty())
    head = f'<h2>The figures</h2><p class="note">{legend} · a click on a figure shows where it stands</p>'
    return mo.Html(f'{head}<div class="sides"><div>{tables}</div><div>{_source(view, agency)}</div></div>')


def _form(cells: pl.DataFrame, agency: str, view: View) -> str:
    """One form: its cells as rows, the years as columns."""
    every = sorted(cells["report_year"].unique())
    rows: dict[tuple[str, str], dict[int, dict[str, Any]]] = {}
    for it in cells.sort("place", "report_year", descending=[False, True]).iter_rows(named=True):
        rows.setdefault((it["row_code"], it["column_code"]), {})[it["report_year"]] = it
    body = []
    for of_years in rows.values():
        last = next(iter(of_years.values()))
        column = "" if last["form"] == "application" else f" · {html.text(last['column_label'])}"
        group = f'<span class="group">{_words(last["row_group"])}</span> ' if last["row_group"] else ""
        body.append(
            [
                f"{group}{html.text(last['row_label'])}{column}",
                *(_figure(of_years.get(year), agency, view) for year in every),
            ]
        )
    return html.grid(["", *map(str, every)], body, css="figures")


def _figure(cell: dict[str, Any] | None, agency: str, view: View) -> str:
    """A figure with its state; a dot where the form of that year has no such cell."""
    if cell is None:
        return '<span class="none" title="the form of this year has no such cell">·</span>'
    place = f"{cell['report_id']}.{cell['form']}.{cell['row_code']}.{cell['column_code']}"
    applicant = view.chosen["applicant"]
    href = link("agency", id=agency, cell=place, applicant=None if applicant == "total" else applicant)
    shown = "missing" if cell["value"] is None else _number(cell["value"])
    marked = " chosen" if view.address.values.get("cell") == place else ""
    return html.anchor(href, shown, css=f"state {cell['state']}{marked}")


def _source(view: View, agency: str) -> str:
    """The chosen cell: what is printed, on which lines, and why it was read so."""
    place = view.address.values.get("cell", "").split(".")
    cells = view.rows("agency_cells", agency=agency).filter(
        pl.concat_list("report_id", "form", "row_code", "column_code").list.join(".") == ".".join(place)
    )
    if cells.is_empty():
        return '<aside class="source"><p class="note">A click on a figure shows the lines it stands on.</p></aside>'
    cell = cells.row(0, named=True)
    words = in_words(cell["reason"], meanings()) if cell["reason"] else "printed so"
    shown = "missing" if cell["value"] is None else f"{_number(cell['value'])} {cell['unit'] or ''}"
    printed = "nothing is printed" if cell["raw_text"] is None else f"printed {html.text(cell['raw_text'])}"
    head = (
        f"<h3>{html.text(cell['row_label'])} · {html.text(cell['column_label'])}, {cell['report_year']}</h3>"
        f'<p><span class="state {cell["state"]}">{escape(shown)}</span> {cell["state"]}: {escape(words)}; {printed}</p>'
    )
    return f'<aside class="source">{head}{_lines(view, cell)}</aside>'


def _lines(view: View, cell: dict[str, Any]) -> str:
    """The printed lines about a cell."""
    if cell["line_no"] is None:
        return "<p>No line of the report prints it.</p>"
    lines = list(view.rows("source_lines", report=cell["report_id"], line=cell["line_no"]).iter_rows(named=True))
    if not lines:
        return "<p>The report's text is not kept.</p>"
    body = "".join(
        f'<div class="line{" here" if it["line_no"] == cell["line_no"] else ""}"><span>{it["line_no"]}</span>'
        f"<code>{html.text(_GAP.sub(' | ', it['printed'])[:LINE])}</code></div>"
        for it in lines
    )
    return f'<p class="note">{html.text(lines[0]["source_uri"])}</p><div class="lines">{body}</div>'


def _number(value: Decimal | float | None) -> str:
    """A figure without zeros behind the point; a dash where it is unknown."""
    return html.UNKNOWN if value is None else f"{Decimal(value).normalize():,f}"


def _words(code: str) -> str:
    """A code as words."""
    return escape(code.replace("_", " "))
