"""Reports whose prose is known to be copied: from the agency's own last year, from a peer, or not at all.

Every phrase is drawn from `words.csv`, so that what is not copied hardly ever agrees by chance. A copy is edited: years
and numbers change, words are replaced, sentences left out, added and moved, lines broken.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from bench.synthetic.agencies import agency
from bench.synthetic.edition import load_editions

#: Section, and how many sentences it has.
_SECTIONS = {"overview": 12, "problems": 7, "other": 4}
_NOTE = "本报告为程序生成的合成样本，不对应任何真实机关。"
#: Prose that every report prints: boilerplate.
_COMMON = "严格按照条例规定做好各项工作，切实保障群众的知情权和监督权。"

Sentence = list[str]


@dataclass(frozen=True)
class Planted:
    """A report and where its sections were copied from.

    Attributes:
        name: file name.
        text: the document.
        agency_name: full official name.
        report_year: the year reported on.
        copied: section -> relation (`own_last_year` or `peer_same_year`) and file name of the source.
        origin: section -> file name of the report that first had its text, through all copies.
    """

    name: str
    text: str
    agency_name: str
    report_year: int
    copied: dict[str, tuple[str, str]]
    origin: dict[str, str]


def planted(agencies: int, years: Sequence[int], seed: int, edits: float = 0.1) -> list[Planted]:
    """Reports of each agency and year; a third of the sections copied from last year, a tenth from a peer.

    Args:
        agencies: how many.
        years: report years, ascending.
        seed: source of all chance.
        edits: share of the phrases of a copy in which a word is replaced; half as many sentences go, come or move.
    """
    rng = Random(seed)
    written: dict[tuple[int, int, str], list[Sentence]] = {}
    first: dict[tuple[int, int, str], str] = {}
    found = []
    for year in years:
        for number in range(agencies):
            copied: dict[str, tuple[str, str]] = {}
            for section, count in _SECTIONS.items():
                source = _source(rng, number, year, years, section)
                if source:
                    copied[section] = (source[0], _name(*source[1:]))
                    text = _edited(written[source[1], source[2], section], edits, rng)
                else:
                    text = [_sentence(rng) for _ in range(count)]
                written[number, year, section] = text
                first[number, year, section] = first[(*source[1:], section)] if source else _name(number, year)
            origin = {section: first[number, year, section] for section in _SECTIONS}
            body = {section: written[number, year, section] for section in _SECTIONS}
            text_ = _text(number, year, body, rng)
            found.append(Planted(_name(number, year), text_, agency(number).name, year, copied, origin))
    return found


def _source(rng: Random, number: int, year: int, years: Sequence[int], section: str) -> tuple[str, int, int] | None:
    """Where a section comes from: relation, agency, year; nowhere for most."""
    chance = rng.random()
    if section != "other" and chance < 0.1 and number:
        return "peer_same_year", rng.randrange(number), year
    if chance < 0.43 and year > years[0]:
        return "own_last_year", number, year - 1
    return None


def _name(number: int, year: int) -> str:
    return f"synthetic-planted-{number:05d}-{year}.txt"


def _sentence(rng: Random) -> Sentence:
    return [_phrase(rng) for _ in range(rng.randint(1, 5))]


def _phrase(rng: Random) -> str:
    """A phrase such as `入冬以来由编目组把旧文件逐页核对3次`."""
    words = {role: rng.choice(choices) for role, choices in _words().items()}
    times = rng.choice(("", "", f"{rng.randint(2, 400)}次"))
    return f"{words['when']}由{words['who']}把{words['what']}{words['how']}{times}"


def _edited(sentences: list[Sentence], edits: float, rng: Random) -> list[Sentence]:
    """A copy with light edits."""
    copy = [[_changed(phrase, edits, rng) for phrase in sentence] for sentence in sentences]
    copy = [sentence for sentence in copy if rng.random() >= edits / 4] or copy
    for _ in sentences:
        if rng.random() < edits / 4:
            copy.insert(rng.randint(0, len(copy)), _sentence(rng))
    if rng.random() < edits:
        copy.append(copy.pop(rng.randrange(len(copy))))
    return copy


def _changed(phrase: str, edits: float, rng: Random) -> str:
    """A phrase with its numbers changed and, by chance, a word replaced."""
    phrase = "".join(str(rng.randint(1, 9)) if letter.isdigit() else letter for letter in phrase)
    if rng.random() < edits:
        role = rng.choice(list(_words()))
        for word in _words()[role]:
            if word in phrase:
                return phrase.replace(word, rng.choice(_words()[role]))
    return phrase


def _text(number: int, year: int, body: dict[str, list[Sentence]], rng: Random) -> str:
    """The document: title, note, sections with their headings."""
    edition = load_editions()["2019" if year < 2021 else "2021"]
    lines = [f"{agency(number).name}{year}年政府信息公开工作年度报告", "", _NOTE, ""]
    for section, heading in edition.sections:
        lines += [heading, ""]
        if section not in body:
            continue
        sentences = ["，".join(sentence) + "。" for sentence in body[section]]
        if section == "overview":
            sentences.insert(0, f"{year}年，{_COMMON}")
        paragraph = "".join(sentences)
        if rng.random() < 0.2:
            paragraph = "\n\n".join(paragraph[at : at + 38] for at in range(0, len(paragraph), 38))
        lines += [paragraph, ""]
    return "\n".join(lines)


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    """Words by the part they play in a phrase."""
    found: dict[str, list[str]] = {}
    with (Path(__file__).resolve().parent / "words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["role"], []).append(row["word"])
    return found
