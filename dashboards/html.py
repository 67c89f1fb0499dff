"""Pieces of HTML, made with htpy: whatever a report printed is text in them, never markup."""

from collections.abc import Iterable
from functools import partial

import marimo as mo
import polars as pl
from htpy import Element, Node, Renderable, a, bdi, div, fragment, h2, p, span, strong, table, tbody, td, th, tr
from markupsafe import Markup

from dashboards.address import KEPT, LANGUAGE, link
from dashboards.charts import Chart
from extract.language import _, told
from gongkai.words import spaced, word

#: What stands where a number is not known: never 0.
UNKNOWN = "—"
#: Columns of codes -> the kind of their words.
_CODES = {
    **dict.fromkeys(("not_ranked_because", "because"), "not_ranked"),
    **{
        "status": "timeliness",
        "level": "level",
        "kind": "agency_kind",
        "function_code": "function",
        "reason": "reason",
    },
}


def shown(*parts: Node) -> mo.Html:
    """Parts as marimo shows them; it takes plain text only, and `str` would give a kind of its own."""
    return mo.Html("".join(fragment[parts].iter_chunks()))


def text(value: object) -> Element:
    """A value as text of its own direction: marks for right-to-left in a name turn nothing around it."""
    return bdi[str(value)]


def anchor(href: str, label: object, *css: str) -> Element:
    """A link within the dashboard."""
    return a(class_=css, href=href)[text(label)]


def coded(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with their codes in words, and records in the reader's language."""
    kinds = {name: kind for name, kind in _CODES.items() if name in rows.columns and rows.schema[name] == pl.String}
    records = [pl.col(name).map_elements(told, pl.String) for name in ("detail",) if name in rows.columns]
    said = [pl.col(name).map_elements(partial(spaced, kind), pl.String) for name, kind in kinds.items()]
    if "failed_on" in rows.columns:
        said.append(pl.col("failed_on").map_elements(_rules, pl.String))
    return rows.with_columns(*said, *records)


def _yes_or_no(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with yes and no in words."""
    said = {True: _("yes"), False: _("no")}
    return rows.with_columns(pl.col(pl.Boolean).replace_strict(said, return_dtype=pl.String))


def _rules(codes: str) -> str:
    """The rules of a list of them."""
    return ", ".join(word("dimension", code) for code in codes.split(", "))


def number(value: float | None, *, percent: bool = False) -> str:
    """A number as people read it, or a dash where it is unknown."""
    if value is None:
        return UNKNOWN
    if percent:
        return f"{100 * value:.1f} %"
    return f"{value:,.1f}".removesuffix(".0")


def share(part: float | None, whole: float | None) -> str:
    """A share in percent; unknown where either side is, or where there is nothing to share."""
    return number(float(part) / float(whole), percent=True) if part is not None and whole else UNKNOWN


def cards(*figures: tuple[str, str, str]) -> mo.Html:
    """Key figures in a row: a label, the figure, and what stands behind it."""
    return shown(
        div(".cards")[
            (
                div(".card")[div(".label")[label], div(".figure")[figure], div(".behind")[behind]]
                for label, figure, behind in figures
            )
        ]
    )


def heading(title: str, note: Node = None) -> mo.Html:
    """A heading with a line that says how to read what follows."""
    return shown(h2[title], p(".note")[note] if note else None)


def section(title: str, note: str, part: mo.Html | Chart) -> mo.Html:
    """A part under its heading."""
    return mo.vstack([heading(title, note), part])


def side_by_side(*parts: mo.Html) -> mo.Html:
    """Parts beside each other, where there is room for them."""
    # marimo made the text.
    return shown(div(".beside")[(div[Markup(part.text)] for part in parts)])  # nosec


def empty(what: str, *, next_step: str) -> mo.Html:
    """An empty state: what is not there, and what to do next."""
    return shown(div(".empty")[strong[what], p[next_step]])


def no_report(*, has_groups: bool = False) -> mo.Html:
    """The empty state of a page whose filters leave nothing; of one with groups of agencies another may be chosen."""
    step = _("Take a filter away with its ×.")
    if has_groups:
        step = _(
            "Take a filter away with its ×, or choose another group under `{filter}`.", filter=spaced("filter", "whose")
        )
    return empty(_("No report fits these filters."), next_step=step)


def grid(header: Iterable[Node], rows: Iterable[Iterable[Node]], css: str) -> Renderable:
    """A plain table."""
    head = tr[(th(scope="col")[cell] for cell in header)]
    return table(class_=["grid", css])[tbody[head, (tr[(td[cell] for cell in row)] for row in rows)]]


def agencies(rows: pl.DataFrame, *, percent: Iterable[str] = (), year: str | None = None) -> mo.Html:
    """A table of agencies that sorts, searches and downloads; the id leads to the agency's page.

    Args:
        rows: `agency` and `agency_id` first.
        percent: columns that are shares.
        year: the year that the links carry.
    """
    shares = dict.fromkeys(percent, _percent)
    decimals = {name: number for name, kind in rows.schema.items() if kind.is_float() and name not in shares}
    # They are called when the table is sorted, too, when nobody says which language is kept.
    kept = {"year": year, LANGUAGE: KEPT.get()}
    named = {
        "agency": lambda name: _name(name, rows, kept),
        "agency_id": lambda it: shown(anchor(link("agency", id=it, **kept), it)),
    }
    names = {name: word("column", name) for name in rows.columns}
    formats = {**shares, **decimals, **named}
    listed = mo.ui.table(
        _yes_or_no(coded(rows)).rename(names),
        selection=None,
        show_column_summaries=False,
        show_data_types=False,
        page_size=15,
        format_mapping={names[name]: form for name, form in formats.items() if name in names},
    )
    return mo.as_html(listed)


def _name(name: str | None, rows: pl.DataFrame, kept: dict[str, str | None]) -> mo.Html:
    """An agency's name, which leads to its page, unless another has the same; a very long one is cut."""
    ids = rows.filter(pl.col("agency") == name)["agency_id"].unique()
    label = anchor(link("agency", id=ids[0], **kept), name) if len(ids) == 1 else text(name)
    return shown(span(".name", title=str(name))[label])


def _percent(value: float | None) -> str:
    """A share in a table."""
    return number(value, percent=True)
