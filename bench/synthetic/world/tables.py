"""The generator's own lists (CSV beside this file) and the real divisions."""

import csv
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PLACES = _HERE.parents[2] / "data" / "places"


@cache
def own(name: str) -> list[dict[str, str]]:
    """The rows of a list beside this file."""
    return _read(_HERE / f"{name}.csv")


@cache
def places(name: str) -> list[dict[str, str]]:
    """The rows of a list of `data/places`."""
    return _read(_PLACES / f"{name}.csv")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
