"""Which year a report is about, decided from all that the document, its page and its names say of it.

Each hint is a row of evidence (`transform.document.evidence.hints`). What a person decided outranks all; stated ones
(title, statistics period) outrank told ones (a manifest, a sentence that announces the report, the day on which it
closes), and both outrank weak ones (prose, breadcrumb, dates of the page, its signature and its address, the edition of
the form). Of the best rank all must name one year, and weak ones must be enough; of several stated years the manifest's
holds. Else the year stays open.
"""

import polars as pl

from transform.document.evidence.hints import ENOUGH

DECIDED, STATED, TOLD, WEAK = -1, 0, 1, 2
CERTAINTY = {DECIDED: "decided", STATED: "stated", TOLD: "told", WEAK: "agreed"}
#: What a crawler recorded is no print: it counts beside what is told, and says which of two stated years holds.
MANIFEST = "manifest"
#: What a person decided is a source of its own.
DECISION = "decision"
_WEAK_SOURCES = (
    "listed_title",
    "prose",
    "breadcrumb",
    "header",
    "bare",
    "manifest_date",
    "signature",
    "folder",
    "path",
    "edition",
)
#: The weak ones that are days.
_DATES = ("header", "bare", "signature")
#: The sources, in order of trust, with their rank.
SOURCES = {
    DECISION: DECIDED,
    **dict.fromkeys(("title", "period"), STATED),
    **dict.fromkeys((MANIFEST, "announcement", "unit", "as_of"), TOLD),
    **dict.fromkeys(_WEAK_SOURCES, WEAK),
}


def decided_years(hints: pl.DataFrame, editions: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The year of each document, of all hints.

    Args:
        hints: rows of `transform.document.evidence.hints.HINT`; year is null where a hint says nothing of it.
        editions: as from `edition_hints`.

    Returns:
        - doc, report_year Int16 (null where it is open), year_source, year_certainty, year_candidates String; one row a
          document with a hint.
        - `hints` and the editions' as rows with their `verdict`: used, agrees, contradicts or unread.
    """
    ranked = hints.with_columns(rank=pl.col("source").replace_strict(SOURCES, return_dtype=pl.Int8)).filter(
        pl.col("year").is_not_null()
    )
    # The best sources that say anything decide; of the weak ones with what the edition adds.
    best = _settled_by_manifest(ranked.filter(pl.col("rank") == pl.col("rank").min().over("doc")), ranked)
    best = pl.concat([best, _doubts(best, ranked)])
    fit = best.join(editions, on="doc", how="left").with_columns(
        fits=pl.col("year").is_between(pl.col("first_year"), pl.col("last_year").fill_null(9999))
    )
    counted = fit.group_by("doc", "rank", "year").agg(
        weight=pl.col("weight").sum() + pl.when(pl.col("fits").any()).then(1).otherwise(0),
        least=ENOUGH + pl.when((~pl.col("fits")).any()).then(1).otherwise(0),
        source=pl.col("source").sort_by(pl.col("source").replace_strict(_order(), return_dtype=pl.Int8)).first(),
    )
    verdict = counted.group_by("doc", maintain_order=True).agg(
        pl.col("rank").first(),
        pl.col("source").first(),
        year=pl.col("year").first(),
        several=pl.len() > 1,
        light=(pl.col("rank").first() == WEAK) & (pl.col("weight").first() < pl.col("least").first()),
    )
    is_open = pl.col("several") | pl.col("light")
    years = verdict.join(_candidates(ranked), on="doc", how="left").select(
        "doc",
        report_year=pl.when(~is_open).then("year"),
        year_source=pl.when(~is_open).then("source"),
        year_certainty=pl.when(~is_open & (pl.col("source") == MANIFEST))
        .then(pl.lit(CERTAINTY[STATED]))
        .when(~is_open)
        .then(pl.col("rank").replace_strict(CERTAINTY, return_dtype=pl.String)),
        year_candidates="candidates",
    )
    return years, _judged(hints, editions, years)


def _settled_by_manifest(best: pl.DataFrame, ranked: pl.DataFrame) -> pl.DataFrame:
    """The best hints; where they are of several years of which a manifest knows one, those of that year."""
    told = ranked.filter(pl.col("source") == MANIFEST).select("doc", known="year").unique()
    once = told.filter(pl.len().over("doc") == 1)
    if once.is_empty():
        return best
    joined = best.join(once, on="doc", how="left")
    several = pl.col("year").n_unique().over("doc") > 1
    is_among = (pl.col("year") == pl.col("known")).any().over("doc")
    dropped = several & is_among & (pl.col("year") != pl.col("known"))
    return joined.filter(~dropped.fill_null(False)).drop("known")


def _doubts(best: pl.DataFrame, ranked: pl.DataFrame) -> pl.DataFrame:
    """Prose of the year before a title's, of documents in which nothing else than the title names its year.

    A date of that year's spring beside such prose says that the title names the year of publication: nobody reports on
    a year that has just begun. Prose alone may be last year's, and a date alone a misprint.
    """
    alone = best.filter((pl.len().over("doc") == 1) & (pl.col("source") == "title")).select("doc", titled="year")
    others = ranked.filter(pl.col("source") != "title").join(alone, on="doc", maintain_order="left")
    if others.is_empty():
        return best.clear()
    before = (pl.col("year") == pl.col("titled") - 1).all().over("doc")
    is_prose, is_dated = pl.col("source") == "prose", pl.col("source").is_in(_DATES)
    return (
        others.filter(before & is_dated.any().over("doc") & is_prose)
        .drop("titled")
        .with_columns(rank=pl.lit(STATED, pl.Int8))
    )


def _order() -> dict[str, int]:
    return {source: at for at, source in enumerate(SOURCES)}


def _candidates(ranked: pl.DataFrame) -> pl.DataFrame:
    """The years that a document may be about, each with its sources: doc, candidates."""
    return (
        ranked.unique(["doc", "year", "source"], maintain_order=True)
        .sort("doc", "rank", "year", pl.col("source").replace_strict(_order(), return_dtype=pl.Int8))
        .group_by("doc", "year", maintain_order=True)
        .agg(pl.col("source").str.join(", "))
        .group_by("doc", maintain_order=True)
        .agg(candidates=pl.format("{} ({})", "year", "source").str.join("; "))
    )


def _judged(hints: pl.DataFrame, editions: pl.DataFrame, years: pl.DataFrame) -> pl.DataFrame:
    """Every hint with its verdict: doc, source, text, line_no, verdict."""
    printed = editions.join(years.select("doc"), on="doc", how="semi").select(
        "doc",
        source=pl.lit("edition"),
        text="edition",
        line_no=pl.lit(None, pl.Int32),
        first="first_year",
        last=pl.col("last_year").fill_null(9999),
    )
    own = hints.select("doc", "source", "text", "line_no", first="year", last="year")
    decided = pl.col("report_year")
    fits = decided.is_between(pl.col("first"), pl.col("last"))
    return (
        pl.concat([own, printed], how="vertical_relaxed")
        .join(years, on="doc", how="left", maintain_order="left")
        .select(
            "doc",
            "source",
            "text",
            "line_no",
            verdict=pl.when(pl.col("first").is_null() | decided.is_null())
            .then(pl.lit("unread"))
            .when(fits & (pl.col("source") == pl.col("year_source")))
            .then(pl.lit("used"))
            .when(fits)
            .then(pl.lit("agrees"))
            .otherwise(pl.lit("contradicts")),
        )
    )
