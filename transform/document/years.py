"""Which year a report is about, decided from all that the document, its page and its names say of it.

Each hint is a row of evidence. Stated ones (title, statistics period, manifest) outrank told ones (a sentence that
announces the report, the day on which it closes), and both outrank weak ones (prose, breadcrumb, dates of the page, its
signature and its address, the edition of the form), which must agree. A contradiction leaves the year open.
"""

from collections.abc import Iterator

import polars as pl

from transform.dates import DATE, YEAR, year_number
from transform.document.outside import path_dates, path_years
from transform.lexicon import any_of

#: How much each weak hint weighs alone, and how much is enough; prose of one mind weighs `PROSE`.
ENOUGH, PROSE = 2, 2
STATED, TOLD, WEAK = 0, 1, 2
CERTAINTY = {STATED: "stated", TOLD: "told", WEAK: "agreed"}
#: What a crawler recorded is no print: it counts beside what is told, and says which of two stated years holds.
MANIFEST = "manifest"
#: Reports are published and signed in the first months of the next year, or on the last days of their own.
_SEASON, _LAST_MONTH = 6, 12
#: The sources, in order of trust, with their rank.
SOURCES = {
    **dict.fromkeys(("title", "period"), STATED),
    **dict.fromkeys((MANIFEST, "announcement", "unit", "as_of"), TOLD),
    **dict.fromkeys(("prose", "breadcrumb", "header", "bare", "signature", "folder", "path", "edition"), WEAK),
}
HINT = pl.Schema(
    {
        "doc": pl.UInt32,
        "source": pl.String,
        "text": pl.String,
        "line_no": pl.Int32,
        "year": pl.Int16,
        "weight": pl.Int8,
    }
)
Words = dict[str, list[str]]


def plain_hints(said: pl.DataFrame) -> pl.DataFrame:
    """What every document is asked: title, period, manifest.

    Args:
        said: doc, title, title_year, title_line, period, period_year, period_line, manifest_year.

    Returns:
        Rows of `HINT`.
    """
    return pl.concat(
        said.filter(pl.col(year).is_not_null()).select(
            "doc",
            source=pl.lit(source),
            text=pl.col(text).cast(pl.String),
            line_no=line,
            year=pl.col(year).cast(pl.Int16),
            weight=pl.lit(1, pl.Int8),
        )
        for source, year, text, line in (
            ("title", "title_year", "title", pl.col("title_line")),
            ("period", "period_year", "period", pl.col("period_line")),
            ("manifest", "manifest_year", "manifest_year", pl.lit(None, pl.Int32)),
        )
    )


def dated_hints(said: pl.DataFrame) -> pl.DataFrame:
    """What the dates of a page say: a header block's, one beside the title, the signature's.

    Args:
        said: doc, published_date, published_line, published_by, signed_date, signed_line.
    """
    published = said.select("doc", source="published_by", date="published_date", line_no="published_line").filter(
        pl.col("date").is_not_null()
    )
    signed = said.select("doc", source=pl.lit("signature"), date="signed_date", line_no="signed_line").filter(
        pl.col("date").is_not_null()
    )
    return pl.concat([published, signed]).select(
        "doc",
        "source",
        text=pl.col("date").cast(pl.String),
        line_no="line_no",
        year=_year_before(pl.col("date")),
        weight=pl.lit(1, pl.Int8),
    )


def _year_before(day: pl.Expr) -> pl.Expr:
    """The year that a report of this date is on; null for a date that can be of any."""
    month = day.dt.month()
    year = day.dt.year().cast(pl.Int16)
    return pl.when(month <= _SEASON).then(year - 1).when(month == _LAST_MONTH).then(year)


def named_hints(named: pl.DataFrame) -> pl.DataFrame:
    """What names and addresses say: days in them, years in words.

    Args:
        named: doc, name String; one row a name.
    """
    rows = [(doc, *hint) for doc, name in named.select("doc", "name").iter_rows() for hint in _named(name)]
    found = pl.DataFrame(rows, schema=HINT, orient="row")
    return found.unique(["doc", "source", "year"], keep="first", maintain_order=True)


