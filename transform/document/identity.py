"""Who reports, on which year, signed and published when: read from a document's head and its end.

The title is trusted first, then the line before it, then the signature, then the page's header block, then a last line
that is a name; for the year the title, then the statistics period. A year in the prose is never used: it can be last
year's by mistake.
"""

import polars as pl

from transform.dates import DATE, YEAR, date_of, year_number
from transform.lexicon import any_of, words_by
from transform.document.names import LONGEST_NAME, agency_in, is_name
from transform.sections import tidy
from transform.document.titles import BEHIND, names_above, other_kinds, requests, titles

#: Lines of a document that can hold its title and header block (blank ones counted), and its signature (not counted).
HEAD_LINES, TAIL_LINES = 150, 12
#: Where a document names its agency, in order of trust.
NAMES = ("title_agency", "line_agency", "signed_agency", "publisher", "last_line")
#: The first and the last day of a year, also where a 年, 月 or 日 was lost; the second year can be left out.
_PERIOD = rf"({YEAR})年?1月?1日.{{0,4}}(?:{YEAR}年?)?12月?31日"


def identities(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """What each document says of itself.

    Args:
        lines: as from `transform.lines.lines_of`.
        headings: as from `transform.sections.section_headings`.

    Returns:
        One row a document: doc UInt32, title String, agency_name_printed String (the first of the five columns of
        `NAMES`, which follow), report_year Int16, signed_date and
        published_date Date, is_revision, is_other (the title names another kind of document: a notice, a reading of a
        report) and is_template (it names the form itself) Boolean; null where the document does not say.
    """
    words = words_by("role", "document.csv")
    head, tail = _head(lines, headings), _tail(lines)
    title = titles(head, words)
    sources = [
        names_above(head, title, words),
        _signatures(tail, words),
        _publishers(head, words),
        _undated(tail, words),
    ]
    result = lines.select("doc").unique(maintain_order=True).join(title, on="doc", how="left")
    for source in [*sources, _periods(head), _published(head, words), requests(head, title, words)]:
        result = result.join(source, on="doc", how="left")
    return result.sort("doc").select(
        "doc",
        "title",
        pl.coalesce(NAMES).alias("agency_name_printed"),
        *NAMES,
        pl.coalesce("title_year", "period_year").alias("report_year"),
        "signed_date",
        "published_date",
        pl.col("title").str.contains(any_of(words["revision"])).fill_null(False).alias("is_revision"),
        pl.any_horizontal(*other_kinds(pl.col("title"), words), "is_request").fill_null(False).alias("is_other"),
        pl.col("title").str.contains(any_of(words["template"]) + BEHIND).fill_null(False).alias("is_template"),
    )


def _head(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """The tidy lines before the first section: doc, line_no, text, cut (into cells), before (the line above), at."""
    first = headings.group_by("doc").agg(first_section=pl.col("line_no").min())
    return (
        lines.filter(pl.col("line_no") <= HEAD_LINES)
        .join(first, on="doc", how="left", maintain_order="left")
        .filter(pl.col("first_section").is_null() | (pl.col("line_no") < pl.col("first_section")))
        .select(
            "doc",
            "line_no",
            text=tidy(pl.col("line").str.slice(0, 400)),
            cut=pl.col("line").str.strip_chars().str.contains("\t", literal=True),
        )
        .with_columns(before=_line_above())
        .with_row_index("at")
    )


def _line_above() -> pl.Expr:
    """The text of the line above in the same document, of lines in order."""
    return pl.when(pl.col("doc") == pl.col("doc").shift()).then(pl.col("text").shift())


def _tail(lines: pl.DataFrame) -> pl.DataFrame:
    """The tidy last lines: doc, line_no, text, before."""
    # Of a batch in order, a line is among the last of its document when the document has ended so many lines on.
    return (
        lines.filter((pl.col("doc") != pl.col("doc").shift(-TAIL_LINES)).fill_null(True))
        .select("doc", "line_no", text=tidy(pl.col("line").str.slice(0, 200)))
        .with_columns(before=_line_above())
    )


def _signatures(tail: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The last line that is a date, alone or after the agency's name: doc, signed_date, signed_agency."""
    with_name = pl.col("text").str.extract(rf"^(.*?){DATE}$", 1)
    name = pl.when(with_name.str.len_chars() > 0).then(with_name).otherwise(pl.col("before"))
    return (
        tail.filter((pl.col("text").str.len_chars() <= LONGEST_NAME + 12) & pl.col("text").str.contains(f"{DATE}$"))
        .with_columns(signed_date=date_of(pl.col("text")), signed_agency=agency_in(name, words), ahead=with_name)
        .filter((pl.col("ahead") == "") | is_name(pl.col("ahead"), words))
        .unique("doc", keep="last", maintain_order=True)
        .select("doc", "signed_date", "signed_agency")
    )


def _undated(tail: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """A signature without a date: the document's last line, behind the end of the prose: doc, last_line."""
    prose_ended = pl.col("before").str.contains(rf"(?:。|{any_of(words['none'])})$")
    return (
        tail.filter((pl.col("doc") != pl.col("doc").shift(-1)).fill_null(True) & prose_ended)
        .select("doc", last_line=agency_in(pl.col("text"), words))
        .filter(pl.col("last_line").is_not_null())
    )


def _publishers(head: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The publishing body that a page's header block names: doc, publisher."""
    pattern = rf"{any_of(words['publisher'])}[:：\]】]+\[?([\p{{Han}}()（）]+)"
    return (
        head.select("doc", publisher=agency_in(pl.col("text").str.extract(pattern, 1), words))
        .filter(pl.col("publisher").is_not_null())
        .unique("doc", keep="first", maintain_order=True)
    )


def _periods(head: pl.DataFrame) -> pl.DataFrame:
    """The year of the statistics period: doc, period_year."""
    return (
        head.select("doc", period_year=year_number(pl.col("text").str.extract(_PERIOD)))
        .filter(pl.col("period_year").is_not_null())
        .unique("doc", keep="first", maintain_order=True)
    )


def _published(head: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The date of publication that a page's header block prints: doc, published_date."""
    pattern = rf"{any_of(words['published'])}[:：\]】\[]*({DATE})"
    return (
        head.select("doc", published_date=date_of(pl.col("text").str.extract(pattern)))
        .filter(pl.col("published_date").is_not_null())
        .unique("doc", keep="first", maintain_order=True)
    )
