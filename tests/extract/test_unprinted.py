"""What prints nothing parts no number, no name and no blank cell; what turns the order of characters stays."""

import pytest

from extract.pages import page_texts
from extract.text.unprinted import RULE, UNPRINTED
from tests.transform.prints import documents
from transform.batch import read_batch

REPORT = """石泉县莲藕保护局202{0}2年政府信息公开工作年度报告

一、总体情况
2022年,本局共收到政府信息公开申请4{0}33件。

二、主动公开政府信息情况
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t4{0}33
第二十条第（六）项
信息内容\t本年处理决定数量
行政处罚\t{0}0{0}
行政强制\t{0}
"""
PAGE = "<html><body><h1>{0}石泉县莲藕保护局2022年政府信息公开工作年度报告</h1><p>收到申请4{0}33件</p></body></html>"


@pytest.mark.parametrize("mark", UNPRINTED, ids=lambda mark: f"{ord(mark):04x}")
def test_what_prints_nothing_is_not_read(mark: str) -> None:
    pages = page_texts(documents(REPORT.format(mark)))
    tables = read_batch(pages)
    facts = tables["fact_disclosure"].select("row_code", "value", "state").rows()
    assert ("licensing", 433, "reported") in facts
    assert ("penalty", 0, "reported") in facts
    assert ("coercion", None, "missing") in facts
    claims = tables["fact_claim"].filter(topic="applications_received")
    assert claims["value"].to_list() == [433]
    assert tables["report"]["report_year"].to_list() == [2022]
    assert tables["leftover"].is_empty()
    assert pages["decoded_by"].str.ends_with(RULE).all()


def test_pages_and_stored_texts_too() -> None:
    page = page_texts(documents(PAGE.format("\u200b")))
    assert "433" in page["text"][0]
    assert page["decoded_by"][0].endswith(f"+html{RULE}")
    assert page_texts(page).equals(page)


def test_a_text_without_any_is_as_it_was() -> None:
    told = documents(REPORT.format(""))
    assert page_texts(told).equals(told)


def test_what_turns_the_order_of_characters_stays() -> None:
    told = documents(REPORT.format("").replace("\t433", "\t4\u202e33"))
    assert page_texts(told).equals(told)
    facts = read_batch(told)["fact_disclosure"].filter(row_code="licensing")
    assert facts["state"].to_list() == ["missing"]
