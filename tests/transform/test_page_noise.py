"""What stands around a report does not speak in it: menus, sites, media centres, pieces of names, file names."""

from datetime import date

import polars as pl
import pytest

from extract.lists.manifest import MANIFEST
from tests.transform.prints import documents
from tests.transform.test_addressees import DAY, FORM, OWN, TITLE, speaker
from transform.batch import read_batch
from transform.document.evidence.outside import path_names

SAYS = "现将2022年度政府信息公开工作情况报告如下："
GOVERNMENT = "盐池县人民政府"
MENU = ["盐池县民政局", "盐池县司法局", "盐池县财政局", "盐池县水务局"]
EDUCATION = "盐池县教育局"


def under(name: str, *text: str) -> str | None:
    """The agency that a document without a name of its own is loaded under by the name of its file."""
    frame = documents("\n".join(text) + "\n").with_columns(source_uri=pl.lit(name))
    return next(iter(read_batch(frame)["report"]["agency_name_printed"].to_list()), None)


@pytest.mark.parametrize(
    "menu", [MENU, [" ".join(MENU)], ["民政局", "司法局", "水务局"], ["民政局 司法局 财政局 水务局 统计局"]]
)
def test_a_menu_of_bureaus_names_nobody(menu: list[str]) -> None:
    assert speaker(*menu, "首页 > 政务公开 > 年报", TITLE, SAYS, FORM)[0] is None
    assert speaker(*menu, TITLE, SAYS, FORM, OWN, DAY) == (OWN, None)


@pytest.mark.parametrize("folder", ["盐池县政府部门", "县政府部门", "盐池县政府工作部门"])
def test_a_folder_of_all_bureaus_is_none(folder: str) -> None:
    assert speaker(f"首页 > 政务公开 > {folder}", TITLE, SAYS, FORM)[0] is None


def test_what_a_later_section_calls_its_body_is_no_government() -> None:
    later = ("五、存在的主要问题及改进情况", "下一步，我局将继续做好公开工作。")
    assert speaker(GOVERNMENT, TITLE, SAYS, FORM) == (GOVERNMENT, None)
    assert speaker(GOVERNMENT, TITLE, SAYS, FORM, *later)[0] is None


@pytest.mark.parametrize("source", ["盐池县融媒体中心", "盐池县政府信息中心", "本站", "盐池县党政办"])
def test_who_put_a_report_on_the_page_does_not_speak(source: str) -> None:
    assert speaker(TITLE, f"来源：{source} 发布时间：2023-01-12", SAYS, FORM)[0] is None
    assert speaker(f"盐池县{TITLE}", f"来源：{source}", SAYS, FORM) == ("盐池县", None)


def test_a_bureau_in_the_header_block_speaks_before_the_site_above_the_title() -> None:
    header = f"发布机构：{EDUCATION}　发布日期：2023-01-12"
    assert speaker(GOVERNMENT, TITLE, header, SAYS, FORM) == (EDUCATION, None)
    assert speaker(f"发布机构：{GOVERNMENT}办公室", TITLE, f"来源：{EDUCATION}", SAYS, FORM) == (EDUCATION, None)
    assert speaker(GOVERNMENT, TITLE, "发布机构：盐池县政务服务管理局", SAYS, FORM) == (GOVERNMENT, None)


@pytest.mark.parametrize("cut", ["…县教育局", "...育局", "……盐池县教育局"])
def test_what_a_cut_left_of_a_name_is_none(cut: str) -> None:
    assert speaker(f"{cut}{TITLE}", SAYS, FORM)[0] is None
    assert speaker(f"{cut}{TITLE}", SAYS, FORM, OWN, DAY) == (OWN, None)


