"""The parts of an agency's page."""

import re
from decimal import Decimal
from typing import Any

import marimo as mo
import polars as pl
from htpy import Node, Renderable, a, aside, code, div, h2, h3, p, span

from dashboards import html
from dashboards.address import link
from dashboards.sheets import has_pdf, sheet_address
from dashboards.view import View
from gongkai.explaining.prints import in_words, meanings
from gongkai.palette import STATES

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
    each = list(reports.iter_rows(named=True))
    rows: list[list[Node]] = [
        ["cells known", *(html.share(_minus(it["cells"], it["missing"]), it["cells"]) for it in each)],
        ["cells read, with those left empty", *(html.share(it["read_share"], 1) for it in each)],
        ["missing cells", *(html.number(it["missing"]) for it in each)],
        ["compliance score", *(html.number(it["score"]) for it in each)],
        ["… on this share of the rules", *(html.share(it["weight_known"], 1) for it in each)],
        ["… not scored because", *(html.words(it["not_scored_because"]) for it in each)],
        ["in time", *(_when(it) for it in each)],
        ["form of", *(html.text(it["edition"]) for it in each)],
    ]
    return html.shown(html.grid(["", *(it["report_year"] for it in each)], rows, "years"))


def _minus(whole: float | None, part: float | None) -> float | None:
    """A difference; unknown where a side is."""
    return None if whole is None or part is None else float(whole) - float(part)


def _when(report: dict[str, Any]) -> Node:
    """In time, late or unknown, with the date behind it."""
    status = report["timeliness"] or "unknown"
    date = report["first_published"] or (report["signed_date"] if status == "late" else None)
    return [span(class_=["verdict", status])[html.words(status)], f" {date}" if date else None]


def failing(checks: pl.DataFrame, claims: pl.DataFrame) -> list[mo.Html]:
    """Checks that fail, with the two numbers that disagree; how many hold and are unknown."""
    count = {status: checks.filter(pl.col("status") == status).height for status in ("pass", "fail", "unknown")}
    note = f"{count['pass']} hold, {count['fail']} fail, {count['unknown']} are unknown: a number is missing."
    rows: list[list[Node]] = [
        [it["report_year"], html.words(it["check_code"]), html.text(it["scope"]), _number(it["lhs"]),
         _number(it["rhs"]), html.text(it["detail"])]
        for it in checks.filter(pl.col("status") == "fail").iter_rows(named=True)
    ] + [
        [it["report_year"], f"prose: {html.words(it['check_code'])}", html.words(it["topic"]), _number(it["claimed"]),
         _number(it["table_value"]), html.text(it["sentence"][:LINE])]
        for it in claims.iter_rows(named=True)
    ]  # fmt: skip
    title = html.heading("What does not hold", f"{note} {claims.height} claims in prose are contradicted.")
    if not rows:
        return [title]
    names = ["year", "check", "where", "one side", "the other", "in words"]
    return [title, html.shown(html.grid(names, rows, "checks"))]


def figures(view: View, agency: str) -> mo.Html:
    """The forms, a column a year; beside them the lines that the chosen figure stands on."""
    cells = view.rows("agency_cells", agency=agency).filter(
        (pl.col("form") != "application") | (pl.col("column_code") == view.chosen["applicant"])
    )
    legend: list[Node] = [[_state(state, state), " "] for state in STATES]
    forms = [(title, cells.filter(pl.col("form") == form)) for form, title in FORMS.items()]
    tables = [[h3[title], _form(rows, agency, view)] for title, rows in forms if not rows.is_empty()]
    return html.shown(
        h2["The figures"],
        p(".note")[legend, "· a click on a figure shows where it stands"],
        div(".sides")[div[tables], div[_source(view, agency)]],
    )


def _state(state: str, shown: str) -> Renderable:
    """Something in the look of a state."""
    return span(class_=["state", state])[shown]


