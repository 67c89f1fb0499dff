"""Claims that turn out to be none of the agency's, or of the year, once it is known whose report it is and on which."""

import polars as pl

from transform.lexicon import any_of
from transform.prose.claims.lexicon import claim_lexicon

#: Whose area is its own: a bureau that tells of all the county tells of others.
_OF_THEIR_AREA = ("government", "government_office")
#: Rates and what is none of the agency's already.
_NO_COUNTS = ("other", "share", "growth_rate")
_CARRIED_IN, _CARRIED = "applications_carried_in", ("other", "applications_carried_out")
#: From a year that is named to the number of requests that it left over.
_LEFT_OVER = "(20[12][0-9])年度?{}[^0-9,;]{{0,12}}([0-9]+){}"


def claims_of_reports(claims: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """The claims of the reports, with their keys.

    Args:
        claims: `transform.prose.claims.CLAIM`.
        reports: doc UInt32, agency_id, report_id, kind String, report_year Int16.

    Returns:
        The claims of these documents with agency_id, report_year and report_id. A number of a later year is that one's,
        and one of a whole area others' where no government reports: both are `other`, with that scope. Requests
        that the year before left over by name (2021年结转1件) are those carried in.
    """
    keys = reports.select("doc", "agency_id", "report_year", "report_id", "kind")
    counts = pl.col("topic").is_in(_NO_COUNTS).not_()
    later = (pl.col("claimed_year") > pl.col("report_year")).fill_null(False)
    of_others = pl.col("of_area") & pl.col("kind").is_in(_OF_THEIR_AREA).not_().fill_null(False)
    return (
        claims.join(keys, on="doc", maintain_order="left")
        .with_columns(is_later=counts & later, is_others=counts & of_others)
        .with_columns(
            topic=pl.when(pl.col("is_later") | pl.col("is_others")).then(pl.lit("other")).otherwise("topic"),
            scope=pl.when("is_later")
            .then(pl.lit("later_year"))
            .when("is_others")
            .then(pl.lit("others"))
            .otherwise("scope"),
        )
        .drop("kind", "is_later", "is_others")
        .pipe(_with_carried_in)
    )


def _with_carried_in(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims, those of requests that the year before the report's left over as carried in."""
    lexicon = claim_lexicon()
    carry = lexicon.saying("carry")
    named = claims["sentence"].str.contains_any(carry) & claims["topic"].is_in(_CARRIED)
    if not named.any():
        return claims
    print_ = _LEFT_OVER.format(any_of(carry), any_of(lexicon.numbers["case"]))
    said = pl.when(named).then("sentence").str.extract_groups(print_)
    year = pl.when(said.struct.field("2") == pl.col("printed")).then(said.struct.field("1").cast(pl.Int16))
    is_in, is_older = ((year == pl.col("report_year") - 1), (year < pl.col("report_year") - 1))
    topic = pl.when(is_in).then(pl.lit(_CARRIED_IN)).when(is_older).then(pl.lit("other")).otherwise("topic")
    scope = pl.when(is_in).then(None).when(is_older).then(pl.lit("last_year")).otherwise("scope")
    return claims.with_columns(topic=topic, scope=scope)
