"""One document's hints to the agency that speaks: who it says it is, and where, from as many sources as that takes."""

from dataclasses import dataclass, field, replace
from itertools import accumulate

from transform.agencies.divisions import LOWER, Division, Places
from transform.agencies.evidence import PLACE_SOURCES, Hint
from transform.agencies.hosts import host_places
from transform.agencies.lexicon import Lexicon
from transform.agencies.places import TWO, find_place
from transform.agencies.prose import is_surely_name
from transform.agencies.reading import Reading, read_name
from transform.agencies.regions import Where, possible_divisions
from transform.agencies.segmentation import cut
from transform.lexicon import words_by

#: Sources that tell of a whole site: a city's site also holds its districts' reports, so a body without any word for
#: its place is not taken for the city's own.
_SITE_WIDE = frozenset({"site", "mention", "host", "folder"})
#: Sources around the document, which name who publishes as well as who speaks.
_OUTER = frozenset({"header", "head", "breadcrumb", "folder"})
#: Sources inside it that name others too: only a name that is surely one counts.
_LOOSE = frozenset({"announcement", "unit", "compiled", "contact", "prose", "head", "breadcrumb"})
#: Of these, the ones that name a government beside the speaker: its office compiles a bureau's report, too.
_OF_OTHERS = _LOOSE - {"announcement", "unit"}
#: Sources in which a place alone is its government.
_OF_REGION = frozenset({"title", "line_above", "announcement", "unit"})
#: Sources that name the speaker in so many words.
_NAMING = frozenset({"announcement", "unit", "compiled", "contact", "breadcrumb"})
#: Sources whose government speaks where nobody else does.
_LAST = ("header", "compiled", "contact", "prose")
_GOVERNMENTS = frozenset({"government", "government_office"})
#: What a document calls itself: our town, our bureau.
TOWN, BUREAU = "town", "bureau"
#: So many characters a page may put before a name.
_AHEAD, _LEAST_PLACE = 9, 3
#: So many divisions are listed of one hint.
_LISTED = 12


@dataclass
class Speaker:
    """What was decided of one document.

    Attributes:
        reading: who; its division is None where that stays open; None where no source names a body.
        source: the source of the name.
        by: the source that decided the region, where the name alone did not.
        candidates: the divisions that are left, where it is open.
        seen: each hint with what became of it: `used`, `agrees`, `contradicts` or `unread`; and
            the codes of the divisions that it may name.
    """

    reading: Reading | None = None
    source: str = ""
    by: str = ""
    candidates: tuple[Division, ...] = ()
    seen: list[tuple[Hint, str, str]] = field(default_factory=list)


@dataclass
class Reader:
    """Reads each distinct text once.

    Attributes:
        places: the divisions.
        lexicon: the words of names.
        known: what was read already.
    """

    places: Places
    lexicon: Lexicon
    known: dict[str, Reading] = field(default_factory=dict)

    def name(self, text: str) -> Reading:
        """A text as a name."""
        if text not in self.known:
            self.known[text] = self._from_its_place(read_name(text, self.places, self.lexicon))
        return self.known[text]

    def _from_its_place(self, reading: Reading) -> Reading:
        """A name that says where only behind a few other characters, from there on: they are the page's."""
        if (
            reading.is_decided
            or reading.place.end
            or reading.generic
            or reading.body.understood
            or reading.place == TWO
        ):
            return reading
        # At the edge of a word, and before a place that is not just two characters: no 成县 in 合成县.
        for at in accumulate(map(len, cut(reading.name[: 2 * _AHEAD], self.lexicon, guess=False))):
            inner = read_name(reading.name[at:], self.places, self.lexicon)
            is_whole = inner.rest != inner.body.organ or inner.body.understood
            is_named = inner.is_decided and not inner.place.short and inner.place.end >= _LEAST_PLACE
            if at <= _AHEAD and is_named and inner.rest and inner.body.organ and is_whole:
                return inner
        return reading

    def where(self, hint: Hint) -> Where:
        """The divisions that a hint may name."""
        if hint.source == "host":
            divisions, own = host_places(hint.text, self.places)
            return Where(divisions, not own, False)
        place = find_place(hint.text, self.places) if hint.source in PLACE_SOURCES else self.name(hint.text).place
        # What begins like a county's name (恒山风景名胜区林业局) says nothing of itself.
        is_guess = place.common or (place.weak and place.division is None and len(place.candidates) == 1)
        divisions = () if is_guess else place.candidates
        return Where(divisions, hint.source in _SITE_WIDE, hint.source == "address")


