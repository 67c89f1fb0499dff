"""List numbers that Word writes when it shows a file, and that stand nowhere in its text."""

import pytest

from extract.word.numerals import numeral
from tests.extract.office.word_files import cell, paragraph, row, table, text_of


@pytest.mark.parametrize(
    ("number_format", "counts"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("upperLetter", {1: "A", 26: "Z", 28: "BB"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五"}),
        ("chineseCountingThousand", {10: "十", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十"}),
        ("japaneseCounting", {1001: "一千零一", 3020: "三千零二十"}),
        ("ideographDigital", {1: "一", 10: "一〇", 12: "一二"}),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "甲子"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑"}),
        ("decimalEnclosedParen", {1: "⑴"}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("decimalFullWidth", {12: "１２"}),
        ("none", {1: ""}),
        ("thaiLetters", {1: None}),
    ],
)  # fmt: skip
def test_formats(number_format: str, counts: dict[int, str | None]) -> None:
    assert {count: numeral(count, number_format) for count in counts} == counts


def level(at: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


CHINESE = (
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
)


def lists(levels: str = CHINESE, nums: str = "") -> str:
    first = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{first}{nums}'


def item(text: str, at: int = 0, list_id: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_levels_count_and_begin_anew() -> None:
    body = (
        item("总体")
        + item("主动", 1)
        + item("依申请", 1)
        + item("公开", 2)
        + item("情况")
        + item("甲", 1)
        + item("乙", 2)
    )
    assert text_of(body, numbering=lists()).split("\n") == [
        "一、总体", "（一）主动", "（二）依申请", "1.公开", "二、情况", "（一）甲", "1.乙",
    ]  # fmt: skip


def test_lists_of_one_definition_count_on_unless_they_say_so() -> None:
    on = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("甲") + item("乙", 0, 2) + item("丙", 0, 3) + item("丁", 0, 3)
    assert text_of(body, numbering=lists(nums=on + anew)) == "一、甲\n二、乙\n五、丙\n六、丁"


def test_a_level_may_never_begin_anew_and_name_those_above() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2.", '<w:lvlRestart w:val="0"/><w:isLgl/>')
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)
    assert text_of(body, numbering=lists(levels)) == "一、甲\n1.1.乙\n二、丙\n2.2.丁"


def test_bullets_and_unknown_formats_print_nothing() -> None:
    levels = level(0, "bullet", "\uf0b7") + level(1, "thaiLetters", "%2.")
    assert text_of(item("甲") + item("乙", 1) + item("丙", 7), numbering=lists(levels)) == "甲\n乙\n丙"


def test_a_number_never_melts_with_the_text() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%2")
    assert (
        text_of(item("5万元") + item("2021年", 1) + item("甲"), numbering=lists(levels)) == "1. 5万元\n1 2021年\n2.甲"
    )


def test_styles_number_paragraphs_and_paragraphs_opt_out() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="k"><w:basedOn w:val="h"/></w:style>'
    )
    levels = level(0, "decimal", "%1.") + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="k"/>')
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("甲", '<w:pStyle w:val="k"/>') + paragraph("乙", f'<w:pStyle w:val="h"/>{none}')
    assert text_of(body + paragraph("丙", '<w:pStyle w:val="k"/>'), numbering=lists(levels), styles=styles) == (
        "（一）甲\n乙\n（二）丙"
    )


def test_deleted_paragraphs_do_not_count() -> None:
    gone = paragraph("", '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr>')
    assert text_of(item("甲") + gone + item("乙"), numbering=lists()) == "一、甲\n二、乙"


def test_rows_are_numbered_too() -> None:
    body = table(row(cell(item("属于国家秘密", 2)), "0"), row(cell(item("", 2)), "1"))
    assert text_of(body, numbering=lists()) == "1.属于国家秘密\t0\n2.\t1"
