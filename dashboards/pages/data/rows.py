"""The rows of any view as a table, and one row by itself."""

from decimal import Decimal
from typing import Any

import polars as pl
from htpy import Element, Node, a, div, p, span, table, tbody, td, th, thead, tr

from dashboards import html
from dashboards.address import LANGUAGE, MeaninglessError, link
from dashboards.pages.data.values import is_code, plain, said
from dashboards.view import View
from extract.language import _, told
from gongkai.words import spaced
from load.building.meanings import DEPRECATED

#: Rows that are shown at once.
ROWS = 30
#: Columns that a table leaves to the row's own page: keys, what the name of the agency tells already, former names.
_HIDDEN = {
    "agency_id", "report_id", "region_code", "source_uri", "parser_version", "cell_key",
}  # fmt: skip
#: Texts up to so many characters stand on one line, as numbers and codes do.
_WHOLE = 8
_OF_NAME = {"prefecture", "county", "level", "kind", "function_code"}


def page_of_rows(view: View, rows: pl.DataFrame, columns: pl.DataFrame, key: list[str], at: int) -> Node:
    """A page of rows; a value leads to the rows that have it, the sign at the front to the row by itself."""
    if rows.is_empty():
        return html.empty(_("No row has all of this."), next_step=_("Take a filter away with its ×."))
    hidden = _HIDDEN | (_OF_NAME if "agency_name" in columns["column"] else set())
    shown = [
        it
        for it in columns.iter_rows(named=True)
        if it["column"] in view.address.values
        or (it["column"] not in hidden and not (it["meaning"] or "").startswith(DEPRECATED))
    ]
    heads = tr[th(scope="col"), (_head(view, it) for it in shown)]
    body = (
        tr[td(".row")[_permalink(view, columns["view"][0], row, key)], (_cell(view, row, it["column"]) for it in shown)]
        for row in rows.head(ROWS).iter_rows(named=True)
    )
    csv = link("table.csv", **{**view.address.values, "page": "data", "view": columns["view"][0], "at": None})
    turn = [
        _("rows {first} to {last}", first=html.number(at), last=html.number(at - 1 + min(rows.height, ROWS))),
        [" ", a(href=view.here(at=max(at - ROWS, 1) if at - ROWS > 1 else None))[_("before")]] if at > 1 else None,
        [" ", a(href=view.here(at=at + ROWS))[_("after")]] if rows.height > ROWS else None,
    ]
    return div(".listing")[
        div(".tools")[span[_("A column's name says what it means, and sorts by it; a value filters by it.")],
                      a(href=csv, download=True)[_("download CSV")]],
        div(".scroll")[table(".list.data")[thead[heads], tbody[body]]],
        div(".turn")[turn],
    ]  # fmt: skip


def _head(view: View, column: dict[str, Any]) -> Element:
    """A column's name with what it means."""
    name, asked_for = column["column"], view.address.values.get("sort")
    href = view.here(sort=name if asked_for == f"-{name}" else f"-{name}", at=None)
    mark = {f"-{name}": " ↓", name: " ↑"}.get(asked_for or "", "")
    return th(scope="col", title=f"{name}: {told(column['meaning'] or '')}")[a(href=href)[spaced("column", name), mark]]


def _permalink(view: View, name: str, row: dict[str, Any], key: list[str]) -> Node:
    """The way to a row by itself."""
    if not key:
        return None
    where = {name: plain(row[name]) for name in key}
    lang = {LANGUAGE: view.address.values.get(LANGUAGE)}
    return a(href=link("data", view=name, **where, **lang), title=_("this row by itself"))["§"]


def _cell(view: View, row: dict[str, Any], name: str) -> Element:
    """One value."""
    value, head = row[name], spaced("column", name)
    if name == "agency_name" and row.get("agency_id"):
        return td(".name", data_head=head)[a(href=link("agency", id=row["agency_id"]))[html.text(value)]]
    is_number = (
        isinstance(value, int | float | Decimal) and not isinstance(value, bool) and not name.endswith(("year", "_no"))
    )
    shown = said(name, value)
    is_short = isinstance(value, str) and len(value) < 60 and not name.endswith("source_uri")
    css = {"figure": is_number, "whole": not isinstance(value, str) or len(value) <= _WHOLE or is_code(value)}
    if is_short and value not in view.address.values.values():
        return td(class_=css, data_head=head)[a(".by", href=view.here(**{name: value, "at": None}))[shown]]
    return td(class_=css, data_head=head)[shown]


def one_row(rows: pl.DataFrame, columns: pl.DataFrame) -> Node:
    """One row, each column with what it means."""
    if rows.is_empty():
        raise MeaninglessError(_("there is no such row any more"))
    row = rows.row(0, named=True)
    lines = [
        [
            [spaced("column", it["column"]), " ", span(".code")[it["column"]]],
            said(it["column"], row[it["column"]]),
            span(".note")[told(it["meaning"] or "")],
        ]
        for it in columns.iter_rows(named=True)
    ]
    return [_evidence(row), html.grid([_("column"), _("value"), _("what it means")], lines, "one")]


def _evidence(row: dict[str, Any]) -> Node:
    """The way from a row to its agency, and from a cell to its lines."""
    if not row.get("agency_id"):
        return None
    place = None
    if {"report_id", "form", "row_code", "column_code"} <= row.keys():
        place = f"{row['report_id']}.{row['form']}.{row['row_code']}.{row['column_code']}"
    return p[
        a(href=link("agency", id=row["agency_id"], cell=place))[_("where it is printed") if place else _("its agency")]
    ]
