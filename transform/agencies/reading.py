"""One printed name: its place, and the body that bears it."""

import unicodedata
from dataclasses import dataclass, replace

from transform.agencies.bodies import Body, canonical_zone, compared_function, read_body, split_generic, split_zone
from transform.agencies.divisions import LOWER, Division, Places
from transform.agencies.lexicon import Lexicon
from transform.agencies.places import NOWHERE, TWO, Place, find_place
from transform.agencies.seconds import first_of_two, names_two
from transform.agencies.segmentation import cut
from transform.lexicon import words_by

#: Unicode categories that print nothing: controls and zero-width marks.
_INVISIBLE = ("Cc", "Cf")
#: The least of a body that we do not know behind 市, 县 or 区, and of its organ; in characters.
_OWN, _ORGAN = 3, 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What one name says.

    Attributes:
        name: the print after NFKC without white space and without a bureau's own office.
        place: where; `division` is None where that is open.
        body: what follows the place.
        rest: how the name prints the body.
        zone: the zone within the division, as identifiers spell it; empty for none.
        generic: what the place is where it is not named (市 in 市教育局), "" where a body stands alone; None where the
            name names a place or none can be told.
        unlike: longer words for another kind of place that end in `generic`: 自治区 is no 区.
    """

    name: str
    place: Place
    body: Body
    rest: str
    zone: str = ""
    generic: str | None = None
    unlike: tuple[str, ...] = ()

    @property
    def division(self) -> Division | None:
        """The division, where it is decided."""
        return self.place.division

    @property
    def is_national(self) -> bool:
        """Whether it is a central body."""
        return not self.place.end and self.body.level == "national"

    @property
    def is_region(self) -> bool:
        """Whether it names a place alone: its government speaks, or its committee."""
        return not self.rest and self.division is not None

    @property
    def is_decided(self) -> bool:
        """Whether the name alone says who it is."""
        return self.division is not None or self.is_national


def clean_name(printed: str | None) -> str:
    """`printed` after NFKC, without white space and invisible characters."""
    folded = unicodedata.normalize("NFKC", printed or "")
    return "".join(c for c in folded if not (c.isspace() or unicodedata.category(c) in _INVISIBLE))


def read_name(printed: str | None, places: Places, lexicon: Lexicon) -> Reading:
    """Read one name; see `transform.agencies.agency.agencies` for the rules."""
    name = clean_name(printed)
    place, rest = _locate(name, places, lexicon)
    if not place.end:
        found = split_generic(name, lexicon) or _own_of_place(name, lexicon)
        body = _body_without_place(name, lexicon)
        if found and body.level != "national":
            generic, rest = found
            unlike = tuple(word for word in lexicon.generic if generic and word != generic and word.endswith(generic))
            return Reading(name, place, read_body(rest, lexicon), rest, generic=generic, unlike=unlike)
        is_township = body.level == "township"
        return Reading(name, place, body, name, generic="" if is_township else None)
    if place.zone:
        zone = canonical_zone(place.zone, lexicon)
    else:
        zone, rest = split_zone(rest, lexicon)
        place = replace(place, level=LOWER[place.level]) if zone and place.level else place
    rest = first_of_two(rest, place, places, lexicon)
    own = _without_office(rest, lexicon)
    name, rest = name.removesuffix(rest.removeprefix(own)), own
    body = read_body(rest, lexicon)
    if not body.understood and names_two(rest, name[: place.end], place, places, lexicon):
        return Reading(name, TWO, Body("other", None, None, name), name)
    if place.short and not zone and body.level == "township" and rest == body.organ:
        # 辽阳镇 is a town of that name somewhere, not one of the city of 辽阳 without a name.
        return Reading(name, NOWHERE, read_body(name, lexicon), name, generic="")
    if zone and not rest:
        body = replace(read_body(lexicon.committee, lexicon), name=lexicon.committee)
    if body.level == "township" and not zone:
        place = _county_of(place, name, places)
        if place == NOWHERE:
            # 广州路街道 is somewhere, and not of 广州: its name begins like a place.
            return Reading(name, NOWHERE, read_body(name, lexicon), name, generic="")
    body = replace(body, function_code=compared_function(rest, body, lexicon))
    return Reading(name, place, body, rest, zone)


def _own_of_place(name: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """What a name says its place is before a body that we do not know: 区融媒体中心, but not 市民中心."""
    generic = next((word for word in lexicon.generic if word and name.startswith(word)), "")
    rest = name.removeprefix(generic)
    body = read_body(rest, lexicon) if generic else None
    if body is None or body.level or max(len(rest), len(body.key)) < _OWN:
        return None
    if len(body.organ) < _ORGAN and body.organ not in words_by("role", "document.csv")["bureau"]:
        return None
    if rest.startswith(lexicon.other_heads):
        return None
    return (generic, rest) if cut(name, lexicon, guess=False)[0] == generic else None


def _without_office(rest: str, lexicon: Lexicon) -> str:
    """A bureau's or a township's name without its own office, which signs for it: 水务局办公室."""
    words = words_by("role", "document.csv")
    office = next((office for office in words["own_office"] if rest.endswith(office)), "")
    main = rest.removesuffix(office)
    if not office or not main or read_body(rest, lexicon).understood:
        return rest
    body = read_body(main, lexicon)
    is_bureau = body.understood and main.endswith(tuple(words["bureau"]))
    return main if is_bureau or (body.level == "township" and main != body.organ) else rest


def _locate(name: str, places: Places, lexicon: Lexicon) -> tuple[Place, str]:
    """The place, and the name without it; a central body's local office names its place after that body."""
    place = find_place(name, places)
    if place.division and not place.short and read_body(name[place.end :], lexicon).understood:
        return place, name[place.end :]
    stem = find_place(name, places, stems=True)
    if (stem.weak or stem.end != place.end) and name[stem.end :]:
        body = read_body(name[stem.end :], lexicon)
        # A central body's branch (长沙海关) is the city's, not that of a county in it with its name.
        is_branch = body.kind == "department" and body.organ == name[stem.end :]
        # 平安 may be 平安区 or a company, and 恒山 is a mountain: another source must say the same place.
        is_open = stem.weak and _is_zone(name[stem.end :], lexicon)
        if is_open:
            place = replace(stem, division=None)
        elif body.understood and not (is_branch and _is_around(place, stem)):
            place = stem
    if place.end:
        return _not_too_long(place, name, places, lexicon)
    for organ in lexicon.national:
        if name.startswith(organ.text):
            after = name[len(organ.text) :]
            place = find_place(after, places)
            place = place if place.end else find_place(after, places, stems=True)
            if place.end and len(after) > place.end:
                return place, organ.canonical + after[place.end :]
    return NOWHERE, name


