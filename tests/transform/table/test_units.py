"""The unit of an amount, wherever its table prints one."""

from decimal import Decimal

import polars as pl
import pytest

from tests.transform.prints import FORMS, cells, facts_of
from transform.table.labels.unit_texts import unit_texts

TITLE = "盐池县测试局2022年政府信息公开工作年度报告"
FEE = ["二、主动公开政府信息情况", "第二十条第（八）项", "信息内容\t本年收费金额", "行政事业性收费\t35000"]
HEAD = "信息内容\t本年收费金额（单位：万元）"
Fee = tuple[Decimal | None, str | None, str, str | None]

YUAN: Fee = (Decimal(35000), "CNY", "reported", None)
OF_THE_FORM: Fee = (Decimal(35000), "10k CNY", "reported", None)
OTHER: Fee = (None, None, "missing", "other_unit")
SEVERAL: Fee = (None, None, "missing", "several_units")

PAGES: dict[str, tuple[list[str], Fee]] = {
    "none": ([TITLE, *FEE], OF_THE_FORM),
    "the form's head": ([TITLE, FEE[0], HEAD, FEE[3]], OF_THE_FORM),
    "a caption": ([TITLE, "单位：件、元", *FEE], YUAN),
    "a caption that says so at length": ([TITLE, *FEE[:2], "（计量单位：件、人民币元）", *FEE[2:]], YUAN),
    "a caption in the form's unit": ([TITLE, "单位：件、万元", *FEE], OF_THE_FORM),
    "the row": ([TITLE, *FEE[:3], "行政事业性收费（元）\t35000"], YUAN),
    "the row without brackets": ([TITLE, *FEE[:3], "行政事业性收费/元\t35000"], YUAN),
    "a cell behind": ([TITLE, *FEE, "元"], YUAN),
    "a cell of its own": ([TITLE, *FEE[:3], "行政事业性收费\t35000\t元"], YUAN),
    "a line below the head": ([TITLE, *FEE[:3], "（单位：元）", FEE[3]], YUAN),
    "a label of the author's own": ([TITLE, *FEE[:2], "内容\t收取的金额（元）", FEE[3]], YUAN),
    "a note": ([TITLE, *FEE, "注：本表收费金额单位为元。"], YUAN),
    "a note that calls it a count": ([TITLE, *FEE, "备注：以上金额均以人民币元计"], YUAN),
    "a note at the end": ([TITLE, *FEE, *["本局无其他事项。"] * 20, "说明：收费金额单位为元。"], YUAN),
    "a head in pieces": ([TITLE, *FEE[:2], "信息内容", "本年收费金额（单位", "：万", "元）", FEE[3]], OF_THE_FORM),
    "a unit in pieces": ([TITLE, *FEE[:2], "信息内容", "本年收费金额（", "千", "元", "）", FEE[3]], OTHER),
    "thousands": ([TITLE, *FEE[:2], "信息内容\t本年收费金额（单位：千元）", FEE[3]], OTHER),
    "hundred millions": ([TITLE, *FEE[:2], "信息内容\t本年收费金额（亿元）", FEE[3]], OTHER),
    "hundred millions, in short": ([TITLE, *FEE[:2], "信息内容\t本年收费金额（单位：亿）", FEE[3]], OTHER),
    "millions": ([TITLE, *FEE[:2], "信息内容\t本年收费金额（单位：百万元）", FEE[3]], OTHER),
    "dollars": ([TITLE, "单位：美元", *FEE], OTHER),
    "two units": ([TITLE, "单位：件、元", FEE[0], HEAD, FEE[3]], SEVERAL),
    "two units in one note": ([TITLE, *FEE, "注：收费单位为元或万元"], SEVERAL),
    "the cell's own before all": ([TITLE, "单位：件、元", *FEE[:3], "行政事业性收费\t35000万元"], OF_THE_FORM),
    "amounts and names": (
        [TITLE, "一、总体情况", "全县投入资金3万元，多元化解纠纷。", *FEE, "注：其中诉讼费500元"],
        OF_THE_FORM,
    ),
    "another table's caption": ([TITLE, "单位：元", "培训费\t300\t500", *FEE], OF_THE_FORM),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_unit_is_what_the_table_prints(name: str) -> None:
    lines, expected = PAGES[name]
    (found,) = facts_of("disclosure", "\n".join(lines) + "\n")
    assert found.filter(row_code="fee").select("value", "unit", "state", "reason").rows() == [expected]


def test_nothing_is_nothing_in_any_unit() -> None:
    found = cells("本年收费金额（单位：千元）\n行政事业性收费\t0").filter(row_code="fee")
    assert found.select("value", "unit", "state").rows() == [(0, "10k CNY", "reported")]


def test_a_head_names_the_unit_of_its_own_column() -> None:
    found = cells("信息内容\t采购项目数量\t采购总金额（千元）\n政府集中采购\t2\t13.5", edition="2019")
    rows = found.filter(row_code="procurement").select("column_code", "value", "unit", "reason").rows()
    assert rows == [("projects", 2, "count", None), ("amount", None, None, "other_unit")]


@pytest.mark.parametrize(
    "text", ["填报单位：元谋县测试局", "多元化解单位", "收费3.5万元", "（十）行政事业性收费", "单元、公元"]
)
def test_a_part_of_a_word_is_no_unit(text: str) -> None:
    assert unit_texts(pl.Series([text]), FORMS).is_empty()
