"""Kinds of body: what each is called, in full and in short, what it calls itself, and which names count as right."""

from collections.abc import Callable
from random import Random

from bench.synthetic.world.tables import own
from bench.synthetic.world.who import bodies_special as special
from bench.synthetic.world.who.body import LAND, MARKS, STEMS, Body, accepted
from bench.synthetic.world.who.places import banners, region


def body(kind: str, rank: int, seed: int, rng: Random) -> Body:
    """The body of this kind with this rank; bodies of one kind and seed differ until a pool is used up."""
    return KINDS[kind](kind, rank, seed, rng)


def _department(kind: str, rank: int, seed: int, rng: Random) -> Body:
    scale = {"department": "county", "shared": "county", "city": "prefecture"}.get(kind, "province")
    pool = {"department": "county", "shared": "shared", "city": "prefecture"}.get(kind, "province")
    place = region(pool, rank, seed)
    rows = [row for row in own("departments") if row["scale"] == scale]
    row = rows[(rank // 7 + rank * 5 + rng.randrange(3)) % len(rows)]
    name, short = row["name"], row["short"]
    if place.level == "province" and place.ending == "市":
        name, short = name.replace("厅", "局"), short.replace("厅", "局")
    return Body(
        kind,
        place,
        f"{place.name}{name}",
        f"{place.name}{short}",
        name,
        short,
        name[-1] if name[-1] in "局厅" else "委",
        accepted(place, {name, short}),
        frozenset({place.code}),
        place.level,
        "department",
    )


def _government(kind: str, rank: int, seed: int, _: Random) -> Body:
    pool = {"government": "county", "banner": "banner", "city_government": "prefecture"}.get(kind, "province")
    place = region(pool, rank, seed)
    short = banners()[place.code] if kind == "banner" else place.name
    names = {f"{before}{name}{tail}" for before in place.prefixes for name in (place.name, short) for tail in _RULERS}
    full = f"{place.name}人民政府"
    codes: frozenset[str | None] = frozenset({place.code})
    own_name = "人民政府"
    return Body(
        kind, place, full, short, own_name, own_name, place.ending, frozenset(names), codes, place.level, "government"
    )


_RULERS = ("人民政府", "政府", "")


def _office(kind: str, rank: int, seed: int, _: Random) -> Body:
    place = region("county", rank, seed)
    name, short = "人民政府办公室", "政府办公室"
    names = accepted(place, {"办公室"}) | {f"{before}{place.name}政府办" for before in place.prefixes}
    codes: frozenset[str | None] = frozenset({place.code})
    full, cut = place.name + name, place.name + short
    return Body(kind, place, full, cut, name, short, "办", names, codes, "county", "government_office")


def _township(kind: str, rank: int, seed: int, rng: Random) -> Body:
    pool = {"street_office": "district", "street": "street", "sumu": "steppe"}.get(kind, "plain")
    ending = {"street_office": "街道", "street": "街", "sumu": "苏木"}.get(kind) or rng.choice(("镇", "镇", "乡"))
    place = region(pool, rank, seed)
    stem = f"{rng.choice(MARKS)}{STEMS[rank % len(STEMS)]}{rng.choice(LAND)}"
    short = stem + ("街道" if ending == "街" and rng.random() < 0.2 else ending)
    office = "办事处" if ending in ("街道", "街") else "人民政府"
    full = short + ("道" if short.endswith("街") else "") + office
    stems = {short, full, f"{stem}{ending}{office}", short + office}
    codes: frozenset[str | None] = frozenset({place.code})
    name, generic = f"{place.name}{full}", {"街道": "街道", "街": "街"}.get(ending, ending)
    names = accepted(place, stems, alone=True)
    return Body(kind, place, name, f"{place.name}{short}", full, short, generic, names, codes, "township", "government")


#: Every kind of body.
KINDS: dict[str, Callable[[str, int, int, Random], Body]] = {
    "department": _department,
    "shared": _department,
    "city": _department,
    "provincial": _department,
    "government": _government,
    "banner": _government,
    "city_government": _government,
    "provincial_government": _government,
    "office": _office,
    "township": _township,
    "street_office": _township,
    "street": _township,
    "sumu": _township,
    "zone": special.zone,
    "branch": special.branch,
    "own_office": special.own_office,
    "local_office": special.local_office,
    "weather": special.weather,
    "ministry": special.ministry,
}
