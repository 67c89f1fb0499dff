"""Prose that says the same in many ways, from `prose_varied.csv`; and contradictions that an author plants in it.

Its templates come in three sets: patterns may be written with the set `seen` in view; `held_out` and `fresh` were
written by hands that did not know the patterns, each measured once before anything was mended. `needs` says what a
template asks of the facts (`topic`: more than 0, `-topic`: less, `!topic`: 0), `zero` what it says is 0 in words,
`check` which checks of `claim_check` its numbers can fail.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random

from bench.synthetic.prose import PLACEHOLDER, UNITS, Claim, Number, Prose

_TEMPLATES = Path(__file__).resolve().parent / "prose_varied.csv"
#: Facts that are a rate of 100 by definition, under another name.
_AS = {"hundred": "share"}
_SPOKEN = "〇一二三四五六七八九"
#: Topics that the tables tell, so that another number contradicts them.
_IN_TABLES = ("applications_", "reconsiderations", "lawsuits", "licences", "penalties", "coercions", "normative_")
_CHANNELS = ("published_website", "published_new_media", "published_bulletin", "published_other")


@dataclass(frozen=True)
class Variant:
    """One template: its texts and placeholders in turn, and when it is true."""

    section: str
    text: tuple[str, ...]
    needs: tuple[str, ...]
    zero: tuple[str, ...]
    check: tuple[str, ...]

    def fits(self, facts: Mapping[str, Number]) -> bool:
        """Whether it says the truth."""
        return not any(facts[topic] for topic in self.zero) and all(_meets(need, facts) for need in self.needs)

    def topics(self) -> list[str]:
        """The topics of its numbers."""
        return [name for name, measure in zip(self.text[1::3], self.text[2::3], strict=True) if measure]


def _meets(need: str, facts: Mapping[str, Number]) -> bool:
    if need.startswith("!"):
        return not facts[need[1:]]
    return facts[need[1:]] < 0 if need.startswith("-") else facts[need] > 0


def write_varied(  # noqa: PLR0913
    prose: Prose, names: Mapping[str, str], facts: Mapping[str, Number], *, which: str, contradict: bool, rng: Random
) -> str:
    """Put the varied sections in place of the plain ones.

    Args:
        prose: the plain prose; what it says of numbers is replaced, with their claims.
        names: what stands for agency, self, year.
        facts: topic to number.
        which: `seen`, `held_out` or `fresh`.
        contradict: let the author contradict himself once, where a chosen template has room for it.
        rng: source of chance.

    Returns:
        The contradiction, `check:topic`, or "".
    """
    chosen = [
        rng.choice([variant for variant in variants if variant.fits(facts)]) for variants in _variants(which).values()
    ]
    places = [
        (place, check, topic)
        for place, variant in enumerate(chosen)
        for check in variant.check
        for topic in _contradictable(check, variant, facts)
    ]
    planted = rng.choice(places) if contradict and places else (-1, "", "")
    opening, prose.claims = prose.parts["overview"][:1], []
    prose.parts |= {"overview": opening, "dispute": [], "other": []}
    for items, variant in enumerate(chosen):
        wrong = planted[1:] if planted[0] == items else ("", "")
        words = {**names, "n": f"（{_SPOKEN[items + 1]}）" if items < 9 else ""}
        prose.parts[variant.section].append(_fill(variant, words, facts, prose.claims, wrong, rng))
    return f"{planted[1]}:{planted[2]}" if planted[1] else ""


def _contradictable(check: str, variant: Variant, facts: Mapping[str, Number]) -> list[str]:
    """The topics of a template whose number can contradict what `check` holds it to."""
    topics = variant.topics()
    if check == "table":
        return [topic for topic in topics if topic.startswith(_IN_TABLES)]
    if check == "parts":
        return [topic for topic in topics if topic in _CHANNELS]
    if check == "growth":
        return ["growth_rate"] if facts.get("growth_is_known") else []
    return ["share"] if check == "share" else topics[:1]


def _fill(  # noqa: PLR0913, PLR0917
    variant: Variant,
    words: dict[str, str],
    facts: Mapping[str, Number],
    claims: list[Claim],
    wrong: tuple[str, str],
    rng: Random,
) -> str:
    """The text of a template; adds what it claims."""
    check, about = wrong
    if check == "year":
        words = {**words, "year": str(int(words["year"]) - 1)}
    pieces = [variant.text[0]]
    gap = rng.choice(("", "", " "))
    for name, measure, literal in zip(*(iter(variant.text[1:]),) * 3, strict=True):
        if not measure:
            pieces.append(words[name] + literal)
            continue
        value = facts[name] + (
            _off(name, facts, rng) if (check, about) not in {("year", name)} and about == name else 0
        )
        exact = bool(check) or name in {"share", "growth_rate", "hundred", "published_total"} or measure == "元"
        said, value = _said(value, rng, exact=exact)
        claims.append((_AS.get(name, name), value, UNITS.get(measure, "count")))
        pieces.append(f"{gap}{said}{'' if measure == '%' else gap}{measure}{literal}")
    claims.extend((topic, 0, UNITS["元"] if topic.endswith("_fee") else "count") for topic in variant.zero)
    return "".join(pieces)


def _off(name: str, facts: Mapping[str, Number], rng: Random) -> Number:
    """How far a planted number is off: never what another definition would give."""
    if name in {"share", "growth_rate"}:
        return Decimal(rng.choice((3, 7, 12)))
    return rng.randint(1, 9) + (facts["applications_carried_in"] if name.startswith("applications_") else 0)


def _said(value: Number, rng: Random, *, exact: bool) -> tuple[str, Number]:
    """A number as prose prints it, and the number that this says."""
    if isinstance(value, int) and 1 < value < 100 and rng.random() < 0.04:
        tens, ones = divmod(value, 10)
        words = ("" if tens < 2 else _SPOKEN[tens]) + ("十" if tens else "") + (_SPOKEN[ones] if ones else "")
        return words, value
    if isinstance(value, int) and value > 60 and not exact and rng.random() < 0.06:
        unit = 10 ** (len(str(value)) - 1)
        floor = value // unit * unit
        return rng.choice((f"{floor}余", f"{floor}多")), floor
    if isinstance(value, int) and value >= 1000 and rng.random() < 0.2:
        return f"{value:,}", value
    return str(abs(value)), value


@lru_cache(maxsize=2)
def _variants(which: str) -> dict[str, list[Variant]]:
    """The templates of a set by slot, in the order of the file."""
    slots: dict[str, list[Variant]] = {}
    with _TEMPLATES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["set"] == which:
                parts = (tuple(row[name].split()) for name in ("needs", "zero", "check"))
                text = tuple(piece or "" for piece in PLACEHOLDER.split(row["text"]))
                slots.setdefault(row["slot"], []).append(Variant(row["section"], text, *parts))
    return slots
