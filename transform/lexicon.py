"""Words that recur around the forms, by the part they play: the one reader of `data/lexicon`."""

import re
from functools import lru_cache
from pathlib import Path

import polars as pl

LEXICON_FOLDER = Path(__file__).resolve().parents[1] / "data" / "lexicon"


@lru_cache(maxsize=8)
def words_by(column: str, file: str, folder: Path = LEXICON_FOLDER) -> dict[str, list[str]]:
    """The words of one lexicon file, longest first, keyed by `column`."""
    frame = pl.read_csv(folder / file, infer_schema=False)
    frame = frame.sort(pl.col("word").str.len_chars(), descending=True, maintain_order=True)
    return {str(key): group["word"].to_list() for (key,), group in frame.group_by(column, maintain_order=True)}


def any_of(words: list[str]) -> str:
    """A pattern for one of `words`, the longest that fits."""
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word) for word in ordered)})"
