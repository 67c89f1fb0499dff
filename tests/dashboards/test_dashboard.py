"""The dashboard in a real browser, from the first visit on, against what the views say."""

import filecmp
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import expect

from dashboards.html import number, share
from gongkai.queries.frames import run_query
from gongkai.visible import visible_print
from tests.dashboards.browser import CHROMIUM, NO_CHROMIUM, PATIENCE, Visitor, served, visited
from tests.flows.command import gongkai
from tests.flows.samples import changed

if CHROMIUM is None:
    pytest.skip(NO_CHROMIUM, allow_module_level=True)

#: Names as nobody should have them: markup, quotes, marks that turn text, three hundred characters.
HOSTILE = {
    "310110-education": """<script>document.title='bad'</script>"quoted" & 'single'""",
    "210124-development_reform": "甲\u202e乙局\u202c\u200f",
    "120103-合成丙街道": "长" * 300,
    "513422-government": "=HYPERLINK(1)木里政府",
}
IMAGE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the dashboard looks; nothing is there yet."""
    return tmp_path_factory.mktemp("dashboard") / "w.duckdb"


@pytest.fixture(scope="module")
def finished(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the samples, with hostile names in it."""
    folder = tmp_path_factory.mktemp("finished")
    renamed = [
        "UPDATE dim_agency SET name = '{}' WHERE agency_id = '{}'".format(name.replace("'", "''"), agency)
        for agency, name in HOSTILE.items()
    ]
    refused = f"UPDATE rejected_document SET detail = '{IMAGE}'"
    return changed(sample_file, folder / "w.duckdb", *renamed, refused, refreshed=False)


@pytest.fixture(scope="module")
def url(file: Path) -> Iterator[str]:
    with served(file) as at:
        yield at


@pytest.fixture(scope="module")
def visitor(url: str) -> Iterator[Visitor]:
    with visited(url) as found:
        yield found


@pytest.fixture(autouse=True)
def quiet(visitor: Visitor) -> Iterator[None]:
    """No test may leave an error in the console or have asked anybody outside."""
    yield
    assert visitor.complaints == []
    assert visitor.outside == []


def publish(source: Path, file: Path) -> None:
    """As a run publishes: a finished file takes the old one's place, unless it stands there."""
    if file.exists() and filecmp.cmp(source, file, shallow=False):
        return
    building = file.with_suffix(".building")
    shutil.copy(source, building)
    building.replace(file)


def one(file: Path, sql: str) -> dict[str, Any]:
    """The one row of a query."""
    return run_query(file, sql).row(0, named=True)


def test_a_first_visit_says_what_to_do(visitor: Visitor, file: Path) -> None:
    visitor.sees("There is no warehouse here yet.")
    visitor.sees("gongkai ingest FOLDER")
    assert str(file.parent) not in visitor.page.content(), "where the server's files stand is nobody's business"


def test_an_older_warehouse_says_what_to_do(visitor: Visitor, file: Path, finished: Path, tmp_path: Path) -> None:
    older = changed(finished, tmp_path / "o.duckdb", "UPDATE warehouse_meta SET schema_version = 1", refreshed=False)
    publish(older, file)
    visitor.page.goto(f"{visitor.url}/quality")
    visitor.sees("from an older gongkai")
    visitor.sees("ingest the documents again into a new file")
    assert str(file.parent) not in visitor.page.content()
    assert [it for it in visitor.complaints if "503" not in it] == []
    visitor.complaints.clear()


def test_an_empty_warehouse_says_what_to_do(visitor: Visitor, file: Path, finished: Path, tmp_path: Path) -> None:
    publish(changed(finished, tmp_path / "e.duckdb", "DELETE FROM report", refreshed=False), file)
    visitor.go("league", "The warehouse holds no report.")
    visitor.sees("1 documents were refused")


