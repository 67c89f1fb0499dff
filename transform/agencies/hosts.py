"""Sites' host names to places: `guyang.gov.cn` is 固阳县, where only one division is called so in pinyin."""

import csv
from collections import defaultdict
from functools import lru_cache
from itertools import islice, product
from pathlib import Path

from transform.agencies.divisions import PLACES_FOLDER, Division, Places

#: Labels that are no place's and no body's.
_EMPTY = frozenset({"www", "gov", "cn", "com", "net", "org", "zwgk", "xxgk", "m", "new", "web"})
#: The longest initials of an upper division before a name, and the shortest name behind them, in letters.
_INITIALS, _SHORTEST_SOUND = 3, 4
#: At most so many ways to read one name aloud.
_READINGS = 16


def host_places(host: str, places: Places, folder: Path = PLACES_FOLDER) -> tuple[tuple[Division, ...], bool]:
    """The divisions that a host's labels can name, and whether a label before them names a body.

    Read from its end (`jyj.guyang.gov.cn`), each label within the one after it; the provinces' short hosts count only
    there.
    """
    known, usual, other = _known_hosts(folder), *_names_in_pinyin(places)
    labels = [label for label in host.lower().split(".") if label not in _EMPTY]
    found: tuple[Division, ...] = ()
    unread = 0
    for at, label in enumerate(reversed(labels)):
        code = known.get(label) if at == 0 else None
        sound = label.replace("-", "")
        here = (
            (places.divisions[code],)
            if code
            else usual.get(sound) or other.get(sound) or _below_initials(sound, places)
        )
        within = tuple(one for one in here if any(one.lies_in(upper) for upper in found))
        if within or not found:
            found, unread = within or here, 0
        else:
            unread += 1
    return found, unread > 0


def _below_initials(sound: str, places: Places) -> tuple[Division, ...]:
    """The divisions that a label names behind the initials of an upper one: `gsminqin` is 民勤县 of 甘肃省."""
    usual, _ = _names_in_pinyin(places)
    initials = _initials(places)
    return tuple(
        {
            one.region_code: one
            for at in range(2, min(_INITIALS, len(sound) - _SHORTEST_SOUND) + 1)
            for upper in initials.get(sound[:at], ())
            for one in usual.get(sound[at:], ())
            if one.lies_in(upper)
        }.values()
    )


@lru_cache(maxsize=2)
def _initials(places: Places) -> dict[str, tuple[Division, ...]]:
    """The provinces and prefectures by the first letters of their names' sounds, without their endings."""
    from pypinyin import Style, pinyin  # noqa: PLC0415

    found: dict[str, dict[str, Division]] = defaultdict(dict)
    for form in (form for known in places.forms.values() for form in known):
        if form.zone or form.needs or form.division.level == "county":
            continue
        letters = "".join(sound[0] for sound in pinyin(form.text, style=Style.FIRST_LETTER))
        for spelt in (letters, letters[:-1]) if not form.short else (letters,):
            if len(spelt) > 1:
                found[spelt][form.now.region_code] = form.now
    return {letters: tuple(divisions.values()) for letters, divisions in found.items()}


@lru_cache(maxsize=2)
def _known_hosts(folder: Path) -> dict[str, str]:
    with (folder / "hosts.csv").open(encoding="utf-8", newline="") as file:
        return {row["label"]: row["region_code"] for row in csv.DictReader(file)}


@lru_cache(maxsize=2)
def _names_in_pinyin(places: Places) -> tuple[dict[str, tuple[Division, ...]], dict[str, tuple[Division, ...]]]:
    """Every name of a division in pinyin: as it is usually read, and in all other readings of its characters."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 (its dictionary takes long to load, and few documents ask)

    tables: tuple[dict[str, dict[str, Division]], ...] = (defaultdict(dict), defaultdict(dict))
    for form in (form for known in places.forms.values() for form in known):
        if form.zone or form.needs:
            continue
        usual = "".join(sound[0] for sound in pinyin(form.text, style=Style.NORMAL))
        others = {"".join(sounds) for sounds in islice(product(*map(_readings, form.text)), _READINGS)}
        for table, sounds in zip(tables, ({usual}, others), strict=True):
            for sound in _spellings(sounds):
                table[sound][form.now.region_code] = form.now
                if not form.short:
                    table[sound.removesuffix(_last_sound(form.text))][form.now.region_code] = form.now
    usually, otherwise = ({sound: tuple(found.values()) for sound, found in table.items() if sound} for table in tables)
    return usually, otherwise


def _spellings(sounds: set[str]) -> set[str]:
    """Sounds with ü, which hosts spell in three ways."""
    return sounds | {sound.replace("v", other) for sound in sounds if "v" in sound for other in ("u", "yu")}


def _last_sound(text: str) -> str:
    """How the last character is read: the ending of a division's name."""
    return _readings(text[-1])[0]


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # noqa: PLC0415

    return tuple(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
