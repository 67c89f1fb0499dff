"""Who reports: names, what counts as right, what it calls itself."""

from dataclasses import dataclass

from bench.synthetic.world.who.places import Region

#: What an invented township begins with, so that anybody sees that it is none.
MARKS = ("合成", "样例", "虚拟", "假想", "演示")
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
LAND = ("", "", "河", "山", "坪", "湾", "塘", "岭", "桥", "林")


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


def accepted(place: Region, stems: set[str], *, alone: bool = False) -> frozenset[str]:
    """A stem after the region, after its people's government, and after what lies above it; or also alone."""
    homes = {place.name, f"{place.name}人民政府", f"{place.name}政府"}
    told = {f"{before}{home}{stem}" for before in place.prefixes for home in homes for stem in stems}
    return frozenset(told | (stems if alone else set()))
