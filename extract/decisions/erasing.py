"""Words that a page should never have shown: named by their place alone, and struck from its text.

A decision names the lines and columns, and for each line a hash of what is left of it, so that it holds no word that it
strikes, and strikes nothing where a text has other lines. A line that moved is found by its hash.
"""

import re
from collections.abc import Iterable
from hashlib import sha256 as digest_of
from typing import NamedTuple

#: Stands for each character that was struck.
MARK = "█"
_LINE = re.compile(r"([1-9]\d{0,6}):((?:[1-9]\d{0,5}\+[1-9]\d{0,3},?)+):([0-9a-f]{12})")


class Struck(NamedTuple):
    """One line with words to strike.

    Attributes:
        line: its number in the document's text, from 1.
        spans: the first column of each, from 1, and its length in characters.
        rest: hash of the document's digest and of the line without them.
    """

    line: int
    spans: tuple[tuple[int, int], ...]
    rest: str

    def __str__(self) -> str:
        """As a decision's value has it."""
        return f"{self.line}:{','.join(f'{column}+{length}' for column, length in self.spans)}:{self.rest}"

    def masked(self, line: str) -> str:
        """A line without the words."""
        for column, length in self.spans:
            line = line[: column - 1] + MARK * length + line[column - 1 + length :]
        return line

    def is_in(self, line: str, sha256: str) -> bool:
        """Whether this is the line, its words struck or not."""
        fits = all(column - 1 + length <= len(line) for column, length in self.spans)
        return fits and _rest(self.masked(line), sha256) == self.rest

    def words(self, text: str) -> list[str]:
        """What stands there in a line."""
        return [text[column - 1 : column - 1 + length] for column, length in self.spans]


def parsed(value: str) -> list[Struck]:
    """The lines of a decision's value.

    Raises:
        ValueError: it is none.
    """
    found = []
    for token in value.split():
        match = _LINE.fullmatch(token)
        if not match:
            raise ValueError(token)
        spans = tuple((int(column), int(length)) for column, length in (it.split("+") for it in match[2].split(",")))
        found.append(Struck(int(match[1]), spans, match[3]))
    return found


def places_of(text: str, words: str, sha256: str) -> list[Struck]:
    """Every line that shows some words.

    Args:
        text: of the whole document.
        words: as they stand there; never empty.
        sha256: the document's.
    """
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        spans = tuple((match.start() + 1, len(words)) for match in re.finditer(re.escape(words), line))
        if spans:
            found.append(Struck(number, spans, _rest(line.replace(words, MARK * len(words)), sha256)))
    return found


def without(text: str, places: Iterable[Struck], sha256: str) -> str:
    """A document's text without the words; as long as before, line by line."""
    return "\n".join(struck for struck, _ in _lines(text, places, sha256))


def shown(text: str, places: Iterable[Struck], sha256: str) -> list[str]:
    """The words that a text still shows at these places, longest first."""
    words = {word for _, found in _lines(text, places, sha256) for word in found}
    return sorted(words, key=lambda word: (-len(word), word))


def _lines(text: str, places: Iterable[Struck], sha256: str) -> list[tuple[str, list[str]]]:
    """Each line as it is without the words, and the words that it shows.

    What was decided of a line first, and what was decided of it once that was struck, may come in any order.
    """
    printed = text.split("\n")
    lines = list(printed)
    words: list[list[str]] = [[] for _ in lines]
    open_ = list(places)
    while open_:
        left = []
        for place in open_:
            near = [place.line - 1] if place.line <= len(lines) else []
            ways = ((at, way) for at in (*near, *range(len(lines))) for way in (lines[at], printed[at]))
            at = next((at for at, way in ways if place.is_in(way, sha256)), None)
            if at is None:
                left.append(place)
                continue
            words[at] += [word for word in place.words(printed[at]) if set(word) != {MARK}]
            lines[at] = place.masked(lines[at])
        if len(left) == len(open_):
            break
        open_ = left
    return list(zip(lines, words, strict=True))


def _rest(line: str, sha256: str) -> str:
    """The hash of a line without its words."""
    return digest_of(f"{sha256}\n{line}".encode()).hexdigest()[:12]
