"""The pages of a warehouse in which one report could not be read: drawn here, without a browser."""

from functools import lru_cache
from pathlib import Path

import polars as pl
import pytest
from htpy import fragment

from dashboards import filters, site
from dashboards.address import Address
from dashboards.view import View
from gongkai.queries.frames import run_query
from gongkai.queries.published import Published
from tests.flows.samples import changed

UNREAD = "SELECT agency_id, report_year FROM scorecard WHERE score IS NOT NULL ORDER BY score DESC, agency_id LIMIT 1"
FACTS = ("fact_disclosure", "fact_application", "fact_dispute")


@pytest.fixture(scope="module")
def unread(sample_file: Path) -> tuple[str, int]:
    """Agency and year of the report that is made unread: the best of all."""
    found: tuple[str, int] = run_query(sample_file, UNREAD).row(0)
    return found


@pytest.fixture(scope="module")
def file(sample_file: Path, unread: tuple[str, int], tmp_path_factory: pytest.TempPathFactory) -> Path:
    agency, year = unread
    forget = "SET value = NULL, state = 'missing', reason = 'not_printed', raw_text = NULL, line_no = NULL"
    where = f"WHERE agency_id = '{agency}' AND report_year = {year}"
    return changed(
        sample_file, tmp_path_factory.mktemp("unread") / "w.duckdb", *(f"UPDATE {it} {forget} {where}" for it in FACTS)
    )


@lru_cache(maxsize=2)
def source_of(file: Path) -> Published:
    """The warehouse as the server holds it: opened once, its answers kept."""
    return Published(file)


def drawn(file: Path, page: str, **values: str) -> str:
    """A page as HTML."""
    source, address = source_of(file), Address(page, values)
    address = Address(page, {**filters.usual(source, address), **values})
    return str(fragment[site.PAGES[page].show(View(source, address, filters.chosen(source, address)))])


def test_news_count_no_failing_check_where_none_could_be_decided(file: Path, unread: tuple[str, int]) -> None:
    news = Published(file).rows("news")
    told = news.filter((pl.col("agency_id") == unread[0]) & (pl.col("year") == str(unread[1])))["failing_checks"]
    assert told.to_list() == [None]
    assert news["failing_checks"].drop_nulls().len() > 0


def test_the_league_says_why_it_is_not_ranked(file: Path, unread: tuple[str, int]) -> None:
    for metric in ("score", "denied_share"):
        shown = drawn(file, "league", metric=metric, year=str(unread[1]))
        assert "1 nothing read" in shown
        assert shown.count("nothing read") >= 2, "in the card and in the table"


def test_the_agency_shows_no_score_and_why(file: Path, unread: tuple[str, int]) -> None:
    assert "nothing read" in drawn(file, "agency", id=unread[0])


def test_quality_lists_it(file: Path, unread: tuple[str, int]) -> None:
    shown = drawn(file, "quality", year=str(unread[1]))
    assert "1 reports in no score, rank, median or map" in shown
    assert "nothing read" in shown
    assert "reports not judged" in shown


def test_a_government_shows_who_did_not_report_beside_its_score(generated: Path) -> None:
    asked = "SELECT agency_id, report_year, any_value(region_code) AS place, any_value(n_unreported) AS n, "
    asked += "any_value(n_agencies) AS whole FROM hierarchy_check WHERE n_unreported > 0 AND level = 'county' "
    agency, year, place, count, whole = run_query(generated, f"{asked} GROUP BY ALL ORDER BY ALL LIMIT 1").row(0)
    shown = drawn(generated, "agency", id=agency)
    href = f'href="data?view=unreported&amp;report_year={year}&amp;part_of=county%3A{place}">{count} / {whole}</a>'
    assert href in shown
    department = run_query(generated, "SELECT agency_id FROM dim_agency WHERE kind = 'department' LIMIT 1").item()
    assert "agencies without a report" not in drawn(generated, "agency", id=department)
