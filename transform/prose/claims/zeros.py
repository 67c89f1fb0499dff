"""Claims of zero in words: 未收到申请, 没有发生行政复议, 均为0."""

import re
from functools import lru_cache

import polars as pl

from transform.prose.claims.coded import GAP, with_gaps
from transform.prose.claims.lexicon import ClaimLexicon, ZeroRule, claim_lexicon

#: Of the denials of these it is asked whether they deny all of them.
_REQUESTS = "applications_received"
_ZERO = pl.Schema({"sentence_id": pl.UInt32, "row": pl.UInt32, "topic": pl.String, "unit": pl.String})


def zeros_of(readings: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """The topics that sentences claim to be zero.

    Args:
        readings: as from `transform.prose.claims.readings.readings_of`.
        lexicon: words and rules.

    Returns:
        sentence_id UInt32, row UInt32 (where in `readings`), topic, unit String; one row a sentence and topic.
    """
    none, nil, every = (lexicon.cues[name] for name in ("neg", "nil", "all"))
    before_zero = pl.col("cues").str.ends_with(every) & (pl.col("value").shift(-1) == 0)
    texts = (
        readings.select("sentence_id", "row", "cues", "mention", listed=before_zero.fill_null(False), has_no="cues")
        .filter(pl.col("cues").str.contains(f"[{none}{nil}]") | pl.col("listed"))
        .with_columns(pl.when("listed").then(pl.col("cues") + nil).otherwise("cues").alias("cues"))
        .with_columns(clause=pl.col("cues").str.split(","))
        .explode("clause")
        .filter(pl.col("clause").str.contains(f"[{none}{nil}]"))
    )
    clauses = texts["clause"].unique()
    found = [(clause, rule.topic, rule.unit) for clause in clauses for rule in zero_rules(clause)]
    if not found:
        return pl.DataFrame(schema=_ZERO)
    denials = pl.DataFrame(found, schema=dict.fromkeys(("clause", "topic", "unit"), pl.String), orient="row")
    denied = texts.join(denials, on="clause")
    some = _some_only(denied.filter(pl.col("topic") == _REQUESTS)["mention"].unique(), lexicon)
    return (
        denied.filter(~((pl.col("topic") == _REQUESTS) & pl.col("mention").is_in(some.implode())))
        .select("sentence_id", "row", "topic", "unit")
        .unique(["sentence_id", "topic"], keep="first")
    )


def _some_only(texts: pl.Series, lexicon: ClaimLexicon) -> pl.Series:
    """The texts with something unknown between a denial and the requests that it denies (没有受理疑难复杂申请)."""
    none, apply = lexicon.cues["neg"], lexicon.cues["apply"]
    return texts.filter(with_gaps(texts, lexicon).str.contains(rf"{none}[^,]*[{GAP}][^,]*{apply}"))


@lru_cache(maxsize=1 << 16)
def zero_rules(clause: str) -> list[ZeroRule]:
    """The rules that speak of a clause. Clauses are few and come again in every batch: each is met once."""
    return [
        rule
        for rule in claim_lexicon().zeros
        if re.search(rule.pattern, clause) and not (rule.unless and re.search(rule.unless, clause))
    ]
