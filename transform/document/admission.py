"""Who, which year and when, from all the evidence that a document has: the order of the questions.

Every document is asked what it says plainly (`transform.document.identity`). Only one that leaves its year or its
agency open is asked for everything else: the sentences that announce it, its prose, its page's dates and folders, its
names and addresses.
"""

from dataclasses import dataclass

import polars as pl

from transform.agencies.divisions import Places
from transform.agencies.evidence import Surroundings
from transform.agencies.lexicon import Lexicon
from transform.agencies.who import open_speakers
from transform.among import among
from transform.document.evidence.announcements import announcements
from transform.document.evidence.hints import (
    dated_hints,
    edition_hints,
    named_hints,
    plain_hints,
    precedes,
    prose_hints,
)
from transform.document.evidence.outside import host_of
from transform.document.evidence.periods import other_periods
from transform.document.evidence.published import CHANGED
from transform.document.evidence.years import decided_years
from transform.document.head import beyond_of, opening_of
from transform.forms import Forms
from transform.lexicon import any_of, words_by

#: So many years after its year a report may still be published anew; a manifest's date beyond says nothing.
_LATEST = 10
#: So many labels of an edition's form show which edition is printed.
_SEEN_LABELS = 10


@dataclass(frozen=True, slots=True)
class Admission:
    """What was asked and found.

    Attributes:
        found: the documents given, with report_year, year_source, year_certainty, year_candidates, is_announced,
            announced (the first sentence that names the report), has_period, uses_names.
        clear, needy: as from `transform.agencies.who.open_speakers`.
        around: what stands in and around the needy ones.
        evidence: doc, about, source, text, line_no, verdict of the year and the date.
    """

    found: pl.DataFrame
    clear: pl.DataFrame
    needy: pl.DataFrame
    around: Surroundings
    evidence: pl.DataFrame


def admission(  # noqa: PLR0913, PLR0917
    found: pl.DataFrame,
    lines: pl.DataFrame,
    headings: pl.DataFrame,
    printed: pl.DataFrame,
    forms: Forms,
    places: Places,
    lexicon: Lexicon,
) -> Admission:
    """Ask every document who, which year and when.

    Args:
        found: the columns of `transform.document.identity.identities`, with source_uri, parts, url, names and those of
            `transform.document.evidence.manifest.with_manifest`.
        lines: as from `transform.lines.lines_of`.
        headings: as from `transform.prose.sections.section_headings`.
        printed: as from `transform.table.labels.editions.printed_editions`.
        forms: the statutory forms.
        places: the divisions.
        lexicon: the words of names.
    """
    words = words_by("role", "document.csv")
    clear, needy = open_speakers(found, places, lexicon)
    undated = found.filter(~_is_dated())
    asked = pl.concat([needy.select("doc"), undated.select("doc")]).unique().sort("doc")
    near = among(lines, asked)
    opening = opening_of(near, headings)
    said = announcements(opening, beyond_of(near, opening), words)
    names = _names(among(found, asked))
    around = Surroundings(lines=among(near, needy), opening=among(opening, needy), announcements=said, names=names)
    seen = among(printed, undated).filter(pl.col("labels") >= _SEEN_LABELS)
    decided, evidence = decided_years(
        _year_hints(found, undated, opening, said, names), edition_hints(seen, forms.editions)
    )
    found = _marked(found, decided, said, asked)
    told = pl.concat([evidence, other_periods(found, lines, headings, words)])
    return Admission(found, clear, needy, around, pl.concat([_about("year", told), _dates(found)]))


def _year_hints(
    found: pl.DataFrame, undated: pl.DataFrame, opening: pl.DataFrame, said: pl.DataFrame, names: pl.DataFrame
) -> pl.DataFrame:
    """The plain hints to the year of all documents, and every hint of those whose year they leave open."""
    if undated.is_empty():
        return plain_hints(found)
    return pl.concat(
        [
            plain_hints(found),
            _announced(among(said, undated)),
            prose_hints(among(opening, undated), words_by("role", "document.csv")),
            dated_hints(among(found, undated)),
            named_hints(among(names, undated)),
        ]
    )


