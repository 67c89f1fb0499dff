"""The data page: any view, filtered and searched whole, a row by itself, a query, downloads; without a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from dashboards import source
from dashboards.door import Keys
from dashboards.listening import LOCAL
from dashboards.pages.data.page import OWN
from dashboards.server import application
from gongkai.queries.browse import Wish, browsing
from load.errors import QueryError
from load.scripts import read_scripts
from tests.flows.samples import changed
from tests.test_catalogue import CHINESE

SNAKE = re.compile(r"[a-z]+(_[a-z]+)+")
HOSTILE = "=HYPERLINK(1)'; DROP TABLE report --"


@pytest.fixture(scope="module")
def file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = HOSTILE.replace("'", "''")
    rename = f"UPDATE dim_agency SET name = '{named}' WHERE agency_id = '310110-education'"
    return changed(sample_file, tmp_path_factory.mktemp("data") / "w.duckdb", rename, refreshed=False)


@pytest.fixture(scope="module")
def site(file: Path) -> Iterator[TestClient]:
    source.show(file)
    yield TestClient(application(Keys(None), LOCAL), "http://127.0.0.1")
    source.show(Path("warehouse.duckdb"))


def page(site: TestClient, **values: object) -> LexborHTMLParser:
    """The page of an address."""
    answer = site.get("/data", params={name: str(value) for name, value in values.items()})
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


def shown(found: LexborHTMLParser) -> int:
    return len(found.css("table.list tbody tr"))


def asked(sql: str) -> pl.DataFrame:
    """The rows of a query on what is shown."""
    return source.current().browsed(sql, 60)


@pytest.mark.parametrize("view", sorted(it.name for it in read_scripts("views")))
def test_every_view_is_shown_with_what_its_columns_mean(view: str, site: TestClient) -> None:
    found = page(site, view=view)
    first = asked(f"FROM {view} LIMIT 30")
    assert shown(found) == first.height
    assert not OWN & set(first.columns), "an address could not name both"
    assert all(": " in (it.attributes["title"] or "") for it in found.css("table.list th[title]"))
    for text in (it.text() for it in found.css("main td, main th")):
        assert text != "None"
        assert not SNAKE.fullmatch(text), text
    if ways := found.css("td.row a"):
        alone = LexborHTMLParser(site.get(f"/{ways[0].attributes['href']}").text)
        assert len(alone.css("table.one tr")) == len(first.columns) + 1


@pytest.mark.parametrize("view", sorted(it.name for it in read_scripts("views")))
def test_every_view_is_headed_in_chinese(view: str, site: TestClient) -> None:
    found = page(site, view=view, lang="zh")
    said = [
        *(it.text() for it in found.css("table.list th a")),
        found.css("p.note")[0].text().partition("每行对应：")[2],
    ]
    assert [text for text in said if not CHINESE.search(text)] == []
    assert not SNAKE.search(said[-1])
    assert ", " not in said[-1], "Chinese has a comma of its own between words"
    if ways := found.css("td.row a"):
        alone = LexborHTMLParser(site.get(f"/{ways[0].attributes['href']}").text)
        heads = [it.text() for it in alone.css("table.one th[scope=row]")]
        assert [it for it in heads if not CHINESE.search(it)] == [], "words before the codes that a query asks for"


def test_no_folder_of_the_server_is_shown(site: TestClient) -> None:
    key = "agency_id, report_year, form, row_code, column_code"
    (cell,) = asked(f"SELECT {key}, source_uri FROM cell ORDER BY ALL LIMIT 1").to_dicts()
    folder, _, name = str(cell.pop("source_uri")).rpartition("/")
    text = " ".join(it.text() for it in page(site, view="cell", **cell).css("main"))
    assert name in text
    assert folder not in text.partition("SELECT")[0]


def test_filters_search_and_pages_reach_every_row(site: TestClient) -> None:
    where = {"view": "cell", "report_year": 2022, "form": "application", "column_code": "total", "state": "reported"}
    told = asked("SELECT count(*) AS n FROM cell WHERE report_year = 2022 AND form = 'application' "
                           "AND column_code = 'total' AND state = 'reported'")["n"][0]  # fmt: skip
    seen: list[str] = []
    for at in range(1, int(told) + 1, 30):
        seen += [str(it.attributes["href"]) for it in page(site, **where, at=at).css("td.row a")]
    assert len(set(seen)) == len(seen) == told
    last = asked("FROM report ORDER BY report_id DESC LIMIT 1")["report_id"][0]
    assert shown(page(site, view="report_history", find=last)) >= 1, "the search is over all rows"
    assert shown(page(site, view="timeliness", find=HOSTILE)) > 0
    assert shown(page(site, view="timeliness", published_date="—")) > 0


NOTHING = ({"view": "x"}, {"view": "report"}, {"view": "cell", "colour": "red"}, {"view": "cell", "sort": "x; DROP"},
           {"view": "cell", "at": "0"}, {"view": "timeliness", "agency_id": "x", "report_year": "2022"})  # fmt: skip


@pytest.mark.parametrize("values", NOTHING, ids=str)
def test_what_there_is_not_is_said(values: dict[str, str], site: TestClient) -> None:
    answer = site.get("/data", params=values)
    assert answer.status_code == 404
    assert "<table" not in answer.text


def test_downloads_are_whole_and_run_in_no_spreadsheet(site: TestClient) -> None:
    answer = site.get("/table.csv", params={"page": "data", "view": "timeliness", "report_year": "2022"})
    lines = answer.text.splitlines()
    assert len(lines) == asked("FROM timeliness WHERE report_year = 2022").height + 1
    assert [it for it in lines if "HYPERLINK" in it] == [it for it in lines if ",'=HYPERLINK" in it] != []
    assert site.get("/table.csv", params={"page": "data", "view": "report"}).status_code == 404


def test_a_query_is_answered_within_its_limits_and_reads_nothing_else(site: TestClient) -> None:
    found = page(site, sql="SELECT level, count(*) AS n FROM dim_agency GROUP BY level ORDER BY ALL")
    assert [it.text() for it in found.css("table.answer th[scope=col]")] == ["level", "n"]
    for sql, why in (
        ("DROP TABLE report", "only queries"),
        ("FROM read_csv('/etc/passwd')", "read_csv"),
        ("SELECT repeat('x', 3000000000)", "memory"),
        ("SELECT nothing FROM cell", "nothing"),
    ):
        said = page(site, sql=sql).css_first(".empty")
        assert said
        assert why in said.text()
        assert "root:" not in said.text()


def test_a_sum_of_what_overlaps_is_told_above_its_answer(site: TestClient) -> None:
    naive, chosen = (
        "SELECT sum(received) FROM request_flow",
        "SELECT sum(received) FROM request_flow WHERE applicant = 'total' AND kind = 'department'",
    )
    (warned,) = page(site, sql=naive, lang="zh").css(".warned")
    assert "重复" in warned.text()
    assert "GROUP BY applicant" in warned.text()
    assert page(site, sql=chosen, lang="zh").css(".warned") == []


def test_a_link_of_another_site_runs_no_query(site: TestClient) -> None:
    follows = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    answer = site.get("/data", params={"sql": "SELECT 42 AS answer"}, headers=follows)
    assert answer.status_code == 200
    assert "came with a link" in answer.text
    assert not re.search("<td>.*42", answer.text)
    assert "SELECT 42 AS answer" in answer.text, "it can be read and run"


def test_values_are_only_values() -> None:
    sql = browsing(Wish("cell", {"agency_id": HOSTILE, "report_year": "2022 OR 1"}, find="'%_"), TYPES, 30)
    assert "\"agency_id\" = '=HYPERLINK(1)''; DROP TABLE report --'" in sql
    assert "TRY_CAST('2022 OR 1' AS SMALLINT)" in sql
    with pytest.raises(QueryError, match="no column x"):
        browsing(Wish("cell", {"x": "1"}), TYPES, 30)


TYPES = {"agency_id": "VARCHAR", "report_year": "SMALLINT"}