def test_a_publish_is_seen_without_a_restart(visitor: Visitor, file: Path, finished: Path) -> None:
    publish(finished, file)
    total = one(file, "SELECT count(DISTINCT agency_id) AS agencies, count(*) AS reports FROM report WHERE is_current")
    visitor.sees("Each agency")  # nobody touched the page: it looked again by itself
    visitor.go("quality", "Documents refused")
    visitor.reads("agencies", str(total["agencies"]))
    visitor.reads("reports", str(total["reports"]))


def test_the_first_page_is_about_the_country_and_says_what_cannot_be_said(visitor: Visitor, file: Path) -> None:
    visitor.go("", "What changed since the last publish")
    year = int(visitor.page.get_by_label("year", exact=True).input_value())
    own = "NOT (kind = 'government' AND level <> 'township')"
    told = one(
        file,
        f"""SELECT sum(value)::BIGINT AS n, count(*) AS reports, count(*) - count(value) AS open FROM measure
        WHERE report_year = {year} AND measure = 'requests_received' AND {own}""",
    )
    visitor.reads("requests received", str(told["n"]))
    assert told["open"] == 0
    expect(visitor.page.locator(".card", has_text="requests received")).to_contain_text(
        f"all {told['reports']} reports"
    )
    late = one(
        file,
        f"""SELECT count(*) FILTER (status = 'late') AS late, count(*) FILTER (status = 'unknown') AS open
        FROM timeliness WHERE report_year = {year}""",
    )
    visitor.reads("reports published late", str(late["late"]))
    expect(visitor.page.locator(".card", has_text="published late")).to_contain_text(
        f"of {late['open']} nobody can say"
    )
    visitor.reads(
        "reports loaded", str(one(file, "SELECT loaded FROM ingest_run ORDER BY started_at DESC LIMIT 1")["loaded"])
    )
    visitor.card("requests received").get_by_role("link").click()
    visitor.reads("sum", str(told["n"]))
    visitor.page.locator("table.list a.state").first.click()
    expect(visitor.page.locator("aside.source.chosen .this").first).to_be_visible()
    visitor.go("quality", "Documents refused")
    state = one(file, "SELECT sum(cells) AS cells, sum(missing) AS missing FROM completeness")
    visitor.reads("cells known", share(float(state["cells"]) - float(state["missing"]), float(state["cells"])))
    failing = one(file, "SELECT count(*) AS checks FROM identity_check WHERE status = 'fail'")
    visitor.reads("identities that fail", str(failing["checks"]))


def test_a_square_of_the_map_leads_to_its_province_and_back(visitor: Visitor) -> None:
    visitor.go("overview?year=2022", "What changed since the last publish")
    squares = visitor.page.locator(".tile")
    expect(squares.filter(has_text="广东")).not_to_have_attribute("href", re.compile("."))
    squares.filter(has_text="四川").click()
    visitor.page.wait_for_url(re.compile(r"/league\?year=2022&region=51"))
    visitor.page.go_back()
    visitor.sees("What changed since the last publish")


def test_the_league_filters_as_the_view_does(visitor: Visitor, file: Path) -> None:
    visitor.go("league?metric=denied_share&year=2022", "Each agency")
    known = "SELECT count(*) AS n, count(*) FILTER (is_ranked) AS r, median(rate) FILTER (is_ranked) AS m FROM league "
    known += "JOIN dim_agency USING (agency_id) WHERE metric = 'denied_share' AND report_year = {} AND {}"
    for (name, option), year, where in (
        (("metric", "denied share: requests denied of requests handled"), 2022, "true"),
        (("year", "2021"), 2021, "true"),
        (("level", "county"), 2021, "dim_agency.level = 'county'"),
        (("region", "辽宁省"), 2021, "dim_agency.level = 'county' AND dim_agency.region_code LIKE '21%'"),
        (
            ("function", "development reform"),
            2021,
            "league.function_code = 'development_reform' AND league.level = 'county'",
        ),
    ):
        visitor.choose(name, option)
        told = one(file, known.format(year, where))
        visitor.reads("agencies", str(told["n"]))
        visitor.reads("ranked", str(told["r"]))
        visitor.reads("median", number(told["m"] and float(told["m"]), percent=True))
    left = "metric=denied_share&year=2021&region=21&level=county"
    visitor.page.wait_for_url(f"{visitor.url}/league?{left}&function=development_reform")  # the address is the state
    visitor.page.go_back()
    expect(visitor.page.get_by_label("function", exact=True)).to_have_value("")
    assert visitor.page.url.endswith(left)
    cards = visitor.page.locator(".cards").inner_text()
    visitor.page.reload()
    assert visitor.page.locator(".cards").inner_text() == cards
    with visitor.page.context.expect_page() as waiting:
        visitor.page.evaluate("open(location.href)")
    expect(waiting.value.locator(".cards")).to_have_text(visitor.page.locator(".cards").text_content() or "?")
    waiting.value.close()


