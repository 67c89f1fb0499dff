"""Tasks as somebody does them who reads only Chinese: in the browser by what the pages say, and with the command.

The five tasks of the project's bar: an agency's refusals and the sheet that proves one, two counties compared, who was
late and why, a question in SQL at the first try, a link that opens the same view.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from gongkai.queries.frames import run_query
from tests.dashboards.browser import CHROMIUM, NO_CHROMIUM, PATIENCE, Visitor, served, visited
from tests.flows.command import gongkai

#: Requests of every county, as a reader asks for them with the command.
COUNTIES = (
    "SELECT county, kind, known_sum, n_reports, n_known, n_unreported, n_inferred FROM region_rollup "
    "WHERE measure = 'requests_received' AND report_year = 2022 AND province = '{province}' ORDER BY ALL"
)
LATE = (
    "SELECT agency_name, first_published, deadline, days_late FROM timeliness "
    "WHERE status = 'late' AND report_year = 2022"
)


@pytest.fixture(scope="module")
def visitor(generated: Path) -> Iterator[Visitor]:
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with served(generated) as url, visited(url) as found:
        yield found
        assert found.complaints == []
        assert found.outside == []


def rows(file: Path, sql: str) -> list[dict[str, Any]]:
    """The rows of a query."""
    return list(run_query(file, sql).iter_rows(named=True))


@pytest.fixture(scope="module")
def province(generated: Path) -> str:
    """One of which several counties tell their requests."""
    (found,) = rows(
        generated,
        "SELECT province FROM region_rollup WHERE measure = 'requests_received' AND report_year = 2022 AND n_known > 0 "
        "AND county IS NOT NULL GROUP BY province ORDER BY count(DISTINCT county) DESC, province LIMIT 1",
    )
    return str(found["province"])


#: An agency that denied in 2022, by a row that is printed.
REFUSAL = (
    "SELECT agency_id, agency_name, row_code, value FROM cell WHERE report_year = 2022 AND column_code = 'total' "
    "AND row_code LIKE 'denied%' AND state = 'reported' AND value > 0 ORDER BY value DESC, agency_id LIMIT 1"
)
CULTURE = (
    "SELECT sum(value) AS received, count(value) AS n_known, count(*) AS n_reports FROM measure "
    "WHERE measure = 'requests_received' AND report_year = 2022 AND function_code = 'culture_tourism'"
)
NAIVE = "SELECT sum(received) FROM request_flow WHERE report_year = 2022 AND function_code = 'culture_tourism'"


def test_refusals_are_found_and_one_is_proved_in_the_browser(visitor: Visitor, generated: Path) -> None:
    page, (told,) = visitor.page, rows(generated, REFUSAL)
    visitor.go("?lang=zh", "最近一次发布的变化")
    page.get_by_role("link", name="不予公开", exact=True).click()
    visitor.choose("年度", "2022")
    page.get_by_label("在表中搜索").fill(told["agency_name"])
    page.get_by_label("在表中搜索").press("Enter")
    page.locator("#list-refusers td.name").get_by_role("link", name=told["agency_name"]).click()
    page.locator(f"table.figures a.state[href*='application.{told['row_code']}.total']").filter(
        has_text=f"{told['value']:.0f}"
    ).first.click()
    beside = page.locator("aside.source.chosen")
    expect(beside).to_contain_text(f"{told['value']:.0f}", timeout=PATIENCE)
    with page.context.expect_page() as opened:
        beside.get_by_role("link", name="证据单").click()
    sheet = opened.value
    expect(sheet.locator("body")).to_contain_text(told["agency_name"], timeout=PATIENCE)
    for text in ("照印", "勾稽关系", "如何核验", "引用格式", "SHA-256"):
        expect(sheet.locator("body")).to_contain_text(text)
    sheet.close()


def test_two_counties_are_compared_in_the_browser(visitor: Visitor, generated: Path, province: str) -> None:
    page = visitor.page
    visitor.go("?lang=zh", "最近一次发布的变化")
    page.get_by_role("link", name="数据", exact=True).click()
    page.get_by_label("数据表", exact=True).select_option("region_rollup")
    page.wait_for_url(re.compile("view=region_rollup"))
    for name, option in (("年度", "2022"), ("指标", "新收申请"), ("省份", province)):
        visitor.choose(name, option)
        expect(page.locator(".chips .chip", has_text=option)).to_be_visible(timeout=PATIENCE)
    told = rows(generated, COUNTIES.format(province=province))
    assert len({it["county"] for it in told if it["n_known"]}) > 1
    heads = [head.rstrip(" ↓↑") for head in page.locator("table.data thead th").all_inner_texts()]
    shown = [
        dict(zip(heads, row.locator("td").all_inner_texts(), strict=True))
        for row in page.locator("table.data tbody tr").all()
    ]
    assert {"区县", "已知之和", "报告数", "有数的报告", "未报告的机关", "推得的报告"} <= set(heads)
    found = sorted((it["区县"], it["报告数"], it["有数的报告"], it["未报告的机关"], it["推得的报告"]) for it in shown)
    counts = ("n_reports", "n_known", "n_unreported", "n_inferred")
    assert found == sorted((it["county"] or "—", *(str(it[name]) for name in counts)) for it in told)
    known = sorted(str(int(it["known_sum"])) for it in told if it["known_sum"] is not None)
    assert sorted(it["已知之和"].replace(",", "") for it in shown if it["已知之和"] not in {"—", ""}) == known
    link = page.url
    page.goto(f"{visitor.url}/?lang=zh")
    page.goto(link)
    expect(page.locator("table.data tbody tr")).to_have_count(len(told), timeout=PATIENCE)


def test_who_was_late_and_why_in_the_browser(visitor: Visitor, generated: Path) -> None:
    page = visitor.page
    visitor.go("overview?year=2022&lang=zh", "最近一次发布的变化")
    late = rows(generated, f"{LATE} ORDER BY days_late DESC")
    visitor.reads("逾期公布的报告", str(len(late)))
    visitor.card("逾期公布的报告").get_by_role("link").click()
    listed = page.locator("#list-punctual tbody tr")
    expect(listed).to_have_count(len(late), timeout=PATIENCE)
    assert set(page.locator("#list-punctual tbody td.name").all_inner_texts()) == {it["agency_name"] for it in late}
    listed.filter(has_text=late[0]["agency_name"]).get_by_role("link", name=f"{late[0]['first_published']}").click()
    beside = page.locator("aside.source.chosen")
    expect(beside).to_contain_text(
        f"法定期限：{late[0]['deadline']} · 逾期 {late[0]['days_late']} 天", timeout=PATIENCE
    )
    printed = "".join(re.findall(r"\d+", beside.locator(".this").inner_text()))
    assert f"{late[0]['first_published']:%Y%m%d}" in printed, "the line that is marked prints the date"


def test_two_counties_are_compared_with_the_command(generated: Path, province: str) -> None:
    asked = COUNTIES.format(province=province)
    said = gongkai("--lang", "zh", "sql", asked, "--format", "csv", "--warehouse", str(generated)).stdout
    told = rows(generated, asked)
    assert [line.split(",")[0] for line in said.splitlines()[1:]] == [it["county"] or "" for it in told]


def test_who_was_late_and_why_with_the_command(generated: Path) -> None:
    late = rows(generated, f"{LATE} ORDER BY days_late DESC, agency_name")
    said = gongkai("--lang", "zh", "explain", late[0]["agency_name"], "2022", "--warehouse", str(generated)).stdout
    (line,) = [it for it in said.splitlines() if "日期" in it and "页头" in it]
    assert str(late[0]["first_published"]) in line
    assert "采用" in line


def test_refusals_are_found_and_one_is_proved_with_the_command(generated: Path, tmp_path: Path) -> None:
    (told,) = rows(generated, REFUSAL)
    file, words = tmp_path / "证据单.html", (told["agency_name"], "2022", told["row_code"], "总计")
    shown = gongkai(
        "--lang", "zh", "explain", *words[:2], "--row", "不予公开", "--column", "总计", "-w", generated
    ).stdout
    assert "照印" in shown
    gongkai("--lang", "zh", "prove", *words, "-o", file, "-w", generated)
    text = file.read_text(encoding="utf-8")
    assert told["agency_name"] in text
    assert "照印" in text
    assert f"{told['value']:.0f}" in text


def test_a_question_is_answered_in_sql_at_the_first_try(visitor: Visitor, generated: Path) -> None:
    """Also by who forgets that totals stand among their parts: what is wrong is said, and what to write instead."""
    (told,) = rows(generated, CULTURE)
    assert told["received"]
    said = gongkai("--lang", "zh", "sql", CULTURE, "--format", "csv", "-w", generated)
    assert said.stdout.splitlines()[1] == ",".join(str(it) for it in told.values())
    assert said.stderr == ""
    naive = gongkai("--lang", "zh", "sql", NAIVE, "--format", "csv", "-w", generated)
    assert "重复计算" in naive.stderr
    better = f"{NAIVE} AND {naive.stderr.partition('WHERE ')[2].partition(' 或')[0]}"
    (line,) = gongkai("--lang", "zh", "sql", better, "--format", "csv", "-w", generated).stdout.splitlines()[1:]
    assert float(line) == float(told["received"])
    visitor.go("?lang=zh", "最近一次发布的变化")
    visitor.page.get_by_role("link", name="数据", exact=True).click()
    visitor.page.get_by_label("SQL").fill(NAIVE)
    visitor.page.get_by_role("button", name="运行").click()
    visitor.sees("求和会重复计算")
    visitor.page.get_by_label("SQL").fill(CULTURE)
    visitor.page.get_by_role("button", name="运行").click()
    expect(visitor.page.locator("table.answer td").first).to_have_text(str(told["n_known"]), timeout=PATIENCE)
    expect(visitor.page.locator(".warned")).to_have_count(0)


def test_a_link_opens_the_same_view(visitor: Visitor, province: str) -> None:
    visitor.go("?lang=zh", "最近一次发布的变化")
    visitor.page.get_by_role("link", name="公布时限", exact=True).click()
    for name, option in (("年度", "2022"), ("地区", province), ("层级", "县级")):
        visitor.choose(name, option)
        visitor.page.wait_for_load_state()
    visitor.page.get_by_role("columnheader", name="期限").get_by_role("link").click()
    expect(visitor.page.locator("th[aria-sort]")).to_have_text(re.compile("期限"), timeout=PATIENCE)
    seen, link = visitor.page.locator("main").inner_text(), visitor.page.url
    visitor.go("?lang=zh", "最近一次发布的变化")
    with visitor.page.context.expect_page() as opened:
        visitor.page.evaluate("link => { open(link) }", link)
    other = opened.value
    expect(other.locator("th[aria-sort]")).to_have_text(re.compile("期限"), timeout=PATIENCE)
    assert other.locator("main").inner_text() == seen
    other.close()
