"""Data: any published view, filtered, searched, sorted, a row by itself, and a query of one's own."""

from collections.abc import Sequence

import polars as pl
from htpy import Element, Node, a, button, div, form, input, label, option, p, select

from dashboards import html
from dashboards.address import LANGUAGE, MeaninglessError
from dashboards.filters import language_field
from dashboards.pages.data.query import answer, box
from dashboards.pages.data.rows import ROWS, one_row, page_of_rows
from dashboards.pages.data.values import CODES, said
from dashboards.view import View, choices
from extract.language import N_, _, told
from gongkai.queries.browse import Wish, browsing
from gongkai.queries.view import with_meanings
from gongkai.words import spaced, words
from load.scripts import Script, read_scripts

TITLE = N_("Data")
#: Its values are checked here: they are the columns of the view.
VALUES = None
#: Seconds that finding its rows may take.
SECONDS = 5.0
#: What its address says besides columns.
OWN = {"view", "find", "sort", "at", "sql", LANGUAGE}
#: The view that is shown where none is named.
FIRST = "cell"


def show(view: View) -> Node:
    """The choice of views; the rows, or the one row, of the chosen one; a query."""
    values = view.address.values
    if "sql" in values:
        return [_choice(view, None), box(view, values["sql"]), answer(view, values["sql"])]
    script = _view(values.get("view", FIRST))
    columns = with_meanings(view.rows("columns").filter(pl.col("view") == script.name), script.name)
    wish = wish_of(values, columns)
    at = values.get("at", "1")
    if not at.isdecimal() or not 1 <= int(at) <= 10**9:
        raise MeaninglessError(_("this table has no row “{row}”", row=at))
    rows = view.source.browsed(browsing(wish, _types(columns), ROWS + 1, int(at) - 1), SECONDS)
    key = list(wish.key)
    is_one = bool(key) and set(key) <= wish.where.keys()
    body = one_row(rows, columns) if is_one else page_of_rows(view, rows, columns, key, int(at))
    return [
        _choice(view, script),
        _facets(view, columns, wish),
        body,
        box(view, browsing(wish, _types(columns), 1000)),
    ]


def wish_of(values: dict[str, str], columns: pl.DataFrame) -> Wish:
    """What an address asks of a view.

    Raises:
        MeaninglessError: it names what is no column of the view.
    """
    there = columns["column"].to_list()
    where = {name: value for name, value in values.items() if name not in OWN}
    sort = values.get("sort", "").removeprefix("-")
    for name in (*where, *([sort] if sort else [])):
        if name not in there:
            raise MeaninglessError(_("this table has no column “{column}”", column=name))
    name = columns["view"][0]
    return Wish(name, where, values.get("find"), values.get("sort"), key_of(_view(name), there))


def key_of(script: Script, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns that the rows of a view differ in."""
    return tuple(name for name in script.grain.split(", ") if name in columns)


def _view(name: str) -> Script:
    """A published view by its name."""
    found = next((it for it in read_scripts("views") if it.name == name), None)
    if found is None:
        raise MeaninglessError(_("there is no table “{name}”", name=name))
    return found


def _types(columns: pl.DataFrame) -> dict[str, str]:
    return dict(columns.select("column", "type").iter_rows())


def _choice(view: View, script: Script | None) -> Node:
    """Which view; what one row of it is."""
    names = [it.name for it in read_scripts("views")]
    return [
        form(".filters", method="get", action="data")[
            language_field(view.address),
            label[
                _("table"),
                select(name="view", aria_label=_("table"))[
                    None if script else option(value="", selected=True)[_("a query of your own")],
                    (option(value=it, selected=script is not None and it == script.name)[it] for it in sorted(names)),
                ],
            ],
        ],
        p(".note")[told(script.meaning), " ", _("One row: {grain}.", grain=_grain(script))] if script else None,
    ]


def _grain(script: Script) -> str:
    """The columns that its rows differ in, in words."""
    return html.listed(spaced("column", name) for name in script.grain.split(", "))


def _facets(view: View, columns: pl.DataFrame, wish: Wish) -> Element:
    """Columns of codes to choose from, the search, and the filters that are set, each with a way to take it away."""
    there = set(columns["column"])
    fields = [_facet(view, name, wish) for name in ("report_year", "province", *CODES) if name in there]
    chips = [
        a(".chip", href=view.here(**{name: None, "at": None}), title=_("take this filter away"))[
            spaced("column", name), ": ", said(name, value), " ×"
        ]
        for name, value in wish.where.items()
    ]
    find = label[
        _("search"), input(type="search", name="find", value=wish.find or "", aria_label=_("search all columns"))
    ]
    kept = [
        input(type="hidden", name=name, value=value)
        for name, value in view.address.values.items()
        if name not in {"find", "at", "report_year", "province", *(it for it in CODES if it in there)}
    ]
    return div[
        form(".filters", method="get", action="data")[kept, fields, find, button[_("search")]], div(".chips")[chips]
    ]


def _facet(view: View, name: str, wish: Wish) -> Element:
    """One column of which the values are known beforehand."""
    value = wish.where.get(name)
    if name in {"report_year", "province"}:
        found = choices(view.source, "year" if name == "report_year" else "region")
        options = {it: it for it in found if " " not in it}
    else:
        options = {code: spaced(CODES[name], code) for code in words(CODES[name], "zh")}
    if value is not None and value not in options:
        options[value] = value
    text = spaced("column", name)
    return label[
        text,
        select(name=name, aria_label=text)[
            option(value="")[_("all")], (option(value=it, selected=it == value)[shown] for it, shown in options.items())
        ],
    ]
