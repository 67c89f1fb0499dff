"""Tables of agencies and reports: sorted, searched and turned over by the address, and downloaded whole as CSV."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

import polars as pl
from htpy import Element, Node, a, button, div, form, input, span, table, tbody, td, th, thead, tr

from dashboards.address import MeaninglessError, link
from dashboards.filters import hidden
from dashboards.html import UNKNOWN, anchor, coded, empty, moment, number, section, text
from dashboards.view import View
from extract.language import N_, _
from gongkai.exports.formulas import BOM
from gongkai.queries.written import write_frames
from gongkai.words import spaced

#: Rows that are shown at once.
ROWS = 30
#: The values of an address that are a table's: which, sorted by what, from which row on, searched for what.
STATE = ("list", "sort", "at", "find")
#: The tables of each page: queries of `sql/dashboard`.
LISTS = {
    "league": ("league_score", "league_rate"),
    "agency": ("agency_search",),
    "overview": ("news",),
    "refusals": ("refusers",),
    "disputes": ("dispute_agencies",),
    "timeliness": ("punctual", "not_reported"),
    "behind": ("behind",),
    "quality": ("not_judged", "read_least", "refused"),
}
#: What a column says, where its name does not.
MEANINGS = {
    "weight_known": N_("how much of the rules' weight can be judged"),
    "read_share": N_("how many of the report's cells were read"),
    "failed_on": N_("rules that are not kept"),
    "peer_rank": N_("among agencies of the same level and function in the whole country; 1 is the highest rate"),
    "peers": N_("ranked agencies of the same level and function"),
    "peer_median": N_("the median of these; none where they are fewer than five"),
    "not_ranked_because": N_("why it stands outside of every rank, median and map"),
    "coverage": N_("known cells of all cells of the three forms"),
    "days_late": N_("days after the deadline; at least so many where only the signature is known"),
}
#: Keys, which no reader needs to see; the download has them.
_KEYS = ("agency_id", "region", "report_id")
_YEARS = {"year", "first", "last", "report_year", "last_report_year", "next_report_year"}


#: What a column is shown as, from the whole row; None leaves it out.
Special = Mapping[str, Callable[[dict[str, Any]], Node] | None]


def listing(  # noqa: PLR0913
    view: View,
    name: str,
    rows: pl.DataFrame,
    *,
    percent: Iterable[str] = (),
    year: object = None,
    special: Special | None = None,
) -> Element:
    """A table whose rows each lead to an agency's page.

    Args:
        view: the page.
        name: of the query that gave the rows, by which the address and the download name the table.
        rows: with `agency` and `agency_id`, or with neither.
        percent: columns that are shares.
        year: the year that the links carry.
        special: columns that are shown otherwise than as their values.
    """
    own = special or {}
    state = view.address.values if view.address.values.get("list", name) == name else {}
    found = _sorted(_searched(coded(rows), state.get("find")), state.get("sort"))
    first = _first(state.get("at"), found.height)
    columns = [column for column in rows.columns if column not in _KEYS and (column not in own or own[column])]
    shares = frozenset(percent)
    body = (
        tr[(_own(row, column, own) or _cell(row, column, shares, year) for column in columns)]
        for row in found.slice(first, ROWS).iter_rows(named=True)
    )
    heads = tr[(_head(view, name, column, state.get("sort"), rows.schema[column]) for column in columns)]
    return div(".listing", id=f"list-{name}")[
        _tools(view, name, state.get("find")),
        table(".list")[thead[heads], tbody[body]],
        _pages(view, name, first, found.height),
    ]


def list_section(  # noqa: PLR0913, PLR0917 (what a list is, and what it is without a row)
    view: View, query: str, title: str, note: str, nothing: str, next_step: str, percent: Iterable[str] = ()
) -> Element:
    """The section of a query whose rows are listed; where there is none, what that means and what to do next."""
    rows = view.rows(query)
    if rows.is_empty():
        return empty(nothing, next_step=next_step)
    return section(title, note, listing(view, query, rows, percent=percent, year=view.chosen["year"]))


def _own(row: dict[str, Any], column: str, special: Special) -> Element | None:
    """One value that is shown in a way of its own."""
    show = special.get(column)
    return td(data_head=spaced("column", column))[show(row)] if show else None


def _searched(rows: pl.DataFrame, words: str | None) -> pl.DataFrame:
    """The rows of which a text holds the words."""
    texts = [name for name, kind in rows.schema.items() if kind == pl.String]
    if not words or not texts:
        return rows
    return rows.filter(
        pl.any_horizontal(pl.col(texts).str.to_lowercase().str.contains(words.lower(), literal=True).fill_null(False))
    )


def _sorted(rows: pl.DataFrame, asked: str | None) -> pl.DataFrame:
    """The rows by one of their columns, what is unknown at the end."""
    if asked is None:
        return rows
    column = asked.removeprefix("-")
    if column not in rows.columns:
        raise MeaninglessError(_("this table has no column “{column}”", column=column))
    return rows.sort(column, descending=asked.startswith("-"), nulls_last=True, maintain_order=True)


def _first(asked: str | None, height: int) -> int:
    """The row that the page begins with."""
    if asked is None:
        return 0
    if not asked.isdecimal() or len(asked) > 9 or not 1 <= int(asked) <= max(height, 1):
        raise MeaninglessError(_("this table has no row “{row}”", row=asked))
    return int(asked) - 1


def _head(view: View, name: str, column: str, asked: str | None, kind: pl.DataType) -> Element:
    """A column's name, which sorts by it, first the greatest and then the least."""
    orders: dict[str | None, str] = {f"-{column}": "descending", column: "ascending"}
    href = view.here(list=name, sort=column if asked == f"-{column}" else f"-{column}", at=None)
    title = _(MEANINGS[column]) if column in MEANINGS else None
    mark = {"descending": " ↓", "ascending": " ↑"}.get(orders.get(asked, ""), "")
    said = spaced("column", column)
    css = {"figure": kind.is_numeric()}
    return th(scope="col", class_=css, aria_sort=orders.get(asked), title=title)[anchor(href, f"{said}{mark}")]


