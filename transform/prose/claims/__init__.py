"""Numbers claimed in prose: topic, value, how exactly, and how those of a sentence hang together.

What counts as a claim is data: `data/lexicon/claims*.csv`. The order of the steps:
`sentences` (lines to sentences), `mentions` (numbers with their measure words), `readings` (the words around them as
cues; `asides` and `taken_up` complete them), `topics` and `zeros` (rules over cues), `relations` (parts, rates, years),
and `of_reports`, once it is known whose they are.
"""

import polars as pl
from polars._typing import PolarsDataType

from transform.numbers import VALUE
from transform.prose.claims.bodies import with_named_bodies
from transform.prose.claims.lexicon import claim_lexicon
from transform.prose.claims.readings import pieces_of, readings_of
from transform.prose.claims.relations import related_claims
from transform.prose.claims.sentences import ENDS, claiming, claiming_sentences
from transform.prose.claims.topics import ALL_ZERO, BOTH, DECREASE, topics_of
from transform.prose.claims.zeros import zeros_of

#: Places that may claim a number, in one batch: each takes about 3 KB while it is read.
MOST_PLACES = 150_000
#: Claims of one report are counted in 16 bits.
MOST_CLAIMS = 32_767
#: Units of the measures that are no plain counts.
_UNITS = {"p": "percent", "o": "percentage_points", "y": "CNY", "f": "times"}
_SPOKEN = 100
_CLAIM: dict[str, PolarsDataType] = {
    "doc": pl.UInt32,
    "claim_no": pl.Int16,
    "topic": pl.String,
    "scope": pl.String,
    "value": VALUE,
    "unit": pl.String,
    "qualifier": pl.String,  # null (exact), zero_claim, more_than, at_least, less_than, approximately or range
    "value_low": VALUE,  # what the qualifier permits
    "value_high": VALUE,
    "printed": pl.String,
    "part_of": pl.Int16,  # claim_no of the total
    "rate_of": pl.Int16,  # claim_no of what a rate is about
    "rate_base": pl.Int16,  # claim_no of what a share is of
    "claimed_year": pl.Int16,
    "sentence": pl.String,  # as printed, without white space
    "said": pl.String,  # the sentence as it is read: of one script and width
    "line_no": pl.Int32,
    "of_area": pl.Boolean,  # the sentence says that it is an area's (全县)
    "clause_year": pl.Int16,  # the year that stands in the number's clause
    "left_over_by": pl.Int16,  # the year that is said to have left it over (2021年结转)
    "bodies_named": pl.UInt8,  # by the sentence, where one begins the number's clause (县教育局受理)
}
#: One number that is claimed.
CLAIM = pl.Schema(_CLAIM)


class TooManyClaimsError(Exception):
    """More numbers in prose than are read at once, or than any report claims."""


def check_places(texts: pl.Series) -> None:
    """Refuse texts that would take too much memory at once.

    Raises:
        TooManyClaimsError: they have more than `MOST_PLACES`.
    """
    if texts.str.count_matches(claiming(claim_lexicon())).sum() > MOST_PLACES:
        raise TooManyClaimsError(f"more than {MOST_PLACES:,} places where prose may claim a number; split it")


def claims_of(lines: pl.DataFrame) -> pl.DataFrame:
    """The claims in a batch's prose.

    Args:
        lines: as from `transform.lines.lines_of`.

    Returns:
        `CLAIM`, in reading order.

    Raises:
        TooManyClaimsError: there are more than `MOST_PLACES`, or in one document more than `MOST_CLAIMS`.
    """
    lexicon = claim_lexicon()
    sentences = claiming_sentences(lines, lexicon)
    check_places(sentences["sentence"])
    readings = readings_of(pieces_of(sentences, lexicon), lexicon).with_columns(left=pl.col("mention").shift(1))
    mentioned = readings.filter(pl.col("reading").is_not_null())
    topics = topics_of(mentioned["reading"].unique())
    numbers = (
        mentioned.join(topics, on="reading", how="left")
        .filter(pl.col("topic") != "none")
        # A small number in words that no rule knows is a figure of speech (一项常态工作).
        .filter((pl.col("topic") != "other") | pl.col("printed").str.contains(r"\d") | (pl.col("value") >= _SPOKEN))
        .with_columns(topic=pl.when(_is_of_neither()).then(pl.lit("other")).otherwise("topic").str.split(BOTH))
        .with_columns(_signed_values())
        .with_columns(scope=pl.when(~pl.col("scope").is_in([ALL_ZERO, DECREASE])).then("scope"))
        .explode("topic")
        .with_columns(
            unit=pl.col("measure").replace_strict(_UNITS, default="count"),
            place=pl.col("row"),
        )
    )
    zeros = _zeros_in_words(readings, zeros_of(readings, lexicon), numbers)
    claims = pl.concat([numbers, zeros], how="diagonal_relaxed").sort("place", "topic")
    if claims.height > MOST_CLAIMS and claims["doc"].unique_counts().max() > MOST_CLAIMS:  # type: ignore[operator]
        raise TooManyClaimsError(f"more than {MOST_CLAIMS:,} numbers claimed in the prose of one report")
    claims = with_named_bodies(claims.with_columns(pl.col("of_area").fill_null(False)), lexicon)
    related = related_claims(claims).rename({"text": "said"})
    return related.with_columns(sentence=_printed(sentences, related["sentence_id"])).select(CLAIM.names())


def _printed(sentences: pl.DataFrame, asked: pl.Series) -> pl.Series:
    """The sentences of these numbers as printed, without white space and the stop at their end."""
    printed = sentences["sentence"].gather(asked).str.replace_all(r"\s+", "")
    return printed.str.strip_chars_end("".join(ENDS))


def _zeros_in_words(readings: pl.DataFrame, spoken: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """The zeros that sentences claim in words (`spoken`, as from `zeros_of`) and not in numbers, as these."""
    if spoken.is_empty():
        return numbers.clear()
    return (
        readings.drop("value", "qualifier", "printed", "left", "measure", "list_at")
        .join(spoken, on=["sentence_id", "row"])
        .join(numbers.filter(pl.col("value") == 0), on=["sentence_id", "topic"], how="anti")
        .with_columns(value=pl.lit(0).cast(VALUE), qualifier=pl.lit("zero_claim"), place=pl.col("row"))
    )


def _is_of_neither() -> pl.Expr:
    """One number for two topics together, not said to be each one's: only 0 is the number of both."""
    return (pl.col("scope") == ALL_ZERO).fill_null(False) & (pl.col("value") != 0)


def _signed_values() -> list[pl.Expr]:
    """The values and bounds with their sign: a decrease is a negative growth rate."""
    down = (pl.col("scope") == DECREASE).fill_null(False)
    turned = {"value": "value", "value_low": "value_high", "value_high": "value_low"}
    return [pl.when(down).then(-pl.col(of)).otherwise(pl.col(name)).alias(name) for name, of in turned.items()]
