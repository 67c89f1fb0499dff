"""Who reports, on which year, signed and published when: read from a document's head and its end.

The title is trusted first, then the line before it, then the signature, then the page's header block; for the year the
title, then the statistics period. A year in the prose is never used: it can be last year's by mistake.
"""

import polars as pl

from transform.dates import DATE, YEAR, date_of, year_number
from transform.lexicon import any_of, words_by
from transform.sections import tidy

#: Lines of a document that can hold its title and header block (blank ones counted), and its signature (not counted).
HEAD_LINES, TAIL_LINES = 150, 12
#: The longest title and the longest agency name, in characters.
LONGEST_TITLE, LONGEST_NAME = 80, 40

_STOPS = r"[。;；!！?？>»|\t]"
_PERIOD = rf"({YEAR})年1月1日.{{0,4}}{YEAR}年12月31日"


def identities(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """What each document says of itself.

    Args:
        lines: as from `transform.lines.lines_of`.
        headings: as from `transform.sections.section_headings`.

    Returns:
        One row a document: doc UInt32, title String, agency_name_printed String, report_year Int16, signed_date and
        published_date Date, is_revision and is_other (the title names another kind of document) Boolean; null where
        the document does not say.
    """
    words = words_by("role", "document.csv")
    head, tail = _head(lines, headings), _tail(lines)
    title = _titles(head, words)
    sources = [_before_title(head, title, words), _signatures(tail, words), _publishers(head, words)]
    result = lines.select("doc").unique(maintain_order=True).join(title, on="doc", how="left")
    for source in [*sources, _periods(head), _published(head, words)]:
        result = result.join(source, on="doc", how="left")
    return result.sort("doc").select(
        "doc",
        "title",
        pl.coalesce("title_agency", "line_agency", "signed_agency", "publisher").alias("agency_name_printed"),
        pl.coalesce("title_year", "period_year").alias("report_year"),
        "signed_date",
        "published_date",
        pl.col("title").str.contains(any_of(words["revision"])).fill_null(False).alias("is_revision"),
        pl.col("title").str.contains(rf"{any_of(words['not_a_title'])}[)）》]*$").fill_null(False).alias("is_other"),
    )


def _head(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """The tidy lines before the first section: doc, line_no, text, cut (into cells), before (the line above)."""
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
        .with_columns(before=pl.col("text").shift().over("doc"))
    )


def _tail(lines: pl.DataFrame) -> pl.DataFrame:
    """The tidy last lines: doc, line_no, text, before."""
    # Of a batch in order, a line is among the last of its document when the document has ended so many lines on.
    return (
        lines.filter((pl.col("doc") != pl.col("doc").shift(-TAIL_LINES)).fill_null(True))
        .select("doc", "line_no", text=tidy(pl.col("line").str.slice(0, 200)))
        .with_columns(before=pl.col("text").shift().over("doc"))
    )


def _titles(head: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The title, the agency and the year in it: of the lines that name the report the first with a year.

    A title can be broken over two lines, so each line is tried alone and then with the line above it.
    """
    subject, kind = any_of(words["title_subject"]), any_of(words["title_kind"])
    pattern = rf"^(.*?){subject}.*{kind}"
    # A line broken before its subject ends in the year (`某局2021年`); any other neighbour has nothing to add.
    broken = ~pl.col("before").str.contains(pattern) & (
        ~pl.col("text").str.contains(pattern) | pl.col("before").str.contains(rf"{YEAR}年度?$")
    )
    alone = head.select("doc", "line_no", "cut", title="text", broken=pl.lit(False))
    pairs = head.filter(broken).select(
        "doc", "line_no", "cut", title=pl.concat_str("before", "text"), broken=pl.lit(True)
    )
    undated = pl.col("title").str.replace_all(DATE, "")
    return (
        pl.concat([alone, pairs])
        .filter(
            (pl.col("title").str.len_chars() <= LONGEST_TITLE)
            & pl.col("title").str.contains(pattern)
            & ~pl.col("title").str.contains(_STOPS)
            & ~pl.col("cut")
        )
        .with_columns(
            title_year=year_number(undated.str.extract(f"({YEAR})")),
            title_agency=_agency(undated.str.extract(pattern, 1), words),
        )
        .sort("doc", pl.col("title_year").is_null(), "broken", "line_no")
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", "title", "title_year", "title_agency", title_line="line_no")
    )


def _agency(text: pl.Expr, words: dict[str, list[str]]) -> pl.Expr:
    """The agency's name in the part of a title before its subject; null where none is left."""
    bare = (
        text.str.replace_all(rf"[(（]?{YEAR}年?度?[)）]?", "")
        .str.replace_all(any_of(words["title_filler"]), "")
        .str.strip_chars("《》“”\"'[]【】—-:：,，、.·*#年度的")
        .str.replace(r"^([^(]*)\)+$", "$1")
        .str.replace(r"^\(+([^)]*)$", "$1")
    )
    return pl.when(_is_name(bare, words)).then(bare)


def _is_name(text: pl.Expr, words: dict[str, list[str]]) -> pl.Expr:
    """Whether `text` reads as the name of an agency: it ends as one does and does not say 'we'."""
    return (
        text.str.len_chars().is_between(3, LONGEST_NAME)
        & text.str.contains(rf"{any_of(words['agency_end'])}(?:\(.*\))?$")
        & ~text.str.contains(rf"^{any_of(words['self_name'])}")
        & ~text.str.contains(r"[。,，;；:：>»|]")
    )


def _before_title(head: pl.DataFrame, title: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The name on the line just above the title: doc, line_agency."""
    name = _agency(pl.col("before"), words)
    return (
        head.join(title.select("doc", line_no="title_line"), on=["doc", "line_no"], how="semi")
        .select("doc", line_agency=name)
        .filter(pl.col("line_agency").is_not_null())
    )


def _signatures(tail: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The last line that is a date, alone or after the agency's name: doc, signed_date, signed_agency."""
    with_name = pl.col("text").str.extract(rf"^(.*?){DATE}$", 1)
    name = pl.when(with_name.str.len_chars() > 0).then(with_name).otherwise(pl.col("before"))
    return (
        tail.filter((pl.col("text").str.len_chars() <= LONGEST_NAME + 12) & pl.col("text").str.contains(f"{DATE}$"))
        .with_columns(signed_date=date_of(pl.col("text")), signed_agency=_agency(name, words), ahead=with_name)
        .filter((pl.col("ahead") == "") | _is_name(pl.col("ahead"), words))
        .unique("doc", keep="last", maintain_order=True)
        .select("doc", "signed_date", "signed_agency")
    )


def _publishers(head: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The publishing body that a page's header block names: doc, publisher."""
    pattern = rf"{any_of(words['publisher'])}[:：\]】]+\[?([\p{{Han}}()（）]+)"
    return (
        head.select("doc", publisher=_agency(pl.col("text").str.extract(pattern, 1), words))
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
