"""Reports that say who speaks in every way, with the key that they should have."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from random import Random

from pypinyin import lazy_pinyin

from bench.synthetic.agencies import Agency
from bench.synthetic.generate import Settings, history_of
from bench.synthetic.report import Recipe, compose
from transform.agencies.divisions import PLACES_FOLDER

_HERE = Path(__file__).resolve().parent
#: Reports that each agency makes.
_YEARS = 4
#: Agencies of each county, and how many counties in a row are shared names' or renamed before one is any.
_BODIES, _HARD = 6, 2
#: What stands for the agency's name while a report is written.
_SELF = "本机关"
_OFFICES = ("人民政府", "人民政府办公室", "文化馆", "教育考试中心")


@dataclass(frozen=True)
class Body:
    """One agency: its region and its body's names."""

    code: str
    upper: str
    county: str
    family: str
    early: str
    late: str
    short: str

    @property
    def name(self) -> str:
        """Full official name."""
        return f"{self.upper}{self.county}{self.late}"

    @property
    def key(self) -> str:
        """The key that it should have."""
        return f"{self.code}-{self.family}"


@dataclass(frozen=True)
class Variant:
    """One report.

    Attributes:
        way: how it says who speaks.
        text: the document.
        source_uri: where it was found.
        truth: whose it is.
        expected: the key it should have; None where nothing in it tells.
        manifest_agency: what the manifest says of it; None where it says nothing.
    """

    way: str
    text: str
    source_uri: str
    truth: str
    expected: str | None
    manifest_agency: str | None = None


