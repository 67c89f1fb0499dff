"""The filters of the pages: what the address says of them, and their form, which writes it into the address."""

from collections.abc import Iterable
from typing import Any

from htpy import Element, Node, button, form, input, label, noscript, option, select

from dashboards.address import LANGUAGE, Address, MeaninglessError
from dashboards.view import FILTERS, SCORE, WHOSE, choices, usual_year
from extract.language import _
from gongkai.queries.published import Published
from gongkai.words import spaced

#: The applicant groups of the form; the total first.
APPLICANTS = (
    "total", "natural_person", "enterprise", "research", "public_welfare", "legal_service", "other_org"
)  # fmt: skip


def usual(source: Published, address: Address) -> dict[str, str]:
    """What an address leaves open and its page has to know: without it a copied link would show another year later."""
    names = FILTERS.get(address.page, ())
    if "year" in names and "year" not in address.values and (year := usual_year(source)):
        return {"year": year}
    return {}


def chosen(source: Published, address: Address) -> dict[str, Any]:
    """The filters of a page as its address says; None stands for all, the year is a number.

    Raises:
        MeaninglessError: a value is none that the filter offers.
    """
    found: dict[str, Any] = {}
    for name in FILTERS.get(address.page, ()):
        options, value = options_of(source, name), address.values.get(name)
        if value is not None and value not in options.values():
            raise MeaninglessError(_("there is no {filter} “{value}” here", filter=spaced("filter", name), value=value))
        found[name] = next(iter(options.values())) if value is None else value
    return found | ({"year": int(found["year"])} if found.get("year") else {})


def options_of(source: Published, name: str) -> dict[str, str | None]:
    """Label -> value, first the one that stands where the address says none."""
    if name == "whose":
        return {_(label): value for value, label in WHOSE.items()}
    if name == "applicant":
        return {spaced("applicant", it): it for it in APPLICANTS}
    found = choices(source, name)
    if name == "year":
        return dict(sorted(found.items(), reverse=True))
    if name == "metric":
        rates = {f"{spaced('metric', value)}: {_(label)}": value for label, value in found.items()}
        return {_("compliance score: weighted share of the rules kept"): SCORE, **rates}
    if name in {"level", "function"}:
        found = {spaced(name, value): value for value in found.values()}
    return {_("all"): None, **found}


def filter_form(source: Published, address: Address, values: dict[str, Any]) -> Node:
    """The filters as a form; page.js sends it at each change, without a script a button does."""
    names = FILTERS.get(address.page, ())
    if not names:
        return None
    return form(".filters", method="get", action=address.page)[
        hidden(address, {*names, "sort", "at", "find", "list", "cell"} - {"cell" if address.page == "agency" else ""}),
        (field(name, options_of(source, name), values.get(name)) for name in names),
        noscript[button[_("show")]],
    ]


def hidden(address: Address, without: Iterable[str] = ()) -> Node:
    """What else the address says, and a form has to keep."""
    kept = {name: value for name, value in address.values.items() if name not in set(without)}
    return [input(type="hidden", name=name, value=value) for name, value in kept.items()]


def field(name: str, options: dict[str, str | None], value: object, said: str | None = None) -> Element:
    """One filter."""
    text = said or spaced("filter", name)
    found = "" if value is None else str(value)
    return label[
        text,
        select(name=name, aria_label=text)[
            (option(value=it or "", selected=(it or "") == found)[shown] for shown, it in options.items())
        ],
    ]


def language_field(address: Address) -> Node:
    """The language, where the address names it."""
    return input(type="hidden", name=LANGUAGE, value=address.values[LANGUAGE]) if LANGUAGE in address.values else None
