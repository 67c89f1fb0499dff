"""Deciding in the browser: the same CSV as the command's, without a script as well, and for nobody else."""

import http.client
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from bench.synthetic import generate
from dashboards.deciding.desk import Desk
from dashboards.deciding.numbers import Typed, is_typed, typed
from extract.errors import UnusableArgumentsError
from gongkai.deciding.queue import Question
from load.decisions.folder import read_decisions
from load.errors import QueryError
from tests.dashboards.browser import CHROMIUM, NO_CHROMIUM, PATIENCE, QUIET, served
from tests.flows.command import SAMPLES, gongkai
from tests.gongkai.test_queue import MISREAD
from tests.load.batches import document
from tests.load.conftest import Load

expect.set_options(timeout=PATIENCE)
ROW = {"what": "row", "agency": "m", "year": "2021", "row": "granted", "column.natural_person": "1", "column.total": ""}


@pytest.fixture
def warehouse(load: Load, file: Path) -> Path:
    load(
        [
            document("misread", agency="m", cells=MISREAD),
            document("held", held="agency_unknown"),
            document("fine", agency="f"),
        ]
    )
    return file


def test_what_a_form_decides_and_what_it_does_not(warehouse: Path) -> None:
    desk = Desk(warehouse, warehouse.with_name("decisions"), "王")
    for form, why in (
        ({**ROW, "token": "other"}, "not of this server"),
        ({**ROW, "token": desk.token, "why": "x" * 3_000}, "too long"),
        ({**ROW, "token": desk.token, "column.natural_person": "many"}, "is no number"),
        ({**ROW, "token": desk.token, "column.natural_person": "7"}, "reads so already"),
        ({"token": desk.token, "what": "cell"}, "decides no such thing"),
        ({**ROW, "token": desk.token, "year": "9" * 1_999}, "decides no such thing"),
        ({**ROW, "token": desk.token, "year": "abc"}, "decides no such thing"),
        ({**ROW, "token": desk.token, "agency": ""}, "decides no such thing"),
        ({**ROW, "token": desk.token, "what": "table", "form": "none"}, "has no table"),
        ({"token": desk.token, "what": "undo", "id": "none"}, "there is no decision"),
        # Which other files there are on the server, and what they hold, is nobody's affair.
        ({"token": desk.token, "what": "document", "source": __file__, "value": "report"}, "no document"),
    ):
        with pytest.raises((UnusableArgumentsError, QueryError), match=why):
            desk.take(form)
    assert not desk.folder.exists()
    rows = [{**ROW, "token": desk.token, "column.total": "", "who": f"甲{number}"} for number in range(8)]
    for number, row in enumerate(rows):
        row["column.natural_person"] = str(number + 10)
        row["agency"] = "m" if number else "f"
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda form: _tried(desk, form), rows))
    found = read_decisions(desk.folder)
    assert found is not None
    assert found.decisions.height == sum(done)
    assert found.problems == []
    one = desk.take({"token": desk.token, "what": "document", "source": "in/held.txt", "value": "no_report"})[0]
    desk.take({"token": desk.token, "what": "undo", "id": one.decision_id})
    assert desk.decisions().decisions.filter(decision_id=one.decision_id)["state"].item() == "undone"


def test_what_was_typed_is_kept_for_its_own_question_only() -> None:
    asked = Question("table_open", "m", 2021, "in/a.txt", None, None, "granted", 7, 0, 0, "application")
    form = {"what": "table", "agency": "m", "year": "2021", "form": "application", "cell.granted.total": "99"}
    held = typed.set(Typed(form, sums_fail=True))
    try:
        assert is_typed(asked)
        assert not is_typed(asked._replace(agency_id="other"))
        assert not is_typed(asked._replace(report_year=2022))
        assert not is_typed(asked._replace(form="dispute"))
        assert not is_typed(asked._replace(row_code="granted"))
    finally:
        typed.reset(held)
    assert not is_typed(asked)


def _tried(desk: Desk, form: dict[str, str]) -> bool:
    try:
        return bool(desk.take(form))
    except UnusableArgumentsError:
        return False


def test_only_its_own_page_may_write_and_only_where_it_was_asked_to(warehouse: Path) -> None:
    with served(warehouse) as address:
        assert _post(address, urlencode(ROW)) == 404
        assert _get(address, "/decide")[0] == 404
    with served(warehouse, "--decide", "--who", "王") as address:
        status, page = _get(address, "/decide")
        assert status == 200
        token = page.split('name="token" value="')[1].split('"')[0]
        body = urlencode({**ROW, "token": token})
        assert _post(address, body, Origin="http://elsewhere.example") == 403
        assert _post(address, body, Origin=None) == 403
        assert _post(address, body, cookie="") == 403
        assert _post(address, urlencode({**ROW, "token": "guessed"})) == 400
        assert _post(address, "x" * 70_000) == 413
        assert not warehouse.with_name("decisions").exists()
        assert _post(address, body) == 303
    assert read_decisions(warehouse.with_name("decisions")).decisions["value"].to_list() == ["1"]  # type: ignore[union-attr]


def _cookie(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=300)
    connection.request("GET", f"{parts.path}?{parts.query}")
    return parts.netloc, (connection.getresponse().getheader("set-cookie") or "").partition(";")[0]


