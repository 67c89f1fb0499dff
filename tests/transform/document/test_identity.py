from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.transform.prints import headed
from transform.document.identity import HEAD_LINES, NAMES, TAIL_LINES, identities
from transform.document.titles.title import LONGEST_TITLE

NAME = "合成市测试局"
TITLE = f"{NAME}2021年政府信息公开工作年度报告"
PERIOD = "统计期限为2023年1月1日至2023年12月31日"
FIRST = "\n一、总体情况\n"


def says(text: str) -> dict[str, Any]:
    """What one document says of itself."""
    return identities(*headed(text)).row(0, named=True)


def who(text: str) -> tuple[str | None, int | None]:
    """The agency, and the year of the title, else of the statistics period."""
    found = says(text)
    return found["agency_name_printed"], found["title_year"] or found["period_year"]


def signed(*end: str) -> tuple[str | None, date | None]:
    """Agency and date that the signature gives to a report that has none in its title."""
    found = says("我局2021年政府信息公开工作年度报告" + FIRST + "\n".join(end))
    return found["agency_name_printed"], found["signed_date"]


@pytest.mark.parametrize(
    "title",
    [
        f"{NAME}2021年政府信息公开工作年度报告",
        f"{NAME} 2021 年政府信息 公开工作年度报告",
        f"{NAME}2021年度政府信息公开年报",
        f"{NAME}2021年政务公开工作报告",
        f"{NAME}政府信息公开工作年度报告(2021年度)",
        f"{NAME}政府信息公开工作年度报告（2021年）",
        f"{NAME}二〇二一年政府信息公开工作年度报告",
        f"{NAME}关于2021年度政府信息公开工作的报告",
        f"2021年{NAME}政府信息公开工作年度报告",
        f"《{NAME}2021年政府信息公开工作年度报告》",
        f"２０２１年{NAME}政府信息公开工作年度报告",
        f"{NAME}\n2021 年度政府信息公开工作的年度报告",
        f"{NAME}\n二○二一年度政府信息公开工作年度报告",
        f"{NAME}2021年\n政府信息公开工作年度报告",
        f"{NAME}2021年政府信息公开\n工作年度报告",
        f"首页 > 政务公开 > 年报\n{NAME}2021年政府信息公开工作年度报告",
    ],
)
def test_agency_and_year_stand_in_the_title(title: str) -> None:
    assert who(title + FIRST) == (NAME, 2021)


@pytest.mark.parametrize("name", ["合成甲乡", "合成县人民政府办公室", "合成街道办事处", "合成县水利工程管理处"])
def test_names_of_all_kinds(name: str) -> None:
    assert who(f"{name}2020年政府信息公开工作年度报告") == (name, 2020)


def test_the_title_is_kept_without_white_space() -> None:
    assert says(f"{NAME} 2021 年\n政府信息公开 工作年度报告\n")["title"] == TITLE
    assert says(f"{NAME}\n2021年政府信息公开工作年度报告\n")["title"] == "2021年政府信息公开工作年度报告"


def test_a_title_with_a_year_is_better_than_one_without() -> None:
    assert who(f"政府信息公开年报\n导航\n{TITLE}") == (NAME, 2021)


def test_the_first_of_two_titles_counts() -> None:
    assert who(f"{TITLE}\n导航\n合成县民政局2020年政府信息公开工作年度报告") == (NAME, 2021)


def test_a_sentence_a_path_or_a_long_line_is_no_title() -> None:
    for line in (f"{TITLE}。", f"年报>{TITLE}", "长" * LONGEST_TITLE + TITLE):
        assert says(line)["title"] is None


def test_a_title_stands_in_the_head_before_the_first_section() -> None:
    assert says(f"一、总体情况\n{TITLE}")["title"] is None
    assert says("导航\n" * (HEAD_LINES - 1) + TITLE)["title"] == TITLE
    assert says("导航\n" * HEAD_LINES + TITLE)["title"] is None


def test_without_a_title_the_year_is_the_statistics_period() -> None:
    assert says(PERIOD + FIRST)["title"] is None
    assert who(PERIOD + FIRST) == (None, 2023)
    assert who("所列数据自二〇二三年1月1日起，至二〇二三年12月31日止" + FIRST) == (None, 2023)
    assert who("统计期限为 2023 年 1 月 1 日 至 2023 年 12 月 31 日" + FIRST) == (None, 2023)


def test_a_period_in_other_prints_tells_its_year_where_the_line_says_what_it_is() -> None:
    prints = ("2023年1—12月", "2023年1月至12月", "2023年1月—2023年12月", "2023.1.1-2023.12.31", "2023/01/01~2023/12/31")
    for days in prints:
        assert who(f"统计期限：{days}" + FIRST) == (None, 2023)
        assert who(f"（{days}）" + FIRST) == (None, 2023)
        assert who(f"有效期：{days}" + FIRST) == (None, None)
    for days in ("2023年元月1日起到2023年12月31日止", "二〇二三年一月一日至二〇二三年十二月三十一日"):
        assert who(days + FIRST) == (None, 2023)
    for other in ("2023年1月至6月", "2023年1月至2024年12月", "2023年1月至12月15日", "2022.7.1-2023.6.30"):
        assert who(f"统计期限：{other}" + FIRST) == (None, None)


