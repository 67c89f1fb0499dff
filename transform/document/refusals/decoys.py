"""Marks of documents that are no reports: hijacked pages, letters, other reports' titles, forms nobody filled in."""

import polars as pl

from transform.dates import YEAR
from transform.lexicon import any_of, words_by
from transform.patterns import narrowed
from transform.prose.sections import tidy

#: As many sentences of prose, or numbers in cells, and a form is filled in.
PROSE_SENTENCES, FORM_NUMBERS = 2, 20
#: So many of them are enough where they are not 0: a page number may be one.
FORM_COUNTS = 2
#: As many sentences with gambling words in them, and none against gambling, show a hijacked page that names nobody.
HIJACKED_SENTENCES = 3
#: How far into a text the head of a notice or the title of another report is looked for, in characters.
HEAD = 3000
#: How far an example says that it is one, in characters.
TOP = 150
#: The longest line that says what a document is, in characters.
_SHORT_LINE = 40
#: A headline is among so many first lines.
HEADLINES = 3
#: The longest title of another report, in characters.
_LONGEST_TITLE = 60

Words = dict[str, list[str]]


def sentences_in(documents: pl.DataFrame, text: pl.Expr, ends: str) -> pl.DataFrame:
    """The tidy pieces of each document's text between `ends`: doc, text."""
    return (
        documents.select("doc", text=text.str.replace_all(ends, "\n").str.split("\n"))
        .explode("text", empty_as_null=True)
        .with_columns(tidy(pl.col("text")))
    )


def hijacked(told: pl.DataFrame) -> pl.Series:
    """The documents with gambling words in the title or in the agency's name; without a clean name, all over the text.

    A report that tells of lotteries (a sports bureau's) or of what was done against gambling (a police bureau's) is
    none: usual words with a gambling word in them do not count, nor do sentences against it. A report whose agency is
    clean stays one, however its prose was sprinkled, if more than its title is there.
    """
    words = words_by("role", "hijack.csv")
    usual = any_of(words["ordinary"])
    anywhere = f"(?i){any_of(words['word'])}"
    names = pl.concat_str("title", "agency_name_printed", "announced", separator="\n", ignore_nulls=True)
    named = with_spam(told, names)
    # A title alone may be stolen: nothing of a report follows it.
    has_body = pl.col("has_form") | (pl.col("sections") > 0) | pl.col("has_period")
    unnamed = told.filter(pl.col("agency_name_printed").is_null() | ~has_body)
    suspects = narrowed(unnamed, pl.col("text").str.contains(anywhere))
    if suspects.is_empty():
        return named["doc"]
    scattered = (
        sentences_in(suspects, pl.col("text"), r"[。；;！!？?]")
        .filter(~pl.col("text").str.contains(any_of(words["enforcement"])))
        .filter(pl.col("text").str.replace_all(usual, "").str.contains(anywhere))
        .group_by("doc")
        .len()
        .filter(pl.col("len") >= HIJACKED_SENTENCES)
    )
    return pl.concat([named["doc"], scattered["doc"]])


def with_spam(documents: pl.DataFrame, name: pl.Expr) -> pl.DataFrame:
    """The documents whose title or name has gambling words in it that are no part of usual ones."""
    words = words_by("role", "hijack.csv")
    spam = f"(?i){any_of(words['word'] + words['title_word'])}"
    return narrowed(
        documents,
        name.str.contains(spam),
        name.str.replace_all(any_of(words["ordinary"]), "").str.contains(spam),
    )


def letters(told: pl.DataFrame, words: Words) -> pl.Series:
    """The documents that address other offices and ask them for something, or send them a report that is attached."""
    asking = told.filter(pl.col("text").str.contains(any_of(words["notice_body"])))
    if asking.is_empty():
        return asking["doc"]
    to_all = rf"^.{{0,30}}{words['everyone'][0]}.{{0,60}}{any_of(words['addressee'])}:$"
    lines = sentences_in(asking, pl.col("text").str.slice(0, HEAD), r"\n")
    return narrowed(
        lines.filter(pl.col("text").str.ends_with(":")),
        ~pl.col("text").str.contains("。"),
        pl.col("text").str.contains(to_all),
    )["doc"].unique()


