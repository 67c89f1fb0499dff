"""The title of a report among a document's first lines, and whether it is a report's at all."""

from functools import lru_cache

import polars as pl

from transform.dates import DATE, YEAR, year_number
from transform.document.refusals.notices import other_kinds
from transform.document.titles.candidates import BARRED, PAIR, candidates, kinds
from transform.document.titles.chosen import at_header_block, with_confirmed, without_days, without_lists, years_named
from transform.document.titles.names import agency_in, bare_of, speaker_in
from transform.lexicon import any_of, words_by
from transform.patterns import Pattern, fits, narrowed, pattern, replaced, without

#: The longest title, in characters.
LONGEST_TITLE = 80

#: The second of two years of one title (`2021、2022年`, `2021年度至2022年度`).
_SECOND = rf"{YEAR}年?度?[、,和及与至到~—–\-]+({YEAR})年"

#: Behind a name, what the report is on.
_ABOUT = "^.{4,}关于(.+)$"

#: The months of a whole year.
_WHOLE = rf"0?1月?(?:0?1日)?[\-—–~至到]+(?:{YEAR}年)?12月(?:31日)?"

_STOPS = r"[。;；!！?？>»|]"

Words = dict[str, list[str]]


def titles(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The title, the agency and the year in it: of the lines that name the report the first with a year.

    A title can be broken over two lines, so each line is tried alone and then with the line above it; it can stand in
    a cell of a barred header block, and at the beginning of a page that is one endless line. Of several that name the
    same year, one that names an agency, by itself or on the line above, is the better.

    Returns:
        doc, title, title_year Int16, title_agency, title_other (what stands in its place and is no name that we know),
        title_line, title_at, titles (how many lines name such a report),
        title_years (how many years they name), title_broken, suffix, below_other Boolean (a notice's headline, or one
        that tells of a report, is above).
    """
    own = _own(candidates(head, words), words)
    is_news = fits(own["title"], *_news())
    headed = own.filter(is_news | other_kinds(own["title"])).group_by("doc").agg(other_line=pl.col("line_no").min())
    told = _told(own.filter(~is_news), words)
    own_lines = at_header_block(without_lists(without_days(told, head, words)), head, words)
    found = with_confirmed(own_lines, head).sort(
        "doc", pl.col("title_year").is_null(), ~pl.col("confirmed"), "broken", "line_no", maintain_order=True
    )
    first = found.unique("doc", keep="first", maintain_order=True).select("doc", year="title_year")
    same = found.join(first, on="doc", nulls_equal=True).filter(pl.col("title_year").eq_missing(pl.col("year")))
    named = pl.any_horizontal(pl.col("title_agency", "above").is_not_null())
    return (
        same.sort("doc", ~named, ~pl.col("at_header"), ~pl.col("confirmed"), "broken", "line_no", maintain_order=True)
        .unique("doc", keep="first", maintain_order=True)
        .join(_counted(told), on="doc")
        .join(years_named(found), on="doc", how="left", maintain_order="left")
        .join(headed, on="doc", how="left", maintain_order="left")
        .select(
            "doc",
            "title",
            "title_year",
            "title_agency",
            title_other=pl.when(pl.col("title_agency").is_null()).then("unnamed"),
            title_line="line_no",
            title_at="at",
            titles="titles",
            title_years="title_years",
            title_broken="broken",
            suffix="suffix",
            below_other=(pl.col("other_line") < pl.col("line_no")).fill_null(value=False),
        )
    )


def _own(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The candidates that name a report on this matter, and are no sentence and no field of a header block."""
    title, wide = pl.col("title"), any_of(words["title_subject_wide"])
    own = [word for word in words["title_subject"] if word not in words["title_subject_wide"]]
    # A report on the state of 政务公开, which is wider than the statutory report.
    is_wide = title.str.contains(rf"{wide}.*{any_of(words['title_kind_loose'])}") & ~title.str.contains(any_of(own))
    short = narrowed(
        found,
        title.str.len_chars() <= LONGEST_TITLE,
        title.str.contains(_report(words)),
        ~title.str.contains(_STOPS),
        ~is_wide,
    )
    return without(short, "title", *_other_reports())


def _report(words: Words) -> str:
    """What names a report; its group is what stands before that."""
    return rf"^(.*?){any_of(words['title_subject'])}.*{kinds(words)}"


def _told(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The titles with title_year, title_agency and above (the name on the line above), those of other matters out."""
    told = (
        found.join(_read(found.select("title").unique(), words), on="title", how="left", maintain_order="left")
        .with_columns(above=agency_in(pl.col("before")))
        .with_columns(title_agency=_whole(pl.col("named"), words))
        .with_columns(
            title_agency=pl.coalesce(
                "title_agency", pl.when(pl.col("broken") == BARRED).then("above"), pl.col("in_brackets")
            )
        )
    )
    return told.filter(
        ~_of_another_matter(pl.col("title"), words),
        # A piece of a line that tells neither year nor name is a link, or the kind of thing that a page is.
        (pl.col("broken") < BARRED) | pl.any_horizontal(pl.col("title_year", "title_agency").is_not_null()),
    )


def _read(distinct: pl.DataFrame, words: Words) -> pl.DataFrame:
    """What different titles say.

    Returns:
        title, title_year, named (before what names the report), unnamed (what stands there and is no name), in_brackets
        (behind it).
    """
    read = distinct.with_columns(undated="title")
    for no_year in _no_years():
        read = replaced(read, "undated", no_year, "")
    undated = pl.col("undated")
    # 22年度 is of this century; nothing but the report's subject stands behind it.
    undated = undated.str.replace(rf"(^|[^0-9])((?:0[89]|[12][0-9])年度?{any_of(words['title_subject'])})", "${1}20$2")
    # Of two years nobody knows which is meant, or whether both are; but the one before the subject, where the first is
    # that of its publication (2023年某局2022年…). No year has five digits.
    prints = (rf"({YEAR})(?:[^0-9]|$)", _SECOND, rf"[^0-9]({YEAR})年?度?{any_of(words['title_subject'])}")
    first, second, own = (year_number(pl.col("undated").str.extract(print_, 1)) for print_ in prints)
    second = pl.coalesce(second, pl.when(own != first).then(own))
    behind = pattern(rf"{kinds(words)}\(([^()]*)\)$", "(")
    in_brackets = pl.lit(None, pl.String)
    if behind.may_fit(distinct["title"]):
        in_brackets = speaker_in(pl.col("title").str.extract(behind.text, 1))
    before = pl.col("undated").str.extract(_report(words), 1)
    # Whom a report is on speaks in it, whoever hands it in: 某县人民政府办公室关于某县2022年….
    about = speaker_in(before.str.extract(_ABOUT, 1)) if pattern(_ABOUT, ["关于"]).may_fit(distinct["title"]) else None
    read = (
        read.with_columns(undated=undated)
        .with_columns(before=before)
        .with_columns(named=pl.coalesce(about, speaker_in(pl.col("before"))))
    )
    return read.select(
        "title",
        "named",
        title_year=pl.when(second.is_null() | (second == first)).then(first).when(own == first - 1).then(own),
        unnamed=bare_of(pl.when(pl.col("named").is_null()).then("before")),
        in_brackets=in_brackets,
    )


@lru_cache(maxsize=1)
def _no_years() -> list[Pattern]:
    """What names no year that a title is about.

    1 to 12月 is a year; a number of a file (`/2024-00012`) is none, nor is that in which a report was published.
    """
    told = words_by("role", "document.csv")["told_published"]
    published = (
        rf"^\W*{YEAR}年?{any_of(told)}|\({YEAR}(?:年?(?:[0-9]{{1,2}}月)?{any_of(told)}|[年.\-/][0-9]{{1,2}}月?)\)"
    )
    dates = rf"{DATE}|[/-]20[0-9][0-9](?:-|[0-9])[0-9]*|{published}"
    return [pattern(_WHOLE, ["12月"]), pattern(dates, [*told, *"月-/.("])]


def _counted(found: pl.DataFrame) -> pl.DataFrame:
    """How many different titles the lines of each document name, the best of each line: doc, titles."""
    best = found.sort("doc", "line_no", "broken", maintain_order=True).unique(
        ["doc", "line_no"], keep="first", maintain_order=True
    )
    return best.group_by("doc").agg(titles=pl.col("title").n_unique())


def _of_another_matter(title: pl.Expr, words: Words) -> pl.Expr:
    """Whether what stands before a bare 信息公开 is neither a name nor 'we': 政府债务信息公开, 医疗卫生机构信息公开."""
    is_bare = ~title.str.contains(any_of([words["title_subject"][0], *words["title_subject_wide"]]))
    asked = pl.when(is_bare & pl.col("title_agency").is_null()).then(title)
    before = bare_of(asked.str.extract(_report(words), 1))
    return ((before != "") & ~before.str.contains(f"^{any_of(words['self_name'])}")).fill_null(value=False)


def _whole(name: pl.Expr, words: Words) -> pl.Expr:
    """A branch's name with the bureau's on the line above: 某市公安局 / 某区分局2023年…; else itself."""
    is_branch = name.str.contains(rf"^\p{{Han}}{{0,6}}{any_of(words['sub_organ'])}$") & ~pl.col("broken").eq(PAIR)
    above = pl.col("above")
    return pl.when(is_branch & above.is_not_null()).then(above + name).otherwise(name)


@lru_cache(maxsize=1)
def _other_reports() -> list[Pattern]:
    """What no title of a report has in it: it is of another report, as one on how openness was checked or mended."""
    words = words_by("role", "document.csv")
    subject, kind = any_of(words["title_subject"]), kinds(words)
    others = words["title_between"] + words["other_report"]
    fields = [word for word in words["head_label"] if word not in words["title_label"]]
    return [
        pattern(rf"{subject}.*{any_of(others)}.*{kind}", others),
        # What is open to the public is something else: 行政执法信息公开, 企业环境信息依法披露.
        pattern(rf"{any_of(words['title_before'])}{subject}", words["title_before"]),
        pattern(rf"{YEAR}.*{any_of(words['other_report'])}.*{subject}", words["other_report"]),
        pattern(rf"{any_of(fields)}.*{subject}", fields),
        pattern(rf"{any_of(words['neighbour'])}[:：]", words["neighbour"]),
        # Years side by side are a menu's.
        pattern(rf"{YEAR}年?度?\W*{YEAR}年", "年"),
    ]


@lru_cache(maxsize=1)
def _news() -> list[Pattern]:
    """Headlines which tell that there is a report: `某区公布2021年…年度报告`."""
    verbs = words_by("role", "document.csv")["title_verb"]
    # Behind 关于 the verb is what a notice asks for.
    return [pattern(rf"^[^关《][^关\P{{Han}}]+{any_of(verbs)}《?{YEAR}", verbs)]
