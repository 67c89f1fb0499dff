"""Which column a printed head can stand for: its label, a part of it, a print with a character or two lost or wrong.

A head that says another year or another measure (上年, 累计, 受理) is none, however alike: the words are data,
`data/lexicon/heads.csv`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming

from transform.dates import YEAR, year_number
from transform.lexicon import LEXICON_FOLDER, any_of, words_by
from transform.table.labels.known import ALIKE

#: A longer text is no head, in characters.
_LONGEST = 60
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]")


def says_other_year(token: pl.Expr) -> pl.Expr:
    """Whether a head names another year, in brackets too: `总计（上年）`."""
    return token.str.contains(any_of(words_by("role", "heads.csv")["other_year"]))


def worded_year(token: pl.Expr, report_year: pl.Expr) -> pl.Expr:
    """A head with its year in words where that is another than the report's: `2021年制发件数` is 上年's in 2022.

    Args:
        token: heads as printed.
        report_year: the year of each report; null where it is open.
    """
    (other, *_) = words_by("role", "heads.csv")["other_year"]
    told = pl.when(token.str.contains("年", literal=True)).then(token).str.extract(f"({YEAR})年", 1)
    return pl.when(year_number(told) != report_year).then(token.str.replace(f"{YEAR}年度?", other)).otherwise(token)


def columns_of(token: str, bare: str, labels: Mapping[str, str]) -> set[str]:
    """The columns that a head can stand for; none for another table's head, or an author's own.

    Args:
        token: the head as printed.
        bare: the same, cleaned.
        labels: the columns' labels, cleaned, and their codes.
    """
    return set() if len(bare) > _LONGEST else set(_columns_of(token, bare, tuple(labels.items())))


@lru_cache(maxsize=1 << 14)
def _columns_of(token: str, bare: str, labels: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """As `columns_of`; heads are few and come again in every batch."""
    han, whole = (_NOT_HAN.sub("", text) for text in (bare, token))
    fits = {
        code
        for label, code in labels
        if (_fits(han, label) or _fits(whole, label)) and not _says_other(token, han, label)
    }
    return frozenset(fits | {code for _, code in labels if han in _synonyms().get(code, ())})


def is_of_pieces(token: str, bare: str, labels: Mapping[str, str]) -> bool:
    """Whether a text may be pieces of several columns' labels run together: it has no character but theirs."""
    known = set("".join(labels))
    return bool(bare) and set(bare) <= known and not _says_other(token, bare, "")


def _fits(han: str, label: str) -> bool:
    """Whether a head is a label but for a few characters."""
    if not han or _is_part(han, label):
        return bool(han)
    one_wrong = len(han) == len(label) and Hamming.distance(han, label) == 1
    return one_wrong or fuzz.ratio(han, label) >= ALIKE


def _is_part(text: str, label: str) -> bool:
    """Whether a text is a label without some of its characters."""
    rest = iter(label)
    return all(character in rest for character in text)


def _says_other(token: str, han: str, label: str) -> bool:
    """Whether a head names another year or measure than a label does."""
    words = words_by("role", "heads.csv")
    years = (word for word in words["other_year"] if word in token)
    measures = (word for word in words["other_measure"] if word in han)
    return any(word not in label for word in (*years, *measures))


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, set[str]]:
    """Other words for a column, by its code."""
    own = pl.read_csv(LEXICON_FOLDER / "heads.csv", infer_schema=False).filter(role="column")
    return {str(code): set(group["word"]) for (code,), group in own.group_by("code")}
