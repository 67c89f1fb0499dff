"""Whom a report is addressed to does not speak in it; names of equal right that differ leave the agency open."""

import polars as pl
import pytest

from extract.lists.manifest import MANIFEST
from tests.transform.prints import documents
from transform.batch import read_batch

TITLE = "2022年度政府信息公开工作报告"
SAYS = "现将我局2022年度政府信息公开工作情况报告如下："
FORM = "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t12"
OFFICE, OWN, DAY = "盐池县人民政府办公室", "盐池县测试保护局", "2023年1月12日"


def speaker(*text: str, manifest: str | None = None) -> tuple[str | None, str | None]:
    """The agency that a document is loaded under, and the reason where it is held."""
    rows = [{"source_uri": "doc-0.txt", "manifest_agency": manifest}] if manifest else []
    tables = read_batch(documents("\n".join(text) + "\n"), manifest=pl.DataFrame(rows, schema=MANIFEST))
    names, reasons = tables["report"]["agency_name_printed"].to_list(), tables["held"]["reason"].to_list()
    return names[0] if names else None, reasons[0] if reasons else None


@pytest.mark.parametrize(
    "addressed",
    [
        [TITLE, f"{OFFICE}："],
        [TITLE, "", f"{OFFICE}，"],
        [TITLE, "盐池县人民政府："],
        [TITLE, "盐池县政务公开办："],
        [TITLE, f"{OFFICE}、盐池县司法局："],
        [TITLE, f"主送：{OFFICE}"],
        [f"{OFFICE}：", TITLE],
        # Without a mark too, where the report says what it is not.
        [TITLE, OFFICE],
        ["盐池县人民政府", TITLE],
    ],
)
def test_the_signature_speaks_and_not_whom_the_report_addresses(addressed: list[str]) -> None:
    assert speaker(*addressed, SAYS, FORM, OWN, DAY) == (OWN, None)


@pytest.mark.parametrize("says", [SAYS, SAYS.replace("我局", "我单位")])
def test_an_addressee_alone_makes_no_agency(says: str) -> None:
    assert speaker(TITLE, f"{OFFICE}：", says, FORM) == (None, "agency_unknown")


def test_a_name_beside_the_title_against_the_signature_leaves_the_agency_open() -> None:
    text = (TITLE, "盐池县民政局", SAYS, FORM, OWN, DAY)
    assert speaker(*text) == (None, "agency_unknown")
    assert speaker(*text, manifest=OWN) == (OWN, None)
    assert speaker(*text, manifest="盐池县民政局") == ("盐池县民政局", None)


@pytest.mark.parametrize("signed", [OWN, "盐池县教育局", "盐池县花马池镇人民政府"])
def test_another_bodys_signature_under_a_title_of_the_place_leaves_the_agency_open(signed: str) -> None:
    text = (f"盐池县{TITLE}", "现将2022年度政府信息公开工作情况报告如下：", FORM, signed, DAY)
    assert speaker(*text) == (None, "agency_unknown")
    assert speaker(*text, manifest=signed) == (signed, None)
    assert speaker(*text, manifest="盐池县人民政府") == ("盐池县", None)


@pytest.mark.parametrize(
    "signed",
    [
        *("盐池县人民政府", OFFICE, "盐池县政府办", "盐池县政务公开办公室", "盐池县政府信息公开工作领导小组"),
        "盐池县政务服务和大数据管理局",
    ],
)
def test_a_governments_offices_sign_for_it(signed: str) -> None:
    text = (f"盐池县{TITLE}", "现将2022年度政府信息公开工作情况报告如下：", FORM, signed, DAY)
    assert speaker(*text) == ("盐池县", None)


@pytest.mark.parametrize("signed", [OWN, f"{OWN}办公室", "测试保护局"])
def test_one_body_under_two_names_speaks(signed: str) -> None:
    assert speaker(TITLE, OWN, SAYS, FORM, signed, DAY) == (OWN, None)


def test_a_title_that_names_the_agency_needs_no_other() -> None:
    assert speaker(f"{OWN}{TITLE}", f"{OFFICE}：", SAYS, FORM, OWN, DAY) == (OWN, None)


def test_a_town_that_says_so_is_named_by_the_line_below_its_title() -> None:
    says = "2022年度，本街道对照目录查漏补缺，新内容随办随发。"
    assert speaker(TITLE, "于洪区合成岭街道办事处：", "一、总体情况", says, FORM) == ("于洪区合成岭街道办事处", None)


@pytest.mark.parametrize(
    "text",
    [
        (f"盐池县民政局、{OWN}{TITLE}",),
        (f"盐池县民政局 盐池县教育局{TITLE}",),
        (f"盐池县民政局 盐池县双拥办{TITLE}",),
        (f"盐池县民政局\t盐池县双拥办\t{TITLE}",),
        (f"盐池县民政局和盐池县国资局{TITLE}",),
        (f"中共盐池县委 盐池县人民政府{TITLE}",),
        (f"盐池县民政局 吴忠市民政局盐池分局{TITLE}",),
        (TITLE, SAYS, FORM, f"盐池县民政局、{OWN}", DAY),
        (TITLE, SAYS, FORM, "盐池县民政局　盐池县教育局", DAY),
        (TITLE, SAYS, FORM, "盐池县民政局 教育局", DAY),
    ],
)
def test_two_bodies_together_are_no_agency(text: tuple[str, ...]) -> None:
    assert speaker(*text, FORM) == (None, "agency_unknown")


def test_a_seal_is_no_part_of_a_name() -> None:
    assert speaker(TITLE, SAYS, FORM, f"{OWN}（公章）", DAY) == (OWN, None)
