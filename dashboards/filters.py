"""The filters of the pages; what the address says is what they start with."""

import marimo as mo

from dashboards.address import Address
from dashboards.view import SCORE, WHOSE, choices, usual_year
from extract.language import _
from gongkai.queries.published import Published
from gongkai.words import spaced

#: The applicant groups of the form; the total first.
APPLICANTS = (
    "total", "natural_person", "enterprise", "research", "public_welfare", "legal_service", "other_org"
)  # fmt: skip


def build(source: Published, names: tuple[str, ...], address: Address) -> mo.ui.dictionary:
    """The filters of a page, as marimo elements.

    Args:
        source: the warehouse, for what can be chosen.
        names: of the filters.
        address: whose values they start with; a value that nobody offers is as if it were absent.
    """
    return mo.ui.dictionary({name: _filter(source, name, address.values.get(name)) for name in names})


def _filter(source: Published, name: str, value: str | None) -> mo.ui.dropdown | mo.ui.text:
    """One of them."""
    if name == "words":
        return mo.ui.text(value=value or "", label=_("search"), placeholder=_("a part of a name, or an id"))
    options = _options(source, name)
    wanted = usual_year(source) if name == "year" and value not in options.values() else value
    start = next((label for label, it in options.items() if it == wanted), next(iter(options), None))
    return mo.ui.dropdown(options, value=start, searchable=True, label=spaced("filter", name))


def _options(source: Published, name: str) -> dict[str, str | None]:
    """Label -> value, first the one that stands for all where there is one."""
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