def test_a_filter_that_fits_nothing_says_what_to_do(visitor: Visitor) -> None:
    visitor.go("league?metric=score&year=2019&level=township", "No agency fits these filters.")
    visitor.sees("set a filter back to “all”")


def test_every_figure_of_an_agency_has_its_state_and_its_lines(visitor: Visitor, file: Path) -> None:
    agency = one(file, "SELECT agency_id FROM completeness WHERE missing > 0 AND reported > 0 LIMIT 1")["agency_id"]
    visitor.go(f"agency?id={agency}", "The figures")
    where = f"FROM cell WHERE agency_id = '{agency}' AND (form <> 'application' OR column_code = 'total')"
    shown = visitor.page.locator("table.figures a.state")
    expect(shown).to_have_count(int(one(file, f"SELECT count(*) AS n {where}")["n"]), timeout=PATIENCE)
    for state in ("reported", "repaired", "inferred", "missing"):
        told = one(file, f"SELECT count(*) AS n {where} AND state = '{state}'")["n"]
        expect(visitor.page.locator(f"table.figures a.state.{state}")).to_have_count(int(str(told)))
    for text in visitor.page.locator("table.figures a.state.missing").all_inner_texts():
        assert text == "missing", "what is missing is never shown as a number"
    cell = one(file, f"SELECT report_id, row_code, raw_text, line_no {where} AND state = 'reported' "
                     "AND form = 'application' ORDER BY report_year, value DESC LIMIT 1")  # fmt: skip
    place = f"{cell['report_id']}.application.{cell['row_code']}.total"
    visitor.page.locator(f"a.state[href*='{place}']").click()
    beside = visitor.page.locator("aside.source.chosen")
    expect(beside).to_contain_text(f"Line {cell['line_no']}", timeout=PATIENCE)
    expect(beside.locator(".crop .this")).to_contain_text(str(cell["raw_text"]))
    expect(beside.get_by_role("columnheader", name="总计")).to_have_count(1)
    assert str(file.parent) not in visitor.page.content()


def test_a_failing_check_shows_the_two_numbers(visitor: Visitor, file: Path) -> None:
    failing = one(file, "SELECT agency_id, scope, lhs::BIGINT AS lhs, rhs::BIGINT AS rhs FROM identity_check "
                        "WHERE status = 'fail' ORDER BY ALL LIMIT 1")  # fmt: skip
    visitor.go(f"agency?id={failing['agency_id']}", "What does not hold")
    row = visitor.page.locator("table.checks tr", has_text=str(failing["scope"]).replace("_", " ")).first
    expect(row.locator("td").nth(2)).to_have_text(number(float(failing["lhs"])), timeout=PATIENCE)
    expect(row.locator("td").nth(3)).to_have_text(number(float(failing["rhs"])))


def test_refusals_say_what_the_view_says(visitor: Visitor, file: Path) -> None:
    visitor.go("refusals?year=2022", "Who denied most")
    told = one(file, "SELECT sum(requests)::BIGINT AS part, sum(handled)::BIGINT AS whole FROM request_outcomes "
                     "WHERE report_year = 2022 AND outcome = 'denied' AND "
                     "applicant = 'total' AND numerator IS NOT NULL AND denominator IS NOT NULL "
                     "AND NOT (kind = 'government' AND level <> 'township')")  # fmt: skip
    visitor.reads("denied", share(float(told["part"]), float(told["whole"])))
    visitor.choose("whose", "province governments (whole area)")
    visitor.sees("No report fits these filters.")


