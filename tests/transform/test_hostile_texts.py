"""Texts made to break the reader: each is a report or rejected, and a value is what is printed or none."""

from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import documents, report
from transform.batch import read_batch

LARGEST = "999999999999"
BASE = report()
NUMBERS = [LARGEST, f"{LARGEST}.9999", f"{LARGEST}万元", "9" * 13, "9" * 18, "9" * 40, "0" * 30, "-5", f"-{LARGEST}"]
NUMBERS += ["1e9", "１２", "٣", "½", "1.2.3", "0x10", "NaN", "inf", "--1", "+0", "1,23,4", "\u202e12", "1\u200b2"]


def with_cells(cell: str) -> str:
    """A report all of whose zeros are printed as `cell`."""
    lines = BASE.split("\n")
    return "\n".join("\t".join([cell if it == "0" else it for it in line.split("\t")]) for line in lines)


def values(tables: dict[str, pl.DataFrame], report_id: str) -> set[Decimal | int | None]:
    """Every value of every cell of a report."""
    forms = ("disclosure", "application", "dispute")
    return {value for form in forms for value in tables[f"fact_{form}"].filter(report_id=report_id)["value"]}


def test_a_number_in_every_cell() -> None:
    tables = read_batch(documents(*map(with_cells, NUMBERS), names=NUMBERS))
    assert tables["report"]["source_uri"].to_list() == NUMBERS
    for cell, report_id in tables["report"].select("source_uri", "report_id").iter_rows():
        if cell == LARGEST:
            assert values(tables, report_id) == {int(LARGEST)}
        elif len(cell) > 12 and cell.isdigit():
            assert values(tables, report_id) == {None}


UNKEPT = [
    "9" * 14,
    "9" * 21,
    "9" * 60 + ".99999",
    "9" * 12 + "万",
    "约" + "9" * 12 + "亿",
    "0.00001",
    "1.2.3",
    "٣٣",
    "亿亿",
]


def test_a_claim_that_cannot_be_kept_is_none_and_no_part_of_it_and_the_largest_is_kept() -> None:
    texts = [report(overview=[f"全年公开信息{number}条。"]) for number in [*UNKEPT, f"近{LARGEST}"]]
    tables = read_batch(documents(*texts))
    assert tables["report"].height == len(texts)
    claims = tables["fact_claim"].select("report_id", "value").rows()
    assert claims == [(tables["report"]["report_id"][-1], Decimal(LARGEST))]


def test_a_day_that_is_none() -> None:
    days = ["9999年12月31日", "2021年13月45日", "2022年2月30日", "2099年9月9日", "二〇二二年九十月九十九日"]
    tables = read_batch(documents(*(report(end=["盐池县测试局", day]) for day in days)))
    assert list(map(str, tables["report"]["signed_date"])) == ["None", "None", "None", "2099-09-09", "None"]


LONG = {
    "digits": "1" * 10**6,
    "tabs": "\t" * 10**6,
    "numbers": "其他\t" + "1\t" * 10**5,
    "brackets": "（" * 10**6,
    "pairs": "()" * 10**6,
    "labels": "其他\n" * 10**5,
    "labels_in_a_row": "其他" * 10**5,
    "rulers": "---|" * 10**5,
    "blanks": "甲" + " " * 10**6 + "乙",
    "commas": "公开信息1" + ",111" * 10**5 + "条。",
    "years": "2021年" * 10**5,
    "signs": "e" + "\u0301" * 10**5,
    "ligatures": "\ufdfa" * 10**5,
    "tables": "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n总计\n" * 10**4,
    "lines": "\n" * 10**6,
}


def test_what_repeats_without_end_is_read() -> None:
    batch = documents(*(BASE + text + "\n" + BASE for text in LONG.values()), names=list(LONG))
    tables = read_batch(batch)
    assert tables["report"]["source_uri"].to_list() == list(LONG)


PIECES = [
    "\x00",
    "\ufffd",
    "\u202e",
    "\ufeff",
    "\u2028",
    "\x85",
    "\r",
    "\v",
    "'; DROP TABLE report; --",
    "=cmd()",
    '"',
    "\\",
]


@st.composite
def harmed(draw: st.DrawFn) -> str:
    """A report with anything anywhere."""
    text = BASE
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 30))
        text = text[:start] + draw(st.sampled_from(PIECES + NUMBERS) | st.text(max_size=20)) + text[start + length :]
    return text


@settings(max_examples=4, deadline=None)
@given(st.lists(harmed(), min_size=8, max_size=8))
def test_a_report_with_anything_anywhere_is_accounted_for(texts: list[str]) -> None:
    tables = read_batch(documents(BASE, *texts))
    assert tables["report"].height + tables["rejected"].height == 9
    assert "doc-0.txt" in tables["report"]["source_uri"]
