"""Beside the evidence of a figure stands its evidence sheet, as a page and as PDF."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboards import source
from dashboards.door import GET
from dashboards.sheets import PATH, sheet_answer
from tests.dashboards.test_not_ranked import drawn
from tests.flows.command import SAMPLES, gongkai, rows
from tests.test_catalogue import CHINESE

NUMBER = (
    "SELECT agency_id, report_year, report_id, form, row_code, column_code FROM cell WHERE state = 'repaired' "
    "AND column_code = 'total' ORDER BY ALL LIMIT 1"
)


@pytest.fixture
def asked(sample_file: Path) -> Iterator[TestClient]:
    """The server's answer to addresses of sheets."""
    source.show(sample_file)
    whole = Starlette()
    whole.add_route(PATH, sheet_answer)
    yield TestClient(whole)
    source.show(Path("warehouse.duckdb"))


def test_the_link_beside_a_figure_leads_to_the_sheet_that_the_command_writes(
    sample_file: Path, asked: TestClient, tmp_path: Path
) -> None:
    (it,) = rows(sample_file, NUMBER)
    place = ".".join(str(it[name]) for name in ("report_id", "form", "row_code", "column_code"))
    shown = drawn(sample_file, "agency", id=str(it["agency_id"]), cell=place)
    link = LexborHTMLParser(shown).css("a.sheet")[0].attributes["href"]
    assert link
    answer = asked.get(f"/{unescape(link)}")
    words = [it[name] for name in ("agency_id", "report_year", "row_code", "column_code")]
    gongkai("prove", *words, "-o", tmp_path / "sheet.html", "-w", sample_file)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text == (tmp_path / "sheet.html").read_text(encoding="utf-8").replace(f"{SAMPLES}/", "")
    assert GET.fullmatch(PATH), "the door lets it through"
    assert set(re.findall(r"\d\d:\d\d:\d\d([+-]\d\d:\d\d)", answer.text)) == {"+08:00"}, "the clock of all pages"
    (file,) = rows(sample_file, f"SELECT source_uri FROM report WHERE report_id = '{it['report_id']}'")
    folder, _, name = str(file["source_uri"]).rpartition("/")
    assert folder
    assert name in answer.text
    assert folder not in answer.text, "where files stand on this machine is no part of a sheet that is handed on"


@pytest.mark.parametrize(
    "query",
    ["", "agency=x&year=2020&row=a&column=b", "agency=x&year=%00&row=a&column=b", "agency=x&year=99999&row=a&column=b"],
)
def test_what_does_not_exist_is_told(query: str, asked: TestClient) -> None:
    answer = asked.get(f"{PATH}?{query}")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text.splitlines()) == 1
    chinese = asked.get(f"{PATH}?{query}", headers={"accept-language": "zh-CN"}).text
    assert CHINESE.search(chinese)
