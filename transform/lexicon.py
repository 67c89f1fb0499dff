"""Words that recur around the forms, by the part they play: the one reader of `data/lexicon`."""

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import polars as pl

from extract.shipped import shipped

LEXICON_FOLDER = shipped("data", "lexicon")


@lru_cache(maxsize=16)
def words_by(column: str, file: str, folder: Path = LEXICON_FOLDER) -> dict[str, list[str]]:
    """The words of one lexicon file, longest first, keyed by `column`."""
    frame = pl.read_csv(folder / file, infer_schema=False)
    frame = frame.sort(pl.col("word").str.len_chars(), descending=True, maintain_order=True)
    return {str(key): group["word"].to_list() for (key,), group in frame.group_by(column, maintain_order=True)}


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a data file, keyed by its header; an empty field is an empty string."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of `words`, the longest that fits."""
    return _any_of(tuple(words))


@lru_cache(maxsize=1024)
def _any_of(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word) for word in ordered)})"