def _form(cells: pl.DataFrame, agency: str, view: View) -> Renderable:
    """One form: its cells as rows, the years as columns."""
    every = sorted(cells["report_year"].unique())
    rows: dict[tuple[str, str], dict[int, dict[str, Any]]] = {}
    for it in cells.sort("place", "report_year", descending=[False, True]).iter_rows(named=True):
        rows.setdefault((it["row_code"], it["column_code"]), {})[it["report_year"]] = it
    body = (
        [_label(next(iter(of_years.values()))), *(_figure(of_years.get(year), agency, view) for year in every)]
        for of_years in rows.values()
    )
    return html.grid(["", *every], body, "figures")


def _label(cell: dict[str, Any]) -> Node:
    """What a row of figures is, as the latest form prints it."""
    group: Node = [span(".group")[html.words(cell["row_group"])], " "] if cell["row_group"] else None
    column: Node = None if cell["form"] == "application" else [" · ", html.text(cell["column_label"])]
    return [group, html.text(cell["row_label"]), column]


def _figure(cell: dict[str, Any] | None, agency: str, view: View) -> Node:
    """A figure with its state; a dot where the form of that year has no such cell."""
    if cell is None:
        return span(".none", title="the form of this year has no such cell")["·"]
    place = f"{cell['report_id']}.{cell['form']}.{cell['row_code']}.{cell['column_code']}"
    applicant = view.chosen["applicant"]
    href = link("agency", id=agency, cell=place, applicant=None if applicant == "total" else applicant)
    shown = "missing" if cell["value"] is None else _number(cell["value"])
    marks = ["chosen"] if view.address.values.get("cell") == place else []
    return html.anchor(href, shown, "state", cell["state"], *marks)


def _source(view: View, agency: str) -> Renderable:
    """The chosen cell: what is printed, on which lines, and why it was read so."""
    place = view.address.values.get("cell", "").split(".")
    cells = view.rows("agency_cells", agency=agency).filter(
        pl.concat_list("report_id", "form", "row_code", "column_code").list.join(".") == ".".join(place)
    )
    if cells.is_empty():
        return aside(".source")[p(".note")["A click on a figure shows the lines it stands on."]]
    cell = cells.row(0, named=True)
    words = in_words(cell["reason"], meanings()) if cell["reason"] else "printed so"
    shown = "missing" if cell["value"] is None else f"{_number(cell['value'])} {cell['unit'] or ''}"
    printed = ["printed ", html.text(cell["raw_text"])] if cell["raw_text"] is not None else "nothing is printed"
    return aside(".source")[
        h3[html.text(cell["row_label"]), " · ", html.text(cell["column_label"]), f", {cell['report_year']}"],
        p[_state(cell["state"], shown), f" {cell['state']}: {words}; ", printed],
        _sheet(agency, cell),
        _lines(view, cell),
    ]


def _sheet(agency: str, cell: dict[str, Any]) -> Node:
    """The way to the figure's evidence sheet, which is a page of its own."""
    place = (agency, cell["report_year"], cell["row_code"], cell["column_code"])
    kinds = {"证据单 evidence sheet": False} | ({"PDF": True} if has_pdf() else {})
    links: list[Node] = [
        [a(".sheet", href=sheet_address(*place, as_pdf=as_pdf), target="_blank", rel="noopener")[label], " "]
        for label, as_pdf in kinds.items()
    ]
    return p[links]


def _lines(view: View, cell: dict[str, Any]) -> Node:
    """The printed lines about a cell."""
    if cell["line_no"] is None:
        return p["No line of the report prints it."]
    lines = list(view.rows("source_lines", report=cell["report_id"], line=cell["line_no"]).iter_rows(named=True))
    if not lines:
        return p["The report's text is not kept."]
    body = (
        div(class_=["line", {"here": it["line_no"] == cell["line_no"]}])[
            span[it["line_no"]], code[html.text(_GAP.sub(" | ", it["printed"])[:LINE])]
        ]
        for it in lines
    )
    return [p(".note")[html.text(lines[0]["source_uri"])], div(".lines")[body]]


def _number(value: Decimal | float | None) -> str:
    """A figure without zeros behind the point; a dash where it is unknown."""
    return html.UNKNOWN if value is None else f"{Decimal(value).normalize():,f}"
