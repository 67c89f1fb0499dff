"""Lines that a program cut after so many characters are one line again; others are left."""

import unicodedata

import pytest

from bench.synthetic import generate
from extract.pages import page_texts
from extract.text.folded import RULE
from tests.transform.prints import documents

PROSE = "本机关把公开工作列入日常事项，明确专人负责，按时更新栏目内容，回应各方面关心的事项。" * 15
ROWS = "\n".join(f"{name}\t1\t0\t12\t3" for name in ("规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制"))
TEXT = f"样例局2021年度报告\n{PROSE}\n第二段：{PROSE}\n{ROWS}\n样例局\n2022年1月5日"


def read(text: str) -> tuple[str, str]:
    found = page_texts(documents(text)).row(0, named=True)
    return found["text"], found["decoded_by"]


def folded(text: str, width: int, *, shown: bool) -> str:
    out = []
    for line in text.split("\n"):
        cut, wide = "", 0
        for one in line:
            size = 2 if shown and unicodedata.east_asian_width(one) in "WF" else 1
            if wide + size > width:
                out.append(cut)
                cut, wide = "", 0
            cut, wide = cut + one, wide + size
        out.append(cut)
    return "\n".join(out)


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("width", [31, 40, 60, 76, 79, 120])
def test_a_folded_text_is_unfolded(width: int, *, shown: bool) -> None:
    text, rule = read(folded(TEXT, width, shown=shown))
    assert text.replace("。\n", "。") == TEXT.replace("。\n", "。")
    assert text.endswith(f"。\n{ROWS}\n样例局\n2022年1月5日")
    assert rule == f"utf-8{RULE}"


def test_a_table_as_wide_as_its_widest_line_is_not_folded() -> None:
    prose = "\n".join([PROSE[:37], PROSE[:29], PROSE[:35]] * 5)
    table = "\n".join(f"{name:　<20}{'0':>10}{'12':>10}" for name in ("规章", "行政许可", "行政处罚") * 5)
    text = f"样例局2021年度报告\n{prose}\n{table}\n样例局"
    assert read(text) == (text, "utf-8")


@pytest.mark.parametrize("text", [it.text for it in generate(16, 5) if not it.text.startswith("<")])
def test_a_text_of_lines_that_end_anywhere_is_left(text: str) -> None:
    assert read(text) == (text, "utf-8")


@pytest.mark.parametrize("names", [("教育", "财政"), ("教育", "财政", "民政", "司法", "水利", "商务", "审计", "统计")])
def test_titles_that_are_the_longest_lines_of_short_reports_are_whole(names: tuple[str, ...]) -> None:
    """They are as long as each other, come again and again, and what stands below each is shorter."""
    text = "".join(f"样例县{name}局2022年政府信息公开工作年度报告\n一、总体情况\n样例文本。\n" for name in names) * 30
    assert read(text) == (text, "utf-8")
