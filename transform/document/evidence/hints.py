"""What a document, its page and its names say of its year: each source's hints as rows of one frame."""

from collections.abc import Iterator

import polars as pl

from transform.dates import DATE, YEAR, year_number
from transform.document.evidence.outside import path_dates, path_years
from transform.document.evidence.published import CHANGED
from transform.lexicon import any_of

#: How much weak hints must weigh together; prose that is of one mind weighs as much, any other hint 1.
ENOUGH, PROSE = 2, 2
#: Reports are published and signed in the first months of the next year, or on the last days of their own.
_SEASON, _LAST_MONTH = 6, 12
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
    """What every document is asked: title, period, manifest, and what a person decided.

    A title among others of other years may be a link to another report: `listed_title`.

    Args:
        said: doc, title, title_year, title_years, title_line, period, period_year, period_line, manifest_year,
            decided_year.

    Returns:
        Rows of `HINT`.
    """
    listed = pl.col("title_years").fill_null(1) > 1
    found = [
        said.filter(pl.col(year).is_not_null()).select(
            "doc",
            source=pl.when(pl.lit(source == "title") & listed).then(pl.lit("listed_title")).otherwise(pl.lit(source)),
            text=pl.col(text).cast(pl.String),
            line_no=line,
            year=pl.col(year).cast(pl.Int16),
            weight=pl.lit(1, pl.Int8),
        )
        for source, year, text, line in (
            ("title", "title_year", "title", pl.col("title_line")),
            ("period", "period_year", "period", pl.col("period_line")),
            ("manifest", "manifest_year", "manifest_year", pl.lit(None, pl.Int32)),
            ("decision", "decided_year", "decided_year", pl.lit(None, pl.Int32)),
        )
        if said[year].count()
    ]
    return pl.concat([HINT.to_frame(), *found])


def dated_hints(said: pl.DataFrame) -> pl.DataFrame:
    """What the dates of a page say: a header block's, one beside the title, a crawler's, the signature's.

    Args:
        said: doc, published_date, published_line, published_by, signed_date, signed_line.
    """
    by = pl.col("published_by").replace({"manifest": "manifest_date", CHANGED: "header"})
    published = said.select("doc", source=by, date="published_date", line_no="published_line").filter(
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


def precedes(day: pl.Expr, year: str) -> pl.Expr:
    """Whether a report of this date is on an earlier year than that of the column `year`."""
    return (_year_before(day) < pl.col(year)).fill_null(value=False)


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
    for text, year in path_years(name):
        yield "folder", text, None, year, 1


def prose_hints(opening: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The year that most of the prose is about, and the year of a breadcrumb's folder.

    Whole dates, titles of other documents and years that are compared with are no mention. A sentence that begins with
    the year weighs as much as two mentions.

    Args:
        opening: as from `transform.document.head.opening_of`.
        words: the words of `document.csv`.
    """
    if opening.is_empty():
        return HINT.to_frame()
    return pl.concat([_crumbs(opening, words), _mentioned(opening, words)])


def _crumbs(opening: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The year of a breadcrumb's folder: rows of `HINT`, one a document."""
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
    return crumbs.unique("doc", keep="first", maintain_order=True)


def _mentioned(opening: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The year that most of the prose is about: rows of `HINT`, at most one a document."""
    text = pl.col("text")
    bare = text.str.replace_all(r"《[^》]*》", "").str.replace_all(DATE, "")
    bare = bare.str.replace_all(rf"(?:{any_of(words['compared_year'])}){YEAR}年?", "")
    mention = rf"{YEAR}年度?"
    mentions = (
        opening.filter(text.str.contains("[。,;]") & ~text.str.contains("[>»›＞]"))
        .select("doc", "line_no", "text", bare=bare)
        .select("doc", "line_no", "text", found=pl.col("bare").str.extract_all(rf"(?:^|[。;:)）、]|[^0-9]){mention}"))
        .explode("found", empty_as_null=True)
        .filter(pl.col("found").is_not_null())
        .with_columns(
            year=year_number(pl.col("found").str.extract(f"({YEAR})")),
            weight=pl.when(pl.col("found").str.contains(r"^[。;:)）、0-9二]")).then(PROSE).otherwise(1),
        )
    )
    return (
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


def edition_hints(printed: pl.DataFrame, editions: pl.DataFrame) -> pl.DataFrame:
    """The years that the printed form's edition was in force for: doc, edition, first_year, last_year.

    Args:
        printed: as from `transform.table.labels.editions.printed_editions`; only forms that are well seen.
        editions: as `transform.forms.Forms.editions`.
    """
    return (
        printed.filter(~pl.col("tied"))
        .select("doc", "edition")
        .join(editions.select("edition", "first_year", "last_year"), on="edition")
    )
