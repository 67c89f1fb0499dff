"""The reader's language, and our texts in it.

What is kept or read by programs (the warehouse, the journal, logs, JSON, codes, names of columns) is English whoever
reads; what a person looks at goes through `_` where it is written, and through `told` where it was written before as a
record: an error, a reason, a line of the journal. It is here, in the lowest layer, because all import it.
The catalogues are made by `make catalogue`.
"""

import gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from extract.shipped import shipped

Language = Literal["en", "zh"]
#: The setting, before what the locale says.
SETTING = "GONGKAI_LANG"
CATALOGUES, DOMAIN = shipped("data", "locale"), "gongkai"
#: Language -> the folder of its catalogue; ours is English without one.
FOLDERS: dict[Language, str] = {"zh": "zh_CN"}
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
#: A place of this name holds a word of ours; one of another name does where it holds several.
_WORD = "what"
_SAYS = re.compile(r"[a-z]{3}")
_PLACE = re.compile(r"\{(\w+)[^{}]*\}")

_chosen: ContextVar[Language | None] = ContextVar("language", default=None)


def language_of(text: str) -> Language | None:
    """The language that a setting, a locale or a browser names (`zh`, `zh_CN.UTF-8`, `en-GB`); None for another."""
    found = re.split(r"[-_.@]", text.strip().lower(), maxsplit=1)[0]
    return "zh" if found == "zh" else "en" if found in {"en", "c", "posix"} else None


def language() -> Language:
    """The reader's language: as `speaking` says, else the setting, else the locale; else English."""
    if chosen := _chosen.get():
        return chosen
    if asked := language_of(os.environ.get(SETTING, "")):
        return asked
    named = next(filter(None, map(os.environ.get, _LOCALE)), "")
    return language_of(named) or "en"


@contextmanager
def speaking(to: Language) -> Iterator[None]:
    """Texts are in a language within this, in this thread or task."""
    before = _chosen.set(to)
    try:
        yield
    finally:
        _chosen.reset(before)


def _(text: str, **values: object) -> str:
    """A text in the reader's language, with values in its places (`{rows:,}`)."""
    found = _catalogue(language()).gettext(text) if text else text
    return found.format(**values) if values else found


def N_(text: str) -> str:  # noqa: N802 (gettext's name)
    """A text that `make catalogue` should find, as it is: it is shown through `_` or `told` later."""
    return text


def told(text: str) -> str:
    """A text that was written in English, its values in their places, in the reader's language.

    It is that of the catalogue whose words it has, however its places are filled; what stands in a place may be such a
    text itself. A text that the catalogue does not know stays as it is, and of `one: other` either side by itself.
    """
    spoken = language()
    return text if spoken == "en" or not text else _retold(text, spoken)


@lru_cache(maxsize=4096)
def _retold(text: str, spoken: Language) -> str:
    """`told` for a language that has a catalogue."""
    whole = _catalogue(spoken).gettext(text)
    if whole != text:
        return whole
    for shape in _shapes(spoken):
        if shape.key in text and (match := _pattern(shape.text).fullmatch(text)):
            return _filled(shape.translated, match.groupdict(), spoken)
    head, colon, rest = text.partition(": ")
    sides = head, _retold(rest, spoken) if colon else rest
    return text if sides == (head, rest) else f"{sides[0]}: {sides[1]}"


def _filled(translated: str, values: dict[str, str], spoken: Language) -> str:
    """A translation with values in its places; one that is a text itself is translated, too."""
    said = {name: _retold(it, spoken) if " " in it or name == _WORD else it for name, it in values.items()}
    return _PLACE.sub(lambda place: said[place[1]], translated)


class _Shape(NamedTuple):
    """A text with places: `text` in English, `translated`, and the longest of its words between the places."""

    text: str
    translated: str
    key: str


@cache
def _shapes(spoken: Language) -> list[_Shape]:
    """The texts with places, those with most words first: what fits one of them fits a shorter one by chance."""
    pairs = getattr(_catalogue(spoken), "_catalog", {}).items()
    texts = [(text, to) for text, to in pairs if _PLACE.search(text) and _SAYS.search(_PLACE.sub("", text))]
    texts.sort(key=lambda pair: -len(_PLACE.sub("", pair[0])))
    return [_Shape(text, to, max(_PLACE.split(text)[::2], key=len)) for text, to in texts]


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """What has the shape of a text; a name that stands twice is the same value twice."""
    pieces, seen = [], set()
    for number, piece in enumerate(_PLACE.split(text)):
        if number % 2 == 0:
            pieces.append(re.escape(piece))
        else:
            pieces.append(f"(?P={piece})" if piece in seen else f"(?P<{piece}>.*?)")
            seen.add(piece)
    return re.compile("".join(pieces), re.DOTALL)


@cache
def _catalogue(spoken: Language) -> gettext.NullTranslations:
    """The catalogue of a language; that of English is empty."""
    folder = FOLDERS.get(spoken)
    return gettext.translation(DOMAIN, CATALOGUES, [folder], fallback=True) if folder else gettext.NullTranslations()