def _is_dated() -> pl.Expr:
    """Whether what a document says plainly settles its year: one that had just begun on a date of the page does not."""
    agree = pl.col("title_year").eq_missing(pl.col("period_year"))
    one_title = pl.col("title_year").is_not_null() & (pl.col("title_years").fill_null(1) <= 1)
    untold = pl.col("title_year").is_null() | pl.col("period_year").is_null()
    doubted = pl.col("period_year").is_null() & (
        one_title & pl.any_horizontal(precedes(pl.col(day), "title_year") for day in ("published_date", "signed_date"))
    ).fill_null(value=False)
    return (one_title | pl.col("period_year").is_not_null()) & (agree | untold) & ~doubted


def _names(found: pl.DataFrame) -> pl.DataFrame:
    """Every name and address that documents are known by, in a fixed order: doc, name.

    Of a document that holds several reports only the hosts: all of its reports may be of one place, none is named so.
    """
    if found.is_empty():
        return pl.DataFrame(schema={"doc": pl.UInt32, "name": pl.String})
    listed = pl.concat_list(
        pl.concat_list("source_uri", "url", "manifest_url").list.drop_nulls(),
        pl.col("names").fill_null(pl.lit([], dtype=pl.List(pl.String))),
    )
    known = found.select("doc", "parts", name=listed).explode("name", empty_as_null=True).drop_nulls("name")
    hosts = pl.col("name").map_elements(_host, return_dtype=pl.String)
    shared = known.filter(pl.col("parts") > 1).with_columns(hosts).drop_nulls("name")
    return pl.concat([known.filter(pl.col("parts") == 1), shared]).drop("parts").unique().sort("doc", "name")


def _host(name: str) -> str | None:
    """The site alone that a name tells."""
    host = host_of(name)
    return f"https://{host}" if host else None


def _announced(said: pl.DataFrame) -> pl.DataFrame:
    """What announcing sentences say of the year, as hints."""
    return said.filter(pl.col("year").is_not_null()).select(
        "doc", "source", "text", "line_no", pl.col("year").cast(pl.Int16), weight=pl.lit(1, pl.Int8)
    )


def _marked(found: pl.DataFrame, decided: pl.DataFrame, said: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """The documents with their years, and what the refusals ask."""
    # `本年度报告由X编制` names the report as well as `现公布X…年度报告` does.
    own = pl.col("text").str.contains(any_of(words_by("role", "document.csv")["self_report"]))
    names_it = (pl.col("source") == "announcement") | ((pl.col("source") == "compiled") & own)
    sentences = said.filter(names_it).group_by("doc").agg(announced=pl.col("text").first())
    return (
        found.join(decided, on="doc", how="left", maintain_order="left")
        .join(sentences, on="doc", how="left", maintain_order="left")
        .join(asked.with_columns(uses_names=pl.lit(value=True)), on="doc", how="left", maintain_order="left")
        .with_columns(
            pl.col("uses_names").fill_null(value=False),
            is_announced=pl.col("announced").is_not_null(),
            has_period=pl.col("period_year").is_not_null(),
        )
        .with_columns(
            # A date without a label is the page's only where it is of the year after; a manifest's, of the ten after.
            pl.when(
                pl.when(pl.col("published_by") == "bare")
                .then(pl.col("published_date").dt.year() >= _after())
                .when(pl.col("published_by") == "manifest")
                .then((pl.col("published_date").dt.year() < _after() + _LATEST).fill_null(value=True))
                # Nor is a page's last change, once it is late for somebody, the day on which it was published.
                .when(pl.col("published_by") == CHANGED)
                .then((pl.col("published_date") <= pl.date(_after(), 1, 31)).fill_null(value=True))
                .otherwise(pl.col("published_by").is_not_null())
            )
            .then(name)
            .alias(name)
            for name in ("published_date", "published_line", "published_by")
        )
    )


def _after() -> pl.Expr:
    """The year in which a report is published."""
    return pl.col("report_year") + 1


def _about(about: str, evidence: pl.DataFrame) -> pl.DataFrame:
    return evidence.select("doc", "source", "text", "line_no", "verdict", about=pl.lit(about))


def _dates(found: pl.DataFrame) -> pl.DataFrame:
    """What says when a document was published."""
    return _about(
        "date",
        found.filter(pl.col("published_date").is_not_null()).select(
            "doc",
            source=pl.col("published_by").replace(CHANGED, "header"),
            text=pl.col("published_date").cast(pl.String),
            line_no="published_line",
            verdict=pl.lit("used"),
        ),
    )
