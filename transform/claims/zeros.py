"""Claims of zero in words: 未收到申请, 没有发生行政复议, 均为0."""

import polars as pl

from transform.claims.lexicon import ClaimLexicon, ZeroRule


def zeros_of(readings: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """The topics that sentences claim to be zero.

    Args:
        readings: as from `transform.claims.readings.readings_of`.
        lexicon: words and rules.

    Returns:
        sentence_id UInt32, row UInt32 (where in `readings`), topic, unit String; one row a sentence and topic.
    """
    none, nil, every = (lexicon.cues[name] for name in ("neg", "nil", "all"))
    before_zero = pl.col("cues").str.ends_with(every) & (pl.col("value").shift(-1) == 0)
    texts = (
        readings.select("sentence_id", "row", "cues", listed=before_zero.fill_null(False), has_no="cues")
        .filter(pl.col("cues").str.contains(f"[{none}{nil}]") | pl.col("listed"))
        .with_columns(pl.when("listed").then(pl.col("cues") + nil).otherwise("cues").alias("cues"))
        .with_columns(clause=pl.col("cues").str.split(","))
        .explode("clause")
        .filter(pl.col("clause").str.contains(f"[{none}{nil}]"))
    )
    clauses = texts.select("clause").unique()
    found = pl.concat([_claimed(clauses, rule) for rule in lexicon.zeros])
    return (
        texts.join(found, on="clause")
        .select("sentence_id", "row", "topic", "unit")
        .unique(["sentence_id", "topic"], keep="first")
    )


def _claimed(clauses: pl.DataFrame, rule: ZeroRule) -> pl.DataFrame:
    """The clauses that one rule finds."""
    hit = pl.col("clause").str.contains(rule.pattern)
    if rule.unless:
        hit = hit & ~pl.col("clause").str.contains(rule.unless)
    return clauses.filter(hit).with_columns(topic=pl.lit(rule.topic), unit=pl.lit(rule.unit))
