"""Pieces of HTML, made with htpy: whatever a report printed is text in them, never markup."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

import polars as pl
from htpy import (
    Element,
    Node,
    Renderable,
    a,
    bdi,
    div,
    h2,
    p,
    strong,
    table,
    tbody,
    td,
    th,
    tr,
)
from htpy import (
    section as part_of_page,
)

from dashboards.address import link
from extract.language import _, told
from gongkai.visible import visible_print
from gongkai.words import spaced, word

#: What stands where a number is not known: never 0.
UNKNOWN = "—"
#: Columns of codes -> the kind of their words.
CODES = {
    **dict.fromkeys(("not_ranked_because", "because", "not_judged_because"), "not_ranked"),
    "status": "timeliness", "change": "change", "level": "level", "kind": "agency_kind",
    "function_code": "function", "reason": "reason",
}  # fmt: skip
#: Digits behind the point of an amount in 万元 that was printed in fen, and what a computed number may be off.
_PRINTED, _NOISE = 6, 1e-9
#: All reports are China's, so is the time that pages tell.
_BEIJING = ZoneInfo("Asia/Shanghai")


def text(value: object) -> Element:
    """A value as text of its own direction, with what would act on the page made visible."""
    return bdi[visible_print(str(value))]


def anchor(href: str, label: Node, *css: str) -> Element:
    """A link within the dashboard."""
    return a(class_=css, href=href)[label]


def to_list(href: str, name: str, label: Node) -> Element:
    """A number that leads to its rows in a table (`dashboards.tables.listing`) of this page, or of another."""
    return anchor(f"{href}#list-{name}", label)


def date_anchor(agency: str, year: object, day: Node) -> Element:
    """A day that leads to the line of the report that prints it (`dashboards.pages.date_line`)."""
    return anchor(f"{link('agency', id=agency, year=year, date=year)}#date", day)


def coded(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with their codes in words, and records in the reader's language."""
    says: dict[str, Callable[[str], str]] = {name: partial(spaced, kind) for name, kind in CODES.items()}
    says |= {"detail": told, "failed_on": _rules}
    texts = [name for name, kind in rows.schema.items() if kind == pl.String and name in says]
    return rows.with_columns(in_words(rows[name], says[name]) for name in texts)


def in_words(codes: pl.Series, say: Callable[[str], str]) -> pl.Series:
    """A column of codes in words; here and not on polars' threads, which do not know the reader's language."""
    return codes.replace_strict({code: say(code) for code in codes.unique().drop_nulls()}, return_dtype=pl.String)


def listed(words: Iterable[str]) -> str:
    """Words one after the other, with the comma that the reader's language has between them."""
    return _(", ").join(words)


def _rules(codes: str) -> str:
    """The rules of a list of them."""
    return listed(word("dimension", code) for code in codes.split(", "))


def number(value: float | Decimal | None, *, percent: bool = False) -> str:
    """A number as people read it, or a dash where it is unknown."""
    if value is None:
        return UNKNOWN
    if percent:
        return f"{rounded(100 * float(value), 1)}%"
    return f"{value:,.0f}" if value == round(value) else rounded(float(value), 1)


def exact(value: Decimal | float | None) -> str:
    """A figure as reports print it, or a sum of such, to its last digit; a dash where it is unknown."""
    if value is None:
        return UNKNOWN
    told = value if isinstance(value, Decimal) else Decimal(str(round(value, _PRINTED)))
    return f"{told.normalize():,f}"


def rounded(value: float, digits: int) -> str:
    """A number with so many digits behind the point, and more where it would else be shown as a 0 or 100."""
    shown = f"{value:,.{digits}f}"
    bound = next((it for it in (0, 100) if float(shown.replace(",", "")) == it), None)
    if bound is None or digits == _PRINTED or abs(value - bound) < _NOISE:
        return shown
    return rounded(value, digits + 1)


def share(part: float | None, whole: float | None) -> str:
    """A share in percent; unknown where either side is, or where there is nothing to share."""
    return number(float(part) / float(whole), percent=True) if part is not None and whole else UNKNOWN


def moment(value: date) -> str:
    """A day or an instant, each in the one format of all pages; an instant in Beijing's time."""
    if isinstance(value, datetime):
        return f"{value.astimezone(_BEIJING) if value.tzinfo else value:%Y-%m-%d %H:%M}"
    return f"{value:%Y-%m-%d}"


def cards(*figures: tuple[Node, Node, Node]) -> Element:
    """Key figures in a row: a label, the figure, and what stands behind it."""
    return div(".cards")[
        (
            div(".card")[div(".label")[label], div(".figure")[figure], div(".behind")[behind]]
            for label, figure, behind in figures
        )
    ]


def heading(title: Node, note: Node = None) -> Node:
    """A heading with a line that says how to read what follows."""
    return [h2[title], p(".note")[note] if note else None]


def section(title: Node, note: Node, part: Node) -> Element:
    """A part under its heading."""
    return part_of_page[heading(title, note), part]


def side_by_side(*parts: Node) -> Element:
    """Parts beside each other, where there is room for them."""
    return div(".beside")[(div[part] for part in parts)]


def empty(what: Node, *, next_step: Node) -> Element:
    """An empty state: what is not there, and what to do next."""
    return div(".empty")[strong[what], p[next_step]]


def no_report(*, has_groups: bool = False) -> Element:
    """The empty state of a page whose filters leave nothing; of one with groups of agencies another may be chosen."""
    step = _("Set a filter back to “all”.")
    if has_groups:
        step = _(
            "Set a filter back to “all”, or choose another group under “{filter}”.", filter=spaced("filter", "whose")
        )
    return empty(_("No report fits these filters."), next_step=step)


def grid(header: Iterable[Node], rows: Iterable[Iterable[Node]], css: str) -> Renderable:
    """A plain table, which scrolls by itself where it is too wide; the first cell of a row is its head."""
    head = tr[(th(scope="col")[cell] for cell in header)]
    return div(".scroll")[table(class_=["grid", css])[tbody[head, (tr[_cells(row)] for row in rows)]]]


def _cells(row: Iterable[Node]) -> Node:
    first, *others = row
    return [th(scope="row")[first], (td[cell] for cell in others)]
