import dataclasses

import polars as pl
import pytest

from tests.transform.prints import FORMS, headed, lines
from transform.prose.sections import HEADING, section_headings, tidy

SIX = ["overview", "disclosure", "application", "dispute", "problems", "other"]
HEADINGS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


def found(*texts: str) -> list[tuple[int, str, int]]:
    """(document, section, line) of each heading."""
    return headed(*texts)[1].select("doc", "section", "line_no").rows()


def test_tidy_text_has_no_white_space_and_one_form_of_each_character() -> None:
    frame = pl.DataFrame({"text": ["　一、 总体\t情况（１）"]})
    assert frame.select(tidy(pl.col("text"))).item() == "一、总体情况(1)"


def test_the_six_sections_begin_at_their_headings() -> None:
    text = "标题\n\n" + "\n正文\n".join(HEADINGS)
    assert found(text) == [(0, section, 3 + 2 * i) for i, section in enumerate(SIX)]


@pytest.mark.parametrize(
    "heading",
    [
        "　　二、主动公开政府信息情况",
        "二、 主 动 公 开 政府信息情况",
        "二.主动公开",
        "二主动公开情况",
        "二、主动公开政府信息情况。本年度公开信息3条",
        "## 二、主动公开政府信息情况",
        "**二、主动公开政府信息情况**",
        "第二部分 主动公开政府信息情况",
    ],
)
def test_a_heading_in_many_prints(heading: str) -> None:
    assert found(heading) == [(0, "disclosure", 1)]


@pytest.mark.parametrize(
    "line",
    ["主动公开政府信息情况", "三、主动公开政府信息情况", "二、总体情况", "（二）主动公开", "见二、主动公开"],
)
def test_without_its_ordinal_or_its_words_it_is_no_heading(line: str) -> None:
    assert found(line) == []


def test_headings_that_lost_their_ordinals_are_some_where_there_are_several() -> None:
    bare = [heading[2:] for heading in HEADINGS]
    assert found("\n".join(bare)) == [(0, section, 1 + i) for i, section in enumerate(SIX)]
    assert found("\n".join(bare[:2])) == []
    assert found("\n".join([*bare[1:4], HEADINGS[1]]))[-1] == (0, "disclosure", 4)


def test_ordinals_may_stand_in_brackets_where_there_are_several() -> None:
    bracketed = [f"（{heading[0]}）{heading[2:]}" for heading in HEADINGS]
    assert found("\n".join(bracketed)) == [(0, section, 1 + i) for i, section in enumerate(SIX)]
    assert found("\n".join(bracketed[:2])) == []
    assert found("\n".join([HEADINGS[0], *bracketed[1:4], *HEADINGS[1:]]))[1] == (0, "disclosure", 5)


def test_an_outline_is_the_overview() -> None:
    assert found("一、概述") == [(0, "overview", 1)]


def test_the_words_stand_near_the_ordinal() -> None:
    assert found("二、" + "长" * (HEADING - 6) + "主动公开") == [(0, "disclosure", 1)]
    assert found("二、" + "长" * (HEADING - 5) + "主动公开") == []


def test_the_first_heading_of_a_section_counts() -> None:
    assert found("一、总体情况\n正文\n一、总体情况") == [(0, "overview", 1)]


def test_each_document_has_its_own_sections() -> None:
    assert found("一、总体情况", "正文", "正文\n一、总体情况\n五、存在问题") == [
        (0, "overview", 1),
        (2, "overview", 2),
        (2, "problems", 3),
    ]


def test_the_heading_is_kept_as_printed_and_not_too_long() -> None:
    assert headed("　　一、 总体情况　")[1].item(0, "heading") == "一、 总体情况"
    assert headed("一、总体情况" + "长" * 80)[1].item(0, "heading") == "一、总体情况" + "长" * 54


def test_ordinals_and_words_are_data() -> None:
    toy = pl.DataFrame(
        [("toy", "funds", "七", "资金", "资金|钱")],
        schema=["edition", "section", "ordinal", "heading", "keywords"],
        orient="row",
    )
    forms = dataclasses.replace(FORMS, sections=toy)
    frame = section_headings(lines("七、用钱情况\n一、总体情况"), forms)
    assert frame.select("section", "line_no").rows() == [("funds", 1)]


def test_no_lines_give_no_headings() -> None:
    schema = {"doc": pl.UInt32, "section": pl.String, "heading": pl.String, "line_no": pl.Int32}
    assert dict(headed("")[1].schema) == schema
    assert dict(headed()[1].schema) == schema
