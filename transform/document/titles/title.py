"""The title of a report among a document's first lines, and whether it is a report's at all."""

from functools import lru_cache

import polars as pl

from transform.dates import DATE, YEAR, year_number
from transform.document.refusals.notices import other_kinds
from transform.document.titles.candidates import ALONE, BARRED, PAIR, candidates, kinds
from transform.document.titles.names import agency_in, bare_of, speaker_in
from transform.lexicon import any_of, words_by
from transform.patterns import Pattern, fits, narrowed, pattern, without

#: The longest title, in characters.
LONGEST_TITLE = 80
#: The least of a headline, in characters.
_HEADLINE = 8
#: So many lines at most from a title to the header block below it.
_ABOVE = 3
#: So many lines at most from one link of a list to the next.
_LISTED = 3

_STOPS = r"[。;；!！?？>»|]"

Words = dict[str, list[str]]


def titles(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The title, the agency and the year in it: of the lines that name the report the first with a year.

    A title can be broken over two lines, so each line is tried alone and then with the line above it; it can stand in
    a cell of a barred header block, and at the beginning of a page that is one endless line. Of several that name the
    same year, one that names an agency, by itself or on the line above, is the better.

    Returns:
        doc, title, title_year Int16, title_agency, title_line, title_at, titles (how many lines name such a report),
        title_years (how many years they name), title_broken, suffix, below_other Boolean (a notice's headline, or one
        that tells of a report, is above).
    """
    own = _own(candidates(head, words), words)
    is_news = fits(own["title"], *_news())
    headed = own.filter(is_news | other_kinds(own["title"])).group_by("doc").agg(other_line=pl.col("line_no").min())
    told = _told(own.filter(~is_news), words)
    own_lines = _at_header(_unlisted(_undated(told, head, words)), head, words)
    found = _confirmed(own_lines, head).sort(
        "doc", pl.col("title_year").is_null(), ~pl.col("confirmed"), "broken", "line_no", maintain_order=True
    )
    first = found.unique("doc", keep="first", maintain_order=True).select("doc", year="title_year")
    same = found.join(first, on="doc", nulls_equal=True).filter(pl.col("title_year").eq_missing(pl.col("year")))
    named = pl.any_horizontal(pl.col("title_agency", "above").is_not_null())
    return (
        same.sort("doc", ~named, ~pl.col("at_header"), ~pl.col("confirmed"), "broken", "line_no", maintain_order=True)
        .unique("doc", keep="first", maintain_order=True)
        .join(_counted(told), on="doc")
        .join(_years(found), on="doc", how="left", maintain_order="left")
        .join(headed, on="doc", how="left", maintain_order="left")
        .select(
            "doc",
            "title",
            "title_year",
            "title_agency",
            title_line="line_no",
            title_at="at",
            titles="titles",
            title_years="title_years",
            title_broken="broken",
            suffix="suffix",
            below_other=(pl.col("other_line") < pl.col("line_no")).fill_null(value=False),
        )
    )


def _years(found: pl.DataFrame) -> pl.DataFrame:
    """How many years the titles that are a line name: doc, title_years."""
    alone = found.filter(pl.col("broken") == ALONE)
    return alone.group_by("doc").agg(title_years=pl.col("title_year").drop_nulls().n_unique())


def _unlisted(found: pl.DataFrame) -> pl.DataFrame:
    """Titles without those of a list of links to reports of several years, where another title tells a year, too.

    A list's lines stand one below the other, each as far from the next as the others.
    """
    dated = (
        found.filter((pl.col("broken") == ALONE) & pl.col("title_year").is_not_null())
        .select("doc", "at", "title_year")
        .unique(["doc", "at"], keep="first")
        .sort("doc", "at")
    )
    step = (pl.col("at") - pl.col("at").shift()).over("doc")
    same = (step <= _LISTED) & (
        (step == step.shift().over("doc")) | (step.shift().over("doc").fill_null(_LISTED + 1) > _LISTED)
    )
    lists = dated.with_columns(nth=(~same.fill_null(value=False)).cum_sum()).filter(
        pl.col("title_year").n_unique().over("nth") > 1
    )
    if lists.is_empty():
        return found
    rest = found.join(lists.select("doc", "at"), on=["doc", "at"], how="anti", maintain_order="left")
    has_own = rest.filter(pl.col("title_year").is_not_null()).select("doc").unique()
    kept = found.join(has_own, on="doc", how="anti", maintain_order="left")
    return (
        pl.concat([rest.join(has_own, on="doc", how="semi", maintain_order="left"), kept]) if has_own.height else found
    )


def _at_header(found: pl.DataFrame, head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Titles with `at_header`, whether they stand just above a header block; in documents with such a one no others.

    Menus, folders and related items stand elsewhere. What the page's first line says, its own title, stays too.
    """
    text = pl.col("text")
    label = any_of([*words["published"], *words["publisher"]])
    blocks = head.filter(
        text.str.contains(rf"^\W*(?:{label}\W*)?{DATE}") & ~text.str.contains(kinds(words)) & ~text.str.contains("。")
    ).select("doc", "at")
    asked = found.filter(pl.col("broken") < BARRED).select("doc", "at").unique()
    # No other headline stands between.
    headlines = head.filter((text.str.count_matches(r"\p{Han}") >= _HEADLINE) & ~text.str.contains(label)).select(
        "doc", headline="at"
    )
    headlines = headlines.join(asked.select("doc").unique(), on="doc", how="semi")
    above = (
        asked.join(blocks.rename({"at": "block"}), on="doc")
        .with_columns(step=pl.col("block").cast(pl.Int64) - pl.col("at"))
        .filter(pl.col("step").is_between(1, _ABOVE))
        .filter(pl.col("step") == pl.col("step").min().over("doc", "block"))
        .join(headlines, on="doc", how="left")
        .filter((pl.col("headline") < pl.col("block")).fill_null(value=True))
        .group_by("doc", "at", "block")
        .agg(pl.col("headline").max())
        .filter((pl.col("headline") <= pl.col("at")).fill_null(value=True))
        .select("doc", "at", at_header=pl.lit(value=True))
        .unique()
    )
    marked = found.join(above, on=["doc", "at"], how="left", maintain_order="left").with_columns(
        at_header=pl.col("at_header").fill_null(value=False) & (pl.col("broken") < BARRED)
    )
    first = head.group_by("doc").agg(first=pl.col("at").min())
    kept = pl.col("at_header") | (pl.col("at") == pl.col("first")) | ~pl.col("at_header").any().over("doc")
    return marked.join(first, on="doc", how="left", maintain_order="left").filter(kept).drop("first")


def _undated(found: pl.DataFrame, head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Titles without those that a day follows, as it does a link; in documents where none follows another.

    It stands behind the title, or in brackets on the line below.
    """
    text, kind = pl.col("text"), kinds(words)
    below = text.shift(-1).over("doc").str.contains(rf"^[\[【]{DATE}[\]】]$").fill_null(value=False)
    links = head.filter(
        text.str.contains(rf"{kind}\W*{DATE}\W*$") | (text.str.contains(rf"{kind}\W*$") & below)
    ).select("doc", "at")
    plain = found.join(links, on=["doc", "at"], how="anti", maintain_order="left")
    if plain.height == found.height:
        return found
    rest = found.join(plain.select("doc").unique(), on="doc", how="anti", maintain_order="left")
    return pl.concat([plain, rest]).sort("doc", maintain_order=True)


def _confirmed(found: pl.DataFrame, head: pl.DataFrame) -> pl.DataFrame:
    """Titles with `confirmed`: of several that name several agencies, whether a line of the head below names it, too.

    Links to other agencies' reports, in a page's menu, are not.
    """
    several = found.filter(pl.col("title_agency").n_unique().over("doc") > 1).filter(
        pl.col("title_agency").is_not_null()
    )
    if several.is_empty():
        return found.with_columns(confirmed=pl.lit(value=False))
    others = head.join(found.select("doc", "at"), on=["doc", "at"], how="anti")
    told = (
        several.group_by("doc", "title_agency")
        .agg(first=pl.col("at").min())
        .join(others.select("doc", "at", "text"), on="doc")
        .filter(pl.col("at") > pl.col("first"))
        .filter(pl.col("text").str.contains(pl.col("title_agency"), literal=True))
        .select("doc", "title_agency", confirmed=pl.lit(value=True))
        .unique()
    )
    return found.join(told, on=["doc", "title_agency"], how="left", maintain_order="left").with_columns(
        pl.col("confirmed").fill_null(value=False)
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
    """What different titles say: title, title_year, named (before what names the report), in_brackets (behind it)."""
    # A number of a file (`/2024-00012`) is no year.
    undated = pl.col("title").str.replace_all(rf"{DATE}|[/-]20[0-9][0-9](?:-|[0-9])[0-9]*", "")
    behind = pattern(rf"{kinds(words)}\(([^()]*)\)$", "(")
    in_brackets = pl.lit(None, pl.String)
    if behind.may_fit(distinct["title"]):
        in_brackets = speaker_in(pl.col("title").str.extract(behind.text, 1))
    return distinct.with_columns(undated=undated).select(
        "title",
        title_year=year_number(pl.col("undated").str.extract(f"({YEAR})")),
        named=speaker_in(pl.col("undated").str.extract(_report(words), 1)),
        in_brackets=in_brackets,
    )


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
    ]


@lru_cache(maxsize=1)
def _news() -> list[Pattern]:
    """Headlines which tell that there is a report: `某区公布2021年…年度报告`."""
    verbs = words_by("role", "document.csv")["title_verb"]
    # Behind 关于 the verb is what a notice asks for.
    return [pattern(rf"^[^关《][^关\P{{Han}}]+{any_of(verbs)}《?{YEAR}", verbs)]
