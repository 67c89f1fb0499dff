"""Who reports, on which year, signed and published when: read from a document's head and its end.

The title is trusted first, then the line before it, then the signature, then the page's header block, then a last line
that is a name; for the year the title, then the statistics period. A year in the prose is never used: it can be last
year's by mistake.
"""

import polars as pl

from transform.dates import DATE, YEAR, date_of, year_number
from transform.lexicon import any_of, words_by
from transform.sections import tidy

#: Lines of a document that can hold its title and header block (blank ones counted), and its signature (not counted).
HEAD_LINES, TAIL_LINES = 150, 12
#: The longest title and the longest agency name, in characters.
LONGEST_TITLE, LONGEST_NAME = 80, 40

#: How far above and below its middle line a title can be broken.
BROKEN_LINES = 2

_STOPS = r"[。;；!！?？>»|]"
#: The first and the last day of a year, also where a 年, 月 or 日 was lost; the second year can be left out.
_PERIOD = rf"({YEAR})年?1月?1日.{{0,4}}(?:{YEAR}年?)?12月?31日"
#: What may stand behind the last word of a title: brackets, the number of the file.
_BEHIND = r"(?:\([^()]*\)|[)）》」』\]】])*(?:\p{Han}*[〔\[(【]20\d\d[〕\])】].{0,8})?$"


def identities(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """What each document says of itself.

    Args:
        lines: as from `transform.lines.lines_of`.
        headings: as from `transform.sections.section_headings`.

    Returns:
        One row a document: doc UInt32, title String, agency_name_printed String, report_year Int16, signed_date and
        published_date Date, is_revision, is_other (the title names another kind of document: a notice, a reading of a
        report) and is_template (it names the form itself) Boolean; null where the document does not say.
    """
    words = words_by("role", "document.csv")
    head, tail = _head(lines, headings), _tail(lines)
    title = _titles(head, words)
    sources = [
        _before_title(head, title, words),
        _signatures(tail, words),
        _publishers(head, words),
        _undated(tail, words),
    ]
    result = lines.select("doc").unique(maintain_order=True).join(title, on="doc", how="left")
    for source in [*sources, _periods(head), _published(head, words), _requests(head, title, words)]:
        result = result.join(source, on="doc", how="left")
    return result.sort("doc").select(
        "doc",
        "title",
        pl.coalesce("title_agency", "line_agency", "signed_agency", "publisher", "last_line").alias(
            "agency_name_printed"
        ),
        pl.coalesce("title_year", "period_year").alias("report_year"),
        "signed_date",
        "published_date",
        pl.col("title").str.contains(any_of(words["revision"])).fill_null(False).alias("is_revision"),
        pl.any_horizontal(*_other_kinds(pl.col("title"), words), "is_request").fill_null(False).alias("is_other"),
        pl.col("title").str.contains(any_of(words["template"]) + _BEHIND).fill_null(False).alias("is_template"),
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
    alone = head.select("doc", "line_no", "at", "cut", title="text", broken=pl.lit(False))
    pairs = head.filter(broken).select(
        "doc", "line_no", "at", "cut", title=pl.concat_str("before", "text"), broken=pl.lit(True)
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
        .select("doc", "title", "title_year", "title_agency", title_line="line_no", title_at="at")
    )


def _other_kinds(title: pl.Expr, words: dict[str, list[str]]) -> tuple[pl.Expr, ...]:
    """Whether a title's last word is another document's, or it announces what it says of a report."""
    return (
        title.str.contains(any_of(words["notice"] + words["template"]) + _BEHIND),
        title.str.contains(rf"^[^:：]*{any_of(words['interpretation'])}[:：\]】|]"),
    )


def _requests(head: pl.DataFrame, title: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """Whether the title is the middle of a longer one that asks for reports: doc, is_request.

    `关于做好2021年度` / `政府信息公开工作年度报告` / `编制工作的通知`: read over the lines around it, from the last
    word that opens such a title to the end of a line that closes it. A link beside the title has its own opening.
    """
    notice, about, tail = any_of(words["notice"]), any_of(words["notice_about"]), any_of(words["notice_tail"])
    subject, kind = any_of(words["title_subject"]), any_of(words["title_kind"])
    around = _around(head, title)
    opening, rest = rf"{about}([^。;]{{0,50}}?){subject}[^。;]*?{kind}", r"([^。;‖]{0,20}‖[^。;‖]{0,30}?)"
    groups = pl.col("text").str.extract_groups(rf"^.*{opening}{rest}{tail}¶?{notice}(?:\([^()]*\)|》)*¶")
    opened, closed = groups.struct.field("1"), groups.struct.field("2")
    is_asked = ~opened.str.contains(notice) & ~closed.str.contains(about)
    is_continued = pl.col("below").str.contains(rf"^.*{kind}[)）》]*‖{tail}[^¶。;]{{0,25}}{notice}¶")
    return around.select("doc", is_request=is_asked.fill_null(False) | is_continued)


def _around(head: pl.DataFrame, title: pl.DataFrame) -> pl.DataFrame:
    """The title with the lines around it, and with those below only; ¶ closes a line, ‖ the title: doc, text, below."""
    steps = range(-BROKEN_LINES, BROKEN_LINES + 1)
    texts = []
    for step in steps:
        at = (title["title_at"].cast(pl.Int64) + step).set(title["title_at"].cast(pl.Int64) + step < 0, None)
        near = head[["doc", "text"]].select(pl.all().gather(at, null_on_oob=True))
        own = pl.select(
            pl.when(near["doc"] == title["doc"]).then(near["text"] + ("¶" if step else "‖")).otherwise(pl.lit(""))
        )
        texts.append(own.to_series().alias(str(step)))
    lines = pl.DataFrame(texts)
    return title.select("doc").with_columns(
        text=lines.select(pl.concat_str(pl.all())).to_series(),
        below=lines.select(pl.concat_str(str(step) for step in steps if step >= 0)).to_series(),
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
    """Whether `text` reads as the name of an agency: it ends as one does, does not say 'we', leaves no blank."""
    return (
        text.str.len_chars().is_between(3, LONGEST_NAME)
        & text.str.contains(rf"{any_of(words['agency_end'])}(?:\(.*\))?$")
        & ~text.str.contains(rf"^{any_of(words['self_name'])}|{any_of(words['placeholder'])}")
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


def _undated(tail: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """A signature without a date: the document's last line, behind the end of the prose: doc, last_line."""
    prose_ended = pl.col("before").str.contains(rf"(?:。|{any_of(words['none'])})$")
    return (
        tail.filter((pl.col("doc") != pl.col("doc").shift(-1)).fill_null(True) & prose_ended)
        .select("doc", last_line=_agency(pl.col("text"), words))
        .filter(pl.col("last_line").is_not_null())
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
