"""Claims that turn out to be none of the agency's, or of the year, once it is known whose report it is and on which."""

import polars as pl

from transform.among import put_back
from transform.prose.claims.lexicon import claim_lexicon

#: Whose area is its own: a bureau that tells of all the county tells of others.
_OF_THEIR_AREA = ("government", "government_office")
#: Rates and what is none of the agency's already.
_NO_COUNTS = ("other", "share", "growth_rate")
_CARRIED_IN, _CARRIED_OUT = "applications_carried_in", "applications_carried_out"
_CARRIED = ("other", _CARRIED_OUT)
#: Whose year is another one by itself.
_UNDATED = (_CARRIED_IN, _CARRIED_OUT)


def claims_of_reports(claims: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """The claims of the reports, with their keys.

    Args:
        claims: `transform.prose.claims.CLAIM`.
        reports: doc UInt32, agency_id, report_id, kind String, report_year Int16.

    Returns:
        The claims of these documents with agency_id, report_year and report_id. A number of a later year is that one's,
        so is one of an earlier year where the sentence names the report's too or only compares with that earlier one,
        and one of a whole area is others' where no government reports: all are `other`, with that scope. Requests
        that the year before left over by name (2021年结转1件) are those carried in, and those left over to the next
        year by name (结转到2023年1件) those carried out.
    """
    keys = reports.select("doc", "agency_id", "report_year", "report_id", "kind")
    counts = pl.col("topic").is_in(_NO_COUNTS).not_()
    later = (pl.col("claimed_year") > pl.col("report_year")).fill_null(False)
    earlier = pl.col("is_earlier")
    of_others = (pl.col("of_area") & ~_is_of_government()) | _is_of_named()
    return (
        claims.join(keys, on="doc", maintain_order="left")
        .pipe(_with_earlier)
        .with_columns(
            scope=pl.when(counts & later)
            .then(pl.lit("later_year"))
            .when(counts & earlier)
            .then(pl.lit("last_year"))
            .when(counts & of_others)
            .then(pl.lit("others"))
            .otherwise("scope"),
            is_aside=counts & (later | earlier | of_others),
        )
        .with_columns(topic=pl.when("is_aside").then(pl.lit("other")).otherwise("topic"))
        .drop("kind", "is_aside", "is_earlier", "clause_year", "bodies_named")
        .pipe(_with_carried_in)
        .drop("said")
    )


def _is_of_government() -> pl.Expr:
    """Whether a government reports."""
    return pl.col("kind").is_in(_OF_THEIR_AREA).fill_null(value=True)


def _is_of_named() -> pl.Expr:
    """Whether a number is that of a bureau that a government names, or of one of several that a sentence names."""
    by_government = pl.col("kind").is_in(_OF_THEIR_AREA).fill_null(value=False)
    return ((pl.col("bodies_named") > 1) | (pl.col("bodies_named").is_not_null() & by_government)).fill_null(
        value=False
    )


def _with_earlier(claims: pl.DataFrame) -> pl.DataFrame:
    """With is_earlier: of a year before the report's, which is no slip: that is named beside it, or it is compared.

    The whole report may print the year before by mistake (2021年，我局收到5件 in that on 2022): such a claim stays.
    """
    year, here = pl.col("claimed_year"), pl.col("clause_year")
    before = (pl.coalesce(here, year) < pl.col("report_year")) & ~pl.col("topic").is_in((*_NO_COUNTS, *_UNDATED))
    asked = claims.select(before.fill_null(value=False)).to_series()
    named = pl.concat_str(pl.col("report_year").cast(pl.String), pl.lit("年"))
    beside = pl.col("said").str.replace_all("《[^》]*》", "").str.contains(named, literal=True)
    # 2021年未收到申请，今年收到3件; 2021年制发9件，今年制发5件.
    this_year = pl.col("said").str.contains_any(claim_lexicon().saying("thisyear", "ownyear"))
    beside |= ((pl.col("qualifier") == "zero_claim").fill_null(value=False) | here.is_not_null()) & this_year
    told = claims.filter(asked).select(is_earlier=beside | year.is_null())
    return put_back(claims.with_columns(is_earlier=pl.lit(value=False)), asked, told)


def _with_carried_in(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims, those of requests that a year by name left over as carried in or out, or of an older year."""
    year = pl.when(pl.col("topic").is_in(_CARRIED)).then("left_over_by")
    asked = claims.select(year.is_not_null()).to_series()
    is_in, is_out = year == pl.col("report_year") - 1, year == pl.col("report_year")
    told = claims.filter(asked).select(
        topic=pl.when(is_in)
        .then(pl.lit(_CARRIED_IN))
        .when(is_out)
        .then(pl.lit(_CARRIED_OUT))
        .otherwise(pl.lit("other")),
        scope=pl.when(~(is_in | is_out)).then(pl.lit("last_year")),
        claimed_year=pl.when(~(is_in | is_out)).then("claimed_year"),
    )
    return put_back(claims, asked, told).drop("left_over_by")
