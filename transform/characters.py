"""Characters of prose as numbers: what each is for a comparison of texts, and what it is compared as.

Whole batches are one array of code points: what a character means is one look-up in a table, never a loop.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from transform.lexicon import words_by

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]

#: Kinds of characters: a space, or the end of a line whose sentence goes on; a mark that is not compared (quotes,
#: brackets, Markdown); compared; a digit; the end of a phrase, of a sentence, of a line that ends its sentence, of a
#: section.
SPACE, LINE_END, SKIPPED, LETTER, DIGIT, PHRASE_END, SENTENCE_END, LINE_STOP, SECTION_END = range(9)
#: What a run of digits is compared as, and what an agency's word for itself is (我局 like 本委).
NUMBER, SELF = ord("0"), ord("@")
#: What separates lines in the array, by whether the sentence goes on, and what separates sections: a character that no
#: line has, and two that Unicode keeps free for such use.
GOES_ON, STOPS, SECTION_STOPS = "\n", "\ufdd0", "\ufdd1"

_PHRASE_ENDS, _SENTENCE_ENDS = "，,：:、", "。；;！!？?…"
_TABLE = 1 << 16
#: Where each character is itself: ideographs and syllables, which are letters, and those of private use, which are not.
_UNCHANGED = ((0x3400, 0x4DBF, LETTER), (0x4E00, 0x9FFF, LETTER), (0xAC00, 0xD7A3, LETTER), (0xD800, 0xF8FF, SKIPPED))


class Compared(NamedTuple):
    """A text as it is compared; one entry a character of the text.

    Attributes:
        kinds: of each character.
        codes: what each character is compared as, where its kind is a letter or a digit.
    """

    kinds: Kinds
    codes: Codes


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


def compared_text(codes: Codes) -> Compared:
    """What each character of a text is compared as.

    Full-width forms, numbers and the agency's words for itself are folded, enumerators (`一是`) are left out: copied
    text differs in these first.
    """
    kinds_table, codes_table = _tables()
    low = np.minimum(codes, _TABLE - 1)
    kinds, folded = kinds_table[low], codes_table[low]
    beyond = np.flatnonzero(codes >= _TABLE)
    folded[beyond] = codes[beyond]
    _join_numbers(codes, kinds)
    _fold_self(codes, folded)
    _drop_enumerators(codes, kinds)
    return Compared(kinds, folded)


def _join_numbers(codes: Codes, kinds: Kinds) -> None:
    """Separators of thousands are no ends of phrases."""
    commas = np.flatnonzero(codes == ord(","))
    inside = commas[(commas > 0) & (commas < len(codes) - 1)]
    kinds[inside[(kinds[inside - 1] == DIGIT) & (kinds[inside + 1] == DIGIT)]] = SKIPPED


def _fold_self(codes: Codes, folded: Codes) -> None:
    """我局, 本委, 该单位 as one mark: 我 or 本 before the first character of a kind of organ."""
    own, organs = _self_words()
    first = np.concatenate([np.flatnonzero(codes[:-1] == word) for word in own])
    named = first[np.isin(codes[first + 1], organs)]
    folded[named] = SELF
    folded[named + 1] = SELF


def _drop_enumerators(codes: Codes, kinds: Kinds) -> None:
    """一是, 二是 … at the start of a phrase are numbering; before the first character stands the last one, a mark."""
    are = np.flatnonzero(codes == ord("是"))
    are = are[are > 0]
    numbered = are[np.isin(codes[are - 1], _numerals()) & (kinds[are - 2] != LETTER)]
    kinds[numbered] = SKIPPED
    kinds[numbered - 1] = SKIPPED


@lru_cache(maxsize=1)
def _tables() -> tuple[Kinds, Codes]:
    """Kind and fold of each code point of the basic plane; NFKC where it makes one character of one."""
    kinds = np.full(_TABLE, SKIPPED, dtype=np.uint8)
    codes = np.arange(_TABLE, dtype=np.uint32)
    others = np.ones(_TABLE, dtype=np.bool_)
    for first, last, kind in _UNCHANGED:
        kinds[first : last + 1] = kind
        others[first : last + 1] = False
    for code in np.flatnonzero(others).tolist():
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        plain = plain if len(plain) == 1 else chr(code)
        codes[code] = min(ord(plain), _TABLE - 1)
        category = unicodedata.category(plain)
        if category == "Nd":
            kinds[code], codes[code] = DIGIT, NUMBER
        elif category[0] in "LN":
            kinds[code] = LETTER
        elif plain.isspace():
            kinds[code] = SPACE
    for ends, kind in ((_PHRASE_ENDS, PHRASE_END), (_SENTENCE_ENDS, SENTENCE_END)):
        kinds[[ord(end) for end in ends]] = kind
    for end, kind in ((GOES_ON, LINE_END), (STOPS, LINE_STOP), (SECTION_STOPS, SECTION_END)):
        kinds[ord(end)] = kind
    kinds[_TABLE - 1] = LETTER
    return kinds, codes


@lru_cache(maxsize=1)
def _self_words() -> tuple[Codes, Codes]:
    """First characters of the agency's words for itself, and of the kinds of organs that may follow them."""
    words = words_by("role", "document.csv")
    organs = {word[0] for word in words["agency_end"] + words["addressee"]}
    return codes_of("".join(words["self_name"])), codes_of("".join(sorted(organs)))


@lru_cache(maxsize=1)
def _numerals() -> Codes:
    """One to ten."""
    return codes_of("一二三四五六七八九十")
