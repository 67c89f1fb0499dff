"""Which division a document speaks of: real ones of GB/T 2260 that one name and one host tell apart."""

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random

from pypinyin import lazy_pinyin

from bench.synthetic.world.tables import own, places

#: Names of two characters (东区, 城区) are common nouns, and these have two official spellings or no own government.
_SHORTEST = 3


@dataclass(frozen=True)
class Region:
    """A division.

    Attributes:
        code: GB/T 2260.
        level: `county`, `prefecture`, `province`.
        province: full name.
        prefecture: full name, "" for none.
        name: its own full name.
    """

    code: str
    level: str
    province: str
    prefecture: str
    name: str

    @property
    def upper(self) -> str:
        """The division above that people name first: prefecture, else province."""
        return "" if self.level == "province" else (self.prefecture if self.level == "county" else "") or self.province

    @property
    def stem(self) -> str:
        """Its name without 县, 区, 市."""
        return self.name[:-1] if len(self.name) > 2 else self.name

    @property
    def ending(self) -> str:
        """县, 区, 市, 旗, 省."""
        return "区" if self.name.endswith("自治区") else self.name[-1]

    @property
    def host(self) -> str:
        """The label of its host: pinyin of the stem; provinces have labels of their own."""
        return provincial_hosts().get(self.code) or label(self.name)

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What may stand before its name without changing whose it is."""
        above = [part for part in (self.province, self.prefecture) if part and part != self.name]
        return ("", *above, "".join(above))


@cache
def provincial_hosts() -> dict[str, str]:
    """Code of a province to the label of its host."""
    return {row["region_code"]: row["label"] for row in places("hosts")}


def label(name: str) -> str:
    """The host label of a division's name."""
    return "".join(lazy_pinyin(name[:-1] if len(name) > 2 else name))


def region(pool: str, rank: int, seed: int) -> Region:
    """The division with this rank in a pool that the seed has shuffled."""
    shuffled = _shuffled(pool, seed)
    return shuffled[rank % len(shuffled)]


@lru_cache(maxsize=32)
def _shuffled(pool: str, seed: int) -> list[Region]:
    everything = pools()[pool]
    return Random(f"{seed}|{pool}").sample(everything, len(everything))


@cache
def pools() -> dict[str, list[Region]]:
    """Every pool: counties, districts, banners, prefectures, provinces, districts with street names, shared names."""
    changed = {row[column] for row in places("changes") for column in ("old_name", "new_name")}
    known = [_region(row) for row in places("divisions")]
    names, hosts = Counter(one.name for one in known), Counter(one.host for one in known)
    counties = [one for one in known if one.level == "county" and one.name not in changed]
    alone = [one for one in counties if names[one.name] == 1 and hosts[one.host] == 1 and len(one.name) >= _SHORTEST]
    plain = [one for one in alone if "自治" not in one.name]
    return {
        "county": alone,
        "plain": plain,
        "district": [one for one in plain if one.ending == "区"],
        "street": [one for one in counties if one.province == "天津市" and one.name != "河西区"],
        "banner": [one for one in counties if one.code in banners()],
        "steppe": [one for one in alone if one.code in banners()],
        "prefecture": [
            one for one in known if one.level == "prefecture" and one.ending == "市" and _one_host(one, hosts)
        ],
        "province": [one for one in known if one.level == "province" and int(one.code[:2]) < 70],
        "shared": [one for one in counties if names[one.name] > 1 and one.prefecture and len(one.name) >= _SHORTEST],
    }


def _one_host(one: Region, hosts: Counter[str]) -> bool:
    return hosts[one.host] == 1


@cache
def banners() -> dict[str, str]:
    """Code of a banner to what its people call it."""
    return {row["region_code"]: row["short_name"] for row in own("banners")}


def _region(row: dict[str, str]) -> Region:
    return Region(row["region_code"], row["level"], row["province"], row["prefecture"], row["name"])
