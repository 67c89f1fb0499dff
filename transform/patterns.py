"""Patterns that are compiled only where they can fit.

Polars keeps few compiled patterns, a batch uses hundreds, so each is compiled again in every batch: for a batch of one
document that is much of the work. What words or marks a pattern needs is seen at once, and mostly none is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

#: So many texts times words are not looked through: the words are taken to be there.
_MANY = 20_000


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, and words or marks: a text that it fits has one of them."""

    text: str
    needs: tuple[str, ...]

    def may_fit(self, texts: pl.Series) -> bool:
        """Whether it fits one of the texts, as far as these tell."""
        if texts.is_empty():
            return False
        if len(texts) * len(self.needs) > _MANY:
            return True
        said = "\n".join(text for text in texts.to_list() if text)
        return any(need in said for need in self.needs)


def pattern(text: str, needs: Iterable[str]) -> Pattern:
    """A pattern that fits only texts with one of `needs`: one of its words, or of the marks of a String."""
    return Pattern(text, tuple(needs))


def replaced(frame: pl.DataFrame, column: str, found: Pattern, rest: str) -> pl.DataFrame:
    """The frame with `rest` for every part of a String column that the pattern fits."""
    if not found.may_fit(frame[column]):
        return frame
    return frame.with_columns(pl.col(column).str.replace_all(found.text, rest))


def without(frame: pl.DataFrame, column: str, *patterns: Pattern) -> pl.DataFrame:
    """The rows whose String column, which is never null, none of the patterns fits."""
    for one in patterns:
        if one.may_fit(frame[column]):
            frame = frame.filter(~pl.col(column).str.contains(one.text))
    return frame


def fits(texts: pl.Series, *patterns: Pattern) -> pl.Series:
    """Which of the texts one of the patterns fits; no pattern fits null."""
    said = [pl.first().str.contains(one.text) for one in patterns if one.may_fit(texts)]
    if not said:
        return pl.Series([False]).new_from_index(0, len(texts))
    return texts.to_frame().select(pl.any_horizontal(said).fill_null(value=False)).to_series()


def narrowed(frame: pl.DataFrame, *conditions: pl.Expr) -> pl.DataFrame:
    """The rows for which all conditions hold; each is asked only of those that are left, the cheap ones first."""
    for condition in conditions:
        if frame.is_empty():
            break
        frame = frame.filter(condition)
    return frame
