"""Every aggregate of a page, card, bar or square, leads to its reports, cells or documents; drawn without a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dashboards import source, tables
from dashboards.address import Address
from dashboards.site import csv
from gongkai.queries.frames import run_query
from tests.dashboards.test_behind import led_to
from tests.dashboards.test_not_ranked import drawn

PAGES = ("overview", "league", "refusals", "disputes", "timeliness", "quality")
_NUMBER = re.compile(r"[1-9]")
#: What a card says that counts nothing.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


@pytest.fixture(autouse=True)
def shown(generated: Path) -> Iterator[None]:
    """What the pages are of."""
    source.show(generated)
    yield
    source.show(Path("warehouse.duckdb"))


def page_of(file: Path, page: str, **values: str) -> LexborHTMLParser:
    return LexborHTMLParser(drawn(file, page, **values))


def part(node: LexborHTMLParser | LexborNode, css: str) -> LexborNode:
    """The first of its parts."""
    found = node.css_first(css)
    assert found
    return found


def leads(node: LexborNode) -> list[str]:
    """Where it leads, it or what is in it."""
    return [str(it.attributes["href"]) for it in (node, *node.css("a")) if it.attributes.get("href")]


@pytest.mark.parametrize(("page", "more"), [*((page, {}) for page in PAGES), ("league", {"metric": "denied_share"})])
def test_every_aggregate_leads_somewhere(page: str, more: dict[str, str], generated: Path) -> None:
    found = page_of(generated, page, year="2022", **more)
    figures = [it for it in found.css(".card .figure") if _NUMBER.search(it.text()) and not _MOMENT.match(it.text())]
    columns = [it for it in found.css(".column") if _NUMBER.search(part(it, ".count").text())]
    every = [*figures, *columns, *found.css(".part"), *found.css(".bars.counted .row"), *found.css(".tile.known")]
    assert figures
    assert [it.html for it in every if not leads(it)] == []
    for href in {href for it in every for href in leads(it)}:
        if not href.startswith("#"):
            assert "means nothing" not in (led_to(generated, href.partition("#")[0]).html or "")


@pytest.mark.parametrize("metric", ["score", "denied_share"])
def test_a_column_of_the_histogram_leads_to_its_first_agency(metric: str, generated: Path) -> None:
    found = page_of(generated, "league", year="2022", metric=metric)
    columns = [it for it in found.css(".column") if leads(it)]
    assert len(columns) > 1
    steps = [place for place, it in enumerate(found.css(".column")) if leads(it)]
    named = [it.text().strip() for it in found.css("table.list thead th")]
    place = next(number for number, name in enumerate(named) if name in {"score", "rate"})
    for step, it in zip(steps, columns, strict=True):
        row = part(led_to(generated, leads(it)[0].partition("#")[0]), "table.list tbody tr")
        value = float(row.css("td")[place].text().strip("%"))
        assert 5 * step <= value <= 5 * step + 5


def test_a_week_leads_to_its_reports(generated: Path) -> None:
    found = page_of(generated, "timeliness", year="2022")
    for it in (it for it in found.css(".column") if leads(it)):
        week = int(part(it, ".below").text())
        row = part(led_to(generated, leads(it)[0].partition("#")[0]), "table.list tbody tr")
        late, early = (int(cell.text()) for cell in row.css("td")[-2:])
        assert -(-(late - early) // 7) == week


def test_the_score_leads_to_what_it_is_made_of(generated: Path) -> None:
    asked = "SELECT agency_id, report_year FROM scorecard WHERE score > 0 ORDER BY ALL LIMIT 1"
    agency, year = run_query(generated, asked).row(0)
    found = page_of(generated, "agency", id=agency)
    hrefs = [href for it in found.css("table.years a") for href in leads(it) if f"scorecard&agency_id={agency}" in href]
    assert led_to(generated, next(it for it in hrefs if str(year) in it)).css("table.one")


def test_every_list_downloads_whole() -> None:
    usual = {"year": "2022", "whose": "own", "metric": "denied_share", "measure": "requests_denied"}
    for page, names in tables.LISTS.items():
        for name in names:
            asked = {**usual, "page": page, "list": name}
            if page != "behind":
                del asked["measure"]
            lines = csv(Address("table.csv", asked), "en").splitlines()
            assert len(lines) > (name != "not_reported"), name
            assert b"{" not in lines[-1], name