def agency_variants(count: int, seed: int) -> Iterator[Variant]:
    """So many reports; the same for the same seed, and each a document of its own."""
    rng = Random(f"{seed}|agencies")
    regions, bodies = _regions(), _read(_HERE / "agency_names.csv")
    chosen = [(region, body) for region in _shuffled(regions, rng) for body in rng.sample(bodies, _BODIES)]
    ways = list(_WAYS)
    for index in range(count):
        region, names = chosen[index // _YEARS % len(chosen)]
        body = Body(*region, **names)
        own = Random(f"{seed}|{index}")
        way = ways[(index // _YEARS + index) % len(ways)]
        written = _WAYS[way](body, own)
        variant = written or _full(body, own)
        yield replace(
            _document(variant, body, index, seed),
            way=way if written else "full",
            truth=body.key,
        )


def _shuffled(regions: list[tuple[str, str, str]], rng: Random) -> list[tuple[str, str, str]]:
    """All counties by chance; after each two of the hard ones (renamed, or sharing a name) one of the others."""
    mixed = rng.sample(regions, len(regions))
    hard = [region for region in mixed if _shared(region[2]) > 1 or region[0] in _old_names()]
    others = [region for region in mixed if region not in set(hard)]
    groups = [[*hard[at * _HARD : (at + 1) * _HARD], other] for at, other in enumerate(others)]
    return [region for group in groups for region in group]


@dataclass(frozen=True)
class _Said:
    """A way to say it: the name in the title, lines before and after, where it lies, whether that tells."""

    title: str
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    uri: str = ""
    manifest: str | None = None
    tells: bool = True


def _document(said: _Said, body: Body, index: int, seed: int) -> Variant:
    """A whole report around what is said."""
    settings = Settings(seed)
    year = history_of(settings, index // _YEARS, _YEARS)[index % _YEARS]
    agency = Agency(_SELF, body.code, "", _SELF, body.family == "government")
    report = compose(agency, year, Recipe("", "tab", (), 0), f"{seed}|{index}")
    text = report.text.replace(_SELF, said.title, 1) if said.title else report.text
    text = "\n".join([*said.head, text.rstrip("\n"), *said.tail]) + f"\n合成样本 {index}\n"
    uri = f"{said.uri}synthetic-{index:06d}.txt"
    return Variant("", text, uri, "", body.key if said.tells else None, said.manifest)


def _full(body: Body, _: Random) -> _Said:
    return _Said(body.name)


def _spaced(body: Body, rng: Random) -> _Said:
    return _Said("".join(c + rng.choice(("", " ", "　")) for c in body.name).strip())


def _without_upper(body: Body, _: Random) -> _Said | None:
    return _Said(f"{body.county}{body.late}") if _shared(body.county) == 1 else None


def _without_ending(body: Body, _: Random) -> _Said | None:
    """区 or 县 left out."""
    stem = body.county[:-1]
    if len(stem) < 2 or len(body.county) > 4 or _sharing(stem) > 1 or body.late in _OFFICES:
        return None
    return _Said(f"{stem}{body.late}")


def _abbreviated(body: Body, _: Random) -> _Said:
    return _Said(f"{body.upper}{body.county}{body.short}")


def _before_renaming(body: Body, _: Random) -> _Said:
    return _Said(f"{body.upper}{body.county}{body.early}")


def _before_upgrade(body: Body, _: Random) -> _Said | None:
    """The county's name before it became a district or a city."""
    old = _old_names().get(body.code)
    return _Said(f"{body.upper}{old}{body.late}") if old else None


def _by_header(body: Body, _: Random) -> _Said:
    return _Said("", head=(f"索引号：SYN000　发布机构：{body.name}",))


def _by_signature(body: Body, _: Random) -> _Said:
    return _Said("", tail=(body.name, "2022年1月17日"))


def _generic(body: Body) -> str:
    return f"{body.county[-1]}{body.late}"


def _by_breadcrumb(body: Body, _: Random) -> _Said | None:
    path = f"当前位置：首页 > {body.upper}{body.county}人民政府 > 政府信息公开年报"
    return None if body.late in _OFFICES else _Said(_generic(body), head=(path,))


def _by_address(body: Body, _: Random) -> _Said | None:
    line = f"联系地址：{body.upper}{body.county}合成路1号"
    return None if body.late in _OFFICES or body.county[-1] == "市" else _Said(_generic(body), tail=(line,))


def _by_host(body: Body, _: Random) -> _Said | None:
    spoken = _spoken(body.county)
    if body.late in _OFFICES or _hosts()[spoken] > 1:
        return None
    return _Said(_generic(body), uri=f"http://www.{spoken}.gov.cn/synthetic/")


def _by_folder(body: Body, _: Random) -> _Said:
    return _Said("", uri=f"/inbox/{body.upper}{body.county}/{body.late}/")


def _by_archive(body: Body, _: Random) -> _Said:
    return _Said("", uri=f"/inbox/{body.name}.zip!/2021/")


def _by_manifest(body: Body, _: Random) -> _Said:
    return _Said("", manifest=body.name)


def _shared_place(body: Body, rng: Random) -> _Said | None:
    """One of several districts of one name, told apart by its page."""
    if _shared(body.county) < 2 or not body.upper or body.late in _OFFICES:
        return None
    head = (f"{body.upper}人民政府门户网站",) if rng.random() < 0.5 else ()
    uri = "" if head else f"/inbox/{body.upper}/"
    return _Said(f"{body.county}{body.late}", head=head, uri=uri)


def _shared_place_alone(body: Body, _: Random) -> _Said | None:
    return _Said(f"{body.county}{body.late}", tells=False) if _shared(body.county) > 1 else None


def _nowhere(body: Body, _: Random) -> _Said | None:
    return None if body.late in _OFFICES else _Said(_generic(body), tells=False)


_WAYS: dict[str, Callable[[Body, Random], _Said | None]] = {
    "full": _full,
    "spaced": _spaced,
    "without the prefecture": _without_upper,
    "区 or 县 left out": _without_ending,
    "abbreviated": _abbreviated,
    "bureau before its renaming": _before_renaming,
    "county before its renaming": _before_upgrade,
    "我局, header block": _by_header,
    "我局, signature": _by_signature,
    "县教育局, breadcrumb": _by_breadcrumb,
    "县教育局, address": _by_address,
    "县教育局, host": _by_host,
    "我局, folder": _by_folder,
    "我局, archive": _by_archive,
    "我局, manifest": _by_manifest,
    "鼓楼区教育局, page or folder": _shared_place,
    "鼓楼区教育局 alone": _shared_place_alone,
    "县教育局 alone": _nowhere,
}


@lru_cache(maxsize=1)
def _regions() -> list[tuple[str, str, str]]:
    """Code, upper name and name of every county that is one today."""
    ended = {(row["old_code"], row["old_name"]) for row in _read(PLACES_FOLDER / "changes.csv")}
    return [
        (row["region_code"], row["prefecture"] or row["province"], row["county"])
        for row in _read(PLACES_FOLDER / "divisions.csv")
        if row["county"] and (row["region_code"], row["county"]) not in ended
    ]


@lru_cache(maxsize=1)
def _names() -> Counter[str]:
    rows = _read(PLACES_FOLDER / "divisions.csv")
    return Counter(row["county"] or row["prefecture"] or row["province"] for row in rows)


def _shared(name: str) -> int:
    return _names()[name]


@cache
def _sharing(stem: str) -> int:
    """How many divisions, old and new, have a name that is the stem with or without an ending."""
    return sum(count for name, count in _names().items() if name.startswith(stem))


@lru_cache(maxsize=1)
def _old_names() -> dict[str, str]:
    rows = _read(PLACES_FOLDER / "changes.csv")
    return {row["new_code"]: row["old_name"] for row in rows if row["change"] == "renamed"}


def _spoken(name: str) -> str:
    return "".join(lazy_pinyin(name[:-1] if len(name) > 2 else name))


@lru_cache(maxsize=1)
def _hosts() -> Counter[str]:
    """How many divisions, old and new, a host can mean."""
    return Counter(_spoken(name) for name in _names().elements())


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