@pytest.mark.parametrize(
    "title",
    [
        f"{EDUCATION}2022年政府信息公开工作…",
        f"{EDUCATION}2022年政府信息公开工作年度...",
        f"{EDUCATION}_{TITLE}",
        f"（{EDUCATION}）{TITLE}",
        f"[{EDUCATION}]{TITLE}",
        f"{EDUCATION}机关{TITLE}",
        f"{EDUCATION}及所属单位{TITLE}",
        f"{EDUCATION}政府信息公开工作年度报告2022",
        f"{EDUCATION}2022年政府信息公开工作年度报告2023.1",
        f"{EDUCATION}2022年政府信息公开工作年度报告20230112",
        f"{EDUCATION}2022年1月1日至12月31日政府信息公开工作年度报告",
        f"ArticleTitle：{EDUCATION}{TITLE}",
    ],
)
def test_titles_as_lists_and_files_have_them_name_agency_and_year(title: str) -> None:
    tables = read_batch(documents("\n".join([title, "一、总体情况", "公开信息12条。", FORM]) + "\n"))
    (report,) = tables["report"].select("agency_name_printed", "report_year").rows()
    assert report == (EDUCATION, 2022)


@pytest.mark.parametrize(
    "name", [f"{EDUCATION}/2022年年报.txt", f"2022年_{EDUCATION}_年报.txt", f"{EDUCATION}年度报告.txt"]
)
def test_what_a_file_is_is_no_part_of_whose_it_is(name: str) -> None:
    assert under(name, "政府信息公开工作年度报告", "统计期限为2022年1月1日至2022年12月31日。", FORM) == EDUCATION


@pytest.mark.parametrize("signed", [f"{GOVERNMENT}办公室", GOVERNMENT])
def test_a_place_above_the_title_is_its_government_that_an_office_signs_for(signed: str) -> None:
    assert speaker("盐池县", TITLE, SAYS, FORM, signed, DAY) == ("盐池县", None)


def test_a_form_tells_its_unit_before_the_day_on_which_it_was_filled_in() -> None:
    assert speaker(TITLE, f"填报单位（盖章）：{OWN}    填报日期：2023年1月12日", SAYS, FORM) == (OWN, None)


@pytest.mark.parametrize("body", ["区融媒体中心", "区红十字会", "区机关事务服务中心"])
def test_the_site_tells_which_district_a_body_of_the_district_is_of(body: str) -> None:
    """西湖区 is of 杭州 and of 南昌."""
    site = ("杭州市西湖区人民政府门户网站", f"首页 > 西湖区 > {body}")
    tables = read_batch(documents("\n".join([*site, f"{body}{TITLE}", SAYS, FORM]) + "\n"))
    assert tables["report"]["agency_name_printed"].to_list() == [body]
    assert tables["agency"]["region_code"].to_list() == ["330106"]


def test_a_street_that_begins_like_a_city_is_where_its_site_says() -> None:
    text = ("杭州市西湖区人民政府门户网站", f"广州路街道办事处{TITLE}", SAYS, FORM)
    assert read_batch(documents("\n".join(text) + "\n"))["agency"]["region_code"].to_list() == ["330106"]


@pytest.mark.parametrize(
    "name",
    [
        f"{EDUCATION}定稿.txt",
        f"附件1{EDUCATION}2022年盖章版.txt",
        "盐池县/县直部门/教育局/2022年.txt",
        "盐池县/县教育局/2022年年报.txt",
        "宁夏/盐池县/政府部门/县教育局/2022.txt",
        f"新建文件夹/{EDUCATION}（终稿）.txt",
    ],
)
def test_folders_of_many_and_states_of_a_file_are_no_part_of_a_name(name: str) -> None:
    text = ("政府信息公开工作年度报告", "统计期限为2022年1月1日至2022年12月31日。", FORM)
    frame = documents("\n".join(text) + "\n").with_columns(source_uri=pl.lit(name))
    assert read_batch(frame)["agency"]["agency_id"].to_list() == ["640323-education"]


def test_a_word_that_begins_like_a_kind_of_place_stays_whole() -> None:
    assert path_names("郑州市/市容管理局/2022.txt")[0] == "郑州市市容管理局"
    assert path_names("郑州市/市教育局/2022.txt")[0] == "郑州市教育局"


def test_an_office_with_a_second_name_in_brackets_is_the_office() -> None:
    title = f"盐池县人民政府办公室（县外事办公室）{TITLE}"
    tables = read_batch(documents("\n".join([title, SAYS, FORM]) + "\n"))
    assert tables["agency"]["agency_id"].to_list() == ["640323-government_office"]


