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
        ([f"{NAME}2021年政府", "信息公开工作年度报告"], NAME),
        ([f"{NAME}2021年度政府信息", "公开工作年度报告"], NAME),
        ([NAME, BARE], NAME),
        (["合成县", "样例局", "2021年政府", "信息公开工作", "年度报告"], NAME),
        (["首页　要闻　公开　服务", NAME, BARE], NAME),
        ([f"{NAME}（公司）", "2021年政府信息公开工作", "年度报告"], f"{NAME}(公司)"),
        (["县教育局" + BARE, "导航", TITLE, f"来源：{NAME}"], NAME),
        ([f"索引号 | 000 | 标题 | {TITLE} | 文号 | 无"], NAME),
        ([f"{TITLE}_样例门户网站"], NAME),
        ([f"{TITLE}-{NAME}-政务公开"], NAME),
        ([f"{TITLE}.docx"], NAME),
        (["合成县第一中学" + BARE], "合成县第一中学"),
        (["合成县自来水有限公司", BARE], "合成县自来水有限公司"),
        ([f"首页 政务公开 年报 {TITLE} {FIRST} {PROSE}" + PROSE * 10], NAME),
        ([BARE, "导航", TITLE], NAME),
        ([f"{NAME}21年度政府信息公开工作年度报告"], NAME),
        (["合成县2021年政府信息公开工作年度报告"], "合成县"),
        (["合成工业园区2021年政府信息公开工作年度报告"], "合成工业园区"),
        (["合成县人民政府信息公开工作年度报告（2021年）"], "合成县人民政府"),
        (["合成县人民政府办公室关于合成县2021年政府信息公开工作年度报告"], "合成县"),
        ([f"{NAME}关于{TITLE}"], NAME),
        ([f"{NAME}关于2021年政府信息公开工作年度报告"], NAME),
        ([f"{NAME}（本级）{BARE}"], f"{NAME}"),
        (["合成县各乡镇2021年政府信息公开工作年度报告", "合成县样例镇人民政府"], "合成县样例镇人民政府"),
        (["合成县县级部门2021年政府信息公开工作年度报告", NAME], NAME),
        (["合成县甲局（大英县样例局）2021年政府信息公开工作年度报告"], "合成县甲局(大英县样例局)"),
        ([TITLE, "合成县人民政府 2022-01-10"], NAME),
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
    "page",
    [
        # In a menu above another headline; among related items below the text; two lines that a menu makes one.
        [
            "政府信息公开指南",
            f"{TITLE} 2022-01-11",
            "合成县乙局2021年依法治理情况的说明",
            "本局全年办理许可若干件，均按期办结。",
        ],
        ["合成村2021年度村务情况", "财务公开：集体收入八十八万元，支出六十一万元，均已张榜。", "猜你喜欢：", TITLE],
        ["网站首页 走进本地 政务公开 互动交流", "合成县2021年建议提案办理工作报告"],
    ],
)
def test_a_link_is_no_title(page: list[str]) -> None:
    assert identities(*headed("\n".join(page))).row(0, named=True)["title"] is None


def test_a_title_whose_agency_is_named_again_is_no_link() -> None:
    links = ["合成县乙局2021年政府信息公开工作年度报告 2022-01-12", "2021年工作要点及任务分工安排"]
    assert says(*links, TITLE, f"来源：{NAME}")["title"] == TITLE
    assert says(TITLE, "合成县2022年重点领域信息目录汇总", f"来源：{NAME}")["title"] == TITLE


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


def links(*years: int, name: str = NAME) -> list[str]:
    """A page's list of reports of other years."""
    return [f"· {name}{year}年政府信息公开工作年度报告" for year in years]


@pytest.mark.parametrize("title", [TITLE, BARE])
def test_a_list_of_other_years_reports_above_a_title_is_none(title: str) -> None:
    found = says(*links(2024, 2023, 2020), "当前位置：首页 > 年报", title, "发布日期：2022-01-20")
    assert (found["title_year"], found["title_line"], found["title_years"]) == (2021, 5, 1)
    assert found["titles"] == 4


def test_a_title_that_cannot_be_told_from_a_list_is_one_of_several() -> None:
    found = says(*links(2023, 2022, 2021))
    assert found["title_years"] == 3


MENU = ["2025年", "2024年", "2023年"]


@pytest.mark.parametrize(
    "menu",
    [
        [*MENU, "政府信息公开年报"],
        ["政府信息公开年报", *MENU],
        ["2025年度", "2023年度", "政府信息公开年报"],
        [f"首页 政务公开 {' '.join(MENU)} 政府信息公开年报"],
        ["｜".join([*MENU, "政府信息公开年报"])],
    ],
)
def test_a_menu_of_years_dates_no_title(menu: list[str]) -> None:
    found = says(*menu, TITLE)
    assert (found["title_year"], found["title_agency"], found["title_years"]) == (2021, NAME, 1)
    assert says(*menu, f"{NAME}政府信息公开工作年度报告")["title_year"] is None


def test_a_year_on_a_line_of_its_own_dates_the_title_below() -> None:
    assert says(NAME, "2021年", "政府信息公开工作年度报告")["title_year"] == 2021


def test_a_title_below_the_text_of_another_document_is_a_link() -> None:
    about = [f"{NAME}2021年度部门绩效说明", f"来源：{NAME}", "项目全年安排三次检查，已按样例要求全部完成并归档备查。"]
    lines = [
        *about,
        "统计期限为2021年1月1日至2021年12月31日。",
        "相关文档",
        TITLE,
        *links(2020),
        "主办单位：样例办公室",
    ]
    found = identities(*headed("\n".join(lines))).row(0, named=True)
    assert found["title"] is None


