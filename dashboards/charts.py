"""Charts as plain HTML: they follow the page's colours and width, each bar is a link, each number can be read out."""

import math
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import polars as pl
from htpy import Element, Node, a, div, span

from dashboards.html import number, rounded, share
from extract.language import _
from extract.shipped import shipped
from gongkai.palette import PALE
from gongkai.words import spaced

TILES = shipped("data", "places", "tiles.csv")
#: A part of a bar this wide has room for its share.
_ROOM = 0.09


def legend(colours: dict[str, str], kind: str) -> Element:
    """What the colours mean; the words are of a kind of `gongkai.words`."""
    return div(".legend")[
        (span[span(".dot", style=f"background:{colour}"), spaced(kind, code)] for code, colour in colours.items())
    ]


def stacked(rows: pl.DataFrame, label: str, colours: dict[str, str], kind: str, links: str | None = None) -> Element:
    """Shares of one, stacked in the order of `colours`; a row of which nothing is known is empty and says so.

    Args:
        rows: `label`, and a count in a column for each colour.
        label: a column of words or years.
        colours: column -> colour.
        kind: of the columns' words.
        links: a column of lists of addresses, one for each colour.
    """
    return div(".bars", role="list")[
        legend(colours, kind), (_stack(row, label, colours, kind, links) for row in rows.iter_rows(named=True))
    ]


def _stack(row: dict[str, object], label: str, colours: dict[str, str], kind: str, links: str | None) -> Element:
    """One row: its name, and its parts."""
    counts = {code: int(str(row[code] or 0)) for code in colours}
    whole = sum(counts.values())
    hrefs = row[links] if links else [None] * len(colours)
    assert isinstance(hrefs, list)
    parts = [
        _part(f"{spaced(kind, code)}: {number(count)} ({share(count, whole)})", count / whole, colours[code], href)
        for (code, count), href in zip(counts.items(), hrefs, strict=True)
        if count
    ]
    return div(".row", role="listitem")[
        span(".of")[str(row[label])], div(".stack")[parts or span(".none")[_("unknown")]], span(".sum")[number(whole)]
    ]


def _part(said: str, part: float, colour: str, href: str | None) -> Element:
    """One part of a bar."""
    style, inside = (
        f"width:{100 * part:.3f}%;background:{colour}",
        f"{rounded(100 * part, 0)}%" if part >= _ROOM else "",
    )
    css = ["part", "on_pale" if colour in PALE else "on_deep"]
    return a(class_=css, style=style, title=said, href=href, aria_label=said)[inside] if href else (
        span(class_=css, style=style, title=said)[inside]
    )  # fmt: skip


def bars(rows: pl.DataFrame) -> Element:
    """A bar a row, with its count; one that is unknown has none.

    Args:
        rows: `label`, `value`, `behind` (what stands behind it), `colour`, and `href`, its address.
    """
    most = max([it for it in rows["value"].to_list() if it is not None], default=0) or 1
    return div(".bars.counted", role="list")[
        (
            a(".row", role="listitem", href=row["href"], title=row["behind"])[
                span(".of")[row["label"]],
                div(".track")[
                    span(".bar", style=f"width:{100 * (row['value'] or 0) / most:.2f}%;background:{row['colour']}")
                ],
                span(".sum")[number(row["value"])],
            ]
            for row in rows.iter_rows(named=True)
        )
    ]


class Column(NamedTuple):
    """An upright bar: what stands below it, how many, its colour, and where it leads."""

    name: str
    height: int
    colour: str
    href: str | None


def columns(bars: list[Column], title: str) -> Element:
    """Upright bars beside each other, each with its count.

    Args:
        bars: from left to right.
        title: of the axis.
    """
    most = max((bar.height for bar in bars), default=0) or 1
    return div(".columns")[div(".upright")[(_column(bar, most) for bar in bars)], div(".axis")[title]]


def _column(bar: Column, most: int) -> Element:
    """One of them; where there is none it leads nowhere."""
    said = f"{bar.name}: {number(bar.height)}"
    inside: Node = [
        span(".count")[number(bar.height) if bar.height else ""],
        span(".bar", style=f"height:{100 * bar.height / most:.2f}%;background:{bar.colour}"),
        span(".below")[bar.name],
    ]
    return a(".column", title=said, href=bar.href)[inside] if bar.href else div(".column", title=said)[inside]


def histogram(values: pl.Series, title: str, colour: str, leads: Callable[[int], str], *, percent: bool) -> Element:
    """How many agencies have which value, in twenty steps.

    Args:
        values: the greatest first, as the table has them.
        title: of the axis.
        colour: of the bars.
        leads: the address of the table from a row on, counted from 0.
        percent: values are parts of 1, else of 100.
    """
    high = 1.0 if percent else 100.0
    steps = [min(max(math.floor(float(it) / high * 20), 0), 19) for it in values.drop_nulls()]
    ends = [f"{5 * step}" if not step % 4 else "" for step in range(20)]
    hrefs = {step: leads(steps.index(step)) for step in set(steps)}
    return columns([Column(ends[step], steps.count(step), colour, hrefs.get(step)) for step in range(20)], title)


@cache
def tiles() -> pl.DataFrame:
    """One square for each province, roughly where it lies: `region` (two digits), `label`, `row`, `column`."""
    return pl.read_csv(TILES, schema_overrides={"region": pl.String})


def tile_map(rows: pl.DataFrame, *, percent: bool) -> Element:
    """A map of squares. A province without a value is empty, not at the low end of the scale.

    Args:
        rows: `region`, `value`, `known` and `whole` (so many of so many stand behind the value), `href`.
        percent: values are parts of 1, else of 100.
    """
    placed = tiles().join(rows, on="region", how="left")
    return div(".map")[(_tile(row, percent=percent) for row in placed.iter_rows(named=True))]


def _tile(row: dict[str, object], *, percent: bool) -> Element:
    """One square; a province that nobody reported from leads nowhere."""
    style = f"grid-row:{int(str(row['row'])) + 1};grid-column:{int(str(row['column']))}"
    behind = _("none") if row["whole"] is None else f"{number(_float(row['known']))}/{number(_float(row['whole']))}"
    value, inside = _float(row["value"]), ""
    css = {"known": value is not None, "dark": False}
    if value is not None:
        part = value if percent else value / 100
        inside, css["dark"] = f"{rounded(100 * part, 0)}{'%' if percent else ''}", part > 0.5
        style += f";--part:{100 * part:.0f}%"
    content: Node = [span(".of")[str(row["label"])], span(".value")[inside], span(".behind")[behind]]
    if row["href"] is None:
        return div(class_=["tile", css], style=style)[content]
    return a(class_=["tile", css], style=style, href=str(row["href"]))[content]


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
