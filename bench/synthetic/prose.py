"""The prose of a report, from the templates in `prose.csv`, and the numbers that it claims.

A template names its numbers as `{topic:measure}`; `zero` lists topics that it says are 0 in words, `positive`
those that must be more than 0 for it to be chosen, `¶` is a line break. One template is chosen for each slot.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random

Number = int | Decimal
#: topic, value, unit.
Claim = tuple[str, Number, str]

_TEMPLATES = Path(__file__).resolve().parent / "prose.csv"
PLACEHOLDER = re.compile(r"\{(\w+)(?::([^}]+))?\}")
UNITS = {"元": "CNY", "%": "percent"}
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Template:
    """One way to say something.

    Attributes:
        text: literal, name, measure, literal, name, measure … literal.
        zero: topics that are said to be 0.
        positive: topics that must be more than 0.
    """

    text: tuple[str, ...]
    zero: tuple[str, ...]
    positive: tuple[str, ...]

    def fits(self, facts: Mapping[str, Number]) -> bool:
        """Whether it says the truth."""
        return not any(facts[topic] for topic in self.zero) and all(facts[topic] > 0 for topic in self.positive)


@dataclass
class Prose:
    """The lines of each part of a report, and its claims in the order they are read."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)


def write_prose(names: Mapping[str, str], facts: Mapping[str, Number], *, spaced: bool, rng: Random) -> Prose:
    """Choose and fill one template for each slot.

    Args:
        names: what stands for agency, self, year and year_in_words.
        facts: topic to number.
        spaced: print spaces around the numbers of sentences.
        rng: the report's source of chance.
    """
    prose = Prose()
    for section, slots in _templates().items():
        lines = prose.parts[section] = []
        items = 0
        for choices in slots:
            template = rng.choice([choice for choice in choices if choice.fits(facts)])
            items += "n" in template.text[1::3]
            words = {**names, "n": f"（{_DIGITS[items]}）"}
            text = _fill(template, words, facts, prose.claims, " " if spaced else "")
            lines += text.split("¶") if text else []
    return prose


def _fill(
    template: Template, words: Mapping[str, str], facts: Mapping[str, Number], claims: list[Claim], gap: str
) -> str:
    """The text of a template; adds what it claims."""
    pieces = [template.text[0]]
    for name, measure, literal in zip(*(iter(template.text[1:]),) * 3, strict=True):
        if measure:
            claims.append((name, facts[name], UNITS.get(measure, "count")))
            pieces.append(f"{gap}{facts[name]}{'' if measure == '%' else gap}{measure}{literal}")
        else:
            pieces.append(words[name] + literal)
    claims.extend((topic, 0, UNITS["元"] if topic.endswith("_fee") else "count") for topic in template.zero)
    return "".join(pieces)


@lru_cache(maxsize=1)
def _templates() -> dict[str, list[list[Template]]]:
    """Templates by section, then by slot, in the order of the file."""
    slots: dict[str, dict[str, list[Template]]] = {}
    with _TEMPLATES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            template = Template(
                tuple(piece or "" for piece in PLACEHOLDER.split(row["text"])),
                tuple(row["zero"].split()),
                tuple(row["positive"].split()),
            )
            slots.setdefault(row["section"], {}).setdefault(row["slot"], []).append(template)
    return {section: list(by_slot.values()) for section, by_slot in slots.items()}


def year_in_words(year: int) -> str:
    """2021 as 二〇二一."""
    return "".join(_DIGITS[int(digit)] for digit in str(year))


def printed_date(day: date, rng: Random) -> str:
    """A date the way signatures print it."""
    return rng.choice(
        (
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year} 年 {day.month} 月 {day.day} 日",
            f"{day.year}年{day.month:02d}月{day.day:02d}日",
            f"{year_in_words(day.year)}年{_small_number(day.month)}月{_small_number(day.day)}日",
        )
    )


def _small_number(number: int) -> str:
    """1 to 31 in words: 一, 十, 十二, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