def decide_speaker(hints: list[Hint], reader: Reader, *, self_kind: str | None = None) -> Speaker:
    """Who speaks, of hints in order of trust.

    The first name with a body says who. Where it leaves its region open, the first complete name of the same body is
    taken; else each hint's place narrows what the name may mean (市 in 市教育局; the four 鼓楼区), until one is left.

    Args:
        hints: as from `transform.agencies.evidence.hints_of`.
        reader: reads the hints.
        self_kind: the document calls itself a town (`TOWN`) or a bureau (`BUREAU`): then nobody of another kind that
            a page is published by speaks in it.
    """
    base, source = _first_body(hints, reader, self_kind)
    if base is None:
        return _with_verdicts(Speaker(), hints, reader)
    if base.is_decided:
        return _with_verdicts(Speaker(base, source), hints, reader)
    for hint in hints:
        reading = reader.name(hint.text) if hint.source not in PLACE_SOURCES else None
        if reading and reading.is_decided and _same_body(base, reading, reader.places):
            return _with_verdicts(Speaker(reading, hint.source), hints, reader)
    return _with_verdicts(_speaker_with_region(base, source, hints, reader), hints, reader)


def _first_body(hints: list[Hint], reader: Reader, self_kind: str | None) -> tuple[Reading | None, str]:
    """The first name that says who; a government that a page is published by speaks only where nobody else does."""
    named = [(reader.name(hint.text), hint.source) for hint in hints if hint.source not in PLACE_SOURCES]
    for reading, source in named:
        if _is_sure(reading, source, reader) and can_speak(reading, source, self_kind):
            return reading, source
    regions = ((reading, source) for reading, source in named if source in _OF_REGION and _is_region(reading))
    if self_kind is None and (region := next(regions, None)):
        return region
    publishers = [(reading, source) for reading, source in named if source in _LAST and reading.rest]
    if self_kind is None:
        publishers += [
            (reading, source)
            for reading, source in named
            if source == "folder" and reading.is_decided and reading.body.organ
        ]
    publishers += [
        (reading, source) for reading, source in named if source == "head" and reading.body.kind == "government_office"
    ]
    speaks = (one for one in publishers if one[0].rest and _is_body(one[0]) and _is_kind(one[0], self_kind))
    return next(speaks, (None, ""))


def _is_sure(reading: Reading, source: str, reader: Reader) -> bool:
    """Whether a name is one: of a source that names others too only where it is understood.

    A folder of links can leave its place to the one before it: 某县人民政府 > 教育局.
    """
    is_folder = source == "breadcrumb" and reading.generic is not None and reading.body.understood
    is_plain = source not in _LOOSE or not reading.rest
    return is_plain or is_folder or is_surely_name(reading.name, reader.name, named=source in _NAMING)


def can_speak(reading: Reading, source: str, self_kind: str | None) -> bool:
    """Whether a name can be the speaker's: a body, and of a source around the document or its prose no government."""
    if not reading.rest:
        return self_kind is None and source in _OF_REGION and _is_region(reading)
    if not _is_body(reading):
        return False
    if source == "title":
        return True
    is_outer = source in _OUTER
    # A file is called after more than its agency: 教育局定稿.
    is_told = reading.is_decided if source != "folder" else bool(reading.is_decided and reading.body.organ)
    if is_outer and not (is_told or reading.body.understood or reading.zone):
        return False
    if (is_outer or source in _OF_OTHERS) and reading.body.kind in _GOVERNMENTS and reading.body.level != "township":
        return False
    return _is_kind(reading, self_kind)


