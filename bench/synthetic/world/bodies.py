"""Kinds of body: what each is called, in full and in short, what it calls itself, and which names count as right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from bench.synthetic.world.places import Region, banners, region
from bench.synthetic.world.tables import own

#: What an invented township begins with, so that anybody sees that it is none.
_MARKS = ("合成", "样例", "虚拟", "假想", "演示")
_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
_LAND = ("", "", "河", "山", "坪", "湾", "塘", "岭", "桥", "林")


@dataclass(frozen=True)
class Body:
    """Who reports.

    Attributes:
        kind: key of `KINDS`.
        region: its division; None for the nation.
        name: full official name with its region.
        short: as titles and prose shorten it, with the region.
        own_name: without the region.
        own_short: short and without the region.
        generic: what 我 is put before: 局, 镇.
        names: every name that counts as right.
        codes: every region code that counts as right; None is a region that is not told.
        level: `national`, `province`, `prefecture`, `county`, `township`.
        of_kind: `government`, `government_office`, `department`, `other`.
    """

    kind: str
    region: Region | None
    name: str
    short: str
    own_name: str
    own_short: str
    generic: str
    names: frozenset[str]
    codes: frozenset[str | None]
    level: str
    of_kind: str
    upper: str = field(default="")


def body(kind: str, rank: int, seed: int, rng: Random) -> Body:
    """The body of this kind with this rank; bodies of one kind and seed differ until a pool is used up."""
    return KINDS[kind](kind, rank, seed, rng)


def _accepted(place: Region, stems: set[str], *, alone: bool = False) -> frozenset[str]:
    """A stem after the region, after its people's government, and after what lies above it; or also alone."""
    homes = {place.name, f"{place.name}人民政府", f"{place.name}政府"}
    told = {f"{before}{home}{stem}" for before in place.prefixes for home in homes for stem in stems}
    return frozenset(told | (stems if alone else set()))


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
        _accepted(place, {name, short}),
        frozenset({place.code}),
        place.level,
        "department",
        place.upper,
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
    names = _accepted(place, {"办公室"}) | {f"{before}{place.name}政府办" for before in place.prefixes}
    codes: frozenset[str | None] = frozenset({place.code})
    full, cut = place.name + name, place.name + short
    return Body(kind, place, full, cut, name, short, "办", names, codes, "county", "government_office")


def _township(kind: str, rank: int, seed: int, rng: Random) -> Body:
    pool = {"street_office": "district", "street": "street", "sumu": "steppe"}.get(kind, "plain")
    ending = {"street_office": "街道", "street": "街", "sumu": "苏木"}.get(kind) or rng.choice(("镇", "镇", "乡"))
    place = region(pool, rank, seed)
    stem = f"{rng.choice(_MARKS)}{_STEMS[rank % len(_STEMS)]}{rng.choice(_LAND)}"
    short = stem + ("街道" if ending == "街" and rng.random() < 0.2 else ending)
    office = "办事处" if ending in ("街道", "街") else "人民政府"
    full = short + ("道" if short.endswith("街") else "") + office
    stems = {short, full, f"{stem}{ending}{office}", short + office}
    codes: frozenset[str | None] = frozenset({place.code})
    name, generic = f"{place.name}{full}", {"街道": "街道", "街": "街"}.get(ending, ending)
    accepted = _accepted(place, stems, alone=True)
    return Body(
        kind, place, name, f"{place.name}{short}", full, short, generic, accepted, codes, "township", "government"
    )


def _zone(kind: str, rank: int, seed: int, rng: Random) -> Body:
    place = region("plain" if rng.random() < 0.6 else "prefecture", rank, seed)
    row = rng.choice([row for row in own("departments") if row["scale"] == "zone"])
    base = rng.choice((place.stem, place.name, f"{place.name}{rng.choice(_MARKS)}{_STEMS[rank % len(_STEMS)]}"))
    zone = base + row["name"]
    committee = rng.choice(("管理委员会", "管委会"))
    tails = ("", "管理委员会", "管委会")
    homes = {zone, place.stem + row["name"], place.name + row["name"]} if base in (place.stem, place.name) else {zone}
    names = {f"{before}{home}{tail}" for before in place.prefixes for home in homes for tail in tails}
    names |= {f"{place.name}{home}{tail}" for home in homes for tail in tails}
    codes: frozenset[str | None] = frozenset({place.code, None} | ({place.code[:4] + "00"}))
    generic = "管委会" if rng.random() < 0.5 else "区"
    full = zone + committee
    return Body(kind, place, full, zone, full, zone, generic, frozenset(names), codes, "county", "other")