def test_another_or_a_cut_period_tells_no_year() -> None:
    for period in ("2023年1月1日至6月30日", "2023年2月1日至2023年12月31日", "2023年12月31日", "123年1月1日至12月31日"):
        assert who(period + FIRST) == (None, None)


def test_a_year_to_compare_with_is_no_period() -> None:
    other = "2022年1月1日至2022年12月31日"
    for said in (f"与{other}相比", f"较上年同期（{other}）", f"上年度({other})数据见上年报告", f"去年自{other}"):
        assert who(f"公开数量有所增加，{said}。" + FIRST) == (None, None)
        assert who(f"{said}。{PERIOD}" + FIRST) == (None, 2023)


def test_a_year_that_is_not_over_when_the_page_is_published_is_no_period() -> None:
    title = "盐池县测试局政府信息公开工作年度报告\n"
    for day, year in (("2023-01-25", None), ("2023-12-29", 2023), ("2024-01-25", 2023)):
        assert says(f"{title}发布时间：{day}\n{PERIOD}{FIRST}")["period_year"] == year
    titled = title.replace("政府", "2023年政府", 1)
    assert says(f"{titled}发布时间：2023-01-25\n{PERIOD}{FIRST}")["period_year"] == 2023


def test_a_period_that_lost_characters_tells_its_year() -> None:
    for period in ("2023 11日到1231日", "20231月1日至202312月31日", "2023年1月1日至12月31日"):
        assert who(period + FIRST) == (None, 2023)


def test_title_and_period_are_told_side_by_side_and_the_prose_is_not() -> None:
    found = says(TITLE + "\n" + PERIOD)
    assert (found["title_year"], found["period_year"], found["title_line"], found["period_line"]) == (2021, 2023, 1, 2)
    assert who(f"{PERIOD}{FIRST}2022年，合成市教育局2022年政府信息公开工作年度报告") == (None, 2023)
    assert who(f"一、总体情况\n{PERIOD}") == (None, 2023)
    assert who(f"一、总体情况\n二、主动公开政府信息情况\n{PERIOD}") == (None, None)


def test_a_report_that_says_we_is_the_signatures() -> None:
    for self_name in ("我局", "本局", "该局", "我市教育局"):
        assert who(f"{self_name}2021年政府信息公开工作年度报告{FIRST}{NAME}\n2022年1月17日") == (NAME, 2021)


def test_the_title_is_trusted_before_the_line_above_the_signature_and_the_publisher() -> None:
    bare = "2021年政府信息公开工作年度报告"
    above, publisher, end = "合成县民政局", "发布机构：合成县公安局", f"{FIRST}合成县财政局\n2022年1月17日"
    assert who(f"{publisher}\n{above}\n{TITLE}{end}") == (NAME, 2021)
    assert who(f"{publisher}\n{above}\n{bare}{end}") == ("合成县民政局", 2021)
    assert who(f"{publisher}\n{bare}{end}") == ("合成县财政局", 2021)
    assert who(f"{publisher}\n{bare}{FIRST}") == ("合成县公安局", 2021)
    assert who(f"导航\n{bare}{FIRST}") == (None, 2021)


@pytest.mark.parametrize(
    "end",
    [
        [NAME, "2022年1月17日"],
        [NAME, "", "　　2022 年 1 月 17 日"],
        [NAME, "二〇二二年一月十七日"],
        [f"{NAME}　2022年1月17日"],
        [f"{NAME}2022-01-17"],
        [NAME, "2022年1月17日", "联系电话：000-0000000", "打印 关闭"],
    ],
)
def test_a_signature_is_a_name_and_a_date(end: list[str]) -> None:
    assert signed(*end) == (NAME, date(2022, 1, 17))


def test_a_name_behind_the_end_of_the_prose_signs_without_a_date() -> None:
    assert signed("无其他需要报告的事项。", NAME) == (NAME, None)
    assert signed("无", NAME) == (NAME, None)
    assert signed("这是正文。", NAME, "打印 关闭") == (NAME, None)
    for end in ([NAME], ["导航", NAME], ["这是正文。", NAME, "导航"], ["这是正文。", f"主办：{NAME}"]):
        assert signed(*end) == (None, None)


def test_the_last_date_is_the_signatures() -> None:
    assert signed("合成县民政局", "2021年1月1日", NAME, "2022年1月17日") == (NAME, date(2022, 1, 17))


@pytest.mark.parametrize(
    "end",
    [[NAME], [NAME, "2022年1月"], [NAME, "2022年2月30日"], ["我们的工作截至2022年1月17日"], ["2022年1月17日会议"]],
)
def test_what_is_no_date_alone_or_behind_a_name_signs_nothing(end: list[str]) -> None:
    assert signed(*end)[1] is None


