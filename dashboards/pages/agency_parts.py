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
from extract.language import N_, _, language, told
from gongkai.explaining.prints import reason_told
from gongkai.palette import STATES
from gongkai.words import spaced, word

FORMS = {
    "application": N_("Requests (section 三)"),
    "dispute": N_("Reviews and lawsuits (section 四)"),
    "disclosure": N_("Disclosure (section 二)"),
}
#: A line of a text is shown up to so many characters.
LINE = 300
#: What separates cells, also where a narrow place would show nothing else.
_GAP = re.compile(r"\s*\t\s*|\s{3,}")


def years(reports: pl.DataFrame) -> mo.Html:
    """One column a year: what is known, the score and on how much it stands, the date."""
    each = list(reports.iter_rows(named=True))
    rows: list[list[Node]] = [
        [_("cells known"), *(html.share(_minus(it["cells"], it["missing"]), it["cells"]) for it in each)],
        [_("cells read, with those left empty"), *(html.share(it["read_share"], 1) for it in each)],
        [_("missing cells"), *(html.number(it["missing"]) for it in each)],
        [_("compliance score"), *(html.number(it["score"]) for it in each)],
        [_("… on this share of the rules"), *(html.share(it["weight_known"], 1) for it in each)],
        [_("… not scored because"), *(spaced("not_ranked", it["not_scored_because"]) for it in each)],
        [_("in time"), *(_when(it) for it in each)],
        [_("form of"), *(html.text(it["edition"]) for it in each)],
    ]
    return html.shown(html.grid(["", *(it["report_year"] for it in each)], rows, "years"))


def _minus(whole: float | None, part: float | None) -> float | None:
    """A difference; unknown where a side is."""
    return None if whole is None or part is None else float(whole) - float(part)


def _when(report: dict[str, Any]) -> Node:
    """In time, late or unknown, with the date behind it."""
    status = report["timeliness"] or "unknown"
    date = report["first_published"] or (report["signed_date"] if status == "late" else None)
    return [span(class_=["verdict", status])[spaced("timeliness", status)], f" {date}" if date else None]


def failing(checks: pl.DataFrame, claims: pl.DataFrame) -> list[mo.Html]:
    """Checks that fail, with the two numbers that disagree; how many hold and are unknown."""
    count = {status: checks.filter(pl.col("status") == status).height for status in ("pass", "fail", "unknown")}
    note = _("{holds} hold, {fail} fail, {unknown} are unknown: a number is missing.")
    note = note.format(holds=count["pass"], fail=count["fail"], unknown=count["unknown"])
    rows: list[list[Node]] = [
        [it["report_year"], spaced("check", it["check_code"]), html.text(_scope(it["scope"])), _number(it["lhs"]),
         _number(it["rhs"]), html.text(told(it["detail"]))]
        for it in checks.filter(pl.col("status") == "fail").iter_rows(named=True)
    ] + [
        [it["report_year"], _("prose: {check}").format(check=spaced("claim_check", it["check_code"])),
         spaced("topic", it["topic"]), _number(it["claimed"]), _number(it["table_value"]),
         html.text(it["sentence"][:LINE])]
        for it in claims.iter_rows(named=True)
    ]  # fmt: skip
    contradicted = _("{count} claims in prose are contradicted.", count=claims.height)
    title = html.heading(_("What does not hold"), f"{note} {contradicted}")
    if not rows:
        return [title]
    names = [_("year"), _("check"), _("where"), _("one side"), _("the other"), _("in words")]
    return [title, html.shown(html.grid(names, rows, "checks"))]


def _scope(code: str) -> str:
    """The column or row of the form that a check is about, in words."""
    said = word("applicant", code)
    return word("channel", code) if said == code else said


def figures(view: View, agency: str) -> mo.Html:
    """The forms, a column a year; beside them the lines that the chosen figure stands on."""
    cells = view.rows("agency_cells", agency=agency).filter(
        (pl.col("form") != "application") | (pl.col("column_code") == view.chosen["applicant"])
    )
    legend: list[Node] = [[_state(state, word("state", state)), " "] for state in STATES]
    forms = [(title, cells.filter(pl.col("form") == form)) for form, title in FORMS.items()]
    tables = [[h3[_(title)], _form(rows, agency, view)] for title, rows in forms if not rows.is_empty()]
    return html.shown(
        h2[_("The figures")],
        p(".note")[legend, _("· a click on a figure shows where it stands")],
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
    group: Node = [span(".group")[spaced("outcome", cell["row_group"])], " "] if cell["row_group"] else None
    column: Node = None if cell["form"] == "application" else [" · ", html.text(cell["column_label"])]
    return [group, html.text(cell["row_label"]), column]


def _figure(cell: dict[str, Any] | None, agency: str, view: View) -> Node:
    """A figure with its state; a dot where the form of that year has no such cell."""
    if cell is None:
        return span(".none", title=_("the form of this year has no such cell"))["·"]
    place = f"{cell['report_id']}.{cell['form']}.{cell['row_code']}.{cell['column_code']}"
    applicant = view.chosen["applicant"]
    href = link("agency", id=agency, cell=place, applicant=None if applicant == "total" else applicant)
    shown = word("state", "missing") if cell["value"] is None else _number(cell["value"])
    marks = ["chosen"] if view.address.values.get("cell") == place else []
    return html.anchor(href, shown, "state", cell["state"], *marks)


def _source(view: View, agency: str) -> Renderable:
    """The chosen cell: what is printed, on which lines, and why it was read so."""
    place = view.address.values.get("cell", "").split(".")
    cells = view.rows("agency_cells", agency=agency).filter(
        pl.concat_list("report_id", "form", "row_code", "column_code").list.join(".") == ".".join(place)
    )
    if cells.is_empty():
        return aside(".source")[p(".note")[_("A click on a figure shows the lines it stands on.")]]
    cell = cells.row(0, named=True)
    words = reason_told(cell["reason"]) if cell["reason"] else _("printed so")
    shown = f"{_number(cell['value'])} {spaced('unit', cell['unit'])}"
    if cell["value"] is None:
        shown = word("state", "missing")
    printed: Node = _("nothing is printed")
    if cell["raw_text"] is not None:
        printed = [_("printed "), html.text(cell["raw_text"])]
    return aside(".source")[
        h3[html.text(cell["row_label"]), " · ", html.text(cell["column_label"]), f", {cell['report_year']}"],
        p[
            _state(cell["state"], shown),
            _(" {state}: {words}; ", state=word("state", cell["state"]), words=words),
            printed,
        ],
        _sheet(agency, cell),
        _lines(view, cell),
    ]


def _sheet(agency: str, cell: dict[str, Any]) -> Node:
    """The way to the figure's evidence sheet, which is a page of its own."""
    place = (agency, cell["report_year"], cell["row_code"], cell["column_code"])
    kinds = {"证据单" if language() == "zh" else "证据单 evidence sheet": False} | ({"PDF": True} if has_pdf() else {})
    links: list[Node] = [
        [a(".sheet", href=sheet_address(*place, as_pdf=as_pdf), target="_blank", rel="noopener")[label], " "]
        for label, as_pdf in kinds.items()
    ]
    return p[links]


def _lines(view: View, cell: dict[str, Any]) -> Node:
    """The printed lines about a cell."""
    if cell["line_no"] is None:
        return p[_("No line of the report prints it.")]
    lines = list(view.rows("source_lines", report=cell["report_id"], line=cell["line_no"]).iter_rows(named=True))
    if not lines:
        return p[_("The report's text is not kept.")]
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