def other_titles(told: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The dated headline of another kind of report, where no form and no such title of ours is: doc, other_title.

    Whatever it reports on, of which there is no end: hotlines, proposals, accounts, a school's own openness. One that
    ends less surely (`2022年…办理情况`) is a headline among the first lines alone, and says nothing of openness.
    """
    ends = any_of(words["other_report_end"] + words["title_kind"])
    headline = rf"(?:{YEAR}.*{ends}|{any_of(words['other_report_whole'])})(?:\([^()]*\))?$"
    loose = rf"^[^(（一二三四五六].*{YEAR}.*{any_of(words['other_report_loose'])}$"
    own = any_of([words["title_subject"][0], *words["title_subject_wide"]])
    text = pl.col("text")
    suspects = told.filter(
        ~pl.col("has_form") & ~pl.col("is_announced") & ~pl.col("title").str.contains(YEAR).fill_null(False)
    )
    if suspects.is_empty():
        return pl.DataFrame(schema={"doc": pl.UInt32, "other_title": pl.String})
    found = narrowed(
        sentences_in(suspects, text.str.slice(0, HEAD), r"\n").with_columns(
            is_first=pl.int_range(pl.len()).over("doc") < HEADLINES
        ),
        (text.str.len_chars() <= _LONGEST_TITLE) & ~text.str.contains("[。,;:]"),
        text.str.contains(YEAR),
        text.str.contains(headline)
        | (pl.col("is_first") & text.str.contains(loose) & ~text.str.contains(any_of(words["matter"]))),
        ~text.str.contains(own),
    )
    return found.unique("doc", keep="first", maintain_order=True).select("doc", other_title="text")


def other_headlines(told: pl.DataFrame, words: Words) -> pl.Series:
    """The documents headed by a notice, a plan or a guide on openness, where nothing says that they are a report.

    A page's menu has such words, too, but no name or year with them (`政府信息公开指南`).
    """
    suspects = told.filter(
        ~pl.col("has_form") & ~pl.col("has_period") & ~pl.col("is_announced") & pl.col("title").is_null()
    )
    if suspects.is_empty():
        return suspects["doc"]
    last = any_of(words["other_headline"])
    headline = rf"^(?:关于)?[^。,;:]{{3,40}}{any_of(words['matter'])}[^。,;:]{{0,30}}{last}(?:\([^()]*\))?(?:节选.*)?$"
    lines = sentences_in(suspects, pl.col("text").str.slice(0, TOP), r"\n").filter(pl.col("text") != "")
    first = lines.filter(pl.int_range(pl.len()).over("doc") < HEADLINES)
    menu = rf"^{any_of(words['title_subject'])}"
    return narrowed(first, pl.col("text").str.contains(headline), ~pl.col("text").str.contains(menu))["doc"].unique()


def other_openings(told: pl.DataFrame, words: Words) -> pl.Series:
    """The documents that open as others do: examples to write by, examination papers, receipts, encyclopedias."""
    above = pl.col("text").str.slice(0, TOP)
    suspects = told.filter(above.str.contains_any(words["other_opening"]))
    # A short line says so; in a report's prose the words mean something else (申请回执).
    short = sentences_in(suspects, above, r"\n").filter(pl.col("text").str.len_chars() <= _SHORT_LINE)
    return short.filter(pl.col("text").str.contains_any(words["other_opening"]))["doc"].unique()


def empty_forms(told: pl.DataFrame, words: Words) -> pl.Series:
    """The documents that print the form with neither prose nor numbers, and do not say who reports on which year.

    A report whose zeros were lost is none of them: it has its prose.
    """
    blank = any_of(words["placeholder"])
    agency = pl.col("agency_name_printed")
    unsaid = agency.is_null() | pl.col("report_year").is_null() | pl.col("title").str.contains(blank)
    in_title = pl.col("title").str.contains(agency, literal=True).fill_null(False)
    terse = pl.col("text").str.count_matches("。", literal=True) < PROSE_SENTENCES
    unsure = told.filter(pl.col("has_form") & (unsaid.fill_null(False) | ~in_title))
    suspects = unsure.filter(unsaid.fill_null(False) | terse)
    if suspects.is_empty():
        return suspects["doc"]
    lines = sentences_in(suspects, pl.col("text"), "\n")
    prose = pl.col("text").filter(~pl.col("text").str.contains(any_of(words["instruction"] + words["placeholder"])))
    sentences = lines.group_by("doc").agg(sentences=prose.str.count_matches("。").sum())
    numbers = (
        sentences_in(suspects, pl.col("text"), r"[\t|｜│]|\s{2,}")
        .filter(pl.col("text").str.contains(r"^[\d.,]*\d$"))
        .group_by("doc")
        .agg(numbers=pl.len(), counts=pl.col("text").str.contains("[1-9]").sum())
    )
    filled = sentences.join(numbers, on="doc", how="left").filter(
        (pl.col("sentences") >= PROSE_SENTENCES)
        | (pl.col("numbers") >= FORM_NUMBERS)
        | (pl.col("counts") >= FORM_COUNTS)
    )
    return suspects.join(filled, on="doc", how="anti")["doc"]
