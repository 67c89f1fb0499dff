"""Numbers claimed in prose: topic, value and the sentence that claims it.

What counts as a claim is data (`data/lexicon/claims.csv`): a pattern with `{n}` where the number stands; a pattern
without `{n}` claims zero.
"""

from functools import lru_cache
from typing import NamedTuple

import polars as pl

from transform.lexicon import LEXICON_FOLDER, any_of, words_by
from transform.numbers import VALUE
from transform.sections import tidy

_NUMBER = r"(?:共计|共|达|为)?(约|近)?(\d[\d,]*(?:\.\d{1,4})?)(万)?(余|多)?"
#: A sentence with a claim holds a digit, or a word that claims none.
_DIGIT = "[0-9０-９]"
_STOPS = r"[。；;！!]"


class ClaimPattern(NamedTuple):
    """One line of the lexicon: a sentence that holds `anchor` and matches `pattern` claims `topic` in `unit`."""

    topic: str
    unit: str
    anchor: str
    pattern: str


@lru_cache(maxsize=1)
def claim_patterns() -> list[ClaimPattern]:
    """The patterns in order of trust."""
    frame = pl.read_csv(LEXICON_FOLDER / "claims.csv", infer_schema=False)
    return [ClaimPattern(*row) for row in frame.iter_rows()]


def claims_of(lines: pl.DataFrame) -> pl.DataFrame:
    """The claims in a batch's prose.

    Args:
        lines: as from `transform.lines.lines_of`.

    Returns:
        doc UInt32, topic, value Decimal(18,4), unit, qualifier String (null: exact; `more_than`; `zero_claim`),
        sentence String (without white space), line_no Int32; one claim a topic and sentence, in order.
    """
    patterns = claim_patterns()
    sentences = _sentences(lines, sorted({pattern.anchor for pattern in patterns}))
    found = [_matches(sentences, order, pattern) for order, pattern in enumerate(patterns)]
    return (
        pl.concat(found)
        .sort("doc", "line_no", "at", "order")
        .unique(["doc", "line_no", "at", "topic"], keep="first", maintain_order=True)
        # One printed number is one claim: the pattern that stands first in the lexicon has it.
        .filter((pl.col("value") == 0) | pl.struct("doc", "line_no", "at", "value").is_first_distinct())
        .select("doc", "topic", "value", "unit", "qualifier", "sentence", "line_no")
    )


def _sentences(lines: pl.DataFrame, anchors: list[str]) -> pl.DataFrame:
    """The prose sentences with an anchor that can claim a number: doc, line_no, at (place on the line), sentence."""
    telling = rf"{_DIGIT}|{any_of(words_by('role', 'document.csv')['none'])}"
    return (
        lines.filter(pl.col("line").str.contains(telling) & ~pl.col("line").str.contains(r"[\t|]"))
        .with_columns(sentence=pl.col("line").str.replace_all(_STOPS, "\n").str.split("\n"))
        .with_columns(at=pl.int_ranges(pl.col("sentence").list.len()))
        .select("doc", "line_no", "at", "sentence")
        .explode("at", "sentence")
        .filter(pl.col("sentence").str.contains(telling) & pl.col("sentence").str.contains_any(anchors))
        # Digits kept apart by a space may be one number or two: no number is read across it.
        .with_columns(sentence=tidy(pl.col("sentence").str.replace_all(r"(\d)[ \t]+(\d)", "${1}_$2")))
    )


def _matches(sentences: pl.DataFrame, order: int, claim: ClaimPattern) -> pl.DataFrame:
    """The sentences that one pattern finds."""
    likely = sentences.filter(pl.col("sentence").str.contains(claim.anchor, literal=True))
    value, qualifier = _number(claim.pattern) if "{n}" in claim.pattern else _zero(claim.pattern)
    return likely.select(
        "doc",
        "line_no",
        "at",
        "sentence",
        order=pl.lit(order),
        topic=pl.lit(claim.topic),
        unit=pl.lit(claim.unit),
        value=value,
        qualifier=qualifier,
    ).filter(pl.col("value").is_not_null())


def _number(pattern: str) -> tuple[pl.Expr, pl.Expr]:
    """The number that stands at `{n}`, and its qualifier."""
    groups = pl.col("sentence").str.extract_groups(pattern.replace("{n}", _NUMBER))
    number = groups.struct.field("2").str.replace_all(",", "").cast(VALUE, strict=False)
    many = pl.when(groups.struct.field("3").is_not_null()).then(10_000).otherwise(1)
    about = pl.when(groups.struct.field("1").is_not_null()).then(pl.lit("approximately"))
    above = pl.when(groups.struct.field("4").is_not_null()).then(pl.lit("more_than"))
    return (number * many).cast(VALUE), pl.coalesce(about, above, pl.lit(None, pl.String))


def _zero(pattern: str) -> tuple[pl.Expr, pl.Expr]:
    """Zero where the pattern stands."""
    claimed = pl.when(pl.col("sentence").str.contains(pattern)).then(pl.lit(0).cast(VALUE))
    return claimed.otherwise(None), pl.lit("zero_claim")