def _named(name: str) -> Iterator[tuple[str, str, None, int | None, int]]:
    for text, day in path_dates(name):
        year = day.year - 1 if day.month <= _SEASON else None
        yield "path", text, None, year, 1
    for text, told in path_years(name):
        yield "folder", text, None, told, 1


def prose_hints(opening: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The year that most of the prose is about, and the year of a breadcrumb's folder.

    Whole dates, titles of other documents and years that are compared with are no mention. A sentence that begins with
    the year weighs as much as two mentions.

    Args:
        opening: as from `transform.document.head.opening_of`.
        words: the words of `document.csv`.
    """
    text = pl.col("text")
    folder = rf"[/>»›＞》]\W*({YEAR})年?度?(?:{any_of(words['title_kind'])}|报告)?\W*(?:[/>»›＞》]|$)"
    crumbs = opening.filter(text.str.contains(folder) & ~text.str.contains("[。,;]")).select(
        "doc",
        source=pl.lit("breadcrumb"),
        text=text.str.slice(0, 120),
        line_no="line_no",
        year=year_number(text.str.extract(folder, 1)),
        weight=pl.lit(ENOUGH, pl.Int8),
    )
    bare = text.str.replace_all(r"《[^》]*》", "").str.replace_all(DATE, "")
    bare = bare.str.replace_all(rf"(?:{any_of(words['compared_year'])}){YEAR}年?", "")
    mention = rf"{YEAR}年度?"
    mentions = (
        opening.filter(text.str.contains("[。,;]") & ~text.str.contains("[>»›＞]"))
        .select("doc", "line_no", "text", bare=bare)
        .select("doc", "line_no", "text", found=pl.col("bare").str.extract_all(rf"(?:^|[。;:)）、]|[^\d]){mention}"))
        .explode("found", empty_as_null=True)
        .filter(pl.col("found").is_not_null())
        .with_columns(
            year=year_number(pl.col("found").str.extract(f"({YEAR})")),
            weight=pl.when(pl.col("found").str.contains(r"^[。;:)）、\d二]")).then(PROSE).otherwise(1),
        )
    )
    counted = (
        mentions.group_by("doc", "year", maintain_order=True)
        .agg(pl.col("weight").sum(), pl.col("text", "line_no").first())
        .with_columns(share=pl.col("weight") / pl.col("weight").sum().over("doc"))
        .filter(pl.col("share") > 1 / 2)
        .with_columns(weight=pl.when(pl.col("share") == 1).then(PROSE).otherwise("weight"))
        .select(
            "doc",
            source=pl.lit("prose"),
            text=pl.col("text").str.slice(0, 120),
            line_no="line_no",
            year="year",
            weight=pl.min_horizontal(pl.col("weight"), pl.lit(PROSE)).cast(pl.Int8),
        )
    )
    return pl.concat([crumbs.unique("doc", keep="first", maintain_order=True), counted])


def edition_hints(printed: pl.DataFrame, editions: pl.DataFrame) -> pl.DataFrame:
    """The years that the printed form's edition was in force for: doc, edition, first_year, last_year.

    Args:
        printed: as from `transform.editions.printed_editions`; only forms that are well seen.
        editions: as `transform.forms.Forms.editions`.
    """
    return (
        printed.filter(~pl.col("tied"))
        .select("doc", "edition")
        .join(editions.select("edition", "first_year", "last_year"), on="edition")
    )


def decided_years(hints: pl.DataFrame, editions: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The year of each document, of all hints.

    Args:
        hints: rows of `HINT`; year is null where a hint says nothing of it.
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
    joined = best.join(once, on="doc", how="left")
    several = pl.col("year").n_unique().over("doc") > 1
    is_among = (pl.col("year") == pl.col("known")).any().over("doc")
    dropped = several & is_among & (pl.col("year") != pl.col("known"))
    return joined.filter(~dropped.fill_null(False)).drop("known")


def _order() -> dict[str, int]:
    return {source: at for at, source in enumerate(SOURCES)}


def _candidates(ranked: pl.DataFrame) -> pl.DataFrame:
    """The years that a document may be about, each with its sources: doc, candidates."""
    return (
        ranked.unique(["doc", "year", "source"], maintain_order=True)
        .sort("doc", "rank", "year", maintain_order=True)
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
