"""Every command that reads a file reads a lake, and says the same of it."""

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient
from typer.testing import CliRunner

import gongkai
from dashboards import source
from dashboards.door import Keys
from dashboards.listening import LOCAL
from dashboards.server import application
from flows.cli import app
from load.lake.address import named, warehouse_at
from load.publishing.layout import Layout
from load.warehouse import open_readonly
from tests.load.lake.conftest import SAMPLES, Both

#: What names the warehouse or its age.
_OWN = re.compile(
    r"w\.(duckdb|ducklake)|ducklake:|\d{4}-\d\d-\d\d[T ][\d:.]+(Z|\+00:00)?|\d{8}T[\d.]+Z|data-version=\S+"
)


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code in (0, 1), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.stdout


@pytest.fixture(scope="module")
def agency(both: Both) -> tuple[str, int]:
    with open_readonly(both.lake) as connection:
        found = connection.execute(
            "SELECT agency_id, report_year FROM cell WHERE row_code = 'new_received' AND column_code = 'total' "
            "AND state = 'reported' ORDER BY ALL LIMIT 1"
        ).fetchall()
    return str(found[0][0]), int(found[0][1])


@pytest.mark.parametrize(
    "command",
    [
        ["sql", "FROM scorecard ORDER BY ALL", "--format", "json"],
        ["sql", "SELECT * FROM cell WHERE state <> 'reported' ORDER BY ALL", "--format", "csv"],
        ["check", "--json"],
        ["explain", "AGENCY", "YEAR", "--json"],
        ["explain", "AGENCY", "YEAR"],
        ["decide", "list"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_command_says_the_same_of_both(both: Both, agency: tuple[str, int], command: list[str]) -> None:
    asked = [{"AGENCY": agency[0], "YEAR": str(agency[1])}.get(word, word) for word in command]
    of_file, of_lake = (_OWN.sub("", run(*asked, "--warehouse", named(w))) for w in (both.file, both.lake))
    assert of_lake == of_file
    assert len(of_lake.strip()) > 20


def test_diff_finds_no_difference(both: Both) -> None:
    for part in ("facts", "identities", "metrics"):
        found = run("diff", named(both.file), named(both.lake), "--only", part, "--format", "csv")
        assert len(found.splitlines()) == 1, "the head alone"


def test_exports_are_equal(both: Both, tmp_path: Path) -> None:
    for name, warehouse in (("file", both.file), ("lake", both.lake)):
        run("export", "--to", str(tmp_path / name), "--warehouse", named(warehouse), "--format", "csv")
    tables = {path.name for path in (tmp_path / "file").rglob("*.csv")}
    assert {"cell.csv", "scorecard.csv"} <= tables
    for path in (tmp_path / "file").rglob("*.csv"):
        other = tmp_path / "lake" / path.relative_to(tmp_path / "file")
        assert (
            sorted(other.read_text().splitlines()) == sorted(path.read_text().splitlines()) or path.stem == "ingest_run"
        )


def test_a_number_is_proved(both: Both, agency: tuple[str, int], tmp_path: Path) -> None:
    for warehouse in (both.file, both.lake):
        to = tmp_path / f"{warehouse.suffix}.html"
        run("prove", agency[0], str(agency[1]), "new_received", "total", "-o", str(to), "--warehouse", named(warehouse))
    pages = [_OWN.sub("", (tmp_path / f".{kind}.html").read_text()) for kind in ("duckdb", "ducklake")]
    assert pages[0] == pages[1]


def test_python_reads_it(both: Both) -> None:
    assert gongkai.scorecard(warehouse=named(both.lake)).equals(gongkai.scorecard(warehouse=both.file))


def test_the_state_of_a_lake(both: Both) -> None:
    state = json.loads(run("status", "--json", "--warehouse", named(both.lake)))
    assert state["published"]["reports"] == 4
    assert len(state["versions"]) == both.nights - 1 or len(state["versions"]) > 1
    doctor = run("doctor", "--warehouse", named(both.lake))
    assert "schema" in doctor


def test_a_lake_is_held_and_released(both: Both) -> None:
    run("hold", "--warehouse", named(both.lake))
    assert json.loads(run("status", "--json", "--warehouse", named(both.lake)))["hold"]
    run("release", "--warehouse", named(both.lake))
    assert both.differences() == []


def test_the_dashboard_shows_it(both: Both, agency: tuple[str, int]) -> None:
    pages = []
    site = TestClient(application(Keys(None), LOCAL), "http://127.0.0.1")
    for warehouse in (both.file, both.lake):
        source.show(warehouse)
        asked = [
            ("/", {}),
            ("/agency", {"id": agency[0], "year": str(agency[1])}),
            ("/data", {"view": "scorecard"}),
        ]
        answers = [site.get(path, params=values) for path, values in asked]
        assert [answer.status_code for answer in answers] == [200] * 3
        pages.append([_OWN.sub("", answer.text) for answer in answers])
    source.show(Path("warehouse.duckdb"))
    assert pages[0] == pages[1]


def test_a_nights_page_tells_what_moved(tmp_path: Path) -> None:
    pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")
    told = []
    for warehouse in (tmp_path / "w.duckdb", warehouse_at(f"ducklake:{tmp_path / 'w.ducklake'}")):
        for count in (1, 2):
            run("ingest", *map(str, SAMPLES[:count]), "--warehouse", named(warehouse))
        newest = max(Layout.of(warehouse).pages.glob("*.html"))
        moved = LexborHTMLParser(newest.read_text(encoding="utf-8")).css("#moved details summary")
        told.append([figure.text() for figure in moved])
    assert told[0] == told[1] != []
