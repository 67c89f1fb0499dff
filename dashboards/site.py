"""The whole page around the page: navigation, filters, and what is said where nothing can be shown."""

import logging
from collections.abc import Mapping
from types import ModuleType
from typing import Any, NamedTuple

import polars as pl
from htpy import (
    Element,
    Node,
    a,
    body,
    button,
    form,
    head,
    header,
    html,
    input,
    main,
    meta,
    nav,
    script,
    span,
    strong,
    title,
)
from htpy import link as sheet

from dashboards import filters
from dashboards.address import HOME, LANGUAGE, Address, MeaninglessError, link
from dashboards.html import empty, text
from dashboards.pages import agency, behind, disputes, league, overview, quality, refusals, timeliness
from dashboards.pages.data import page as data
from dashboards.reader import reading
from dashboards.source import current, mark
from dashboards.tables import LISTS, STATE, as_csv
from dashboards.view import FILTERS, View, usual_year
from extract.language import _, language, told
from gongkai.queries.answers import WHOLE, downloaded
from gongkai.queries.browse import browsing
from load.errors import WarehouseError

LOGGER = logging.getLogger("gongkai")
PAGES: dict[str, ModuleType] = {
    "overview": overview, "league": league, "agency": agency, "refusals": refusals, "disputes": disputes,
    "timeliness": timeliness, "quality": quality, "data": data, "behind": behind,
}  # fmt: skip


#: Pages that only other pages lead to.
UNLISTED = {"behind"}


class Answer(NamedTuple):
    """What an address is answered with: a page with its HTTP status, or where it leads."""

    status: int
    html: str = ""
    leads_to: str = ""


def answer(address: Address, accepted: str) -> Answer:
    """The page of an address, in the reader's language.

    Args:
        address: what was asked.
        accepted: the browser's Accept-Language.
    """
    with reading(address, accepted):
        status, said, chosen = 404, None, None
        try:
            _check(address)
            if found := _nothing_yet():
                return Answer(200, _whole(address, None, found))
            if more := filters.usual(current(), address):
                return Answer(303, leads_to=link(address.page, **{**more, **address.values}))
            chosen = filters.chosen(current(), address)
            return Answer(200, _whole(address, chosen, _drawn(address, chosen)))
        except MeaninglessError as error:
            said = _meaningless(error)
        except WarehouseError as error:
            status, said = 503, _cannot(error)
        except Exception as error:
            LOGGER.exception("a page could not be drawn")
            status, said = 500, empty(_("This page could not be drawn."), next_step=text(type(error).__name__))
        return Answer(status, _whole(address, chosen, said))


def csv(address: Address, accepted: str) -> bytes:
    """A table of a page, whole.

    Raises:
        WarehouseError: there is none, or its page cannot be shown.
    """
    values = dict(address.values)
    page, name = values.pop("page", ""), values.get("list", "")
    with reading(address, accepted):
        if page == "data":
            return _data_csv(values, is_followed=address.is_followed)
        if name not in LISTS.get(page, ()):
            raise MeaninglessError(_("there is no table “{name}”", name=name))
        view = View(current(), Address(page, values), filters.chosen(current(), Address(page, values)))
        more = behind.asked_for(values) if page == "behind" else {}
        return as_csv(view.rows(name, **more))


def _data_csv(values: dict[str, str], *, is_followed: bool) -> bytes:
    """What the data page shows, up to as many rows as a download has."""
    if sql := values.get("sql"):
        if is_followed:
            raise MeaninglessError(_("a link of another site downloads nothing"))
        return downloaded(current().path, sql)
    columns = current().rows("columns").filter(pl.col("view") == values.get("view", data.FIRST))
    if columns.is_empty():
        raise MeaninglessError(_("there is no table “{name}”", name=values.get("view")))
    types = dict(columns.select("column", "type").iter_rows())
    return downloaded(current().path, browsing(data.wish_of(values, columns), types, WHOLE))


def _check(address: Address) -> None:
    """Refuse an address that names a page or a value that there is not: no other data is shown for it."""
    page = PAGES.get(address.page)
    if page is None:
        raise MeaninglessError(_("there is no page “{page}”", page=address.page))
    if page.__dict__.get("VALUES", ()) is None:
        return
    known = {*FILTERS.get(address.page, ()), *STATE, *getattr(page, "VALUES", ()), LANGUAGE}
    if unknown := [name for name in address.values if name not in known]:
        raise MeaninglessError(_("this page knows no “{name}”", name=unknown[0]))
    if (name := address.values.get("list")) and name not in LISTS.get(address.page, ()):
        raise MeaninglessError(_("there is no table “{name}”", name=name))


