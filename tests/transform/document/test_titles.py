"""Titles: broken, barred, on an endless line, with the name beside them, and what is none."""

from typing import Any

import pytest

from tests.transform.prints import headed
from transform.document.identity import identities

NAME = "合成县样例局"
BARE = "2021年政府信息公开工作年度报告"
TITLE = f"{NAME}{BARE}"
FIRST = "一、总体情况"
PROSE = "2021年，样例栏目按季检查。"


def says(*head: str) -> dict[str, Any]:
    """What one document says of itself."""
    return identities(*headed("\n".join([*head, FIRST]))).row(0, named=True)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ([TITLE], NAME),
        ([f"{NAME}2021年", "政府信息公开工作年度报告"], NAME),
        ([NAME, BARE], NAME),
        (["合成县", "样例局", "2021年政府", "信息公开工作", "年度报告"], NAME),
        ([f"{NAME}（公司）", "2021年政府信息公开工作", "年度报告"], f"{NAME}(公司)"),
        (["县教育局" + BARE, "导航", TITLE, f"来源：{NAME}"], NAME),
        ([f"索引号 | 000 | 标题 | {TITLE} | 文号 | 无"], NAME),
        ([f"{TITLE}_样例门户网站"], NAME),
        ([f"{TITLE}.docx"], NAME),
        ([f"首页 政务公开 年报 {TITLE} {FIRST} {PROSE}" + PROSE * 10], NAME),
        ([BARE, "导航", TITLE], NAME),
        (["合成县2021年政府信息公开工作年度报告"], "合成县"),
        (["合成工业园区2021年政府信息公开工作年度报告"], "合成工业园区"),
        (["合成县人民政府信息公开工作年度报告（2021年）"], "合成县人民政府"),
    ],
)
def test_a_title_is_found_with_year_and_name(head: list[str], name: str) -> None:
    found = says(*head)
    assert found["title_year"] == 2021
    assert (found["title_agency"] or found["line_agency"]) == name


@pytest.mark.parametrize(
    "line",
    [
        f"{TITLE}制度",
        f"{TITLE}编制培训会",
        f"现将{TITLE}予以公布。",
        "合成县2021年政府信息公开工作自查整改情况报告",
        "合成县公布2021年政府信息公开工作年度报告",
        "合成县2021年政务公开工作情况报告",
    ],
)
def test_what_only_tells_of_a_report_is_no_title(line: str) -> None:
    assert says(line)["title"] is None


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE}解读",
        f"一图读懂{TITLE}",
        f"图解：{TITLE}",
        "合成大学2021年信息公开年度报告",
        "合成县公共企事业单位信息公开年度报告",
        "关于编制2021年政府信息公开工作年度报告的通知",
    ],
)
def test_readings_notices_and_reports_under_other_rules_are_other(title: str) -> None:
    assert says(title)["is_other"] or says(title)["title"] is None


@pytest.mark.parametrize(
    "lines",
    [
        ["关于做好2021年度", "政府信息公开工作年度报告", "编制工作的通知"],
        ["关于做好2021年度", "政府信息公开工作年度报告编制", "发布工作的通知"],
    ],
)
def test_a_notice_broken_over_lines_is_other(lines: list[str]) -> None:
    assert says(*lines)["is_other"]


def test_the_publisher_above_a_title_does_not_speak_but_a_forms_unit_does() -> None:
    assert says(f"发布机构：{NAME}", BARE)["line_agency"] is None
    assert says(f"发布机构：{NAME}", BARE)["publisher"] == NAME
    assert says(f"填报单位：{NAME}", BARE)["line_agency"] == NAME


def test_titles_are_counted() -> None:
    assert says(TITLE, "合成县民政局2021年政府信息公开工作年度报告", "导航")["titles"] == 2
