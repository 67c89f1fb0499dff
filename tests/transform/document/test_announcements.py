"""Sentences that say who reports and on which year."""

import polars as pl
import pytest

from transform.document.evidence.announcements import announcements
from transform.lexicon import words_by

WORDS = words_by("role", "document.csv")
NAME = "合成县样例局"


def said(text: str, beyond: str = "") -> list[tuple[str, str | None, int | None]]:
    """Source, name and year of each sentence that says one."""
    near, below = (pl.DataFrame({"doc": [0], "line_no": [at], "text": [line]}) for at, line in ((1, text), (9, beyond)))
    return announcements(near, below, WORDS).select("source", "name", "year").rows()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"现公布{NAME}2021年政府信息公开工作年度报告。", ("announcement", NAME, 2021)),
        (f"现将{NAME}2021年度政府信息公开工作情况报告如下:", ("announcement", NAME, 2021)),
        (f"根据条例,特向社会公布2021年{NAME}政府信息公开工作年度报告。", ("announcement", NAME, 2021)),
        (
            f"根据《某府办关于做好2020年度政府信息公开工作年度报告编制工作的通知》要求,现公布{NAME}2021年政府信息公开年度报告。",
            ("announcement", NAME, 2021),
        ),
        ("特编制2021年政府信息公开工作年度报告。", ("announcement", None, 2021)),
        ("现公布我局2021年政府信息公开工作年度报告。", ("announcement", None, 2021)),
        ("所列数据截至2021年12月31日。", ("as_of", None, 2021)),
        ("所列数据截止202112月31日。", ("as_of", None, 2021)),
        (f"填报单位:{NAME}(2021年度)", ("unit", NAME, 2021)),
        (f"单位:{NAME} 2021年度".replace(" ", ""), ("unit", NAME, 2021)),
        (f"本报告由{NAME}编制。", ("compiled", NAME, None)),
        (f"本报告由{NAME}根据条例编制。", ("compiled", NAME, None)),
        (f"如有疑问,请与{NAME}联系。", ("contact", NAME, None)),
        (f"如有疑问,请联系:{NAME}(地址:样例路1号)。", ("contact", NAME, None)),
    ],
)
def test_a_sentence_says_who_and_when(text: str, expected: tuple[str, str | None, int | None]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2021年政府信息公开工作年度报告编制工作的通知",
        f"现公布《{NAME}关于做好2021年政府信息公开工作年度报告编制工作的通知》。",
        "2021年,样例栏目公开信息三十条。",
        "导航",
    ],
)
def test_other_sentences_say_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "torn", ["现将某镇2021年政府信息公开工作年度报告如下", "现公布的2021年政府信息公开工作年度报告"]
)
def test_what_is_no_name_is_none(torn: str) -> None:
    assert [name for _, name, _ in said(torn)] == [None]


def test_below_the_opening_only_who_made_it_and_whom_to_ask_count() -> None:
    assert said("导航", f"本报告由{NAME}编制。") == [("compiled", NAME, None)]
    assert said("导航", f"现公布{NAME}2020年政府信息公开工作年度报告。") == []
