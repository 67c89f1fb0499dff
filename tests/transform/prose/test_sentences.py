"""Sentences and phrases of prose: what is one, where it stands, and what is compared."""

import re
import unicodedata

import polars as pl
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bench.synthetic.planted import planted
from extract.radicals import RADICALS
from transform.forms import load_forms
from transform.lines import lines_of
from transform.prose.phrases import SHORTEST, fingerprints, statutory_phrases
from transform.prose.sections import section_headings
from transform.prose.sentences import SENTENCE, sentences_of

#: Characters that lines are read without (`transform.lines`).
USUAL = str.maketrans({**RADICALS, "\ue5e5": "\N{IDEOGRAPHIC SPACE}"})
HEADINGS = {s: f"{o}、{h}" for s, o, h in load_forms().sections.select("section", "ordinal", "heading").iter_rows()}


def document(**sections: str) -> str:
    """All six sections, with these texts in some of them."""
    return "\n".join(f"{heading}\n{sections.get(section, '')}" for section, heading in HEADINGS.items())


def read(*texts: str) -> pl.DataFrame:
    frame = pl.DataFrame({"doc": range(len(texts)), "text": texts}, schema={"doc": pl.UInt32, "text": pl.String})
    lines = lines_of(frame)
    return sentences_of(lines, section_headings(lines, load_forms()))


def printed(text: str, line_no: int, start_at: int, length: int) -> str:
    """What stands at a sentence's place, as the warehouse's view looks it up."""
    lines = [line for line in text.split("\n")[line_no - 1 :] if line.strip()]
    return "".join(lines)[start_at : start_at + length]


def prose(text: str, section: str = "problems") -> list[str]:
    """The sentences of one section, its heading left out."""
    found = read(document(**{section: text})).filter(pl.col("section") == section)
    return found["sentence"].to_list()[1:] if section == "problems" else []


def test_sentences_end_at_their_marks_and_headings_stand_alone() -> None:
    assert prose("(一)存在的问题\n一是更新慢；二是人手少。\n（二）改进情况\n加强培训！") == [
        *["(一)存在的问题", "一是更新慢；", "二是人手少。", "（二）改进情况", "加强培训！"]
    ]


def test_a_sentence_broken_over_lines_and_pages_is_one() -> None:
    text = "一是我局政府信息公开工作制度建设方\n\n面取得了一定进展，但与要求还有差距。二是其他。"
    whole = text.replace("\n", "")
    assert prose(text) == prose(whole) == [whole.split("。")[0] + "。", "二是其他。"]
    assert read(document(problems=text))["phrases"].to_list() == read(document(problems=whole))["phrases"].to_list()


def test_only_the_sections_of_prose_are_read_and_the_last_ends_with_the_document() -> None:
    found = read(document(overview="甲。", disclosure="乙。", other="丙。"), document(overview="丁。"))
    assert found.select("doc", "section").unique(maintain_order=True).rows() == [
        *[(0, "overview"), (0, "problems"), (0, "other"), (1, "overview"), (1, "problems"), (1, "other")]
    ]


@pytest.mark.parametrize(
    "other",
    [
        "2022年我局公开信息1,234条",
        "２０21年，我局公开信息5条".replace("，", ""),
        "2021 年 我局 公开信息 5 条",
        "**2021年我局“公开信息”5条**",
        "2021年本委公开信息5条",
        "一是2021年我局公开信息5条",
    ],
)
def test_numbers_width_spaces_marks_and_self_words_are_no_difference(other: str) -> None:
    assert fingerprints([other]) == fingerprints(["2021年我局公开信息5条"])


@pytest.mark.parametrize(
    "other", ["2021年我局公开消息5条", "2021年公开信息5条", "年我局公开信息5条", "我局2021年公开信息5条"]
)
def test_any_other_character_is_one(other: str) -> None:
    assert fingerprints([other]) != fingerprints(["2021年我局公开信息5条"])


def test_short_phrases_have_no_fingerprint() -> None:
    assert fingerprints(["一二三四五", "甲乙丙丁戊己", ""]) == fingerprints(["甲乙丙丁戊己"])


def test_fingerprints_are_the_same_for_ever() -> None:
    """Warehouses hold them: another value here means that every report must be read again (PARSER_VERSION)."""
    assert fingerprints(["公开信息及时准确", "a" * 200]) == PINNED


PINNED = [481449939208, 704279223807]


def test_headings_of_the_form_and_words_of_the_notice_are_statutory() -> None:
    known = set(statutory_phrases(load_forms()))
    assert set(fingerprints(["五、存在的主要问题及改进情况", "我单位无其他需要报告的事项"])) <= known


def reference(text: str) -> list[list[tuple[str, ...]]]:
    """Sentences as lists of phrases, the slow way; no numbers, self words or enumerators."""
    sentences = [re.split("[，,：:、]", one) for one in re.split("[。；;！!？?…]", text)]
    kept = [
        [tuple(c for c in phrase if unicodedata.category(c)[0] == "L") for phrase in phrases] for phrases in sentences
    ]
    return [[p for p in phrases if len(p) >= SHORTEST] for phrases in kept if any(phrases)]


WORDS = st.text(st.sampled_from("公开信息内容更新条例办法群众“” （）《》，。；：、"), max_size=80)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_phrases_are_cut_as_the_slow_way_cuts_them(text: str) -> None:
    assume(text.strip())
    line = "说明。" + text + "。"  # behind a mark, so that the heading's line is not gone on with
    found = read(document(overview=line)).filter(pl.col("section") == "overview")["phrases"].to_list()[1:]
    expected = reference(line)
    assert [len(phrases) for phrases in found] == [len(phrases) for phrases in expected]
    assert [[one % 128 for one in phrases] for phrases in found] == [
        [min(len(phrase), 127) for phrase in phrases] for phrases in expected
    ]
    names = {
        phrase: one
        for phrases, ones in zip(expected, found, strict=True)
        for phrase, one in zip(phrases, ones, strict=True)
    }
    assert len(set(names.values())) == len(names)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40) | WORDS, max_size=6))
@example(["一是制度不健全⺁。\ue5e5二是人手少。"])
def test_every_sentence_is_found_again_at_its_place(lines: list[str]) -> None:
    text = document(problems="\n".join(lines), other="。\x0c\n".join(lines))
    found = read(text)
    assert found.schema == SENTENCE
    assert found["sentence"].is_null().to_list() == (found["section"] != "problems").to_list()
    for row in found.filter(pl.col("section") == "problems").iter_rows(named=True):
        there = printed(text, row["line_no"], row["start_at"], row["length"])
        assert there.translate(USUAL).strip() == row["sentence"].strip()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(24, 60), min_size=1, max_size=6), st.integers(0, 10**6))
def test_where_the_page_breaks_a_line_is_no_difference(widths: list[int], seed: int) -> None:
    long = max(planted(1, [2021], seed)[0].text.split("\n"), key=len)
    rest, parts = long, []
    for width in widths:
        parts.append(rest[:width])
        rest = rest[width:]
    broken = "\n".join([*parts, rest])
    assume(not re.search(r"(?m)^\d{1,2}[.、]|[^。；]$(?<=[：:])|^[^\n]{0,15}$", broken))
    one, two = (read(document(overview=it))["phrases"].explode().drop_nulls().to_list() for it in (long, broken))
    assert one == two
