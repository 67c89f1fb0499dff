"""The words and rules that claims are read by: the one reader of `data/lexicon/claims*.csv`.

Words become cues, a cue is one private character, and a rule is a pattern over cues: so a rule names what is said
(`<recv>~<apply>~#[cn]`), not how. See `data/lexicon/claims.README.md` for the notation.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from transform.lexicon import LEXICON_FOLDER, any_of

#: Cues are written from here on, in Unicode's private use area.
_FIRST = 0xE000
#: Stands in the list of words, and is no cue.
_FILLER = "filler"
#: May stand right before requests, and is no cue.
_PLAIN = "plain"
#: What the names of bodies end in, and is no cue.
_BODY = "body"
#: What a year that stands before it is of, and is no cue.
_DATED = "dated"
#: What may stand between a body and what it did, what a bureau's name ends in, and the word for a request: no cues.
_BETWEEN, _BUREAU, _ASKED = "between", "bureau", "request"
_NO_CUES = (_FILLER, _PLAIN, _BODY, _DATED, _BETWEEN, _BUREAU, _ASKED)
#: Cues that no word gives: white paper between two numbers, and what nobody knows before information.
_ADDED = {"bare", "kindof"}
#: What stands beside cues in a reading: clause and list marks, brackets.
MARKS = {"，": ",", "：": ",", ":": ",", "；": ",", "、": ";", "（": "(", "）": ")"}


class Rule(NamedTuple):
    """A number whose reading matches `pattern`, and not `unless`, claims `topic` within `scope` ("": the whole)."""

    topic: str
    scope: str
    pattern: str
    unless: str


class ZeroRule(NamedTuple):
    """A clause whose cues match `pattern`, and not `unless`, claims that `topic` is 0 `unit`."""

    topic: str
    unit: str
    pattern: str
    unless: str


class Print(NamedTuple):
    """A pattern; a text that it fits has one of `needs` ([""]: not known), and `instead` takes its place."""

    text: str
    needs: list[str]
    instead: str


class ClaimLexicon(NamedTuple):
    """Words by what they say.

    Attributes:
        cues: cue to its private character.
        words: word to the characters of its cues, longest word first.
        rules: topics of numbers, in order of trust.
        zeros: topics of words that claim none.
        numbers: kind to words, of `claims_numbers.csv`.
        values: word to value, of digits, scales and money.
        fillers: words that say nothing of which requests are meant, longest first; they are no cues.
        plain: words right before requests that may be for information all the same, likewise.
        bodies: what the names of bodies end in, likewise.
        dated: behind a year, what says that it is no year of a number further on (2019年修订的条例), likewise.
        between: what may stand between a body and what it did, likewise.
        bureau: what a bureau's name ends in.
        request: the word for a request.
        prints: what is looked for in texts and is no word, by name.
        first: cue to the words that it is the first cue of.
    """

    cues: dict[str, str]
    words: dict[str, str]
    rules: list[Rule]
    zeros: list[ZeroRule]
    numbers: dict[str, list[str]]
    values: dict[str, int]
    fillers: list[str]
    plain: list[str]
    bodies: list[str]
    dated: list[str]
    between: list[str]
    bureau: str
    request: str
    prints: dict[str, Print]
    first: dict[str, list[str]]

    def saying(self, *names: str) -> list[str]:
        """The words whose first cue is one of `names`."""
        return [word for name in names for word in self.first[name]]


@lru_cache(maxsize=1)
def claim_lexicon() -> ClaimLexicon:
    """Everything of `data/lexicon/claims*.csv`."""
    listed = _rows("claims_words.csv")
    words = [(cue, word) for cue, word in listed if cue not in _NO_CUES]
    names = sorted({name for cue, _ in words for name in cue.split()} | _ADDED)
    cues = {name: chr(_FIRST + place) for place, name in enumerate(names)}
    coded = {word: "".join(cues[name] for name in cue.split()) for cue, word in words}
    numbers: dict[str, list[str]] = {}
    for kind, word, _ in _rows("claims_numbers.csv"):
        numbers.setdefault(kind, []).append(word)
    first: dict[str, list[str]] = {name: [] for name in names}
    for cue, word in words:
        first[cue.split()[0]].append(word)
    rules = _rows("claims.csv")
    zeros = _rows("claims_zero.csv")
    return ClaimLexicon(
        cues,
        dict(sorted(coded.items(), key=lambda item: -len(item[0]))),
        [Rule(topic, scope, *_cue_patterns(patterns, cues)) for topic, scope, *patterns in rules],
        [ZeroRule(topic, unit, *_cue_patterns(patterns, cues)) for topic, unit, *patterns in zeros],
        numbers,
        {word: int(value) for _, word, value in _rows("claims_numbers.csv") if value},
        _longest_first(word for cue, word in listed if cue == _FILLER),
        _longest_first(word for cue, word in listed if cue == _PLAIN),
        _longest_first(word for cue, word in listed if cue == _BODY),
        _longest_first(word for cue, word in listed if cue == _DATED),
        [word for cue, word in listed if cue == _BETWEEN],
        next(word for cue, word in listed if cue == _BUREAU),
        next(word for cue, word in listed if cue == _ASKED),
        {name: Print(print_, needs.split("|"), instead) for name, print_, needs, instead in _rows("claims_prints.csv")},
        first,
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    """Words, the longest first."""
    return sorted(words, key=lambda word: -len(word))


def words_of(lexicon: ClaimLexicon, *kinds: str) -> str:
    """A pattern for one of the number words whose kind starts with one of `kinds`."""
    return any_of([word for kind, words in lexicon.numbers.items() if kind.startswith(kinds) for word in words])


def claim_definitions() -> pl.DataFrame:
    """What claims can mean in the tables.

    Returns:
        topic, scope, definition, form, row_code (with * for any ending), column_code String; rank, weight Int64.
    """
    return pl.read_csv(LEXICON_FOLDER / "claim_definitions.csv")


def _rows(file: str) -> list[tuple[str, ...]]:
    """The rows of a lexicon file, empty fields as ""."""
    return pl.read_csv(LEXICON_FOLDER / file, infer_schema=False).fill_null("").rows()


def _cue_patterns(patterns: list[str], cues: dict[str, str]) -> list[str]:
    """A rule's patterns over the private characters of cues."""
    return [_cue_pattern(pattern, cues) for pattern in patterns]


def _cue_pattern(pattern: str, cues: dict[str, str]) -> str:
    anywhere = re.sub(r"^(\^[^~<#,]*)~", r"\1[^#]*", pattern)
    both = re.sub(r"\(([^()&|]+)&([^()&|]+)\)", r"(?:\1~\2|\2~\1)", anywhere).replace("~", "[^,#(]*")
    return re.sub(r"<(\w+)>", lambda name: cues[name[1]], both)
