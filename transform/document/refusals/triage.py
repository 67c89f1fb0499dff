"""Which documents are no reports that the forms can hold, and why.

What is asked of every document is a cheap look at the whole text; the dear questions are asked of the few suspects.
"""

from functools import lru_cache

import polars as pl

from transform.document.refusals.decoys import (
    PROSE_SENTENCES,
    empty_forms,
    hijacked,
    letters,
    other_headlines,
    other_openings,
    other_titles,
)
from transform.document.titles.candidates import BEHIND
from transform.forms import Forms
from transform.lexicon import any_of, words_by
from transform.patterns import narrowed
from transform.prose.sections import tidy
from transform.shapes import REJECTED

#: As many labels of one edition's form show that the form is printed.
FORM_LABELS = 10
#: As many of the six sections show a report that nothing names; two do beside a sentence that says that it is one.
UNTITLED_SECTIONS, NAMED_SECTIONS = 3, 1
#: So many do where one of them is a form's own.
CORE_SECTIONS = 2
#: As many show a report among the other kinds, which have sections of their own.
PROSE_SECTIONS = 3
#: No report without the form and its sections is shorter than this, in characters.
SHORTEST_REPORT = 60
#: So many lines name reports, and nothing follows: a list of links.
LINKS = 3
#: What a page without the form is, and as many different words of each kind show it.
_PAGES = {
    "is_news": ("news", 2),
    "is_no_page": ("error_page", 2),
    "is_login": ("error_page", 4),
    "is_download": ("download", 1),
    "is_withdrawn": ("withdrawn", 1),
    "is_search_page": ("search_page", 2),
    "is_dialogue": ("dialogue", 2),
}

Words = dict[str, list[str]]