def test_the_folder_before_a_title_does_not_speak() -> None:
    found = says("合成县人民政府 政府信息公开年报 2021年样例街道政府信息公开工作年度报告")
    assert (found["title"], found["title_agency"]) == ("2021年样例街道政府信息公开工作年度报告", "样例街道")


def test_the_sites_name_on_the_line_below_its_pages_title_is_none_beside_it() -> None:
    found = says(f"{BARE}-合成县人民政府", "合成县人民政府", "首页", "发布日期：2022-01-20")
    assert (found["line_agency"], found["publisher"]) == (None, "合成县人民政府")


PATH = "您现在的位置：首页>政务公开>通知公告"
OTHER = f"{NAME}2021年度法治样例建设情况报告"


@pytest.mark.parametrize(
    "page",
    [
        [
            f"{TITLE}  2022-01-18",
            PATH,
            OTHER,
            "发布时间：2022-02-13",
            f"来源：{NAME}",
            f"{NAME}按季检查样例栏目，情况如下。",
        ],
        [
            " ".join(
                [
                    "首页 公开 服务",
                    TITLE,
                    "2022-01-18",
                    PATH,
                    OTHER,
                    "发布时间：2022-02-13",
                    "按季检查样例栏目，现将有关情况报告如下。" * 5,
                ]
            )
        ],
        [" ".join(["首页 公开 服务", PATH, OTHER, "按季检查样例栏目，现将有关情况报告如下。" * 5, "相关链接", TITLE])],
    ],
)
def test_a_link_above_the_path_or_behind_the_prose_is_no_title(page: list[str]) -> None:
    found = identities(*headed("\n".join(page))).row(0, named=True)
    assert found["title_year"] is None


def test_behind_the_path_of_a_page_on_one_line_stands_its_own_title() -> None:
    link = f"{NAME}2023年政府信息公开工作年度报告 2024-01-18"
    line = f"首页 公开 服务 {link} {PATH} {TITLE} 发布时间：2022-01-20 {FIRST} {PROSE * 9}"
    found = identities(*headed(line)).row(0, named=True)
    assert (found["title"], found["title_year"]) == (TITLE, 2021)


@pytest.mark.parametrize("day", [["[2022-01-29]"], []])
def test_a_title_with_a_day_is_a_link_where_another_has_none(day: list[str]) -> None:
    link = "合成县另一局2021年政府信息公开工作年度报告" + ("" if day else "  2022-01-29")
    found = says(
        f"{NAME}政府信息公开工作年度报告", "热门推荐", link, *day, f"{NAME}政府信息公开工作年度报告", "时间：2022-01-30"
    )
    assert (found["title_agency"], found["title_year"]) == (NAME, None)


def test_a_title_with_a_day_stays_where_it_is_the_only_one() -> None:
    assert says(f"{TITLE} 2022-01-29")["title_year"] == 2021


def test_what_stands_in_brackets_before_a_title_is_none_of_it() -> None:
    assert says(f"【信息公开】{TITLE}")["title_agency"] == NAME


@pytest.mark.parametrize("own", [TITLE, BARE, f"{NAME}政府信息公开工作年度报告"])
def test_the_title_above_the_header_block_is_the_pages_own(own: str) -> None:
    related = ["热点推荐", "合成县另一局2021年政府信息公开工作年度报告", "合成县样例镇2021年政府信息公开工作年度报告"]
    found = says(*related, own, "日期：2022-01-23  信息来源：合成县样例局", PROSE)
    assert found["title"] == own


def test_a_headline_between_a_menu_and_the_header_block_keeps_the_menu_from_being_the_title() -> None:
    page = ["政务公开", "公开年报", f"{NAME}2021年部门预算说明", "发布日期：2022-03-16", PROSE * 2, "相关阅读", TITLE]
    found = identities(*headed("\n".join(page))).row(0, named=True)
    assert found["title_year"] is None


def test_the_neighbours_of_a_page_are_no_titles() -> None:
    assert says(f"合成县统计样例公报 2022年4月28日 上一篇：{TITLE} 下一篇：无")["title_year"] is None


def test_a_header_block_may_name_another_title() -> None:
    page = [
        "政府信息公开年报",
        TITLE,
        "索引号\t000",
        "标题\t合成县2021年公开情况评估说明",
        "评估组按样例要求对各单位开展评估。",
    ]
    found = identities(*headed("\n".join(page))).row(0, named=True)
    assert found["title_year"] is None


@pytest.mark.parametrize(
    ("title", "year"),
    [
        (f"2022年{TITLE}", 2021),
        (f"2019年{TITLE}", None),
        (TITLE.replace("2021", "20021"), None),
        (f"{NAME}2021年度（1-12月）政府信息公开工作年度报告", 2021),
    ],
)
def test_the_year_before_the_subject_is_the_reports(title: str, year: int | None) -> None:
    found = says(title)
    assert (found["title_year"], found["title_agency"]) == (year, NAME if year else found["title_agency"])


@pytest.mark.parametrize(
    "title",
    [
        f"【更正】{TITLE}",
        f"更正：{TITLE}",
        f"{TITLE}（勘误）",
        f"{TITLE}（修正版）",
        f"{TITLE}（重新公布）",
        f"{TITLE}（更新版）",
    ],
)
def test_a_mark_of_revision_is_seen_and_is_no_part_of_the_name(title: str) -> None:
    found = says(title)
    assert (found["title_agency"], found["title_year"], found["is_revision"]) == (NAME, 2021, True)


@pytest.mark.parametrize("mark", ["未定稿", "代拟稿", "样稿", "无效", "撤销", "已废止"])
def test_a_draft_or_a_void_report_is_none(mark: str) -> None:
    assert says(f"{TITLE}（{mark}）")["is_other"]