def _is_body(reading: Reading) -> bool:
    """Whether a name is surely a body's: it says where or ends with an organ, and is no nameless street office."""
    is_placed = bool(reading.is_decided or reading.place.candidates or reading.generic)
    # 某市党政办 is an office of somebody in the place.
    is_bare = reading.rest in words_by("role", "document.csv")["own_office"] and not reading.zone
    is_bare |= reading.rest == reading.body.organ and (reading.body.level == "township" or not is_placed)
    return (reading.is_decided or bool(reading.body.organ)) and not is_bare


def _is_region(reading: Reading) -> bool:
    """Whether a name is a region's or a zone's alone, which may be one of several."""
    return not reading.rest and bool(reading.place.candidates) and not reading.place.common


def _is_kind(reading: Reading, self_kind: str | None) -> bool:
    """Whether a name is of the kind that the document calls itself."""
    if self_kind is None:
        return True
    is_town = reading.body.level == "township"
    return is_town if self_kind == TOWN else not is_town and reading.body.kind not in _GOVERNMENTS


def _same_body(base: Reading, other: Reading, places: Places) -> bool:
    """Whether a complete name can be the incomplete one's: the same body, in a place that fits."""
    same = (
        other.body.key == base.body.key
        if base.body.understood
        # What a broken print left of a name: 学技术厅.
        else other.rest in {base.rest, base.name}
        or (other.body.understood and other.rest.endswith(base.name))
        # A body that we do not know says what its place is: 县残疾人联合会.
        or (not base.place.end and base.name.endswith(other.rest) and other.name.endswith(base.name))
    )
    if not same or other.division is None or (other.zone != base.zone and base.generic is None):
        return False
    is_open = base.generic is None and not base.place.candidates
    return is_open or other.division in possible_divisions(base, Where((other.division,), False, False), places)


def _speaker_with_region(base: Reading, source: str, hints: list[Hint], reader: Reader) -> Speaker:
    """The base with a region, as far as the hints' places leave one."""
    left = () if base.place.rule == "county_missing" else base.place.candidates
    if base.generic is None and not base.place.candidates:
        return Speaker(base, source)
    for hint in hints:
        found = possible_divisions(base, reader.where(hint), reader.places)
        within = tuple(one for one in left if one in found) if left else found
        if len(within) == 1:
            return Speaker(_reading_in(base, within[0]), source, by=hint.source)
        left = within or left
    return Speaker(base, source, candidates=left)


def _reading_in(base: Reading, division: Division) -> Reading:
    """The reading with its region filled in."""
    level = LOWER[division.level] if base.zone else division.level
    place = replace(base.place, division=division, candidates=(division,), short=not base.place.weak, level=level)
    return replace(base, place=replace(place, common=False))


def _with_verdicts(speaker: Speaker, hints: list[Hint], reader: Reader) -> Speaker:
    """The speaker with what became of each hint."""
    for hint in hints:
        where = reader.where(hint).divisions
        codes = "; ".join(division.region_code for division in where[:_LISTED])
        speaker.seen.append((hint, _verdict(speaker, hint, where, reader), codes))
    return speaker


def _verdict(speaker: Speaker, hint: Hint, where: tuple[Division, ...], reader: Reader) -> str:
    """What became of one hint."""
    if hint.source in {speaker.source, speaker.by}:
        return "used"
    reading = speaker.reading
    if reading is None or reading.division is None or not where:
        return "unread"
    own = reading.division
    agrees = any(one == own or one.lies_in(own) or own.lies_in(one) for one in where)
    if hint.source == "manifest":
        other = reader.name(hint.text)
        agrees = agrees and (other.body.key, other.zone) == (reading.body.key, reading.zone)
    return "agrees" if agrees else "contradicts"