def _drawn(address: Address, chosen: dict[str, Any]) -> Node:
    """The parts of a page."""
    parts: Node = PAGES[address.page].show(View(current(), address, chosen))
    return parts


def _whole(address: Address, chosen: dict[str, Any] | None, parts: Node) -> str:
    """A whole HTML page."""
    page = PAGES.get(address.page)
    named = [_(page.TITLE)] if page else []
    if chosen and chosen.get("year"):
        named.append(str(chosen["year"]))
    fields = None
    if page and usual_year_or_none() is not None:
        fields = filters.filter_form(current(), address, chosen or address.values)
    return str(
        html(lang={"zh": "zh-CN"}.get(language(), "en"))[
            head[
                meta(charset="utf-8"),
                meta(name="viewport", content="width=device-width, initial-scale=1"),
                meta(name="color-scheme", content="light dark"),
                title[" · ".join([*named, "公开 gongkai"])],
                sheet(rel="icon", href="data:,"),
                sheet(rel="stylesheet", href="look/page.css"),
                script(src="look/page.js", defer=True),
            ],
            body(data_version=mark(), data_new=_("New data has been published: show it"))[
                header[_banner(address, chosen or {}), fields], main[parts]
            ],
        ]
    )


def _banner(address: Address, chosen: Mapping[str, Any]) -> Element:
    """The navigation, which keeps the filters, the search for agencies, and the switch of languages."""
    links = [
        a(class_={"here": name == address.page}, href=link(name, **_kept(name, chosen)))[_(page.TITLE)]
        for name, page in PAGES.items()
        if name not in UNLISTED
    ]
    said = _("find an agency: name, place or code")
    search = form(".search", method="get", action="agency", role="search")[
        filters.language_field(address),
        input(type="search", name="words", value=address.values.get("words", ""), placeholder=said, aria_label=said),
        button[_("search")],
    ]
    return nav(".pages")[a(".home", href=link(HOME))[strong["公开 gongkai"]], links, search, _switch(address)]


def _kept(page: str, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """The filters that another page has too, but for the metric and the applicant, which are one page's own."""
    return {name: chosen.get(name) for name in FILTERS.get(page, ()) if name not in {"metric", "applicant"}}


def _switch(address: Address) -> Element:
    """The way to the same page in the other language."""
    links = [
        a(
            class_={"here": code == language()},
            href=link(address.page, **{**address.values, LANGUAGE: code}),
            lang=code,
        )[said]
        for code, said in (("zh", "中"), ("en", "EN"))
    ]
    return span(".languages")[links[0], " / ", links[1]]


def usual_year_or_none() -> str | None:
    """The year to begin with; None too where no warehouse can be read."""
    try:
        return usual_year(current()) if current().version() else None
    except WarehouseError:
        return None


def _nothing_yet() -> Element | None:
    """What is said where there is no warehouse, or no report in it."""
    if current().version() is None:
        return empty(
            _("There is no warehouse here yet."),
            next_step=_(
                "Run gongkai ingest FOLDER with the same --warehouse as this dashboard. "
                "This page shows it as soon as it is published; nothing needs to be started again."
            ),
        )
    if usual_year(current()) is not None:
        return None
    refused = current().rows("refused")
    step = _("Run gongkai ingest FOLDER with the same --warehouse as this dashboard.")
    if refused.height:
        step += _(" {count} documents were refused: gongkai status says why.", count=refused["documents"].sum())
    return empty(_("The warehouse holds no report."), next_step=step)


def _meaningless(error: MeaninglessError) -> Element:
    """An address that says nothing."""
    step = [_("Nothing is shown in its place."), " ", a(href=link(HOME))[_("To the first page")]]
    return empty(_("This address means nothing: {why}.", why=str(error)), next_step=step)


def _cannot(error: WarehouseError) -> Element:
    """What is said of a warehouse that cannot be read; where it stands is nobody's business."""
    why = told(str(error)).replace(str(current().path), _("the warehouse"))
    return empty(
        _("The warehouse cannot be shown."),
        next_step=text(_("{error}. This page looks again every few seconds; gongkai doctor says more.", error=why)),
    )
