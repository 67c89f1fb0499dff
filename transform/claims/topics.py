"""Topics of readings: the rules of the lexicon, each distinct reading once."""

import polars as pl

from transform.claims.lexicon import ClaimLexicon, Rule

#: Numbers of one rule that speaks of two topics at once: each has the number.
BOTH = "+"
#: Scope of such a rule where the number is theirs together.
ALL_ZERO = "zero"
#: Scope of a rule that counts downwards.
DECREASE = "decrease"


def topics_of(readings: pl.Series, lexicon: ClaimLexicon) -> pl.DataFrame:
    """The topic of each distinct reading.

    Args:
        readings: distinct readings, as from `transform.claims.readings.readings_of`.
        lexicon: the rules, in order of trust; the last one takes everything.

    Returns:
        reading, topic, scope String (null: the whole), one row a reading.
    """
    left = readings.rename("reading").to_frame()
    found = []
    for rule in lexicon.rules:
        hit = left.select(_holds(rule)).to_series()
        if hit.any():
            found.append(left.filter(hit).with_columns(topic=pl.lit(rule.topic), scope=pl.lit(rule.scope, pl.String)))
            left = left.filter(~hit)
    if not found:
        return left.with_columns(topic=pl.lit(None, pl.String), scope=pl.lit(None, pl.String))
    return pl.concat(found)


def _holds(rule: Rule) -> pl.Expr:
    """Whether the rule speaks of a reading; `^` is a character of the reading, not an anchor."""
    reading = pl.col("reading")
    hit = reading.str.contains(_literal_start(rule.pattern))
    return hit & ~reading.str.contains(_literal_start(rule.unless)) if rule.unless else hit


def _literal_start(pattern: str) -> str:
    return r"^\^" + pattern[1:] if pattern.startswith("^") else pattern