@pytest.mark.parametrize("name", ["国家统计局阿克苏调查队", "恒山风景名胜区林业局"])
def test_a_short_name_of_two_places_leaves_the_place_open(name: str) -> None:
    """阿克苏 is the prefecture or the city in it; 恒山 is a mountain and, elsewhere, a district."""
    assert read_batch(documents("\n".join([f"{name}{TITLE}", SAYS, FORM]) + "\n"))["agency"][
        "region_code"
    ].to_list() == [None]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("国家金融监督管理总局大兴安岭监管分局", "232700"),
        ("中国银保监会温州监管分局", "330300"),
        ("中国银行保险监督管理委员会温州监管分局", "330300"),
    ],
)
def test_supervisors_of_banks_are_their_citys(name: str, code: str) -> None:
    tables = read_batch(documents("\n".join([f"{name}{TITLE}", SAYS, FORM]) + "\n"))
    assert tables["agency"]["region_code"].to_list() == [code]


@pytest.mark.parametrize("title", ["林场", "水库管理处", "第一中学"])
def test_a_title_that_names_a_body_without_its_place_is_not_the_governments(title: str) -> None:
    assert speaker(GOVERNMENT, f"{title}{TITLE}", f"发布机构：{GOVERNMENT}", SAYS, FORM)[0] != GOVERNMENT
    assert speaker(GOVERNMENT, f"县政府{TITLE}", f"发布机构：{GOVERNMENT}", SAYS, FORM)[1] is None


def test_a_bureau_above_the_title_against_the_header_block_leaves_the_agency_open() -> None:
    """The first may be the last of a page's menu."""
    text = ("盐池县民政局", TITLE, f"来源：{EDUCATION}", SAYS, FORM)
    assert speaker(*text) == (None, "agency_unknown")
    assert speaker(*text, manifest=EDUCATION)[0] is not None
    assert speaker(*text, "盐池县民政局", DAY) == ("盐池县民政局", None)
    assert speaker(EDUCATION, TITLE, "来源：盐池县教育体育局", SAYS, FORM) == (EDUCATION, None)


def test_a_free_trade_zones_bureau_is_no_central_body() -> None:
    text = (f"中国（四川）自由贸易试验区合成管理局{TITLE}", SAYS, FORM, "中国（四川）自由贸易试验区合成管理局", DAY)
    assert "000000" not in read_batch(documents("\n".join(text) + "\n"))["agency"]["region_code"].to_list()


@pytest.mark.parametrize(("published", "year"), [(date(2023, 1, 17), 2022), (date(2024, 1, 17), 2023), (None, 2023)])
def test_a_manifests_year_that_was_not_over_when_the_page_was_published_is_none(published: date, year: int) -> None:
    text = (f"{EDUCATION}政府信息公开工作年度报告", "2022年，我局公开信息12条。", FORM, EDUCATION, "2023年1月12日")
    told = [{"source_uri": "doc-0.txt", "manifest_year": 2023, "manifest_published": published}]
    tables = read_batch(documents("\n".join(text) + "\n"), manifest=pl.DataFrame(told, schema=MANIFEST))
    assert tables["report"]["report_year"].to_list() == [year]


def test_a_year_at_the_end_of_a_path_of_links_makes_it_no_title() -> None:
    text = (
        "首页 > 政务公开 > 政府信息公开年报 > 2022",
        f"{EDUCATION}政府信息公开工作情况年度报告",
        "一、总体情况",
        FORM,
    )
    tables = read_batch(documents("\n".join(text) + "\n"))
    assert tables["report"].select("agency_name_printed", "report_year").rows() == [(EDUCATION, 2022)]


def test_a_bureau_of_a_county_that_we_do_not_know_is_not_the_provinces() -> None:
    text = (f"甘肃省合成县教育局{TITLE}", SAYS, FORM, "甘肃省合成县教育局", DAY)
    assert "620000" not in read_batch(documents("\n".join(text) + "\n"))["agency"]["region_code"].to_list()