def test_disputes_say_what_the_view_says(visitor: Visitor, file: Path) -> None:
    visitor.go("disputes?year=2022", "How cases ended")
    told = one(file, "SELECT sum(corrected)::BIGINT AS part, sum(concluded)::BIGINT AS whole FROM dispute_outcomes "
                     "WHERE report_year = 2022 AND channel = 'reconsideration' "
                     "AND concluded + pending IS NOT NULL "
                     "AND NOT (kind = 'government' AND level <> 'township')")  # fmt: skip
    visitor.reads("corrected, reconsideration", share(float(told["part"]), float(told["whole"])))


def test_timeliness_counts_unknown_apart(visitor: Visitor, file: Path) -> None:
    visitor.go("timeliness?year=2022", "Each report")
    told = one(file, "SELECT count(*) FILTER (status = 'late') AS late, count(*) FILTER (status = 'unknown') "
                     "AS unknown FROM timeliness WHERE report_year = 2022")  # fmt: skip
    visitor.reads("late", str(told["late"]))
    visitor.reads("unknown", str(told["unknown"]))


def test_quality_says_what_the_view_says(visitor: Visitor, file: Path) -> None:
    visitor.go("quality?year=2023", "Documents refused")
    for row in run_query(file, "SELECT form, sum(missing)::BIGINT AS m, sum(cells)::BIGINT AS c FROM completeness "
                               "WHERE report_year = 2023 GROUP BY form").iter_rows(named=True):  # fmt: skip
        visitor.reads(f"{row['form']} form known", share(float(row["c"]) - float(row["m"]), float(row["c"])))
    visitor.sees(IMAGE)


@pytest.mark.parametrize("agency", HOSTILE)
def test_a_hostile_name_is_text(agency: str, visitor: Visitor) -> None:
    visitor.go(f"agency?id={agency}", "The figures")
    shown_name = visible_print(HOSTILE[agency])
    expect(visitor.page.locator("h2.agency")).to_have_text(shown_name, timeout=PATIENCE)
    visitor.go("league?metric=score&year=2021", "Each agency")
    name = visitor.page.locator("td.name", has_text=shown_name[:20]).first
    expect(name).to_be_visible(timeout=PATIENCE)
    box = name.bounding_box()
    assert box
    assert box["width"] < 500, "a long name is cut, not the table torn"
    assert "bad" not in visitor.page.title()


def test_a_search_finds_by_parts_places_and_codes_and_takes_any_words(visitor: Visitor) -> None:
    visitor.go("league?year=2022", "Each agency")  # every page has it
    hostile = """'"<script>%$1_\\"""
    for words, seen in (
        (hostile, "No agency is found by"), ("上海教育局", "杨浦区"), ("枣庄 办公室", "枣庄市薛城区"),
        ("3704", "枣庄市薛城区"), ("四川 513422", "木里"), ("230624-culture_tourism", "文化广播电视"),
    ):  # fmt: skip
        field = visitor.page.get_by_label("find an agency: name, place or code")
        field.fill(words)
        with visitor.page.expect_navigation(timeout=PATIENCE):  # the page before may show the same agency
            field.press("Enter")
        expect(visitor.page.locator("main")).to_contain_text(seen, timeout=PATIENCE)
        assert visitor.page.locator("table.list tbody tr").count() == (words != hostile)


