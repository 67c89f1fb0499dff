"""Small pieces of the page: numbers, instants, bars, commands; whatever came from outside is text, never markup."""

import shlex
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl
from htpy import Element, Node, code, data, rect, span, svg
from htpy import line as svg_line

from extract.shipped import shipped
from gongkai.proving.shown import plain_value, text
from gongkai.proving.words import Words

NIGHTS = shipped("data", "nights")
#: A bar is drawn on so many units.
_WIDE = 1000


def night_words() -> Words:
    """The page's words, with those of the evidence sheet."""
    return Words("both", NIGHTS / "words.csv")


@cache
def table_of(name: str, key: str) -> dict[str, dict[str, str]]:
    """A table of `data/nights` by one of its columns."""
    rows = pl.read_csv(NIGHTS / f"{name}.csv", infer_schema=False).iter_rows(named=True)
    return {row[key]: row for row in rows}


def said(zh: str | None, en: str | None) -> list[Element]:
    """A text in both languages, as far as it has words."""
    return [
        span(class_=language, lang=language)[text(told, None)] for language, told in (("zh", zh), ("en", en)) if told
    ]


def number(value: Decimal | float | None, words: Words, *, short: bool = False) -> Node:
    """A number, which the page also holds for programs; or that it is not known, `short` in one language."""
    if value is None:
        return span(".unknown")[words.text("unknown", "zh") if short else words("unknown")]
    exact = Decimal(str(value))
    return data(value=f"{exact.normalize():f}")[plain_value(exact)]


def instant(at: datetime | None) -> str:
    """An instant as this machine's clock tells it, with its offset from UTC."""
    return "—" if at is None else at.astimezone().isoformat(" ", "seconds")


def bar(parts: Sequence[tuple[str, float]], whole: float, mark: float | None = None) -> Element:
    """A bar of parts laid over each other from the left, each with its class, and a mark; `whole` is its length."""

    def place(value: float) -> str:
        return f"{value / whole * _WIDE:.1f}" if whole else "0"

    return svg(".bar", viewBox=f"0 0 {_WIDE} 10", preserveAspectRatio="none", aria_hidden="true")[
        rect(".ground", x="0", y="1", width=str(_WIDE), height="8"),
        (rect(class_=name, x="0", y="1", width=place(value), height="8") for name, value in parts if value),
        svg_line(".mark", x1=place(mark), x2=place(mark), y1="0", y2="10") if mark is not None else None,
    ]


def command(*said_words: object, warehouse: Path) -> Element:
    """A command line of gongkai on this warehouse, to be copied."""
    line = ["gongkai", *map(str, said_words), "--warehouse", str(warehouse)]
    return code(".command")[text(shlex.join(line), None)]
