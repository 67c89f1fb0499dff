"""What a person reads on the dashboard, in Chinese and English, and SQL that turns codes into it.

The words are those of `words.csv`; other codes take theirs from `gongkai.words`, `functions.csv` and
`data/forms`. A code without a word is shown as its own words, never with underlines.
"""

import csv
from functools import cache
from pathlib import Path

from extract.language import Language
from extract.shipped import shipped
from gongkai import words as codes
from transform.forms import load_forms

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_WORDS = Path(__file__).with_name("words.csv")


@cache
def words(kind: str, language: Language) -> dict[str, str]:
    """Code -> word, of one kind: `chart`, `metric`, `column`, `outcome`, `level`, `function`, `scope`, ..."""
    with _WORDS.open(encoding="utf-8", newline="") as file:
        found = {row["code"]: row[language] for row in csv.DictReader(file) if row["kind"] == kind and row[language]}
    return found if language == "en" else {**_known_elsewhere(kind), **found}


def say(kind: str, code: str, language: Language) -> str:
    """One word.

    Raises:
        KeyError: `words.csv` does not have it.
    """
    return words(kind, language)[code]


def worded(column: str, kind: str, language: Language) -> str:
    """SQL that gives a column's codes as words; NULL stays NULL."""
    plain = f"replace({column}, '_', ' ')"
    if language == "en":
        plain = f"upper(substr({column}, 1, 1)) || replace(substr({column}, 2), '_', ' ')"
    known = [f"WHEN {_text(code)} THEN {_text(word)}" for code, word in words(kind, language).items()]
    return f"CASE {column} {' '.join(known)} ELSE {plain} END" if known else plain


def quoted(kind: str, code: str, language: Language) -> str:
    """One word as a text of SQL."""
    return _text(say(kind, code, language))


def _text(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


@cache
def _known_elsewhere(kind: str) -> dict[str, str]:
    """Chinese words that stand in `data` already."""
    if kind == "function":
        return _functions()
    if kind in {"scope", "ground"}:
        labels = load_forms().labels.filter(load_forms().labels["kind"].is_in(["row", "column"]))
        first: dict[str, str] = {}
        for code, label in labels.select("code", "label").iter_rows():
            first.setdefault(code, label)
        return first
    return codes.words(kind, "zh")


def _functions() -> dict[str, str]:
    """The first word of each."""
    found: dict[str, str] = {}
    with shipped("data", "lexicon", "functions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["function_code"], row["word"])
    return found
