"""Sites' host names to places: `guyang.gov.cn` is 固阳县, where only one division is called so in pinyin."""

import csv
import re
from collections import defaultdict
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from urllib.parse import urlsplit

from pypinyin import Style, pinyin

from transform.agencies.divisions import PLACES_FOLDER, Division, Places

#: Labels that are no place's and no body's.
_EMPTY = frozenset({"www", "gov", "cn", "com", "net", "org", "zwgk", "xxgk", "m", "new", "web"})
#: At most so many ways to read one name aloud.
_READINGS = 16


def host_of(uri: str | None) -> str | None:
    """The host of a URL; None for anything else."""
    if not uri or not re.match(r"[a-z]+://", uri):
        return None
    try:
        return urlsplit(uri).hostname
    except ValueError:
        return None


def host_places(host: str, places: Places, folder: Path = PLACES_FOLDER) -> tuple[tuple[Division, ...], bool]:
    """The divisions that a host's labels can name, and whether a label before them names a body.

    Read from its end (`jyj.guyang.gov.cn`), each label within the one after it; the provinces' short hosts count only
    there.
    """
    known, spoken = _known_hosts(folder), _spoken(places)
    labels = [label for label in host.lower().split(".") if label not in _EMPTY]
    found: tuple[Division, ...] = ()
    unread = 0
    for at, label in enumerate(reversed(labels)):
        code = known.get(label) if at == 0 else None
        here = (places.divisions[code],) if code else spoken.get(label.replace("-", ""), ())
        within = tuple(one for one in here if any(one.lies_in(upper) for upper in found))
        if within or not found:
            found, unread = within or here, 0
        else:
            unread += 1
    return found, unread > 0


@lru_cache(maxsize=2)
def _known_hosts(folder: Path) -> dict[str, str]:
    with (folder / "hosts.csv").open(encoding="utf-8", newline="") as file:
        return {row["label"]: row["region_code"] for row in csv.DictReader(file)}


@lru_cache(maxsize=2)
def _spoken(places: Places) -> dict[str, tuple[Division, ...]]:
    """Every name of a division in pinyin, with all readings of its characters."""
    found: dict[str, dict[str, Division]] = defaultdict(dict)
    for form in (form for known in places.forms.values() for form in known):
        if form.zone or form.needs:
            continue
        for sound in _sounds(form.text):
            found[sound][form.now.region_code] = form.now
            if not form.short:
                found[sound.removesuffix(_last_sound(form.text))][form.now.region_code] = form.now
    return {sound: tuple(divisions.values()) for sound, divisions in found.items() if sound}


def _sounds(text: str) -> set[str]:
    """The ways to spell a name in letters: the usual reading, and every other one of its characters."""
    usual = "".join(sound[0] for sound in pinyin(text, style=Style.NORMAL))
    spelt = {usual, *("".join(sounds) for sounds in islice(product(*map(_readings, text)), _READINGS))}
    umlauts = {sound.replace("v", other) for sound in spelt if "v" in sound for other in ("u", "yu")}
    return spelt | umlauts


def _last_sound(text: str) -> str:
    """How the last character is read: the ending of a division's name."""
    return _readings(text[-1])[0]


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    return tuple(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
