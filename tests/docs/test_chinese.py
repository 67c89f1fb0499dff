"""Each page of `docs/zh` says what its English page says: what is written into one must be written into the other."""

import re
from pathlib import Path

import pytest

from tests.docs.blocks import blocks_of
from tests.flows.command import ROOT

DOCS = ROOT / "docs"
PAGES = [page.name for page in sorted((DOCS / "zh").glob("*.md"))]
#: What a Chinese page may link to besides: the terms side by side.
_BESIDE = {"glossary.md"}
_COMMENT = re.compile(r"(^|\s)(--|#) .*$")
_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


def _pair(name: str) -> tuple[Path, Path]:
    return DOCS / name, DOCS / "zh" / name


def _prose(page: Path) -> str:
    """A page without its blocks."""
    return re.sub(r"^ *```.*?^ *```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def _codes(page: Path) -> set[str]:
    """Commands, options, views, columns, codes, files: what stands in code."""
    return {re.sub(r"\s+", " ", code) for code in re.findall(r"`([^`]+)`", _prose(page))}


def _blocks(page: Path) -> list[tuple[object, ...]]:
    """The blocks, in order; their comments may be in the reader's language."""
    return [(it.language, it.mark, *(_COMMENT.sub("", line) for line in it.lines)) for it in blocks_of(page)]


def _links(page: Path) -> set[str]:
    """Where it leads, but for the other language, places within the page, and headings that have other words."""
    found = [link for _, link in re.findall(r"\[([^\]]*)\]\(([^)#][^)]*)\)", _prose(page).split("\n", 4)[-1])]
    shown = {link.removeprefix("../") for link in found}
    return {link.partition("#")[0] if link.partition("#")[0] in PAGES and "-" in link else link for link in shown}


def _numbers(page: Path) -> set[int]:
    """Numbers of two or more digits outside code; of articles of the law also those in words."""
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|^#+ .*$", "", _prose(page), flags=re.MULTILINE)
    articles = re.findall(r"第([一二三四五六七八九十]+)条", text)
    told = {int(it.replace(",", "")) for it in re.findall(r"(?<!\d)\d[\d,]*\d(?! ?月|\d)", text)}
    return told | {number for number in map(_in_words, articles) if number >= 10}


def _in_words(text: str) -> int:
    """A number below a hundred in Chinese."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _headings(page: Path) -> list[str]:
    """The levels of its headings, and those that are names of views."""
    return [
        f"{level} {name if name.isascii() and ' ' not in name and '_' in name else ''}" for level, name in _heads(page)
    ]


def _heads(page: Path) -> list[tuple[str, str]]:
    return re.findall(r"^(#+) (.+)$", _prose(page), re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("said", [_codes, _links, _numbers], ids=lambda said: said.__name__.strip("_"))
def test_both_pages_name_the_same(name: str, said: object) -> None:
    assert callable(said)
    english, chinese = map(said, _pair(name))
    assert english - chinese == set(), f"docs/zh/{name} lacks it"
    assert chinese - english - _BESIDE == set(), f"docs/{name} lacks it"


@pytest.mark.parametrize("name", PAGES)
def test_both_pages_have_the_same_parts(name: str) -> None:
    english, chinese = _pair(name)
    assert _headings(english) == _headings(chinese)
    assert _blocks(english) == _blocks(chinese)


@pytest.mark.parametrize("name", PAGES)
def test_both_pages_lead_to_each_other_at_their_top(name: str) -> None:
    english, chinese = (page.read_text(encoding="utf-8").split("\n")[2] for page in _pair(name))
    assert english == f"[中文](zh/{name})"
    assert chinese == f"[English](../{name})"


def test_the_chinese_readme_leads_to_the_chinese_pages() -> None:
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    assert [name for name in PAGES if f"](docs/zh/{name})" not in text] == []
