"""What a printed name says its bearer is and does: function words and organs."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LEXICON_FOLDER = Path(__file__).resolve().parents[2] / "data" / "lexicon"


@dataclass(frozen=True, slots=True)
class Function:
    """A function word: its family, the family's weight, and whether it may stand beside other words."""

    code: str
    weight: int
    combines: bool


@dataclass(frozen=True, slots=True)
class Organ:
    """A word that names a kind of body; `canonical` is how identifiers spell it."""

    text: str
    role: str
    kind: str | None
    level: str | None
    canonical: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The vocabulary of agencies' names.

    Attributes:
        functions: function words.
        connectors: words that may stand between two function words.
        whole: organs that are a complete remainder, such as a people's government.
        heads: organs that may stand before function words.
        tails: organs that may follow function words, longest first.
        ends: all organs that a remainder may end with, longest first.
        other_heads: beginnings of bodies outside the government.
        national: beginnings of central bodies, longest first.
        longest: length of the longest function word.
    """

    functions: Mapping[str, Function]
    connectors: tuple[str, ...]
    whole: Mapping[str, Organ]
    heads: tuple[str, ...]
    tails: tuple[Organ, ...]
    ends: tuple[Organ, ...]
    other_heads: tuple[str, ...]
    national: tuple[Organ, ...]
    longest: int


@dataclass(frozen=True, slots=True)
class Body:
    """What the part of a name after its place says.

    Attributes:
        kind: `government`, `government_office`, `department` or `other`.
        function_code: the function family; None unless the whole remainder was understood.
        level: the level that the organ implies by itself (`township`, `national`); else None.
        key: the agency's part of its identifier.
    """

    kind: str
    function_code: str | None
    level: str | None
    key: str


@lru_cache(maxsize=4)
def load_lexicon(folder: Path = LEXICON_FOLDER) -> Lexicon:
    """Read `functions.csv` and `organs.csv` (see `data/lexicon/agencies.README.md`)."""
    rows = _read(folder / "functions.csv")
    functions = {
        row["word"]: Function(row["function_code"], int(row["weight"]), row["combines"] == "yes")
        for row in rows
        if row["function_code"] != "connector"
    }
    organs = sorted(map(_organ, _read(folder / "organs.csv")), key=lambda organ: -len(organ.text))

    def having(*roles: str) -> tuple[Organ, ...]:
        return tuple(organ for organ in organs if organ.role in roles)

    return Lexicon(
        functions=functions,
        connectors=tuple(row["word"] for row in rows if row["function_code"] == "connector"),
        whole={organ.text: organ for organ in having("whole")},
        heads=tuple(organ.text for organ in having("head")),
        tails=having("tail"),
        ends=having("tail", "end"),
        other_heads=tuple(organ.text for organ in having("other_head")),
        national=having("national"),
        longest=max(map(len, functions)),
    )


def read_body(rest: str, lexicon: Lexicon) -> Body:
    """Read what remains of a name after its place; nothing remaining stands for the place's government."""
    if not rest:
        return Body("government", None, None, "government")
    if whole := lexicon.whole.get(rest):
        return Body(whole.kind or "other", None, None, whole.kind or rest)
    if rest.startswith(lexicon.other_heads):
        return Body("other", None, None, rest)
    stem = _without_head(rest, lexicon)
    if found := function_of(stem, lexicon):
        code, organ = found
        return Body("department", code, organ.level, code)
    ending = next((organ for organ in lexicon.ends if rest.endswith(organ.text)), None)
    if ending is None:
        return Body("other", None, None, rest)
    is_township = ending.level == "township"
    own = (stem if is_township else rest).removesuffix(ending.text)
    level = ending.level if is_township else None
    return Body(ending.kind or "other", None, level, own + ending.canonical)


def function_of(text: str, lexicon: Lexicon) -> tuple[str, Organ] | None:
    """The family and organ of `text`, if it is nothing but function words, connectors and an organ.

    The family is that of the heaviest word. A second name in brackets at the end is passed over when it is
    itself completely understood.
    """
    main, bracket, second = text.partition("(")
    if bracket and ("(" in second or second[-1:] != ")" or not function_of(second[:-1], lexicon)):
        return None
    for organ in lexicon.tails:
        if main.endswith(organ.text):
            words = _words(main[: -len(organ.text)], lexicon)
            if words and (len(words) == 1 or all(word.combines for word in words)):
                return max(words, key=lambda word: word.weight).code, organ
    return None


def _words(text: str, lexicon: Lexicon) -> list[Function] | None:
    """`text` cut into function words, longest first; None where that leaves something over."""
    cuts: list[list[Function] | None] = [None] * len(text) + [[]]
    for start in range(len(text) - 1, -1, -1):
        for length in range(min(lexicon.longest, len(text) - start), 0, -1):
            word = lexicon.functions.get(text[start : start + length])
            if word and (after := _after(text, start + length, cuts, lexicon)) is not None:
                cuts[start] = [word, *after]
                break
    return cuts[0]


def _after(text: str, end: int, cuts: list[list[Function] | None], lexicon: Lexicon) -> list[Function] | None:
    """The cut of what follows a word that ends at `end`, with or without a connector between."""
    if cuts[end] is not None:
        return cuts[end]
    following = (end + len(c) for c in lexicon.connectors if text.startswith(c, end))
    return next((cut for place in following if (cut := cuts[place])), None)


def _without_head(rest: str, lexicon: Lexicon) -> str:
    """`rest` without the government that a body's name may begin with."""
    head = next((head for head in lexicon.heads if rest.startswith(head)), "")
    return rest.removeprefix(head) or rest


def _organ(row: dict[str, str]) -> Organ:
    return Organ(row["organ"], row["role"], row["kind"] or None, row["level"] or None, row["canonical"])


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
