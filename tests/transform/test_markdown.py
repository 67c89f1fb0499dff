"""Pages that a crawler turned into Markdown: what stands in bold or italics is read as without."""

import polars as pl
import pytest

from tests.transform.prints import documents
from transform.batch import read_batch
from transform.numbers import number_words, printed_numbers

REPORT = """# {0}石泉县莲藕保护局2022年政府信息公开工作年度报告{0}

{0}一、总体情况{0}

2022年，我局共收到政府信息公开申请{0}433{0}件，主动公开政府信息{0}1,205{0}条。

## {0}二、主动公开政府信息情况{0}

| {0}第二十条第（五）项{0} | |
| --- | --- |
| {0}信息内容{0} | {0}本年处理决定数量{0} |
| {0}行政许可{0} | {0}433{0} |
| 第二十条第（六）项 | |
| 信息内容 | 本年处理决定数量 |
| 行政处罚 | *12* |
| {0}行政强制{0} | {0}3人次{0} |
"""


def test_a_bold_report_is_read_as_a_plain_one() -> None:
    bold, plain = read_batch(documents(REPORT.format("**"))), read_batch(documents(REPORT.format("")))
    for table, columns in {
        "report": ["agency_id", "report_year", "title_printed"],
        "fact_disclosure": ["row_code", "column_code", "value", "state"],
        "fact_claim": ["topic", "scope", "value", "printed", "line_no"],
        "report_section": ["section", "line_no"],
    }.items():
        shown = [name for name in columns if name in bold[table].columns]
        assert bold[table].select(shown).equals(plain[table].select(shown)), table
        assert not bold[table].is_empty()
    values = bold["fact_disclosure"].filter(state="reported")["value"].to_list()
    assert values == [433, 12, 3]
    assert bold["fact_disclosure"].filter(row_code="licensing")["raw_text"].to_list() == ["**433**"]


@pytest.mark.parametrize("token", ["12*", "**12", "*12", "1*2", "**", "**1*2**"])
def test_what_is_not_in_marks_is_no_number(token: str) -> None:
    assert printed_numbers(pl.DataFrame({"token": [token]}), number_words()).filter(print="number").is_empty()
