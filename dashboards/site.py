"""The whole page around the page: navigation, filters, and what is said where nothing can be shown."""

import logging
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import marimo as mo
from htpy import Element, a, nav, span, strong

from dashboards import filters, html
from dashboards.address import HOME, LANGUAGE, Address, link
from dashboards.pages import agency, disputes, league, overview, quality, refusals, timeliness
from dashboards.reader import for_reader
from dashboards.source import current
from dashboards.view import View, usual_year
from extract.language import _, language, told
from load.errors import WarehouseError

LOGGER = logging.getLogger("gongkai")
PAGES: dict[str, ModuleType] = {
    "overview": overview, "league": league, "agency": agency, "refusals": refusals, "disputes": disputes,
    "timeliness": timeliness, "quality": quality,
}  # fmt: skip


def page_of(address: Address) -> ModuleType:
    """The page of an address; home for one that there is not."""
    return PAGES.get(address.page, PAGES[HOME])


@for_reader
def controls(address: Address) -> mo.ui.dictionary:
    """The filters of the page; none where there is nothing to filter."""
    page = page_of(address)
    try:
        return filters.build(current(), page.FILTERS, address)
    except WarehouseError:
        return mo.ui.dictionary({})


@for_reader
def top(address: Address, chosen: mo.ui.dictionary) -> mo.Html:
    """The navigation, which keeps the filters, and the filters."""
    kept = {name: chosen.value.get(name) for name in ("year", "region", "level", "function") if name in chosen.value}
    here = page_of(address)
    links = [a(class_={"here": page is here}, href=link(name, **kept))[_(page.TITLE)] for name, page in PAGES.items()]
    banner = html.shown(nav(".pages", lang=language())[strong["公开 gongkai"], links, _switch(address, kept)])
    shown: list[Any] = list(chosen.elements.values())
    return mo.vstack([banner, mo.hstack(shown, justify="start", wrap=True, gap=1.5)] if shown else [banner])


def _switch(address: Address, kept: Mapping[Any, Any]) -> Element:
    """The way to the same page in the other language."""
    here = {**address.values, **{name: value for name, value in kept.items() if value is not None}}
    links = [
        a(class_={"here": code == language()}, href=link(address.page, **{**here, LANGUAGE: code}), lang=code)[label]
        for code, label in (("zh", "中"), ("en", "EN"))
    ]
    return span(".languages")[links[0], " / ", links[1]]


@for_reader
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
            _("The warehouse cannot be shown."),
            next_step=_(
                "{error}. This page looks again every few seconds; gongkai doctor says more.", error=told(str(error))
            ),
        )
    except Exception as error:  # a page must say that it failed: marimo would show an empty one
        LOGGER.exception("a page could not be drawn")
        return html.empty(_("This page could not be drawn."), next_step=f"{type(error).__name__}: {error}")


def typed(chosen: dict[str, Any]) -> dict[str, Any]:
    """The year as a number."""
    return {name: int(value) if name == "year" and value else value for name, value in chosen.items()}


def _first_visit() -> mo.Html:
    """There is no warehouse yet."""
    path = current().path
    return html.empty(
        _("There is no warehouse here yet."),
        next_step=_(
            "{path} does not exist. Run: gongkai ingest FOLDER --warehouse {path}  "
            "This page shows it as soon as it is published; nothing needs to be started again.",
            path=path,
        ),
    )


def _no_report() -> mo.Html:
    """A warehouse without a report."""
    path = current().path
    refused = current().rows("refused")
    step = _("Run: gongkai ingest FOLDER --warehouse {path} .", path=path)
    if refused.height:
        count = refused["documents"].sum()
        step += _(" {count} documents were refused: gongkai status --warehouse {path}", count=count, path=path)
    return html.empty(_("The warehouse holds no report."), next_step=step)
