"""Superset itself over a live warehouse: `make superset-test`. It takes minutes, so it is no part of `make test`."""

import http.cookiejar
import json
import os
import re
import shutil
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect, sync_playwright

from dashboards.superset.bundle import ASSETS
from dashboards.superset.datasets import queries
from dashboards.superset.words import LANGUAGES, say
from gongkai.queries.frames import run_query
from tests.dashboards.browser import CHROMIUM, NO_CHROMIUM, PATIENCE, QUIET, Visitor
from tests.flows.command import ROOT
from tests.flows.samples import changed

PYTHON = os.environ.get("GONGKAI_TEST_SUPERSET", "")
pytestmark = pytest.mark.skipif(not PYTHON, reason="Superset is not run here: make superset-test runs it")
PASSWORD, PUBLISHES, READERS = "only for this test", 20, 4
#: Superset asks for a picture of its makers'; the policy keeps it from leaving the browser.
PIXEL = re.compile(r"gateway\.scarf\.sh.*Content Security Policy.*blocked", re.DOTALL)


class Superset:
    """A client of its API."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        login = {"username": "admin", "password": PASSWORD, "provider": "db"}
        self.headers = {"Authorization": "Bearer " + self.ask("security/login", login)[1]["access_token"]}
        self.headers["X-CSRFToken"] = self.ask("security/csrf_token/")[1]["result"]
        self.ids = {it["uuid"]: it["id"] for it in self.ask("dataset/?q=(page_size:100)")[1]["result"]}

    def ask(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any]:
        """The status, and what it says."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Referer": self.url, **getattr(self, "headers", {})}
        try:
            with self.opener.open(
                urllib.request.Request(f"{self.url}/api/v1/{path}", data, headers), timeout=240
            ) as said:
                return said.status, json.load(said)
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def rows(self, dataset: str, columns: list[str], metrics: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What a chart over a dataset is given."""
        uuid = yaml.safe_load((ASSETS / "datasets" / "gongkai" / f"{dataset}.yaml").read_text(encoding="utf-8"))["uuid"]
        query = {"columns": columns, "metrics": metrics, "row_limit": 10_000, "orderby": []}
        status, said = self.ask(
            "chart/data", {"datasource": {"id": self.ids[uuid], "type": "table"}, "queries": [query], "force": True}
        )
        assert status == 200, said
        found: list[dict[str, Any]] = said["result"][0]["data"]
        return found

    def sql(self, text: str) -> tuple[int, Any]:
        """What SQL Lab says."""
        return self.ask("sqllab/execute/", {"database_id": 1, "sql": text, "runAsync": False, "queryLimit": 10})


@pytest.fixture(scope="module")
def warehouse(generated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(generated, tmp_path_factory.mktemp("live") / "warehouse.duckdb"))


@pytest.fixture(scope="module")
def superset(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Superset]:
    port = "8093"
    settings = {"HOME": str(tmp_path_factory.mktemp("superset")), "PORT": port, "PASSWORD": PASSWORD, "WORKERS": "2"}
    environment = os.environ | {f"GONGKAI_SUPERSET_{name}": value for name, value in settings.items()}
    words = [str(ROOT / PYTHON), str(ROOT / "dashboards" / "superset" / "server" / "start.py"), str(warehouse)]
    with subprocess.Popen(words, env=environment) as server:
        for _ in range(300):
            try:
                urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{port}/health")
                break
            except OSError:
                assert server.poll() is None
                time.sleep(2)
        yield Superset(f"http://127.0.0.1:{port}")
        server.terminate()


def plain(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows in one order, numbers of one kind."""
    kinds = [tuple(it if it is None or isinstance(it, str) else round(float(it), 9) for it in row) for row in rows]
    return sorted(map(str, kinds))


@pytest.mark.parametrize("name", sorted(queries()))
def test_a_dataset_gives_what_duckdb_gives(name: str, superset: Superset, warehouse: Path) -> None:
    wanted = run_query(warehouse, queries()[name])
    found = superset.rows(name, wanted.columns, [])
    assert plain([tuple(row[it] for it in wanted.columns) for row in found]) == plain(list(wanted.iter_rows()))


def test_sql_lab_is_closed(superset: Superset) -> None:
    status, said = superset.sql("SELECT count(*) AS n FROM report")
    assert (status, said["data"]) == (200, [{"n": 479}])
    for text in (
        "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/passwd')", "ATTACH '/tmp/x.duckdb'",
        "CREATE TABLE made AS SELECT 1", "DELETE FROM report", "SET enable_external_access = true", "INSTALL httpfs",
    ):  # fmt: skip
        status, said = superset.sql(text)
        assert status >= 400, text
        assert "root:" not in str(said)


def test_publishes_while_queries_run(superset: Superset, warehouse: Path, tmp_path: Path) -> None:
    """Each publish is a rename, as the night does it; each answer is whole and of a version that was there."""
    versions = [tmp_path / f"{number}.duckdb" for number in range(2)]
    changed(warehouse, versions[0], "SELECT 1", refreshed=False)
    changed(
        warehouse,
        versions[1],
        "DELETE FROM fact_dispute WHERE report_id IN (SELECT min(report_id) FROM report)",
        refreshed=False,
    )
    ended = threading.Event()
    failed: list[Any] = []
    answers: list[int] = []

    def read() -> None:
        while not ended.is_set():
            status, said = superset.sql("SELECT count(*) AS n FROM fact_dispute")
            (answers if status == 200 else failed).append(said["data"][0]["n"] if status == 200 else said)

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    waits = []
    for number in range(1, PUBLISHES + 1):
        version = versions[number % 2]
        (wanted,) = run_query(version, "SELECT count(*) AS n FROM fact_dispute")["n"]
        shutil.copy(version, tmp_path / "next.duckdb")
        (tmp_path / "next.duckdb").replace(warehouse)
        begun = time.monotonic()
        status, said = superset.sql("SELECT count(*) AS n FROM fact_dispute")
        assert (status, said["data"]) == (200, [{"n": wanted}]), "the next query sees the publish"
        waits.append(time.monotonic() - begun)
    ended.set()
    for reader in readers:
        reader.join()
    versions[0].replace(warehouse)
    print(f"{len(answers)} queries, {len(failed)} failed, {PUBLISHES} publishes, seen after {max(waits):.1f} s at most")
    assert failed == []
    assert len(set(answers)) == 2


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dashboard_in_a_browser(language: Any, superset: Superset) -> None:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        visitor = Visitor(browser.new_page(viewport={"width": 1400, "height": 1500}), superset.url)
        page = visitor.page
        page.goto(f"{superset.url}/login/")
        page.locator("[data-test=username-input], input[name=username]").fill("admin")
        page.locator("[data-test=password-input], input[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/welcome/**", timeout=PATIENCE)
        page.goto(f"{superset.url}/superset/dashboard/gongkai-{language}/")
        for code in ("coverage", "requests", "checks", "agencies"):
            page.get_by_role("tab", name=say("tab", code, language)).click()
            expect(page.locator(".slice_container:visible table, .slice_container:visible canvas").first).to_be_visible(
                timeout=PATIENCE
            )
            page.wait_for_load_state("networkidle", timeout=PATIENCE)
            assert page.get_by_text("Unexpected error").count() == 0
            assert not re.search(r"\b[a-z]+_[a-z_]+\b", page.inner_text("body")), code
        before = page.get_by_placeholder("479 records...")
        expect(before).to_be_visible(timeout=PATIENCE)
        page.locator(".ant-select").first.click()
        page.keyboard.type("2022")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.get_by_test_id("filter-bar__apply-button").or_(
            page.locator("[data-test=filter-bar__apply-button]")
        ).first.click()
        expect(page.get_by_placeholder("120 records...")).to_be_visible(timeout=PATIENCE)
        link = page.locator("td a", has_text=say("evidence", "open", language)).first
        assert re.fullmatch(r"http://127\.0\.0\.1:8642/agency\?id=[\w%-]+", link.get_attribute("href") or "")
        browser.close()
    assert [it for it in visitor.complaints if not PIXEL.search(it)] == []
    assert [it for it in visitor.outside if "scarf.sh" not in it] == []


def test_the_next_start_is_made_of_the_files_alone(superset: Superset) -> None:
    boards = superset.ask("dashboard/")[1]["result"]
    assert {it["slug"] for it in boards} == {f"gongkai-{it}" for it in LANGUAGES}
