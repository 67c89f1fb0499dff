"""Pieces of HTML. Whatever a report printed is text here and never markup."""

from collections.abc import Iterable
from html import escape

import marimo as mo
import polars as pl

from dashboards.address import link

#: What stands where a number is not known: never 0.
UNKNOWN = "—"


def text(value: object) -> str:
    """A value as text of its own direction: marks for right-to-left in a name turn nothing around it."""
    return f"<bdi>{escape(str(value))}</bdi>"


def anchor(href: str, label: object, *, css: str = "") -> str:
    """A link within the dashboard."""
    return f'<a class="{css}" href="{escape(href)}">{text(label)}</a>'


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


def because(code: str | None) -> str:
    """Why a report is not ranked, as words; nothing where it is."""
    return "" if code is None else text(code.replace("_", " "))


def cards(*pairs: tuple[str, str, str]) -> mo.Html:
    """Key figures in a row: a label, the figure, and what stands behind it."""
    inner = "".join(
        f'<div class="card"><div class="label">{escape(label)}</div><div class="figure">{escape(figure)}</div>'
        f'<div class="behind">{escape(behind)}</div></div>'
        for label, figure, behind in pairs
    )
    return mo.Html(f'<div class="cards">{inner}</div>')


def heading(title: str, note: str = "") -> mo.Html:
    """A heading with a line that says how to read what follows."""
    return mo.Html(f"<h2>{escape(title)}</h2>" + (f'<p class="note">{escape(note)}</p>' if note else ""))


def beside(*parts: mo.Html) -> mo.Html:
    """Parts beside each other, where there is room for them."""
    return mo.Html(f'<div class="beside">{"".join(f"<div>{part.text}</div>" for part in parts)}</div>')


def nothing(what: str, *, next_step: str) -> mo.Html:
    """An empty state: what is not there, and what to do next."""
    return mo.Html(f'<div class="empty"><strong>{escape(what)}</strong><p>{escape(next_step)}</p></div>')


def no_report(*, or_else: str = "") -> mo.Html:
    """The empty state of a page whose filters leave nothing; what else to do is added to the next step."""
    return nothing("No report fits these filters.", next_step=f"Take a filter away with its ×{or_else}.")


def grid(header: Iterable[str], rows: Iterable[Iterable[str]], *, css: str = "") -> str:
    """A plain table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="grid {css}"><tbody><tr>{head}</tr>{body}</tbody></table>'


def agencies(rows: pl.DataFrame, *, percent: Iterable[str] = (), year: str | None = None) -> mo.Html:
    """A table of agencies that sorts, searches and downloads; the id leads to the agency's page.

    Args:
        rows: `agency` and `agency_id` first.
        percent: columns that are shares.
        year: the year that the links carry.
    """
    shares = dict.fromkeys(percent, _percent)
    decimals = {name: number for name, kind in rows.schema.items() if kind.is_float() and name not in shares}
    shown = {
        "agency": lambda name: _name(name, rows, year),
        "agency_id": lambda it: mo.Html(anchor(link("agency", id=it, year=year), it)),
    }
    table = mo.ui.table(
        rows,
        selection=None,
        show_column_summaries=False,
        show_data_types=False,
        page_size=15,
        format_mapping={**shares, **decimals, **shown},
    )
    return mo.as_html(table)


def _name(name: str | None, rows: pl.DataFrame, year: str | None) -> mo.Html:
    """An agency's name, which leads to its page, unless another has the same; a very long one is cut."""
    ids = rows.filter(pl.col("agency") == name)["agency_id"].unique()
    shown = anchor(link("agency", id=ids[0], year=year), name) if len(ids) == 1 else text(name)
    return mo.Html(f'<span class="name" title="{escape(str(name))}">{shown}</span>')


def _percent(value: float | None) -> str:
    """A share in a table."""
    return number(value, percent=True)
