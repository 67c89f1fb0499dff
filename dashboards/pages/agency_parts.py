"""The parts of an agency's page."""

from typing import Any

import polars as pl
from htpy import Element, Node, Renderable, div, h2, h3, p, span

from dashboards import html
from dashboards.address import link
from dashboards.view import View
from extract.language import N_, _, language, told
from gongkai.palette import STATES
from gongkai.words import spaced, word, words

FORMS = {
    "application": N_("Requests (section 三)"),
    "dispute": N_("Reviews and lawsuits (section 四)"),
    "disclosure": N_("Disclosure (section 二)"),
}
#: A line of a text is shown up to so many characters.
LINE = 300


def years(reports: pl.DataFrame, agency: dict[str, Any], lacking: pl.DataFrame) -> Node:
    """One column a year: what is known, the score and on how much it stands, the date; who did not report to it."""
    each = list(reports.iter_rows(named=True))
    unreported = {row["report_year"]: row for row in lacking.iter_rows(named=True)}
    rows: list[list[Node]] = [
        [_("cells known"), *(_known(it, agency["agency_id"]) for it in each)],
        [_("cells read, with those left empty"), *(html.share(it["read_share"], 1) for it in each)],
        [_("missing cells"), *(_missing(it, agency["agency_id"]) for it in each)],
        [_("compliance score"), *(_score(it, agency["agency_id"]) for it in each)],
        [_("… on this share of the rules"), *(html.share(it["weight_known"], 1) for it in each)],
        [_("… not scored because"), *(spaced("not_ranked", it["not_scored_because"]) for it in each)],
        [_("in time"), *(_when(it, agency["agency_id"]) for it in each)],
        [_("form of"), *(html.text(it["edition"]) for it in each)],
    ]
    if unreported:
        # Beside the score, and never in it: what others did not do.
        place = 4
        rows.insert(
            place, [_("… its agencies without a report"), *(_lacking(unreported[it["report_year"]]) for it in each)]
        )
    return html.grid(["", *(it["report_year"] for it in each)], rows, "years")


def _lacking(row: dict[str, Any]) -> Node:
    """How many of the agencies of a government have no report of a year, and the way to them; unknown for none."""
    if not row["n_agencies"]:
        return html.UNKNOWN
    said = f"{html.number(row['n_unreported'])} / {html.number(row['n_agencies'])}"
    href = link("data", view="unreported", report_year=row["report_year"], part_of=row["part_of"])
    return html.anchor(href, said) if row["n_unreported"] else said


def _known(report: dict[str, Any], agency: str) -> Node:
    """The share of cells that is known; leads to how many of each form have which state."""
    share = html.share(_minus(report["cells"], report["missing"]), report["cells"])
    return html.anchor(link("data", view="completeness", agency_id=agency, report_year=report["report_year"]), share)


def _missing(report: dict[str, Any], agency: str) -> Node:
    """How many cells are missing, and the way to them."""
    href = link("data", view="cell", agency_id=agency, report_year=report["report_year"], state="missing")
    return html.anchor(href, html.number(report["missing"])) if report["missing"] else html.number(report["missing"])


def _score(report: dict[str, Any], agency: str) -> Node:
    """The score, which leads to what it is made of, rule by rule."""
    href = link("data", view="scorecard", agency_id=agency, report_year=report["report_year"])
    return html.UNKNOWN if report["score"] is None else html.anchor(href, html.number(report["score"]))


def _minus(whole: float | None, part: float | None) -> float | None:
    """A difference; unknown where a side is."""
    return None if whole is None or part is None else float(whole) - float(part)


def _when(report: dict[str, Any], agency: str) -> Node:
    """In time, late or unknown, with the date behind it, which leads to its line."""
    status = report["timeliness"] or "unknown"
    date = report["first_published"] or (report["signed_date"] if status == "late" else None)
    shown = [" ", html.date_anchor(agency, report["report_year"], str(date))] if date else None
    return [span(class_=["verdict", status])[spaced("timeliness", status)], shown]


def failing(checks: pl.DataFrame, claims: pl.DataFrame, labels: dict[str, str]) -> Node:
    """Checks that fail, with the two numbers that disagree; how many hold, are unknown; `labels` by code."""
    count = {status: checks.filter(pl.col("status") == status).height for status in ("pass", "fail", "unknown")}
    note = _("{holds} hold, {fail} fail, {unknown} are unknown: a number is missing.")
    note = note.format(holds=count["pass"], fail=count["fail"], unknown=count["unknown"])
    accepted = checks["accepted_by"].drop_nulls().len()
    note += _(" Of those that fail {count} are accepted.", count=accepted) if accepted else ""
    rows: list[list[Node]] = [
        [it["report_year"], spaced("check", it["check_code"]), html.text(_scope(it["scope"], labels)),
         html.exact(it["lhs"]), html.exact(it["rhs"]), html.text(told(it["detail"]) + _accepted(it))]
        for it in checks.filter(pl.col("status") == "fail").iter_rows(named=True)
    ] + [
        [it["report_year"], _("prose: {check}").format(check=spaced("claim_check", it["check_code"])),
         spaced("topic", it["topic"]), html.exact(it["claimed"]), html.exact(it["table_value"]),
         html.text(it["sentence"][:LINE])]
        for it in claims.iter_rows(named=True)
    ]  # fmt: skip
    contradicted = _("{count} claims in prose are contradicted.", count=claims.height)
    title = html.heading(_("What does not hold"), f"{note} {contradicted}")
    if not rows:
        return title
    names = [_("year"), _("check"), _("where"), _("one side"), _("the other"), _("in words")]
    return [title, html.grid(names, rows, "checks")]


def _accepted(check: dict[str, Any]) -> str:
    """Who accepted that a sum fails, and why."""
    if check["accepted_by"] is None:
        return ""
    why = f": {check['accepted_why']}" if check["accepted_why"] else ""
    return _(" (accepted by {who}{why})", who=check["accepted_by"], why=why)


def _scope(code: str, labels: dict[str, str]) -> str:
    """The column, row or cell (`form.row.column`) of the form that a check is about, in words."""
    return " · ".join(_place(part, labels) for part in code.split(".")[-2:])


def _place(code: str, labels: dict[str, str]) -> str:
    """A row or column of the form in words."""
    kind = next((it for it in ("applicant", "channel", "result") if code in words(it, "zh")), "row")
    return labels.get(code) or spaced("code", code) if kind == "row" and language() == "zh" else spaced(kind, code)


def figures(view: View, agency: str, beside: Node) -> Node:
    """The forms, a column a year; beside them what the chosen figure stands on."""
    cells = view.rows("agency_cells", agency=agency).filter(
        (pl.col("form") != "application") | (pl.col("column_code") == view.chosen["applicant"])
    )
    legend: list[Node] = [[state_of(state, word("state", state)), " "] for state in STATES]
    forms = [(title, cells.filter(pl.col("form") == form)) for form, title in FORMS.items()]
    tables = [[h3[_(title)], _form(rows, agency, view)] for title, rows in forms if not rows.is_empty()]
    return [
        h2[_("The figures")],
        p(".note")[legend, _("· a click on a figure shows where it stands")],
        div(".sides")[div[tables], div[beside]],
    ]


def state_of(state: str, shown: Node) -> Element:
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
    shown = word("state", "missing") if cell["value"] is None else html.exact(cell["value"])
    marks = ["chosen"] if view.address.values.get("cell") == place else []
    return html.anchor(view.here(id=agency, cell=place), shown, "state", cell["state"], *marks)
