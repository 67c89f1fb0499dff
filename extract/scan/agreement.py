"""Two readings of one piece of writing as one text, which says where they differ."""

import re
from difflib import SequenceMatcher

from extract.layout import UNSURE

#: A text so short is a value, and kept in both readings.
_SHORT = 10
#: Marks that readers of pictures take for each other, and that change no number unless a digit is beside them.
_MARKS = str.maketrans("：；，．。、（）“”‘’·•—–－", ":;,...()\"\"''..---")
_DIGITS = frozenset("0123456789")
_BLANK = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")


def agreed(text: str, other: str) -> str:
    """The text that both readings say; where they differ, `UNSURE` stands in it.

    Of a short text, or one that is mostly digits, both are kept with `UNSURE` between; of a long one what differs is
    replaced.
    """
    text, other = _tidy(text), _tidy(other)
    if text == other:
        return text or UNSURE
    if _alike(text, other):
        return text
    digits = sum(sign in _DIGITS for sign in text + other)
    if max(len(text), len(other)) <= _SHORT or 2 * digits > len(text + other):
        return f"{text}{UNSURE}{other}"
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    return "".join(text[a:b] if kind == "equal" else UNSURE for kind, a, b, _, _ in matcher.get_opcodes())


def _tidy(text: str) -> str:
    """A text without blanks, but for those between two digits, which may be two numbers."""
    return _BLANK.sub("", text)


def _alike(text: str, other: str) -> bool:
    """Whether two readings differ in marks alone, none of them beside a digit."""
    if len(text) != len(other) or text.translate(_MARKS) != other.translate(_MARKS):
        return False
    padded = f" {text} "
    return all(
        not {padded[at], padded[at + 2]} & _DIGITS
        for at, (sign, second) in enumerate(zip(text, other, strict=True))
        if sign != second
    )
