"""Bodies beyond bureaus and governments: zones, branches, offices with own names, ministries and their offices."""

from random import Random

from bench.synthetic.world.tables import own
from bench.synthetic.world.who.body import MARKS, STEMS, Body, accepted
from bench.synthetic.world.who.places import region


def zone(kind: str, rank: int, seed: int, rng: Random) -> Body:
    """A development zone, park or other area run by a committee."""
    place = region("plain" if rng.random() < 0.6 else "prefecture", rank, seed)
    row = rng.choice([row for row in own("departments") if row["scale"] == "zone"])
    base = rng.choice((place.stem, place.name, f"{place.name}{rng.choice(MARKS)}{STEMS[rank % len(STEMS)]}"))
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


def branch(kind: str, rank: int, seed: int, rng: Random) -> Body:
    """A branch of a city's bureau in a district."""
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
    return Body(kind, place, full, short, full, short, "局", frozenset(names), codes, "county", "department")


def own_office(kind: str, rank: int, seed: int, rng: Random) -> Body:
    """An office of a county's government with a name of its own."""
    place = region("county", rank, seed)
    row = rng.choice([row for row in own("departments") if row["scale"] == "own_office"])
    name = row["name"]
    bare = name.removeprefix("人民政府")
    names = accepted(place, {name, row["short"], bare, bare.removesuffix("公室"), name.removesuffix("公室")})
    codes: frozenset[str | None] = frozenset({place.code})
    generic = "办" if name.endswith("办公室") else "中心" if name.endswith("中心") else "室"
    full, short = place.name + name, place.name + row["short"]
    return Body(kind, place, full, short, name, row["short"], generic, names, codes, "county", "department")


def local_office(kind: str, rank: int, seed: int, rng: Random) -> Body:
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


def weather(kind: str, rank: int, seed: int, _: Random) -> Body:
    """A body that calls itself 气象部门 throughout."""
    place = region("prefecture", rank, seed)
    names = accepted(place, {"气象部门", "气象局"})
    codes: frozenset[str | None] = frozenset({place.code})
    called = f"{place.name}气象部门"
    return Body(kind, place, called, called, "气象部门", "气象部门", "部门", names, codes, "prefecture", "department")


def ministry(kind: str, rank: int, _: int, __: Random) -> Body:
    """A ministry or another body of the nation."""
    rows = [row for row in own("departments") if row["scale"] == "ministry"]
    row = rows[rank % len(rows)]
    name = row["name"]
    generic = name[-1] if name[-1] in "部署局" else "委"
    names = frozenset({name, f"中华人民共和国{name}", row["short"]})
    codes: frozenset[str | None] = frozenset({"000000", "100000", None})
    return Body(kind, None, name, name, name, name, generic, names, codes, "national", "department")