def _cell(row: dict[str, Any], column: str, shares: frozenset[str], year: object) -> Element:
    """One value under its column; the attribute is its head where a row stands below another, as on a phone."""
    value, said = row[column], spaced("column", column)
    if column == "agency" and row.get("agency_id"):
        href = link("agency", id=row["agency_id"], year=year or row.get("year"))
        return td(".name", data_head=said)[anchor(href, text(value or row["agency_id"]))]
    return td(class_={"figure": isinstance(value, int | float) and not isinstance(value, bool)}, data_head=said)[
        shown(value, column, shares)
    ]


def shown(value: object, column: str, shares: frozenset[str] = frozenset()) -> Node:
    """A value as people read it."""
    if value is None or value == "":
        return span(".none")[UNKNOWN]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return moment(value)
    if isinstance(value, int | float):
        return str(value) if column in _YEARS else number(value, percent=column in shares)
    return text(value)


def _tools(view: View, name: str, words: str | None) -> Element:
    """The search in the table, and its download."""
    csv = link("table.csv", **{**view.address.values, "page": view.address.page, "list": name})
    return div(".tools")[
        form(method="get", action=view.address.page)[
            hidden(view.address, STATE),
            input(type="hidden", name="list", value=name),
            input(type="search", name="find", value=words or "", placeholder=_("search this table"),
                  aria_label=_("search this table")),
            button[_("search")],
        ],
        a(href=csv, download=True)[_("download CSV")],
    ]  # fmt: skip


def _pages(view: View, name: str, first: int, height: int) -> Element:
    """Which rows these are, and the ways to those before and after."""
    last = min(first + ROWS, height)
    numbers = {"first": number(first + 1 if height else 0), "last": number(last), "rows": number(height)}
    before = view.here(list=name, at=max(first + 1 - ROWS, 1)) if first else None
    after = view.here(list=name, at=last + 1) if last < height else None
    return div(".turn")[
        _("rows {first} to {last} of {rows}").format(**numbers),
        [" ", anchor(before, _("before"))] if before else None,
        [" ", anchor(after, _("after"))] if after else None,
    ]


def as_csv(rows: pl.DataFrame) -> bytes:
    """A table whole, for spreadsheets: no text of it runs as a formula; what is no single value is left to the page."""
    single = rows.select(~pl.selectors.nested())
    words = {name: spaced("column", name) for name in single.columns}
    out = BytesIO()
    write_frames([coded(single).rename(words)], "csv", out)
    return BOM.encode() + out.getvalue()
