"""What reports name as their own problems, and what they do not."""

import re

import polars as pl
import pytest

from bench.synthetic import LAYOUTS, generate
from bench.synthetic.planted import planted
from tests.transform.prose.test_sentences import document, read
from transform.prose.problems import problems_of
from transform.segment import cutter, whole_words

PROBLEM = "网站更新不够及时。"


def families(text: str) -> list[tuple[str, str]]:
    """Family and keyword of each problem that section 五 names."""
    found = problems_of(read(document(problems=text)))
    return list(found.select("family", "keyword").iter_rows())


@pytest.mark.parametrize(
    ("text", "family", "keyword"),
    [
        ("一是个别栏目内容偏少。", "website", "栏目"),
        ("工作人员业务水平不高。", "staff_training", "工作人员"),
        ("信息公开时效性有待提高。", "timeliness", "时效性"),
        ("公开意识不强。", "awareness", "意识"),
        ("政策解读形式单一。", "interpretation", "政策解读"),
        ("依申请公开办理欠缺经验。", "request_handling", "依申请公开"),
        ("部门间沟通不畅。", "coordination", "部门间"),
        ("群众知晓率较低。", "participation", "知晓率"),
        ("公开制度不健全。", "system", "制度"),
        ("存在错别字。", "content_quality", "错别字"),
        ("少数干部公开意识淡薄。", "awareness", "意识"),
        ("部门之间信息共享不足。", "coordination", "信息共享"),
        ("业务科室没有按时提供信息。", "timeliness", "没有按时"),
        ("存在重发布、轻解读的现象。", "interpretation", "轻解读"),
        ("工作人员变动频繁，业务不熟。", "staff_training", "工作人员"),
        ("信息准确性有待加强。", "content_quality", "准确性"),
        ("上年的问题已整改，但信息更新仍不及时。", "timeliness", "更新"),
    ],
)
def test_a_topic_with_a_lack_is_a_problem_of_its_family(text: str, family: str, keyword: str) -> None:
    assert families(text) == [(family, keyword)]


def test_a_sentence_names_each_family_once_with_its_first_word() -> None:
    text = "一是更新不及时，时效性不强，网站栏目单一；二是更新滞后。"
    assert families(text) == [("timeliness", "更新"), ("website", "网站"), ("timeliness", "更新")]


@pytest.mark.parametrize(
    "text",
    [
        "不存在更新不及时的问题。",
        "未发现信息内容错误。",
        "没有发现公开内容不全面的问题。",
        "针对2020年存在的信息更新不及时问题，已完成整改。",
        "通过培训，能力不足的情况得到明显改善。",
        "2021年存在的培训不足问题，通过举办培训得到解决。",
        "一是针对更新不及时的问题，建立巡查制度。",
        "纠正不规范的答复。",
        "对存在的培训不足问题进行了整改。",
        "对更新不及时的单位予以通报。",
        "无。",
        "更新及时，内容丰富。",
        "工作中存在一些不足。",
        "下一步，解决更新不够及时、培训不足的问题。",
        "针对上述问题，加强培训，避免更新不及时。",
        "（二）改进情况\n一是解决更新不够及时的问题。\n二是培训不足的加强培训。",
        "（二）下一步工作打算\n完善不健全的制度。",
        "改进的办法：完善不健全的制度；充实不足的人手。充实较少的栏目。",
        "天气不好，有时效果不够理想。",
    ],
)
def test_remedies_denials_and_chance_are_no_problems(text: str) -> None:
    assert families(text) == []


def test_a_list_of_remedies_ends_with_the_next_item_and_headings_turn_back() -> None:
    text = f"（一）{PROBLEM}我局将从以下方面改进：一是完善制度，改变更新不及时。二是充实较少的栏目。\n（二）{PROBLEM}"
    assert [family for family, _ in families(text)] == ["website", "timeliness"] * 2
    assert len(families(f"（一）改进情况\n{PROBLEM}\n（二）存在的问题\n{PROBLEM}")) == 2


def test_what_stands_before_the_remedy_in_a_sentence_counts() -> None:
    assert families("栏目较少，我局将进一步解决更新不及时的问题。") == [("website", "栏目")]


def test_one_report_says_nothing_about_the_next() -> None:
    texts = [document(problems="改进情况\n" + PROBLEM), document(problems=PROBLEM)]
    assert problems_of(read(*texts))["doc"].unique().to_list() == [1]


def test_the_sentence_and_its_line_are_the_evidence() -> None:
    text = document(problems=f"一些话。\n{PROBLEM}")
    (found,) = problems_of(read(text)).unique("line_no").iter_rows(named=True)
    assert found["sentence"] == PROBLEM
    assert text.split("\n")[found["line_no"] - 1] == PROBLEM


@pytest.mark.parametrize(
    ("phrase", "word", "stays"),
    [("有时效果不佳", "时效", False), ("时效性有待提高", "时效", True), ("更新不够及时", "不够", True)],
)
def test_words_that_only_stand_astride_are_left_out(phrase: str, word: str, stays: bool) -> None:
    found = pl.DataFrame({"phrase": [phrase], "word": [word]})
    assert whole_words(found, 2).height == stays


def test_rjieba_cuts_as_jieba_does() -> None:
    """Each distinct line of synthetic reports, word by word."""
    import jieba  # noqa: PLC0415

    layouts = tuple(layout for layout in LAYOUTS if layout != "html")
    texts = [it.text for it in generate(40, seed=2, layouts=layouts)] + [it.text for it in planted(6, [2021], 1)]
    lines = sorted({line.strip() for text in texts for line in re.split(r"[\n\t|]", text)})
    cut = cutter()
    assert len(lines) > 500
    different = [line for line in lines if list(jieba.cut(line)) != list(cut(line))]
    assert different == []
