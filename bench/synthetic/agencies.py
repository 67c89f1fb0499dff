"""Names of agencies: real divisions with ordinary department names, then marked township names.

The first thousand are of a few listed counties, so that small corpora show several agencies of one county; those after
them are of all other counties of the country, so that a large corpus has as many agencies a county as the country has.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

_HERE = Path(__file__).resolve().parent
_PLACES = _HERE.parents[1] / "data" / "places"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
#: Every so many agencies is a township or street office.
_TOWNSHIP_EVERY = 8
#: Coprime with the numbers of combinations, so that neighbours differ in place and department.
_STRIDE = 389


@dataclass(frozen=True)
class Agency:
    """Who reports.

    Attributes:
        name: full official name with its region.
        region_code: GB/T 2260 code of the county-level division.
        place: prefecture and county, as in `name`.
        self_name: what the agency calls itself in its prose.
        is_government: a government proper, which publishes by 31 March.
    """

    name: str
    region_code: str
    place: str
    self_name: str
    is_government: bool


def agency(number: int) -> Agency:
    """The agency with this number; the same whatever the seed, and no two alike."""
    listed = len(_listed()) * len(_departments())
    listed += listed // (_TOWNSHIP_EVERY - 1)
    return _agency(number, _listed()) if number < listed else _agency(number - listed, _others())


def _agency(number: int, places: list[tuple[str, str]]) -> Agency:
    """The agency with this number of those of some counties; townships where no department is left."""
    departments = _departments()
    ordinary = number - (number + 1) // _TOWNSHIP_EVERY
    if number % _TOWNSHIP_EVERY == _TOWNSHIP_EVERY - 1 or ordinary >= len(places) * len(departments):
        return _township(number, places)
    choice = ordinary * _STRIDE % (len(places) * len(departments))
    region_code, place = places[choice % len(places)]
    department, self_name = departments[choice // len(places)]
    return Agency(place + department, region_code, place, self_name, department.endswith("政府"))


def _township(number: int, places: list[tuple[str, str]]) -> Agency:
    """An invented township of a real county, marked as synthetic by its name."""
    rank, choice = divmod(number, len(places))
    region_code, place = places[choice]
    kind = "街道办事处" if place[-1] in "区市" else "镇人民政府"
    return Agency(f"{place}合成{_marker(rank)}{kind}", region_code, place, "本机关", True)


def _marker(number: int) -> str:
    """甲, 乙 … 癸, 甲甲, 甲乙 …: a different word for every number."""
    word = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, len(_STEMS))
        word = _STEMS[digit] + word
    return word


@lru_cache(maxsize=1)
def _listed() -> list[tuple[str, str]]:
    return [(row["region_code"], row["place"]) for row in _read(_HERE / "agencies.csv")]


@lru_cache(maxsize=1)
def _others() -> list[tuple[str, str]]:
    """The counties of today that are not listed, shuffled: neighbours in a corpus are no neighbours on the map."""
    listed = {code for code, _ in _listed()}
    former = {(row["old_code"], row["old_name"]) for row in _read(_PLACES / "changes.csv")}
    counties = [
        (row["region_code"], (row["prefecture"] or row["province"]) + row["county"])
        for row in _read(_PLACES / "divisions.csv")
        if row["level"] == "county"
        and row["region_code"] not in listed
        and (row["region_code"], row["name"]) not in former
    ]
    return Random(0).sample(counties, len(counties))


@lru_cache(maxsize=1)
def _departments() -> list[tuple[str, str]]:
    return [(row["name"], row["self_name"]) for row in _read(_HERE / "departments.csv")]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
