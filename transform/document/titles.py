"""The title of a report among a document's first lines, and whether it is a report's at all."""

import polars as pl

from transform.dates import DATE, YEAR, year_number
from transform.lexicon import any_of
from transform.document.names import agency_in

#: The longest title, in characters.
LONGEST_TITLE = 80
#: How far above and below its middle line a title can be broken.
BROKEN_LINES = 2

_STOPS = r"[。;；!！?？>»|]"
#: What may stand behind the last word of a title: brackets, the number of the file.
BEHIND = r"(?:\([^()]*\)|[)）》」』\]】])*(?:\p{Han}*[〔\[(【]20\d\d[〕\])】].{0,8})?$"


def titles(head: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
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
            title_agency=agency_in(undated.str.extract(pattern, 1), words),
        )
        .sort("doc", pl.col("title_year").is_null(), "broken", "line_no")
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", "title", "title_year", "title_agency", title_line="line_no", title_at="at")
    )


def other_kinds(title: pl.Expr, words: dict[str, list[str]]) -> tuple[pl.Expr, ...]:
    """Whether a title's last word is another document's, or it announces what it says of a report."""
    return (
        title.str.contains(any_of(words["notice"] + words["template"]) + BEHIND),
        title.str.contains(rf"^[^:：]*{any_of(words['interpretation'])}[:：\]】|]"),
    )


def requests(head: pl.DataFrame, title: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
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


def names_above(head: pl.DataFrame, title: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The name on the line just above the title: doc, line_agency."""
    name = agency_in(pl.col("before"), words)
    return (
        head.join(title.select("doc", line_no="title_line"), on=["doc", "line_no"], how="semi")
        .select("doc", line_agency=name)
        .filter(pl.col("line_agency").is_not_null())
    )
