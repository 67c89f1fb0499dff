"""Topics of readings: the rules of the lexicon, each distinct reading once."""

import re
from functools import cache, lru_cache

import polars as pl

from transform.prose.claims.lexicon import Rule, claim_lexicon

#: Numbers of one rule that speaks of two topics at once: each has the number.
BOTH = "+"
#: Scope of such a rule where the number is theirs together.
ALL_ZERO = "zero"
#: Scope of a rule that counts downwards.
DECREASE = "decrease"


def topics_of(readings: pl.Series) -> pl.DataFrame:
    """The topic of each distinct reading, by the rules of the lexicon.

    Args:
        readings: distinct readings, as from `transform.prose.claims.readings.readings_of`.

    Returns:
        reading, topic, scope String (null: the whole), one row a reading.
    """
    found = [topic_of(reading) for reading in readings]
    topics = {"topic": [rule.topic for rule in found], "scope": [rule.scope or None for rule in found]}
    schema = {"topic": pl.String, "scope": pl.String}
    return readings.rename("reading").to_frame().with_columns(pl.DataFrame(topics, schema=schema))


@lru_cache(maxsize=1 << 16)
def topic_of(reading: str) -> Rule:
    """The first rule that speaks of a reading. Readings are few and come again in every batch: each is met once."""
    return next(rule for rule in claim_lexicon().rules if _speaks_of(rule, reading))  # the last takes everything


def _speaks_of(rule: Rule, reading: str) -> bool:
    """Whether the rule's pattern is in the reading, and not what it excepts."""
    if not _compiled(rule.pattern).search(reading):
        return False
    return not (rule.unless and _compiled(rule.unless).search(reading))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled where it is first asked, in which `^` is the reading's first character, not only its place.

    All of them take a tenth of a second, and most runs come to a few.
    """
    return re.compile(r"^\^" + pattern[1:] if pattern.startswith("^") else pattern)
