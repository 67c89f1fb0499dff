"""Two readings of one piece of writing: one text where they agree, and never a number where they do not."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.layout import UNSURE
from extract.scan.agreement import agreed
from transform.numbers import number_words, printed_numbers


@pytest.mark.parametrize(
    ("text", "other", "said"),
    [
        ("12", "12", "12"),
        ("12", "17", f"12{UNSURE}17"),
        ("0", "O", f"0{UNSURE}O"),
        ("1.2", "1,2", f"1.2{UNSURE}1,2"),
        ("3", "", f"3{UNSURE}"),
        ("", "", UNSURE),
        ("1 2", "12", f"1 2{UNSURE}12"),
        ("(一)予以公开", "（一）予以公开", "(一)予以公开"),
        ("三、收到和处理申请 情况", "三、收到和处理申请情况", "三、收到和处理申请情况"),
        ("行政处罚决定共有三百余件", "行政处罚决走共有三百余件", f"行政处罚决{UNSURE}共有三百余件"),
        ("全年收到申请共计12件，都已答复", "全年收到申请共计17件，都已答复", f"全年收到申请共计1{UNSURE}件，都已答复"),
    ],
)
def test_what_two_readings_say(text: str, other: str, said: str) -> None:
    assert agreed(text, other) == said


TEXTS = st.text("0123456789OolI.,-— 件万一无年月", max_size=30)


@given(TEXTS, TEXTS)
def test_what_differs_is_no_number(text: str, other: str) -> None:
    said = agreed(text, other)
    if text.split() != other.split():
        assert UNSURE in said or "".join(text.split()) == "".join(other.split()) or not set(text) & set("0123456789")
    token = pl.DataFrame({"token": [said]})
    if UNSURE in said:
        assert printed_numbers(token, number_words()).is_empty()