def _is_around(place: Place, stem: Place) -> bool:
    """Whether a decided place is a city, and every other reading of its name a county in it."""
    city = place.division
    within = city is not None and all(one == city or one.lies_in(city) for one in stem.candidates)
    return within and stem.end == place.end


def _is_zone(rest: str, lexicon: Lexicon) -> bool:
    """Whether what follows a county's name without its ending is a zone, or its committee: 临潼 in 临潼经济开发区."""
    zone, _ = split_zone(rest, lexicon)
    return bool(zone)


def _not_too_long(place: Place, name: str, places: Places, lexicon: Lexicon) -> tuple[Place, str]:
    """The place without its last character where that begins the body: 高邮市场监督管理局 is of 高邮, not of 高邮市."""
    shorter, rest = find_place(name[: place.end - 1], places, stems=True), name[place.end - 1 :]
    taken = read_body(name[place.end :], lexicon).understood or shorter.end != place.end - 1
    return (place, name[place.end :]) if taken or not read_body(rest, lexicon).understood else (shorter, rest)


def _body_without_place(name: str, lexicon: Lexicon) -> Body:
    """A name without a place: a central body (`level` national) where its words say so."""
    plain = read_body(name, lexicon) if name else Body("other", None, None, name)
    if plain.level:
        return plain
    for organ in lexicon.national:
        rest = name.removeprefix(organ.text)
        # 中国(某省)自由贸易试验区某管理局 is no central body.
        if name.startswith(organ.text) and not rest.startswith("("):
            body = read_body(rest, lexicon)
            if (rest or organ.kind) and body.kind != "other" and body.level != "township":
                if rest or not organ.kind or organ.kind == "government":
                    return replace(body, level="national")
                return replace(body, level="national", kind=organ.kind, key=organ.canonical)
    return _branch(name, lexicon) or plain


def _branch(name: str, lexicon: Lexicon) -> Body | None:
    """A ministry's branch that says no place: 生态环境部华东督察局. It exists once, as the ministry does."""
    for end in range(len(name) - 1, 1, -1):
        ministry, body = read_body(name[:end], lexicon), read_body(name[end:], lexicon)
        if ministry.level == "national" and ministry.understood and body.kind == "department":
            return replace(body, level="national", key=name, understood=True)
    return None


def _county_of(place: Place, name: str, places: Places) -> Place:
    """A township's place: its county, or a prefecture that has none; never a guess from a short name.

    A short name that says what the place is (循化县 for 循化撒拉族自治县) is no guess.
    """
    if place.division is None:
        return place
    own = place.division.county or place.division.prefecture or place.division.province
    # 广州 is 广州市 without its ending, though 州 is one, too.
    is_stem = name[place.end - 1] not in places.endings or name.endswith(own[:-1], 0, place.end)
    if place.short and is_stem:
        return NOWHERE
    if place.division.region_code in places.with_counties:
        return replace(place, division=None, rule="county_missing")
    return place
