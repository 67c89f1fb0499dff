"""One agency: its years side by side, each figure with its state, what does not hold, and the lines it stands on."""

from typing import Any

import marimo as mo
import polars as pl

from dashboards import html
from dashboards.pages import agency_parts as parts
from dashboards.view import View

TITLE = "Agency"
FILTERS = ("words", "applicant")


def show(view: View) -> list[mo.Html]:
    """The agency that the address names, else a search."""
    values = view.address.values
    if view.chosen["words"] or "id" not in values:
        return _search(view, view.chosen["words"])
    agency = view.rows("agency", agency=values["id"])
    if agency.is_empty():
        return [
            html.nothing(
                "No agency has this id.", next_step="Its key may have changed with a new version: search by name."
            ),
            *_search(view, None),
        ]
    told = agency.row(0, named=True)
    reports = view.rows("agency_reports", agency=values["id"])
    checks = view.rows("agency_checks", agency=values["id"])
    return [
        mo.Html(_head(told)),
        parts.years(reports),
        *parts.failing(checks, view.rows("agency_claims", agency=values["id"])),
        parts.figures(view, told["agency_id"]),
    ]


def _head(told: dict[str, Any]) -> str:
    """Who it is."""
    places = [told[name] for name in ("province", "prefecture", "county") if told[name]]
    kind = [told[name].replace("_", " ") for name in ("level", "kind", "function_code") if told[name]]
    others = told["other_names"] or []
    also = f'<p class="note">also printed as {"; ".join(html.text(name) for name in others)}</p>' if others else ""
    return (
        f'<h2 class="agency">{html.text(told["name"])}</h2>'
        f'<p class="note">{html.text(told["agency_id"])} · {html.text(" ".join(places) or "region undecided")} · '
        f"{html.text(', '.join(kind) or 'kind undecided')}</p>{also}"
    )


def _search(view: View, words: str | None) -> list[mo.Html]:
    """Agencies whose name holds the words of the search field; the first ones where there are none."""
    found = view.rows("agency_search", words=words or None)
    if found.is_empty():
        return [
            html.nothing(
                f"No agency's name or id holds “{words}”.",
                next_step="Try a part of the name as reports print it, or a region code.",
            )
        ]
    title = f"Agencies like “{words}”" if words else "Agencies"
    more = "the first 200; search by name above" if found.height == 200 else f"{found.height} found"
    return [html.heading(title, more), html.agencies(pl.DataFrame(found))]