def _branch(kind: str, rank: int, seed: int, rng: Random) -> Body:
    place = region("district", rank, seed)
    row = rng.choice([row for row in own("departments") if row["scale"] == "branch"])
    upper = place.upper
    full = f"{upper}{row['name']}{place.name}分局"
    short = f"{upper}{row['short']}{place.stem}分局" if rng.random() < 0.3 else full
    bodies = {row["name"], row["short"]}
    names = {
        f"{home}{one}{part}分局" for home in (upper, upper[:-1]) for one in bodies for part in (place.name, place.stem)
    }
    names |= {f"{place.province}{name}" for name in names}
    codes: frozenset[str | None] = frozenset({place.code, place.code[:4] + "00", place.code[:2] + "0000"})
    return Body(kind, place, full, short, full, short, "局", frozenset(names), codes, "county", "department", upper)


def _own_office(kind: str, rank: int, seed: int, rng: Random) -> Body:
    place = region("county", rank, seed)
    row = rng.choice([row for row in own("departments") if row["scale"] == "own_office"])
    name = row["name"]
    bare = name.removeprefix("人民政府")
    names = _accepted(place, {name, row["short"], bare, bare.removesuffix("公室"), name.removesuffix("公室")})
    codes: frozenset[str | None] = frozenset({place.code})
    generic = "办" if name.endswith("办公室") else "中心" if name.endswith("中心") else "室"
    full, short = place.name + name, place.name + row["short"]
    return Body(kind, place, full, short, name, row["short"], generic, names, codes, "county", "department")


def _local_office(kind: str, rank: int, seed: int, rng: Random) -> Body:
    """A ministry's office in the country: its region is where it sits, or none where its name alone cannot say."""
    city, county, province = (region(pool, rank, seed) for pool in ("prefecture", "plain", "province"))
    place, full, own_name, generic = rng.choice(
        (
            (city, f"{city.name}气象局", "气象局", "局"),
            (county, f"{county.name}气象局", "气象局", "局"),
            (province, f"{province.name}邮政管理局", "邮政管理局", "局"),
            (city, f"{city.name}邮政管理局", "邮政管理局", "局"),
            (county, f"国家税务总局{county.name}税务局", "税务局", "局"),
            (city, f"国家税务总局{city.name}税务局", "税务局", "局"),
            (city, f"{city.stem}海关", "海关", "关"),
            (city, f"国家统计局{city.stem}调查队", "调查队", "队"),
            (city, f"{city.name}消防救援支队", "消防救援支队", "队"),
            (city, f"{city.name}烟草专卖局", "烟草专卖局", "局"),
        )
    )
    heads = ("", "国家税务总局", "国家统计局", "中华人民共和国")
    homes = {f"{home}{own_name}" for home in (place.name, place.stem)}
    names = {f"{head}{before}{home}" for head in heads for before in place.prefixes for home in homes}
    codes: frozenset[str | None] = frozenset({place.code, *({None} if own_name in ("海关", "调查队") else ())})
    return Body(
        kind, place, full, full, own_name, own_name, generic, frozenset(names), codes, place.level, "department"
    )


def _weather(kind: str, rank: int, seed: int, _: Random) -> Body:
    """A body that calls itself 气象部门 throughout."""
    place = region("prefecture", rank, seed)
    names = _accepted(place, {"气象部门", "气象局"})
    codes: frozenset[str | None] = frozenset({place.code})
    called = f"{place.name}气象部门"
    return Body(kind, place, called, called, "气象部门", "气象部门", "部门", names, codes, "prefecture", "department")


def _ministry(kind: str, rank: int, _: int, __: Random) -> Body:
    rows = [row for row in own("departments") if row["scale"] == "ministry"]
    row = rows[rank % len(rows)]
    name = row["name"]
    generic = name[-1] if name[-1] in "部署局" else "委"
    names = frozenset({name, f"中华人民共和国{name}", row["short"]})
    codes: frozenset[str | None] = frozenset({"000000", "100000", None})
    return Body(kind, None, name, name, name, name, generic, names, codes, "national", "department")


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
    "zone": _zone,
    "branch": _branch,
    "own_office": _own_office,
    "local_office": _local_office,
    "weather": _weather,
    "ministry": _ministry,
}