NOWHERE = (
    ("agency?id=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "there is no agency"),
    ("agency?id=370403-government_office&cell=x.y", "has no cell “x.y” any more"),
    ("nowhere", "there is no page “nowhere”"),
    ("overview?year=x", "there is no year “x” here"),
    ("league?metric=none", "there is no metric “none” here"),
    ("league?year=1999", "there is no year “1999” here"),
    ("league?year=2022&regoin=51", "this page knows no “regoin”"),
    ("league?year=2022&sort=nothing", "this table has no column “nothing”"),
    ("league?year=2022&at=99999", "this table has no row “99999”"),
    ("league?year=2022&list=x", "there is no table “x”"),
)


@pytest.mark.parametrize(("address", "why"), NOWHERE)
def test_an_address_that_means_nothing_says_so_and_shows_no_other_data(
    address: str, why: str, visitor: Visitor
) -> None:
    visitor.go(address, why)
    visitor.sees("Nothing is shown in its place.")
    assert visitor.page.locator("main").inner_text().count("\n") <= 2
    assert visitor.page.locator(".card, table").count() == 0


def test_an_address_of_before_leads_to_the_same_page(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.url}/#/league?metric=denied_share&year=2021")
    visitor.page.wait_for_url(f"{visitor.url}/league?metric=denied_share&year=2021")


def test_a_table_sorts_is_searched_and_downloads(visitor: Visitor, file: Path) -> None:
    visitor.go("league?metric=score&year=2022", "Each agency")
    sort = visitor.page.get_by_role("columnheader", name="score")
    sort.get_by_role("link").click()
    expect(sort).to_have_attribute("aria-sort", "descending")
    sort.get_by_role("link").click()
    expect(sort).to_have_attribute("aria-sort", "ascending")
    assert visitor.page.url.endswith("&sort=score")
    least = one(file, "SELECT agency_id FROM scorecard WHERE report_year = 2022 ORDER BY score, agency_id LIMIT 1")
    first = visitor.page.locator("table.list tbody tr").first.get_by_role("link")
    expect(first).to_have_attribute("href", re.compile(quote(least["agency_id"])))
    visitor.page.get_by_label("search this table").fill("上海")
    visitor.page.get_by_label("search this table").press("Enter")
    visitor.sees("rows 1 to 1 of 1")
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_text("download CSV").click()
    lines = waiting.value.path().read_bytes().decode("utf-8-sig").splitlines()
    told = one(file, "SELECT count(*) AS n FROM scorecard WHERE report_year = 2022")
    assert len(lines) == int(told["n"]) + 1
    assert lines[0].startswith("agency,agency id,province,region,score")
    assert [it[:12] for it in lines if "HYPERLINK" in it] == ["'=HYPERLINK("], "no spreadsheet runs it"


EVERY = (
    "overview", "league?year=2022", "agency", "refusals?year=2022", "disputes?year=2022", "timeliness?year=2022",
    "quality?year=2023", "data?view=cell&report_year=2022", "data?sql=SELECT%201%20AS%20one",
    "behind?year=2022&measure=requests_denied", "agency?id=210124-development_reform",
)  # fmt: skip


def test_every_page_fits_a_phone_in_the_dark_in_both_languages(visitor: Visitor) -> None:
    page = visitor.page
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 420, "height": 900})
    try:
        for address in EVERY:
            for language in ("zh", "en"):
                page.goto(f"{visitor.url}/{address}{'&' if '?' in address else '?'}lang={language}")
                expect(page.locator("main")).to_be_visible(timeout=PATIENCE)
                assert page.evaluate("document.documentElement.scrollWidth") <= 420, address
                assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
                assert not re.search(r"\bNone\b|could not be drawn|无法绘制", page.inner_text("main")), address
        lines = "them => them.map(it => it.getClientRects().length)"
        assert set(page.locator("table.years td a").evaluate_all(lines)) == {1}, "no day is broken over two lines"
        figure = page.locator("table.figures a.state.reported").nth(40)
        figure.click()
        beside = page.locator("aside.source.chosen")
        expect(beside).to_be_visible(timeout=PATIENCE)
        page.reload()  # a copied link leads to the figure, too
        chosen, box = page.locator("a.state.chosen").bounding_box(), beside.bounding_box()
        assert chosen
        assert box
        assert 0 <= chosen["y"] < box["y"], "the number is seen above what it stands on"
    finally:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1400, "height": 900})