def _get(address: str, path: str) -> tuple[int, str]:
    host, cookie = _cookie(address)
    connection = http.client.HTTPConnection(host, timeout=300)
    connection.request("GET", path, headers={"Cookie": cookie, "Host": host})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def _post(address: str, body: str, cookie: str | None = None, **headers: str | None) -> int:
    host, known = _cookie(address)
    told = {"Origin": f"http://{host}", "Content-Type": "application/x-www-form-urlencoded", **headers}
    told |= {"Cookie": known if cookie is None else cookie, "Host": host}
    connection = http.client.HTTPConnection(host, timeout=300)
    connection.request("POST", "/decide", body, {name: text for name, text in told.items() if text is not None})
    return connection.getresponse().status


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
@pytest.mark.parametrize("script", [True, False])
def test_a_person_decides_with_the_keyboard_and_takes_it_back(tmp_path: Path, *, script: bool) -> None:
    file, inbox = tmp_path / "w.duckdb", tmp_path / "in"
    inbox.mkdir()
    sample = (SAMPLES / "synthetic-sample-094-2021.txt").read_text(encoding="utf-8")
    (inbox / "page.txt").write_text(sample.replace("上海市杨浦区教育局", "教育局"), encoding="utf-8")
    shutil.copy(SAMPLES / "synthetic-sample-094-2022.txt", inbox)
    gongkai("ingest", inbox, "-w", file)
    with _deciding(file, script=script) as page:
        expect(page.get_by_role("heading", name="whose report is it?")).to_be_visible()
        # Who speaks and who signs stand beside it.
        expect(page.locator(".question aside")).to_contain_text("教育局 2021 年政府信息 公开工作年度报告")
        page.locator(".question input[name=value]").first.fill("上海市杨浦区教育局")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Decided")
        (line,) = _lines(file)
        assert (line["kind"], line["value"], line["who"]) == ("agency", "上海市杨浦区教育局", "王")
        page.get_by_role("status").get_by_role("button", name="take back").click()
        expect(page.get_by_role("heading", name="whose report is it?")).to_be_visible()
        assert [row["state"] for row in _lines(file)] == ["undone", "stands"]
        # Nothing of a page is taken for one: what is wrong is said, and nothing is written.
        page.locator(".question input[name=value]").first.fill("教育局")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("does not say of which place")
        assert len(_lines(file)) == 2


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_a_value_that_sums_need_is_a_button_with_what_it_settles(warehouse: Path) -> None:
    with _deciding(warehouse, "&at=1") as page:
        expect(page.locator(".question aside")).to_contain_text("7")
        page.get_by_role("button", name="1: 2 sums hold").click()
        expect(page.get_by_role("status")).to_contain_text("Decided")
        (line,) = _lines(warehouse)
        assert [line[name] for name in ("kind", "row_code", "column_code", "value", "reading")] == [
            *("cell", "granted", "natural_person", "1", "reported 7")
        ]
        expect(page.get_by_role("heading", name="is one number misread?")).to_have_count(0)


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
@pytest.mark.parametrize("script", [True, False])
def test_a_table_is_filled_in_at_once_and_a_slip_costs_no_number(tmp_path: Path, *, script: bool) -> None:
    file = tmp_path / "w.duckdb"
    for report in generate(8, 1, garbles=("zeros_gone",), garbles_per_report=1):
        (tmp_path / report.name).write_text(report.text, encoding="utf-8")
    gongkai("ingest", tmp_path / "*.txt", "-w", file)
    with _deciding(file, script=script) as page:
        expect(page.get_by_role("heading", name="how do these rows of a table read?")).to_be_visible()
        # What is printed of a row stands behind its fields, the lines of the table beside it.
        row = page.locator("table.answers tr", has_text="予以公开")
        expect(row.locator("input")).to_have_count(7)
        printed = row.locator("td").last.inner_text()
        expect(page.locator(".question aside")).to_contain_text(printed.split(" ")[0])
        for field, number in zip(row.locator("input").all(), "1000002", strict=True):
            field.fill(number)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("予以公开 (applicants_sum) 1 ≠ 2")
        assert _lines(file) == []
        fields = page.locator("table.answers tr", has_text="予以公开").locator("input")
        assert [field.input_value() for field in fields.all()] == list("1000002")
        fields.last.fill("1")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Decided")
        assert [line["value"] for line in _lines(file)] == list("1000001")
        # The rest of the table is asked about still; all that was decided at once goes back at once.
        expect(page.get_by_role("heading", name="how do these rows of a table read?")).to_be_visible()
        page.get_by_role("status").get_by_role("button", name="take back").click()
        expect(page.get_by_role("status")).to_have_count(0)
        assert {line["state"] for line in _lines(file) if line["kind"] == "cell"} == {"undone"}
        # What is printed so may be kept, though its sum fails.
        fields = page.locator("table.answers tr", has_text="予以公开").locator("input")
        for field, number in zip(fields.all(), "1000002", strict=True):
            field.fill(number)
        page.keyboard.press("Enter")
        page.get_by_label("it is printed so, though sums fail").check()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Decided")
        stands = [line["value"] for line in _lines(file) if line["state"] == "stands" and line["kind"] == "cell"]
        assert stands == list("1000002")


@contextmanager
def _deciding(file: Path, more: str = "", *, script: bool = True) -> Iterator[Page]:
    """The page where one decides, in a browser."""
    with served(file, "--decide", "--who", "王") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context(java_script_enabled=script, locale="en").new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.goto(f"{address.partition('/?')[0]}/decide?lang=en{more}")
        yield page
        browser.close()


def _lines(file: Path) -> list[dict[str, object]]:
    found = read_decisions(file.with_name("decisions"))
    return [] if found is None else found.decisions.to_dicts()
