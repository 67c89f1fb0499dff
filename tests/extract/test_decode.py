"""Bytes to text: every encoding, every kind of junk."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.text.decode import decode

REPORT = (
    "攀枝花市东区文化广播电视和旅游局\n2021年度政府信息公开工作年度报告\n一、总体情况\n"
    "本年度主动公开政府信息150条，其中网站120条；受理申请3件，予以公开2件。\n规章\t0\t0\t0\n"
)
COMMON = st.text(st.characters(codec="gb2312", exclude_categories=["Cc"]), max_size=80)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (REPORT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + REPORT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + REPORT.encode("utf-32-le"), "utf-32-le"),
        (REPORT.encode("utf-16-le"), "utf-16-le"),
        (REPORT.encode("utf-16-be"), "utf-16-be"),
        (REPORT.encode("gb18030"), "gb18030"),
        (REPORT.encode("gbk"), "gb18030"),
        ("\ufeff".encode("gb18030") + REPORT.encode("gb18030"), "gb18030"),
        (REPORT.replace("\n", "\r\n").encode(), "utf-8"),
        (REPORT.replace("\n", "\r").encode("gb18030"), "gb18030+lines_split"),
        (REPORT.replace("\n", "\f").encode(), "utf-8+lines_split"),
        (REPORT.encode() + b"\x00" * 4096, "utf-8"),
        (REPORT.encode("gb18030") + b"\x00" * 4095, "gb18030"),
        (REPORT.replace("政府", "政\x00府").encode(), "utf-8+controls_removed"),
        (REPORT.replace("政府", "政\x1b府").encode("gb18030"), "gb18030+controls_removed"),
        (REPORT.replace("\t", "\x07").encode(), "utf-8"),
    ],
)
def test_every_encoding_gives_the_same_clean_text(data: bytes, rule: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.rule) == (REPORT, rule)


@settings(deadline=None)
@given(COMMON, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"]))
def test_encodings_round_trip(text: str, encoding: str) -> None:
    # With a sentence in front, so that there is something to judge the encoding by.
    assert decode((REPORT * 2 + text).encode(encoding)).text == REPORT * 2 + text


def test_a_page_that_begins_with_much_script_is_judged_by_its_chinese() -> None:
    text = "<html>" + "var x = 1;\n" * 20_000 + REPORT
    assert decode(text.encode("gbk")).text == text


def test_traditional_characters_in_gb18030_are_not_taken_for_big5() -> None:
    text = "攀枝花市東區(qū)文化廣播電視和旅遊局2021年度政務(wù)信息公開工作年度報告，統(tǒng)計期限\n"
    decoded = decode(text.encode("gb18030"))
    assert (decoded.text, decoded.rule) == (text, "gb18030")


def test_big5_is_not_taken_for_gb18030() -> None:
    text = "本機關主動公開政府資訊，受理申請三件。\n年度報告：行政復議與行政訴訟情況。\n" * 3
    decoded = decode(text.encode("big5"))
    assert (decoded.text, decoded.rule) == (text, "big5hkscs")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_damage_to_one_character_leaves_the_others(encoding: str, damage: str) -> None:
    data = (REPORT + "完").encode(encoding)
    data = data[:-1] if damage == "cut" else data.replace("规章".encode(encoding), b"\xff\xff", 1)
    decoded = decode(data)
    assert decoded.rule == f"{encoding}+bytes_replaced"
    assert decoded.text is not None
    assert "受理申请3件，予以公开2件。" in decoded.text
    assert "\ufffd" in decoded.text


@pytest.mark.parametrize(
    ("data", "reason", "says"),
    [
        (b"", "empty", ""),
        (b" \r\n\t\n", "empty", ""),
        ("\ufeff　\n".encode(), "empty", ""),
        (b"\x00" * 1000, "empty", ""),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "unsupported_format", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "unsupported_format", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "unsupported_format", "Office"),
        (b"\x89PNG\r\n\x1a\n", "unsupported_format", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "unsupported_format", "JPEG"),
        (b"\x1f\x8b\x08\x00", "unsupported_format", "gzip"),
        (bytes(range(32)) * 20, "binary", "control"),
        (bytes(range(256)) * 20, "binary", "control"),
        (b"\xff\xfe\xfd" * 40, "undecodable", "encoding"),
    ],
)
def test_what_is_no_text_says_why(data: bytes, reason: str, says: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.rule, decoded.reason) == (None, None, reason)
    assert says in (decoded.detail or "")


@settings(deadline=None)
@given(st.binary(max_size=400) | st.builds(lambda head, tail: head + tail, st.binary(max_size=4), st.binary()))
def test_any_bytes_give_clean_text_or_a_reason(data: bytes) -> None:
    decoded = decode(data)
    if decoded.text is None:
        assert decoded.rule is None
        assert decoded.reason in {"empty", "binary", "unsupported_format", "undecodable"}
        assert decoded.detail
    else:
        assert decoded.rule
        assert decoded.reason is None
        assert decoded.text.strip()
        assert not [char for char in decoded.text if char < " " and char not in "\t\n"]
        decoded.text.encode()
