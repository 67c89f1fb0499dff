"""The divisions of China with their names old and new, and the zones that are none: what `data/places` says."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from extract.shipped import shipped
from transform.lexicon import csv_rows

PLACES_FOLDER = shipped("data", "places")

#: Names are indexed by their first two characters; no division has a shorter name.
HEAD = 2
#: A county's name without its ending counts from this length on; 赵 of 赵县 is a family name.
_SHORTEST_STEM = 2
#: The level of a zone within a division of each level.
LOWER = {"province": "prefecture", "prefecture": "county", "county": "county"}


@dataclass(frozen=True, slots=True)
class Division:
    """One division of GB/T 2260; a prefecture's `county` is None, a province's `prefecture` too."""

    region_code: str
    level: str
    province: str
    prefecture: str | None
    county: str | None

    @property
    def full_name(self) -> str:
        """The names from the prefecture (or the province, where it has none) down."""
        upper = self.prefecture or (self.province if self.county else "")
        return f"{upper}{self.county or ''}" or self.province

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
    """One way to print one division, or a zone within it.

    Attributes:
        text: the print.
        division: what it names, as it stood when it was so named; a zone's is the one that it lies in.
        now: the division that carries on its agencies; itself unless it was merely renamed.
        short: whether a shortened name.
        needs: `parent` (a common noun, not a place unless its parent stands before it), `child` (does not
            end a place), `body` (a name without its ending: a place only before a body that is understood), `above`
            (a name from before its kind changed: a place only behind one that it lies in), or empty.
        zone: the zone's name within the division; empty for a division.
        level: the level of the agencies there.
    """

    text: str
    division: Division
    now: Division
    short: bool
    needs: str
    zone: str
    level: str


@dataclass(frozen=True, eq=False)
class Places:
    """The index of all names.

    Attributes:
        forms: every form by its first two characters.
        endings: the characters that divisions' names end with.
        divisions: the current divisions by code, and those that ended without being renamed.
        with_counties: codes of prefectures and provinces that have counties of their own.
        former: code of a current division -> codes whose agencies it carries on, joined by `;`.
        successor: code of a division that ended -> codes that took over its area, joined by `;`.
    """

    forms: dict[str, tuple[Form, ...]]
    endings: frozenset[str]
    divisions: dict[str, Division]
    with_counties: frozenset[str]
    former: dict[str, str]
    successor: dict[str, str]


@lru_cache(maxsize=4)
def load_places(folder: Path = PLACES_FOLDER) -> Places:
    """Read the tables of `data/places` that tell names (see its README)."""
    rows, changes = csv_rows(folder / "divisions.csv"), csv_rows(folder / "changes.csv")
    ended = {(row["old_code"], row["old_name"]): row for row in changes}
    names = {(row["region_code"], row["name"]): _division(row) for row in rows}
    current = {code: division for (code, name), division in names.items() if (code, name) not in ended}
    gone = {code: names[code, name] for (code, name), row in ended.items() if row["change"] != "renamed"}
    forms: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for (code, name), division in names.items():
        change = ended.get((code, name))
        now = current[change["new_code"]] if change and change["change"] == "renamed" else division
        forms[code, name].append(Form(name, division, now, False, "", "", division.level))
    _shorten(forms, csv_rows(folder / "short_names.csv"))
    every = [form for known in forms.values() for form in known]
    every += _kinds_before(every, csv_rows(folder / "kinds.csv"))
    every += _stems(every)
    every += _zones(csv_rows(folder / "zones.csv"), current, every)
    heads: dict[str, list[Form]] = defaultdict(list)
    for form in every:
        heads[form.text[:HEAD]].append(form)
    return Places(
        forms={head: tuple(found) for head, found in heads.items()},
        endings=frozenset(row["name"][-1] for row in rows),
        divisions=gone | current,
        with_counties=_with_counties(current.values()),
        former=_joined((row["new_code"], row["old_code"]) for row in changes if row["change"] == "renamed"),
        successor=_joined((row["old_code"], row["new_code"]) for row in changes if row["change"] != "renamed"),
    )


def _with_counties(current: Collection[Division]) -> frozenset[str]:
    """Codes of the provinces and prefectures that counties lie in."""
    counties = [division for division in current if division.level == "county"]
    above = {(one.province, one.prefecture) for one in counties} | {(one.province, None) for one in counties}
    return frozenset(
        one.region_code for one in current if one.level != "county" and (one.province, one.prefecture) in above
    )


def _shorten(forms: dict[tuple[str, str], list[Form]], rows: list[dict[str, str]]) -> None:
    """Add the shortened names to the forms of their divisions."""
    for row in rows:
        known = forms[row["region_code"], row["name"]]
        if row["short_name"] == row["name"]:
            known[:] = [replace(form, needs=row["needs"]) for form in known]
        else:
            known.append(replace(known[0], text=row["short_name"], short=True, needs=row["needs"]))


def _stems(forms: list[Form]) -> Iterator[Form]:
    """County names without their ending (盐池 for 盐池县), where that is no form already."""
    known = {(form.text, form.division.region_code) for form in forms}
    for form in forms:
        if form.division.level != "county" or form.needs or form.zone:
            continue
        stem = form.text[:-1]
        if len(stem) >= _SHORTEST_STEM and (stem, form.division.region_code) not in known:
            known.add((stem, form.division.region_code))
            yield replace(form, text=stem, short=True, needs="body")


def _kinds_before(forms: list[Form], rows: list[dict[str, str]]) -> list[Form]:
    """Names from before a county became a district or a city (德阳市罗江县 of 罗江区), which no table of changes has.

    Only behind the division that it lies in, where nothing else in its province is called so.
    """
    taken = {(form.text, form.division.province) for form in forms}
    counties = [one for one in forms if one.division.level == "county" and not (one.short or one.needs or one.zone)]
    return [
        replace(form, text=text, division=replace(form.division, county=text), needs="above")
        for form in counties
        for row in rows
        if form.text.endswith(row["now"]) and len(form.text) > _SHORTEST_STEM
        for text in (form.text.removesuffix(row["now"]) + row["before"],)
        if (text, form.division.province) not in taken
    ]


def _zones(rows: list[dict[str, str]], current: dict[str, Division], forms: list[Form]) -> Iterator[Form]:
    """Zones under each name of the division that they lie in, and alone where their own name says which."""
    hosts: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        if not form.needs:
            hosts[form.now.region_code].add(form.text)
    for row in rows:
        division = current[row["region_code"]]
        level = row["level"] or LOWER[division.level]
        heads = {"", *hosts[row["region_code"]]} if row["stands_alone"] else hosts[row["region_code"]]
        for head in sorted(heads):
            yield Form(head + row["name"], division, division, False, "", row["zone"], level)


def _joined(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """First of a pair -> every second, in order, joined by `;`; a code is not its own predecessor."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one, other in pairs:
        if one != other:
            found[one][other] = None
    return {one: ";".join(others) for one, others in found.items()}


def _division(row: dict[str, str]) -> Division:
    return Division(row["region_code"], row["level"], row["province"], row["prefecture"] or None, row["county"] or None)
