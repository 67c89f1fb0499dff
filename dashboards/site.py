"""The whole page around the page: navigation, filters, and what is said where nothing can be shown."""

import logging
from types import ModuleType
from typing import Any

import marimo as mo
from htpy import a, nav, strong

from dashboards import filters, html
from dashboards.address import HOME, Address, link
from dashboards.pages import agency, disputes, league, overview, quality, refusals, timeliness
from dashboards.source import current
from dashboards.view import View, usual_year
from load.errors import WarehouseError

LOGGER = logging.getLogger("gongkai")
PAGES: dict[str, ModuleType] = {
    "overview": overview, "league": league, "agency": agency, "refusals": refusals, "disputes": disputes,
    "timeliness": timeliness, "quality": quality,
}  # fmt: skip


def page_of(address: Address) -> ModuleType:
    """The page of an address; home for one that there is not."""
    return PAGES.get(address.page, PAGES[HOME])


def controls(address: Address) -> mo.ui.dictionary:
    """The filters of the page; none where there is nothing to filter."""
    page = page_of(address)
    try:
        return filters.build(current(), page.FILTERS, address)
    except WarehouseError:
        return mo.ui.dictionary({})


def top(address: Address, chosen: mo.ui.dictionary) -> mo.Html:
    """The navigation, which keeps the filters, and the filters."""
    kept = {name: chosen.value.get(name) for name in ("year", "region", "level", "function") if name in chosen.value}
    here = page_of(address)
    links = [a(class_={"here": page is here}, href=link(name, **kept))[page.TITLE] for name, page in PAGES.items()]
    banner = html.shown(nav(".pages")[strong["公开 gongkai"], links])
    shown: list[Any] = list(chosen.elements.values())
    return mo.vstack([banner, mo.hstack(shown, justify="start", wrap=True, gap=1.5)] if shown else [banner])


def body(address: Address, chosen: dict[str, Any]) -> mo.Html:
    """The page, or what to do where it cannot be shown."""
    try:
        source = current()
        if source.version() is None:
            return _first_visit()
        if usual_year(source) is None:
            return _no_report()
        return mo.vstack(page_of(address).show(View(source, address, typed(chosen))), gap=1)
    except WarehouseError as error:
        return html.empty(
            "The warehouse cannot be shown.",
            next_step=f"{error}. This page looks again every few seconds; gongkai doctor says more.",
        )
    except Exception as error:  # a page must say that it failed: marimo would show an empty one
        LOGGER.exception("a page could not be drawn")
        return html.empty("This page could not be drawn.", next_step=f"{type(error).__name__}: {error}")


def typed(chosen: dict[str, Any]) -> dict[str, Any]:
    """The year as a number."""
    return {name: int(value) if name == "year" and value else value for name, value in chosen.items()}


def _first_visit() -> mo.Html:
    """There is no warehouse yet."""
    path = current().path
    return html.empty(
        "There is no warehouse here yet.",
        next_step=f"{path} does not exist. Run: gongkai ingest FOLDER --warehouse {path}  "
        "This page shows it as soon as it is published; nothing needs to be started again.",
    )


def _no_report() -> mo.Html:
    """A warehouse without a report."""
    path = current().path
    refused = current().rows("refused")
    why = (
        f" {refused['documents'].sum()} documents were refused: gongkai status --warehouse {path}"
        if refused.height
        else ""
    )
    return html.empty(
        "The warehouse holds no report.", next_step=f"Run: gongkai ingest FOLDER --warehouse {path} .{why}"
    )
