"""The words of agencies' names: function words and organs, as `data/lexicon` has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from transform.lexicon import LEXICON_FOLDER, csv_rows


@dataclass(frozen=True, slots=True)
class Function:
    """A function word.

    Attributes:
        code: its family.
        weight: the family's weight among the words of one name.
        combines: whether it may stand beside other words.
        body: what stands for it in identifiers: the family, unless bodies of one family stand side by side.
        short: whether an abbreviation.
    """

    code: str
    weight: int
    combines: bool
    body: str
    short: bool


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
        zones: endings of zones' names (开发区), longest first.
        generic: what a place is, said instead of its name (市 in 市教育局), longest first.
        committee: who speaks for a zone.
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
    zones: tuple[Organ, ...]
    generic: tuple[str, ...]
    committee: str
    second: frozenset[str]
    longest: int


@lru_cache(maxsize=4)
def load_lexicon(folder: Path = LEXICON_FOLDER) -> Lexicon:
    """Read `functions.csv` and `organs.csv` (see `data/lexicon/agencies.README.md`)."""
    rows = csv_rows(folder / "functions.csv")
    functions = {
        row["word"]: Function(
            row["function_code"],
            int(row["weight"]),
            row["combines"] == "yes",
            row["body"] or row["function_code"],
            row["short"] == "yes",
        )
        for row in rows
        if row["function_code"] != "connector"
    }
    organs = sorted(map(_organ, csv_rows(folder / "organs.csv")), key=lambda organ: -len(organ.text))

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
        zones=having("zone"),
        generic=tuple(organ.text for organ in having("generic")),
        committee=having("committee")[0].text,
        second=frozenset(organ.text for organ in having("second")),
        longest=max(map(len, functions)),
    )


def _organ(row: dict[str, str]) -> Organ:
    return Organ(row["organ"], row["role"], row["kind"] or None, row["level"] or None, row["canonical"])