def refusals(found: pl.DataFrame, headings: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The readable documents that are refused.

    Args:
        found: doc, source_uri, sha256, text, title, titles, agency_name_printed, report_year, publisher,
            published_date, below_other, is_other, is_template, labels (of the form that the document prints, null for
            none), is_announced (a sentence names the report), has_period (of statistics); one row a document.
        headings: as from `transform.prose.sections.section_headings`.
        forms: the forms.

    Returns:
        doc and the columns of `transform.shapes.REJECTED`. Reasons: `hijacked` (gambling words in place of the title's
        or the agency's), `empty_form` (the form itself), `not_a_report` (a notice, another kind of report, an error
        page, a list of links), `edition_unsupported` (a year before the first form).
    """
    words = words_by("role", "document.csv")
    first_year = int(str(forms.editions["first_year"].min()))
    told = _told(found, headings, words, forms.cells["form"].unique().to_list())
    rules = _rules(first_year)
    rule = pl.coalesce([pl.when(when).then(pl.lit(i, pl.Int8)) for i, (when, *_) in enumerate(rules)])
    ruled = told.with_columns(rule=rule).filter(pl.col("rule").is_not_null())
    if ruled.is_empty():
        return pl.DataFrame(schema={"doc": pl.UInt32, **REJECTED})
    return ruled.with_columns(
        reason=pl.col("rule").replace_strict(range(len(rules)), [reason for _, reason, _ in rules]),
        detail=pl.coalesce([pl.when(pl.col("rule") == i).then(text) for i, (*_, text) in enumerate(rules)]),
    ).select("doc", *REJECTED.names())


@lru_cache(maxsize=4)
def _rules(first_year: int) -> list[tuple[pl.Expr, str, pl.Expr]]:
    """The rules in order, the first that holds is told: condition, reason, detail."""
    words = words_by("role", "document.csv")
    title = pl.coalesce("title", pl.lit("none found"))
    sections, has_form, said = pl.col("sections"), pl.col("has_form"), _said()
    no_page = (_is_short() & pl.col("is_error")) | (pl.col("is_no_page") & ~has_form & (sections == 0) & ~said)
    no_page |= pl.col("is_login") & ~has_form
    # `…年度报告的公告`: the report itself stands in an attachment.
    elsewhere = pl.col("title").str.contains(any_of(words["title_elsewhere"]) + BEHIND).fill_null(value=False)
    elsewhere = (elsewhere | pl.col("below_other") | pl.col("is_download")) & ~_has_body()
    links = ~_has_body() & (pl.col("titles") >= LINKS)
    early = (pl.col("report_year") < first_year) & (pl.col("title").is_not_null() | has_form | said | (sections > 1))
    nothing = "nothing says that it is a report, and it has neither the form nor its sections; title: {}"

    def no_report(condition: pl.Expr, text: str, title: pl.Expr = title) -> tuple[pl.Expr, str, pl.Expr]:
        return condition, "not_a_report", pl.format(text, title)

    return [
        (pl.col("is_hijacked"), "hijacked", pl.format("gambling words in place of ordinary ones; title: {}", title)),
        (
            pl.col("is_template") & has_form & ~pl.col("is_letter"),
            "empty_form",
            pl.format("the format document; title: {}", title),
        ),
        no_report(pl.col("is_other"), "title: {}"),
        no_report(pl.col("is_letter"), "a notice to others; title: {}"),
        no_report(no_page, "an error or login page; title: {}"),
        no_report(_is_short(), "a very short text; title: {}"),
        no_report(pl.col("is_news") & ~has_form & (sections < CORE_SECTIONS), "news of a report; title: {}"),
        no_report(pl.col("is_opened_else"), "opens as an example, an exercise or a receipt does; title: {}"),
        no_report(pl.col("is_headed_else"), "its headline is another document's; title: {}"),
        no_report(elsewhere, "tells of a report that stands elsewhere; title: {}"),
        no_report(pl.col("is_withdrawn") & ~_has_body(), "tells that a report was withdrawn; title: {}"),
        no_report(pl.col("is_search_page") & ~has_form, "what a search found; the first: {}"),
        no_report(pl.col("is_dialogue") & ~has_form & (sections == 0), "a talk about reports; title: {}"),
        no_report(links, "a list of links to reports; the first: {}"),
        (
            early,
            "edition_unsupported",
            pl.format("report year {}, forms start at {}", "report_year", pl.lit(first_year)),
        ),
        no_report(~_is_told().fill_null(value=False), nothing),
        no_report(
            pl.col("other_title").is_not_null(), "another kind of report; title: {}", title=pl.col("other_title")
        ),
        (pl.col("is_empty"), "empty_form", pl.format("a form without prose and numbers; title: {}", title)),
    ]


def _said() -> pl.Expr:
    """Whether a statistics period or a sentence says that it is a report."""
    return pl.col("has_period") | pl.col("is_announced")


def _has_body() -> pl.Expr:
    """Whether more of a report is there than its title, and sentences that anybody may write below it."""
    return pl.col("has_form") | (pl.col("sections") > 0) | pl.col("has_period")


def _is_known() -> pl.Expr:
    """Whether the title names a report, and its year is told."""
    return pl.col("title").is_not_null() & pl.col("report_year").is_not_null()


def _has_head() -> pl.Expr:
    """Whether the page of a known report has a header block."""
    return _is_known() & (pl.col("titles") == 1) & pl.col("has_head")


def _is_short() -> pl.Expr:
    """Whether a text is too short for a report without the form and its sections."""
    least = pl.when(_is_known()).then(NAMED_SECTIONS).otherwise(PROSE_SECTIONS)
    return ~pl.col("has_form") & pl.col("is_short") & (pl.col("sections") < least) & ~_said() & ~_has_head()


def _is_told() -> pl.Expr:
    """Whether anything tells that a document is a report: its title with a body below, or else its body alone."""
    sections, has_form, said = pl.col("sections"), pl.col("has_form"), _said()
    # A title that says who and which year is enough beside any sentence, or a header block of its page.
    least_prose = pl.when(_is_known()).then(1).otherwise(PROSE_SENTENCES)
    has_body = has_form | (sections >= NAMED_SECTIONS) | said | (pl.col("sentences") >= least_prose) | _has_head()
    speaks = (sections >= NAMED_SECTIONS) | pl.col("has_self")
    alone = (
        has_form
        | (sections >= UNTITLED_SECTIONS)
        | ((sections >= CORE_SECTIONS) & pl.col("has_core"))
        | (said & speaks)
        | ((pl.col("has_period") | pl.col("is_presented")) & (pl.col("sentences") >= PROSE_SENTENCES))
    )
    return pl.when(pl.col("title").is_not_null()).then(has_body).otherwise(alone)


def _told(found: pl.DataFrame, headings: pl.DataFrame, words: Words, core: list[str]) -> pl.DataFrame:
    """The documents with what the rules ask: sections, has_form, is_short, is_error, is_hijacked, and so on."""
    sections = headings.group_by("doc").agg(sections=pl.len(), has_core=pl.col("section").is_in(core).any())
    told = found.join(sections, on="doc", how="left", maintain_order="left").with_columns(
        sections=pl.col("sections").fill_null(0),
        has_core=pl.col("has_core").fill_null(value=False),
        has_form=pl.col("labels").fill_null(0) >= FORM_LABELS,
        # `现将…报告如下` presents the report below; `1月，发布了…年度报告` only tells of one.
        is_presented=pl.col("announced").str.contains(any_of(words["now"] + words["announced"])).fill_null(value=False),
        has_head=pl.any_horizontal(pl.col("publisher", "published_date").is_not_null()),
        is_short=pl.col("text").str.len_bytes() < 3 * SHORTEST_REPORT,
    )
    short = told.filter("is_short")
    marks = {
        "is_error": narrowed(short, tidy(pl.col("text")).str.contains(any_of(words["error_page"])))["doc"],
        "is_hijacked": hijacked(told),
        "is_letter": letters(told, words),
        "is_empty": empty_forms(told, words),
        "is_opened_else": other_openings(told, words),
        "is_headed_else": other_headlines(told, words),
    }
    for asked in (_without_form(told.filter(~pl.col("has_form")), words), other_titles(told, words)):
        told = told.join(asked, on="doc", how="left", maintain_order="left")
    return told.with_columns(
        pl.col("has_self", *_PAGES).fill_null(value=False),
        pl.col("sentences").fill_null(0),
        *(pl.col("doc").is_in(docs.implode()).alias(name) for name, docs in marks.items()),
    )


def _without_form(told: pl.DataFrame, words: Words) -> pl.DataFrame:
    """What the text of documents says, which is asked only where no form says more."""
    if told.is_empty():
        asked = {"sentences": pl.UInt32, **dict.fromkeys(("has_self", *_PAGES), pl.Boolean)}
        return told.select("doc").with_columns(pl.lit(None, dtype).alias(name) for name, dtype in asked.items())
    return told.select(
        "doc",
        sentences=pl.col("text").str.count_matches(rf"{any_of(words['matter'])}[^。\n]*。"),
        has_self=pl.col("text").str.contains(any_of(words["self_report"])),
        **{name: _count(pl.col("text"), words[role]) >= least for name, (role, least) in _PAGES.items()},
    )


def _count(text: pl.Expr, words: list[str]) -> pl.Expr:
    """How many different ones of `words` stand in a text."""
    return text.str.extract_many(words).list.n_unique()
