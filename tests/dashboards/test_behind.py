"""Every number of a page leads to reports that add up to it, drawn here without a browser."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dashboards.html import UNKNOWN
from tests.dashboards.test_not_ranked import drawn

_COUNT = re.compile(r"[\d,]+")


def led_to(file: Path, href: str) -> LexborHTMLParser:
    """The page that a link leads to."""
    page, _, query = href.partition("?")
    return LexborHTMLParser(drawn(file, page, **dict(parse_qsl(query))))


def counts(page: LexborHTMLParser) -> list[tuple[str, str]]:
    """Links of a page behind numbers, and the count that each belongs to."""
    found = []
    for link in page.css("a[href^='behind']"):
        said = link.attributes.get("title") or ""
        own = link.css_first(".sum")
        if own:
            text = own.text()
        elif ": " in said:
            text = said.rpartition(": ")[2]
        else:
            card = _card(link)
            text = (card if "%" in link.text() or link.text() == UNKNOWN else link).text()
        number = _COUNT.search(text)
        found.append((str(link.attributes["href"]), number[0] if number else "—"))
    return found


def _card(link: LexborNode) -> LexborNode:
    """What stands behind the figure of a card."""
    assert link.parent
    assert link.parent.parent
    behind = link.parent.parent.css_first(".behind")
    assert behind
    return behind


@pytest.mark.parametrize(
    ("page", "more"), [("overview", {}), ("refusals", {}), ("disputes", {}), ("refusals", {"whose": "county"})]
)
def test_the_reports_behind_a_number_add_up_to_it(page: str, more: dict[str, str], sample_file: Path) -> None:
    found = counts(LexborHTMLParser(drawn(sample_file, page, year="2022", **more)))
    assert found
    for href, number in dict(found).items():
        behind = led_to(sample_file, href)
        assert behind.css(".card .figure")[0].text() == number, href
        values = [it.text() for it in behind.css("table.list td.figure")]
        assert sum(int(it.replace(",", "")) for it in values) == int(number.replace(",", "")), href


def test_a_report_that_does_not_tell_a_number_is_in_no_sum_and_listed(sample_file: Path) -> None:
    page = led_to(sample_file, "behind?year=2023&measure=requests_carried_out")
    counted, not_counted = (it.text() for it in page.css(".card .figure")[1:])
    listed = [row.text() for row in page.css("table.list tbody tr")]
    assert int(counted) + int(not_counted) == len(listed)
    assert sum("—" in row for row in listed) == int(not_counted) > 0
    assert page.css("a.state.missing"), "the cell that lacks leads to its place, too"
