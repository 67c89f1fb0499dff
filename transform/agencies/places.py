"""Where a printed name says it is: the longest chain of China's divisions at its start."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

PLACES_FOLDER = Path(__file__).resolve().parents[2] / "data" / "places"

#: Names are indexed by their first two characters; no division has a shorter name.
_HEAD = 2


@dataclass(frozen=True, slots=True)
class Division:
    """One division of GB/T 2260; a prefecture's `county` is None, a province's `prefecture` too."""

    region_code: str
    level: str
    province: str
    prefecture: str | None
    county: str | None

    def lies_in(self, parent: "Division") -> bool:
        """Whether `parent` stands above this division, directly or not."""
        if parent.level == "province":
            return self.level != "province" and self.province == parent.province
        return (
            parent.level == "prefecture"
            and self.level == "county"
            and (self.province, self.prefecture) == (parent.province, parent.prefecture)
        )


@dataclass(frozen=True, slots=True)
class Form:
    """One way to print one division.

    Attributes:
        text: the print.
        division: what it names, as it stood when it was so named.
        now: the division that carries on its agencies; itself unless it was merely renamed.
        short: whether a shortened name.
        needs: `parent` (a common noun, not a place unless its parent stands before it), `child` (does not
            end a place), or empty.
    """

    text: str
    division: Division
    now: Division
    short: bool
    needs: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a name's beginning says about where.

    Attributes:
        end: how many characters name the place; 0 where none does.
        division: the division; None where undecided.
        rule: `place_chain`, `unique_county`, `renamed_division`, `ambiguous_place` or `no_place`.
        candidates: every division that the characters may mean; none for a common noun.
        short: whether the last name is a shortened one.
    """

    end: int
    division: Division | None
    rule: str
    candidates: tuple[Division, ...] = ()
    short: bool = False


NOWHERE = Place(0, None, "no_place")


@dataclass(frozen=True, eq=False)
class Places:
    """The index that `find_place` reads.

    Attributes:
        forms: every form by its first two characters.
        endings: the characters that divisions' names end with.
        with_counties: codes of prefectures and provinces that have counties of their own.
    """

    forms: dict[str, tuple[Form, ...]]
    endings: frozenset[str]
    with_counties: frozenset[str]


@lru_cache(maxsize=4)
def load_places(folder: Path = PLACES_FOLDER) -> Places:
    """Read `divisions.csv` and `short_names.csv` (see `data/places/README.md`)."""
    rows = _read(folder / "divisions.csv")
    divisions = [_division(row) for row in rows]
    current = {d.region_code: d for d, row in zip(divisions, rows, strict=True) if not row["valid_to"]}
    forms: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for division, row in zip(divisions, rows, strict=True):
        now = current[row["successor"]] if row["change"] == "renamed" else division
        forms[row["region_code"], row["name"]].append(Form(row["name"], division, now, False, ""))
    for row in _read(folder / "short_names.csv"):
        known = forms[row["region_code"], row["name"]]
        if row["short_name"] == row["name"]:
            known[:] = [replace(form, needs=row["needs"]) for form in known]
        else:
            known.append(replace(known[0], text=row["short_name"], short=True, needs=row["needs"]))
    heads: dict[str, list[Form]] = defaultdict(list)
    for form in (form for known in forms.values() for form in known):
        heads[form.text[:_HEAD]].append(form)
    return Places(
        forms={head: tuple(found) for head, found in heads.items()},
        endings=frozenset(row["name"][-1] for row in rows),
        with_counties=frozenset(
            d.region_code
            for d in current.values()
            if d.level != "county" and any(c.level == "county" and c.lies_in(d) for c in current.values())
        ),
    )


def find_place(name: str, places: Places) -> Place:
    """The division that the longest consistent chain of names at the start of `name` ends in.

    A chain goes downward (province, prefecture, county), may leave out upper levels, and each name lies in
    the one before it. Of equally long chains that end in different divisions, none is taken.
    """
    chains = [chain for chain in _chains(name, 0, (), places) if _can_end(name, chain, places)]
    if not chains:
        return NOWHERE
    end = max(_length(chain) for chain in chains)
    longest = [chain for chain in chains if _length(chain) == end]
    candidates = tuple({chain[-1].now.region_code: chain[-1].now for chain in longest}.values())
    best = max(longest, key=len)
    if all(chain[-1].needs == "parent" and len(chain) == 1 for chain in longest):
        return Place(end, None, "ambiguous_place")
    if len(candidates) > 1:
        return Place(end, None, "ambiguous_place", candidates)
    return Place(end, candidates[0], _rule(best), candidates, all(chain[-1].short for chain in longest))


def _rule(chain: tuple[Form, ...]) -> str:
    """Which rule a decided chain followed."""
    last = chain[-1]
    if last.now is not last.division:
        return "renamed_division"
    return "unique_county" if len(chain) == 1 and last.division.level == "county" else "place_chain"


def _chains(name: str, start: int, above: tuple[Form, ...], places: Places) -> Iterator[tuple[Form, ...]]:
    """Every chain of names from `start` on that lies below `above`."""
    for form in places.forms.get(name[start : start + _HEAD], ()):
        if name.startswith(form.text, start) and (not above or form.division.lies_in(above[-1].division)):
            chain = (*above, form)
            yield chain
            yield from _chains(name, start + len(form.text), chain, places)


def _can_end(name: str, chain: tuple[Form, ...], places: Places) -> bool:
    """A short name that runs on into a division's ending is another, unknown place's beginning."""
    last, following = chain[-1], name[_length(chain) :][:1]
    return last.needs != "child" and not (last.short and following in places.endings)


def _length(chain: tuple[Form, ...]) -> int:
    return sum(len(form.text) for form in chain)


def _division(row: dict[str, str]) -> Division:
    return Division(row["region_code"], row["level"], row["province"], row["prefecture"] or None, row["county"] or None)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