def test_a_date_without_a_name_is_a_date() -> None:
    assert signed("这是正文。", "2022年1月17日") == (None, date(2022, 1, 17))


def test_a_signature_stands_in_the_last_lines() -> None:
    assert signed(NAME, "2022年1月17日", *["打印"] * (TAIL_LINES - 2)) == (NAME, date(2022, 1, 17))
    assert signed(NAME, "2022年1月17日", *["打印"] * TAIL_LINES) == (None, None)


@pytest.mark.parametrize("line", ["发布日期：2022-01-20", "【成文日期】2022年1月20日", "公开日期:[2022/1/20]"])
def test_a_date_in_the_header_block_is_the_publication(line: str) -> None:
    found = says(f"索引号：000\n{line}\n{TITLE}{FIRST}{NAME}\n2022年1月17日")
    assert (found["published_date"], found["signed_date"]) == (date(2022, 1, 20), date(2022, 1, 17))


@pytest.mark.parametrize("end", ["本年无收费。", "无"])
def test_a_page_on_one_line_is_signed_and_published(end: str) -> None:
    prose = "二、主动公开政府信息情况 样例 " * 60
    foot = f"{NAME} 2022年1月17日 京ICP备00000000号"
    found = says(f"首页 {TITLE} 发布日期：2022-01-20 一、总体情况 {prose}六、其他需要报告的事项 {end} {foot}")
    assert (found["published_date"], found["signed_date"], found["signed_agency"]) == (
        date(2022, 1, 20),
        date(2022, 1, 17),
        NAME,
    )


def test_a_date_behind_the_first_section_is_no_publication() -> None:
    assert says(f"{TITLE}{FIRST}发布日期：2022-01-20")["published_date"] is None


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2021年度政府信息公开工作年度报告编制和公布工作的通知",
        "2021年政府信息公开工作年度报告格式",
        "合成市政府信息公开年度报告编制办法",
        "《政府信息公开年度报告指南》",
    ],
)
def test_a_notice_about_reports_is_another_kind_of_document(title: str) -> None:
    assert says(title)["is_other"] is True


def test_a_template_is_told_from_a_notice() -> None:
    titles = [
        "2021年政府信息公开工作年度报告格式",
        "政府信息公开工作年度报告（模板）",
        "关于政府信息公开年报格式的通知",
        TITLE,
    ]
    assert [says(title)["is_template"] for title in titles] == [True, True, False, False]


def test_blanks_make_no_agency() -> None:
    for name in ("××局", "XX局", "XX市测试局", "某某局", "合成市某局"):
        assert who(f"{name}2021年政府信息公开工作年度报告{FIRST}{name}\n2022年1月17日") == (None, 2021)


def test_a_report_is_no_other_kind() -> None:
    assert says(TITLE)["is_other"] is False
    assert says(f"合成市通知局{TITLE}")["is_other"] is False
    assert says("导航")["is_other"] is False


@pytest.mark.parametrize(("mark", "revised"), [("（更正）", True), ("(修订版)", True), ("", False)])
def test_a_revision_is_marked_in_the_title(mark: str, revised: bool) -> None:
    assert says(TITLE + mark)["is_revision"] is revised


def test_words_of_a_hijacked_site_make_no_agency() -> None:
    assert who(f"app官网:{TITLE}") == (None, 2021)
    assert who(f"首页>{TITLE}") == (None, None)


def test_each_document_of_a_batch_has_one_row_in_order() -> None:
    texts = [TITLE + FIRST, "导航", f"合成县民政局2020年政府信息公开工作年度报告{FIRST}合成县民政局\n2021年1月5日"]
    found = identities(*headed(*texts))
    assert found.select("doc", "agency_name_printed", "title_year", "signed_date").rows() == [
        (0, NAME, 2021, None),
        (1, None, None, None),
        (2, "合成县民政局", 2020, date(2021, 1, 5)),
    ]


def test_the_frame_has_the_promised_types_even_of_nothing() -> None:
    schema = {
        **{"doc": pl.UInt32, "title": pl.String, "titles": pl.UInt32},
        **dict.fromkeys(["agency_name_printed", *NAMES, "joined_agency", "title_other"], pl.String),
        **{"title_year": pl.Int16, "title_years": pl.UInt32, "title_line": pl.Int32},
        **{"period": pl.String, "period_year": pl.Int16, "period_line": pl.Int32},
        **{"signed_date": pl.Date, "signed_line": pl.Int32},
        **{"published_date": pl.Date, "published_line": pl.Int32, "published_by": pl.String},
        **dict.fromkeys(["below_other", "is_revision", "is_other", "is_template"], pl.Boolean),
    }
    for texts in ([TITLE], ["导航"], [""], []):
        assert dict(identities(*headed(*texts)).schema) == schema
