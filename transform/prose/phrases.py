"""Phrases and their fingerprints: the unit in which texts are compared.

A phrase is what stands between two marks of punctuation. Its fingerprint says which phrase it is and how long: texts
share a phrase where they share a fingerprint. The hash is Karp and Rabin's (1987), the same on every machine and in
every version; a frame library's own is not.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transform.characters import DIGIT, LETTER, PHRASE_END, SECTION_STOPS, Codes, Kinds, codes_of, compared_text
from transform.forms import Forms
from transform.lexicon import LEXICON_FOLDER

#: Shorter phrases (`同时`, `二〇二一年`) are nobody's own: they have no fingerprint.
SHORTEST = 6
#: A fingerprint is 33 bits of hash over 7 bits of length: two of ten million phrases of one length are alike by chance
#: once in a thousand, and a phrase takes five bytes on the disk.
LENGTH_BITS, HASH_BITS = 7, 33

Ints = npt.NDArray[np.int64]
Prints = npt.NDArray[np.uint64]


class Phrases(NamedTuple):
    """The phrases of a text, in order, empty ones included.

    Attributes:
        kinds: of the text's characters (`transform.characters`).
        ends: where in the text the mark after each phrase stands.
        lengths: compared characters of each phrase.
        prints: fingerprint of each.
    """

    kinds: Kinds
    ends: Ints
    lengths: Ints
    prints: Prints


def phrases_in(kinds: Kinds, codes: Codes) -> Phrases:
    """Cut a text, which ends with a mark, at its marks of punctuation.

    Args:
        kinds: of each character.
        codes: what each character is compared as.
    """
    events = np.flatnonzero(kinds >= LETTER)
    # A number is one mark, however many digits it has and whatever stands between them: 1,234, 59.2, 20 broken 21.
    digits = np.flatnonzero(kinds[events] == DIGIT)
    events = np.delete(events, digits[1:][np.diff(digits) == 1])
    is_end = kinds[events] >= PHRASE_END
    ends = np.flatnonzero(is_end)
    stops = ends - np.arange(len(ends))
    starts = np.append(0, stops[:-1])[: len(stops)]
    kept = codes[events[~is_end]].astype(np.uint64)
    return Phrases(kinds, events[ends], stops - starts, _prints(kept, starts, stops - starts))


def fingerprints(phrases: list[str]) -> list[int]:
    """The fingerprint of each phrase; those without one are left out."""
    found = phrases_in(*compared_text(codes_of("".join(phrase + SECTION_STOPS for phrase in phrases))))
    return [int(one) for one in found.prints[found.lengths >= SHORTEST]]


@lru_cache(maxsize=4)
def statutory_phrases(forms: Forms) -> tuple[int, ...]:
    """Fingerprints of the forms' headings and of `data/lexicon/boilerplate.csv`: words that no report owns."""
    words = pl.read_csv(LEXICON_FOLDER / "boilerplate.csv", infer_schema=False)["phrase"]
    return tuple(sorted(set(fingerprints([*words, *forms.sections["heading"]]))))


def _prints(codes: Prints, starts: Ints, lengths: Ints) -> Prints:
    """The fingerprint of each phrase, of length 0 too."""
    powers, inverses = _powers(1 << len(codes).bit_length())
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum((codes + np.uint64(1)) * powers[: len(codes)], out=sums[1:])
    hashed = (sums[starts + lengths] - sums[starts]) * inverses[starts]
    # The last step of Murmur3: it spreads what multiplication leaves in the upper bits.
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        hashed = (hashed ^ (hashed >> np.uint64(33))) * np.uint64(factor)
    hashed = (hashed ^ (hashed >> np.uint64(33))) >> np.uint64(64 - HASH_BITS)
    capped = np.minimum(lengths, (1 << LENGTH_BITS) - 1).astype(np.uint64)
    prints: Prints = (hashed << np.uint64(LENGTH_BITS)) | capped
    return prints


@lru_cache(maxsize=2)
def _powers(count: int) -> tuple[Prints, Prints]:
    """Powers of an odd base and of its inverse, modulo 2**64."""
    base = 0x9E3779B97F4A7C15
    found = []
    for factor in (base, pow(base, -1, 1 << 64)):
        powers = np.full(count + 1, factor, dtype=np.uint64)
        powers[0] = 1
        found.append(np.cumprod(powers, dtype=np.uint64))
    return found[0], found[1]
