"""Which divisions an incomplete name can mean, beside a place that another source names."""

from dataclasses import dataclass

from transform.agencies.divisions import Division, Places
from transform.agencies.reading import Reading


@dataclass(frozen=True, slots=True)
class Where:
    """What one hint says of the place.

    Attributes:
        divisions: what it may name; none where it names no place.
        is_site_wide: it tells of a whole site or folder, which may hold the reports of lower places too.
        is_address: it is a postal address: the place lies in it, or is one above it.
    """

    divisions: tuple[Division, ...]
    is_site_wide: bool
    is_address: bool


def possible_divisions(base: Reading, where: Where, places: Places) -> tuple[Division, ...]:
    """The divisions that `base` can mean if `where` holds; none where it says nothing of them."""
    found: dict[str, Division] = {}
    for division in where.divisions:
        for one in _choices(base, division, where, places):
            found[one.region_code] = one
    return tuple(found.values())


def _choices(base: Reading, named: Division, where: Where, places: Places) -> list[Division]:
    """The divisions that fit the name, from one that a hint names."""
    if base.place.candidates or base.generic is None:
        return [
            one for one in _own_candidates(base, places) if one == named or one.lies_in(named) or named.lies_in(one)
        ]
    upward = [one for one in (named, *_upper_divisions(named, places)) if _fits(base, one, places)]
    if base.body.level == "township":
        return upward
    if base.generic:
        within = [one for one in places.divisions.values() if one.lies_in(named) and _fits(base, one, places)]
        return upward if where.is_address else upward[:1] or within
    has_lower = named.region_code in places.with_counties
    return [] if where.is_address or (where.is_site_wide and has_lower) else [named]


def _own_candidates(base: Reading, places: Places) -> list[Division]:
    """What the name itself leaves open: several places of one name, or the counties of a prefecture."""
    if base.place.rule != "county_missing":
        return list(base.place.candidates)
    above = base.place.candidates
    return [one for one in places.divisions.values() if any(one.lies_in(upper) for upper in above)]


def _fits(base: Reading, division: Division, places: Places) -> bool:
    """Whether the division is what the name says that its place is."""
    if base.body.level == "township":
        return division.level == "county" or division.region_code not in places.with_counties
    name = division.county or division.prefecture or division.province
    return name.endswith(base.generic or "") and not (base.unlike and name.endswith(base.unlike))


def _upper_divisions(division: Division, places: Places) -> list[Division]:
    """The prefecture and the province of a division, lowest first."""
    codes = (f"{division.region_code[:4]}00", f"{division.region_code[:2]}0000")
    return [places.divisions[code] for code in codes if code in places.divisions and code != division.region_code]