@pytest.mark.parametrize("view", ["hierarchy_check", "region_rollup", "scorecard", "anomaly"])
def test_no_number_state_or_year_is_broken_over_two_lines(view: str, visitor: Visitor) -> None:
    visitor.go(f"data?view={view}&lang=zh", "自己写查询")
    tall = "rows => rows.filter(td => td.innerText.length < 9 && td.getClientRects()[0].height > 0 && (() => { "
    tall += "const it = document.createRange(); it.selectNodeContents(td); "
    tall += "return new Set([...it.getClientRects()].map(box => Math.round(box.top / 8))).size > 1 })()).length"
    assert visitor.page.locator("table.data tbody td.whole").evaluate_all(tall) == 0
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 1400, "the table scrolls, not the page"


def test_data_leads_from_a_view_to_a_row_to_the_line_that_prints_it(visitor: Visitor) -> None:
    visitor.go("data", "Every statutory cell")
    visitor.choose("state", "repaired")
    visitor.choose("form", "application")
    visitor.page.wait_for_url(f"{visitor.url}/data?form=application&state=repaired")
    visitor.page.get_by_role("link", name="§").first.click()
    visitor.sees("NULL exactly when state is missing")
    visitor.page.get_by_role("link", name="where it is printed").click()
    expect(visitor.page.locator("aside.source.chosen .this").first).to_be_visible(timeout=PATIENCE)
    visitor.go("data", "A query of your own")
    visitor.page.get_by_label("SQL").fill(
        "SELECT count(*) AS bureaus FROM dim_agency WHERE function_code = 'culture_tourism'"
    )
    visitor.page.get_by_role("button", name="run").click()
    expect(visitor.page.locator("table.answer td, table.answer th").last).to_have_text("1", timeout=PATIENCE)


def test_a_port_that_is_taken_is_one_clear_error(url: str, file: Path) -> None:
    port = str(urlsplit(url).port)
    said = gongkai("dashboard", "-w", file, "--port", port, "--no-open", code=2).stderr
    assert f"port {port}" in said
    assert "--port" in said
    assert len(said.strip().splitlines()) == 1


def test_the_file_is_left_alone(file: Path, finished: Path) -> None:
    assert file.read_bytes() == finished.read_bytes()
    assert {path.name for path in file.parent.iterdir()} == {file.name}
    assert not os.access(file.with_suffix(".duckdb.wal"), os.F_OK)


#: Words of commands.
_FOREIGN = re.compile(r"gongkai .*")


def test_the_switch_and_the_links_keep_the_language(visitor: Visitor, file: Path, finished: Path) -> None:
    publish(finished, file)
    visitor.go("refusals?year=2022", "Who denied most")
    granted = visitor.card("granted").inner_text()
    visitor.page.get_by_role("link", name="中", exact=True).click()
    visitor.sees("不予公开最多的机关")
    assert "lang=zh" in visitor.page.url
    visitor.reads("予以公开", granted)
    visitor.page.get_by_role("link", name="公布时限", exact=True).click()
    visitor.sees("各份报告")
    assert "lang=zh" in visitor.page.url
    visitor.page.get_by_role("link", name="EN", exact=True).click()
    visitor.sees("Each report")
    visitor.go("overview", "What changed since the last publish")


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("overview?lang=zh", "最近一次发布的变化"),
        ("league?lang=zh", "各机关"),
        ("agency?id=370403-government_office&lang=zh", "各项数字"),
        ("disputes?lang=zh", "案件结果"),
        ("timeliness?lang=zh", "各份报告"),
        ("quality?lang=zh", "勾稽关系是否成立"),
    ],
)
def test_a_page_in_chinese_is_all_in_chinese(address: str, heading: str, visitor: Visitor) -> None:
    visitor.go(address, heading)
    shown = visitor.page.inner_text("body")
    left = [line for line in shown.splitlines() if re.search(r"[A-Za-z]{3,} [a-z]{2,}", _FOREIGN.sub("", line))]
    assert [line for line in left if "synthetic" not in line and IMAGE[:4] not in line and "script" not in line] == []
