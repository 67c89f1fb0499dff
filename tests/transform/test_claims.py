from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import lines
from transform.claims import claim_patterns, claims_of

Claim = tuple[str, Decimal, str, str | None]


def claimed(*texts: str) -> list[Claim]:
    """(topic, value, unit, qualifier) of each claim."""
    return claims_of(lines(*texts)).select("topic", "value", "unit", "qualifier").rows()


@pytest.mark.parametrize(
    ("sentence", "topic", "value", "unit"),
    [
        ("全年公开信息548条。", "published_total", "548", "count"),
        ("主动公开政府信息共1,548条。", "published_total", "1548", "count"),
        ("通过门户网站公开信息12条。", "published_website", "12", "count"),
        ("本年收到政府信息公开申请3件。", "applications_received", "3", "count"),
        ("受理申请 30 件。", "applications_received", "30", "count"),
        ("新收申请３件。", "applications_received", "3", "count"),
        ("发生行政复议案件2件。", "reconsiderations", "2", "count"),
        ("行政诉讼4起。", "lawsuits", "4", "count"),
        ("举办业务培训5次；", "training_sessions", "5", "count"),
        ("收取信息处理费12.5元。", "information_fee", "12.5", "CNY"),
    ],
)
def test_a_number_in_prose_is_a_claim(sentence: str, topic: str, value: str, unit: str) -> None:
    assert claimed(sentence) == [(topic, Decimal(value), unit, None)]


@pytest.mark.parametrize(
    ("sentence", "topic", "unit"),
    [
        ("本年未收到政府信息公开申请。", "applications_received", "count"),
        ("未受理依申请公开。", "applications_received", "count"),
        ("未收取信息处理费。", "information_fee", "CNY"),
        ("未发生行政复议。", "reconsiderations", "count"),
        ("无行政诉讼。", "lawsuits", "count"),
    ],
)
def test_words_of_zero_are_a_claim_of_zero(sentence: str, topic: str, unit: str) -> None:
    assert claimed(sentence) == [(topic, Decimal(0), unit, "zero_claim")]


def test_one_sentence_can_claim_zero_of_two_topics() -> None:
    assert [topic for topic, *_ in claimed("未发生行政复议、行政诉讼。")] == ["reconsiderations", "lawsuits"]


def test_one_printed_number_is_one_claim() -> None:
    assert [topic for topic, *_ in claimed("通过网站主动公开政府信息12条")] == ["published_website"]


def test_equal_numbers_of_two_sentences_are_two_claims() -> None:
    both = [("applications_received", Decimal(3), "count", None), ("lawsuits", Decimal(3), "count", None)]
    assert claimed("收到申请3件；行政诉讼3起。") == both


@pytest.mark.parametrize(
    ("number", "value", "qualifier"),
    [
        ("18万", "180000", None),
        ("18万余", "180000", "more_than"),
        ("1.5万多", "15000", "more_than"),
        ("200余", "200", "more_than"),
        ("共计200", "200", None),
    ],
)
def test_ten_thousands_and_more_than(number: str, value: str, qualifier: str | None) -> None:
    assert claimed(f"公开信息{number}条。") == [("published_total", Decimal(value), "count", qualifier)]


@pytest.mark.parametrize(
    "text",
    [
        "公开信息若干条。",
        "申请表3份。",
        "信息\t公开信息3条",
        "信息 | 公开信息3条",
        "全年公开信息3件。",
        "培训是重要的。",
        "",
    ],
)
def test_no_number_of_a_topic_or_a_table_is_no_claim(text: str) -> None:
    assert claimed(text) == []


def test_a_claim_stands_in_its_sentence_on_its_line() -> None:
    text = "标题\n\n全年工作平稳。公开 信息 5 条，比上年多；收到申请3件！行政诉讼2起"
    assert claims_of(lines("正文", text)).select("doc", "topic", "sentence", "line_no").rows() == [
        (1, "published_total", "公开信息5条,比上年多", 3),
        (1, "applications_received", "收到申请3件", 3),
        (1, "lawsuits", "行政诉讼2起", 3),
    ]


def test_the_same_claim_of_two_sentences_or_documents_stays() -> None:
    found = claims_of(lines("公开信息5条。公开信息5条。\n公开信息5条", "公开信息5条"))
    assert found.select("doc", "line_no").rows() == [(0, 1), (0, 1), (0, 2), (1, 1)]


def test_of_one_topic_a_sentence_makes_one_claim() -> None:
    assert claimed("新收申请3件，共受理申请4件。") == [("applications_received", Decimal(3), "count", None)]


def test_every_pattern_has_its_anchor_in_what_it_finds() -> None:
    for topic, unit, anchor, pattern in claim_patterns():
        assert anchor in pattern, topic
        assert unit in {"count", "CNY"}, topic


def test_the_frame_has_the_promised_types_even_of_nothing() -> None:
    schema = {
        "doc": pl.UInt32,
        **{"topic": pl.String, "value": pl.Decimal(18, 4), "unit": pl.String, "qualifier": pl.String},
        **{"sentence": pl.String, "line_no": pl.Int32},
    }
    for texts in (["公开信息5条"], ["正文"], []):
        assert dict(claims_of(lines(*texts)).schema) == schema


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 10**8), min_size=1, max_size=4), st.booleans())
def test_any_numbers_come_back_in_order(numbers: list[int], separated: bool) -> None:
    text = "。".join(f"收到申请{number:,}件" if separated else f"收到申请{number}件" for number in numbers)
    assert [value for _, value, _, _ in claimed(text)] == [Decimal(number) for number in numbers]
