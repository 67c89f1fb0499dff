"""Claims that turn out to be none of the agency's, or of the year, once it is known whose report it is and on which."""

import polars as pl

#: Whose area is its own: a bureau that tells of all the county tells of others.
_OF_THEIR_AREA = ("government", "government_office")
#: Rates and what is none of the agency's already.
_NO_COUNTS = ("other", "share", "growth_rate")


def claims_of_reports(claims: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """The claims of the reports, with their keys.

    Args:
        claims: `transform.prose.claims.CLAIM`.
        reports: doc UInt32, agency_id, report_id, kind String, report_year Int16.

    Returns:
        The claims of these documents with agency_id, report_year and report_id. A number of a later year is that one's,
        and one of a whole area others' where no government reports: both are `other`, with that scope.
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
    )
