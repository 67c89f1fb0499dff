"""Names of agencies in running prose."""

import pytest

from transform.agencies import load_lexicon, load_places
from transform.agencies.prose import first_name, is_surely_name, names_in
from transform.agencies.reading import Reading, read_name

PLACES, LEXICON = load_places(), load_lexicon()


def read(name: str) -> Reading:
    return read_name(name, PLACES, LEXICON)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2021年,盐池县教育局按季检查栏目。", ["盐池县教育局"]),
        ("盐池县教育局公开信息三条,盐池县民政局公开一条,盐池县教育局另有两条。", ["盐池县教育局", "盐池县民政局"]),
        ("盐池县样例镇人民政府设样例信箱。", ["盐池县样例镇人民政府"]),
        ("依照《中华人民共和国政府信息公开条例》编制。", []),
        ("《盐池县教育局样例办法》已公开。", []),
        ("中华人民共和国政府信息公开条例施行。", []),
        ("盐池县政府信息公开工作有序。", []),
        ("盐池县人民政府信息公开工作有序。", ["盐池县人民政府"]),
        ("以群众常办的样例事项为重点。", []),
        ("各乡镇按月报送。", []),
        ("本年度报告由街道办事处编制。", []),
        ("三是合成湖街道办事处、盐池县教育局等单位建了台账。", []),
        ("汇总由街道办事处编制。", []),
        ("我局按月报送。", []),
    ],
)
def test_clauses_begin_with_names_that_are_understood(text: str, names: list[str]) -> None:
    assert names_in([text], LEXICON, read) == names


def test_the_longest_name_counts() -> None:
    assert first_name("盐池县人民政府办公室按月报送", LEXICON, read) == "盐池县人民政府办公室"


@pytest.mark.parametrize(
    ("name", "told"),
    [("盐池县教育局", True), ("市教育局", True), ("教育局", False), ("盐池县", False), ("现公布某镇", False)],
)
def test_a_name_says_where_and_what(name: str, told: bool) -> None:
    assert is_surely_name(name, read) is told
