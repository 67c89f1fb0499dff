"""What a page is drawn from: the warehouse, the address, and what the filters say."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboards.address import Address, link
from extract.language import N_
from gongkai.queries.published import Published

#: Whose reports are added up. Governments report for their whole area, so they are never added to the agencies in it.
WHOSE = {
    "own": N_("departments, offices, townships"),
    "county": N_("county governments (whole area)"),
    "prefecture": N_("prefecture governments (whole area)"),
    "province": N_("province governments (whole area)"),
}
#: The compliance score, which leads the league; the other choices are rates of `metric_rate`.
SCORE = "score"
_AGENCIES = ("year", "region", "level", "function")
#: The filters of each page that has any, in their order.
FILTERS = {
    "overview": ("year", "whose", "region"),
    "league": ("metric", *_AGENCIES),
    "agency": ("applicant",),
    "refusals": ("year", "whose", "region", "level", "function"),
    "disputes": ("year", "whose", "region", "level", "function"),
    "timeliness": _AGENCIES,
    "quality": _AGENCIES,
    "behind": ("year", "whose", "region", "level", "function"),
}


@dataclass(frozen=True)
class View:
    """One page as it is looked at.

    Attributes:
        source: the warehouse.
        address: the browser's address.
        chosen: `year`, `region`, `level`, `function`, `whose`, `metric` as the filters say; None for all.
    """

    source: Published
    address: Address
    chosen: dict[str, Any]

    def rows(self, query: str, **more: object) -> pl.DataFrame:
        """The rows of a query of `sql/dashboard` under the filters, the words of the search, and `more` parameters."""
        return self.source.rows(query, **{"words": self.address.values.get("words"), **self.chosen, **more})

    def by_province(self, query: str, page: str, **values: object) -> pl.DataFrame:
        """The rows of a query, one a province (`region`), with a column `href`: the page of that province."""
        rows = self.rows(query)
        links = [self.link(page, region=region, **values) for region in rows["region"]]
        return rows.with_columns(pl.Series("href", links, pl.String))

    def link(self, page: str, /, **values: object) -> str:
        """An address with the same filters, as far as that page has them, but for `values`."""
        kept = {name: self.chosen.get(name) for name in FILTERS.get(page, ())}
        return link(page, **{**kept, **values})

    def behind(self, **values: object) -> str:
        """The address of the reports behind a number under the same filters: `dashboards.pages.behind`."""
        return self.link("behind", **values)

    def data(self, view: str, **columns: object) -> str:
        """The address of the rows of any view under the same filters: `dashboards.pages.data`."""
        names = {value: label for label, value in choices(self.source, "region").items()}
        province, _gap, prefecture = names.get(self.chosen.get("region") or "", "").partition(" ")
        place = {"prefecture": prefecture} if prefecture else {"province": province or None}
        filters = {"report_year": self.chosen.get("year"), **place, "level": self.chosen.get("level")}
        return link("data", **{"view": view, **filters, "function_code": self.chosen.get("function"), **columns})

    def here(self, **values: object) -> str:
        """This very address but for `values`."""
        return link(self.address.page, **{**self.address.values, **values})


def choices(source: Published, kind: str) -> dict[str, str]:
    """What a filter offers: label -> value, in the order of the values; regions with their province first."""
    rows = source.rows("choices").filter(pl.col("kind") == kind)
    return dict(rows.select("label", "value").iter_rows())


def usual_year(source: Published) -> str | None:
    """The year to begin with: the one with most reports, of several the last; None where there is no report."""
    years = source.rows("choices").filter(pl.col("kind") == "year").sort("reports", "value", descending=True)
    return None if years.is_empty() else str(years["value"][0])
