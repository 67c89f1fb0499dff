"""One agency: its years side by side, each figure with its state, what does not hold, and the lines it stands on."""

from typing import Any

from htpy import Element, Node, h2, p

from dashboards import html
from dashboards.address import MeaninglessError
from dashboards.pages import agency_parts as parts
from dashboards.pages.date_line import date_line
from dashboards.pages.evidence import evidence
from dashboards.tables import listing
from dashboards.view import View
from extract.language import N_, _
from gongkai.words import spaced

TITLE = N_("Agency")
VALUES = ("id", "words", "cell", "date", "year")


def show(view: View) -> Node:
    """The agency that the address names, else a search."""
    values = view.address.values
    if "id" not in values:
        return _search(view, values.get("words"))
    agency = view.rows("agency", agency=values["id"])
    if agency.is_empty():
        raise MeaninglessError(_("there is no agency “{id}”; search it by its name", id=values["id"]))
    named = agency.row(0, named=True)
    reports = view.rows("agency_reports", agency=values["id"])
    checks = view.rows("agency_checks", agency=values["id"])
    labels = dict(view.rows("labels").select("code", "label").iter_rows())
    return [
        _head(named),
        parts.years(reports, named, view.rows("area_unreported", agency=values["id"])),
        parts.failing(checks, view.rows("agency_claims", agency=values["id"]), labels),
        parts.figures(view, named["agency_id"], _beside(view, named["agency_id"])),
    ]


def _beside(view: View, agency: str) -> Node:
    """What the chosen figure stands on, or the line of the date where that is asked for."""
    year = view.address.values.get("date")
    return evidence(view, agency) if year is None or "cell" in view.address.values else date_line(view, agency, year)


def _head(agency: dict[str, Any]) -> Node:
    """Who it is."""
    places = [agency[name] for name in ("province", "prefecture", "county") if agency[name]]
    codes = {"level": "level", "kind": "agency_kind", "function_code": "function"}
    kind = [spaced(code, agency[name]) for name, code in codes.items() if agency[name]]
    others = [node for name in agency["other_names"] or [] for node in ("; ", html.text(name))][1:]
    return [
        h2(".agency")[html.text(agency["name"])],
        p(".note")[
            html.text(" ".join(places) or _("region undecided")),
            " · ",
            html.text(html.listed(kind) or _("kind undecided")),
            " · ",
            _("id "),
            html.text(agency["agency_id"]),
        ],
        p(".note")[_("also printed as "), others] if others else None,
    ]


def _search(view: View, words: str | None) -> Element:
    """Agencies by the words of the search; the first ones where there are none."""
    found = view.rows("agency_search", words=words or None)
    if found.is_empty():
        return html.empty(
            _("No agency is found by “{words}”.", words=words),
            next_step=_("Try a part of the name as reports print it, a place beside it, or a region code."),
        )
    title = _("Agencies like “{words}”", words=words) if words else _("Agencies")
    more = _("the first 200; search above") if found.height == 200 else _("{count} found", count=found.height)
    return html.section(title, more, listing(view, "agency_search", found))
