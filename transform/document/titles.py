"""The title of a report among a document's first lines, and whether it is a report's at all."""

import re
import unicodedata

import polars as pl

from transform.dates import DATE, YEAR, year_number
from transform.document.head import FIELD, with_fields
from transform.document.names import agency_in, bare_of, speaker_in
from transform.lexicon import any_of

#: The longest title, in characters.
LONGEST_TITLE = 80
#: So many pieces of an endless line are looked at, and so many of them joined.
_PIECES, _JOINED = 40, 4
#: Where a section begins on it.
_ORDINAL = r"([一二三四五六]、)"
#: How a title stands: on a line, on two, in a cell; the pieces of an endless line have higher numbers.
ALONE, PAIR, BARRED = 0, 1, 2

_STOPS = r"[。;；!！?？>»|]"
#: What may stand behind the last word of a title: brackets, the number of the file.
BEHIND = r"(?:\([^()]*\)|[)）》」』\]】])*(?:\p{Han}*[〔\[(【]20\d\d[〕\])】].{0,8})?$"

Words = dict[str, list[str]]


def titles(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The title, the agency and the year in it: of the lines that name the report the first with a year.

    A title can be broken over two lines, so each line is tried alone and then with the line above it; it can stand in
    a cell of a barred header block, and at the beginning of a page that is one endless line. Of several that name the
    same year, one that names an agency, by itself or on the line above, is the better.

    Returns:
        doc, title, title_year Int16, title_agency, title_line, title_at, titles (how many lines name such a report).
    """
    subject, kind = any_of(words["title_subject"]), kinds(words)
    pattern = rf"^(.*?){subject}.*{kind}"
    # A number of a file (`/2024-00012`) is no year; a field of a header block is no title.
    undated = pl.col("title").str.replace_all(rf"{DATE}|[/-]20\d\d(?:-|\d)\d*", "")
    field = any_of([word for word in words["head_label"] if word not in words["title_label"]])
    found = (
        _candidates(head, words, pattern)
        .filter(
            (pl.col("title").str.len_chars() <= LONGEST_TITLE)
            & pl.col("title").str.contains(pattern)
            & ~pl.col("title").str.contains(_STOPS)
            & ~_is_another(pl.col("title"), words)
            & ~pl.col("title").str.contains(rf"{field}.*{subject}")
        )
        .with_columns(above=agency_in(pl.col("before"), words))
        .with_columns(
            title_year=year_number(undated.str.extract(f"({YEAR})")),
            title_agency=_whole(speaker_in(undated.str.extract(pattern, 1), words), words),
        )
        .with_columns(
            title_agency=pl.coalesce(
                "title_agency",
                pl.when(pl.col("broken") == BARRED).then("above"),
                speaker_in(pl.col("title").str.extract(rf"{kind}\(([^()]*)\)$", 1), words),
            )
        )
        .filter(~_of_another_matter(pl.col("title"), pattern, words))
        # A piece of a line that tells neither year nor name is a link, or the kind of thing that a page is.
        .filter((pl.col("broken") < BARRED) | pl.any_horizontal(pl.col("title_year", "title_agency").is_not_null()))
        .sort("doc", pl.col("title_year").is_null(), "broken", "line_no", maintain_order=True)
    )
    first = found.unique("doc", keep="first", maintain_order=True).select("doc", year="title_year")
    same = found.join(first, on="doc", nulls_equal=True).filter(pl.col("title_year").eq_missing(pl.col("year")))
    named = pl.any_horizontal(pl.col("title_agency", "above").is_not_null())
    return (
        same.sort("doc", ~named, "broken", "line_no", maintain_order=True)
        .unique("doc", keep="first", maintain_order=True)
        .join(_counted(found), on="doc")
        .select(
            "doc",
            "title",
            "title_year",
            "title_agency",
            title_line="line_no",
            title_at="at",
            titles="titles",
            title_broken="broken",
            suffix="suffix",
        )
    )


def _counted(found: pl.DataFrame) -> pl.DataFrame:
    """How many different titles the lines of each document name, the best of each line: doc, titles."""
    best = found.sort("doc", "line_no", "broken", maintain_order=True).unique(
        ["doc", "line_no"], keep="first", maintain_order=True
    )
    return best.group_by("doc").agg(titles=pl.col("title").n_unique())


def _of_another_matter(title: pl.Expr, pattern: str, words: Words) -> pl.Expr:
    """Whether what stands before a bare 信息公开 is neither a name nor 'we': 政府债务信息公开, 医疗卫生机构信息公开."""
    wide = any_of(words["title_subject_wide"])
    before = bare_of(title.str.extract(pattern, 1), words)
    is_ours = (before == "") | before.str.contains(f"^{any_of(words['self_name'])}")
    is_bare = ~title.str.contains(any_of(words["title_subject"][:1])) & ~title.str.contains(wide)
    return is_bare & ~is_ours.fill_null(value=True) & pl.col("title_agency").is_null()


def _whole(name: pl.Expr, words: Words) -> pl.Expr:
    """A branch's name with the bureau's on the line above: 某市公安局 / 某区分局2023年…; else itself."""
    is_branch = name.str.contains(rf"^\p{{Han}}{{0,6}}{any_of(words['sub_organ'])}$") & ~pl.col("broken").eq(PAIR)
    above = pl.col("above")
    return pl.when(is_branch & above.is_not_null()).then(above + name).otherwise(name)


def kinds(words: Words) -> str:
    """A pattern: what a report's title ends with."""
    return any_of(words["title_kind"] + words["title_kind_loose"])


def _is_another(title: pl.Expr, words: Words) -> pl.Expr:
    """Whether a title is of another report, or of news of one.

    A report on how openness was checked or mended; one on the state of 政务公开, which is wider than the statutory
    report; `某区公布2021年…年度报告`, which tells that there is one.
    """
    wide = rf"{any_of(words['title_subject_wide'])}.*{any_of(words['title_kind_loose'])}"
    own = [word for word in words["title_subject"] if word not in words["title_subject_wide"]]
    verb = rf"^[^关《]\p{{Han}}+{any_of(words['title_verb'])}《?{YEAR}"
    other = any_of(words["title_between"] + words["other_report"])
    between = rf"{any_of(words['title_subject'])}.*{other}.*{kinds(words)}"
    # What is open to the public is something else: 行政执法信息公开, 企业环境信息依法披露.
    before = rf"{any_of(words['title_before'])}{any_of(words['title_subject'])}"
    earlier = rf"{YEAR}.*{any_of(words['other_report'])}.*{any_of(words['title_subject'])}"
    is_wide = title.str.contains(wide) & ~title.str.contains(any_of(own))
    others = (between, verb, before, earlier)
    return pl.any_horizontal(title.str.contains(pattern) for pattern in others) | is_wide


def _candidates(head: pl.DataFrame, words: Words, pattern: str) -> pl.DataFrame:
    """What can be a title: doc, line_no, at, before, broken, title (whose end is a title's end)."""
    # A line broken before its subject ends in the year (`某局2021年`); any other neighbour has nothing to add.
    broken = ~pl.col("before").str.contains(pattern) & (
        ~pl.col("text").str.contains(pattern) | pl.col("before").str.contains(rf"{YEAR}年?度?$")
    )
    # The year may stand below all else: 政府信息公开工作年度报告 / (2023年度).
    broken |= pl.col("text").str.contains(rf"^\W*{YEAR}年?度?\W*$") & pl.col("before").str.contains(pattern)
    near = head.filter(~pl.col("cut"))
    keys = ("doc", "line_no", "at", "before")
    alone = near.select(*keys, title="text", broken=pl.lit(ALONE))
    pairs = near.filter(broken).select(*keys, title=pl.concat_str("before", "text"), broken=pl.lit(PAIR))
    parted = head.filter(pl.col("text").str.contains(pattern) & pl.col("raw").str.contains(r"[|｜│\s、]"))
    barred = (
        with_fields(parted)
        .select(*keys, title=pl.col("fields").str.split(FIELD))
        .explode("title", empty_as_null=True)
        # The cell before it can hold the name, as the line above a title does.
        .with_columns(before=pl.col("title").shift().over("doc", "line_no"), broken=pl.lit(BARRED))
    )
    # A file beside the page is not the page's title.
    attached = rf"^\W*{any_of(words['attachment'])}.*{any_of(words['title_suffix'])}$"
    named = pl.col("title").str.contains(pattern) & ~pl.col("title").str.contains(attached)
    # A title behind other things on its line: a path of links, a label.
    long = near.filter(pl.col("long").is_not_null() | pl.col("at").is_in(parted["at"].implode()))
    found = pl.concat([alone, pairs, barred, _leads(long, words, keys)]).filter(named)
    suffix = pl.col("title").str.extract(rf"{kinds(words)}[^-_—–]{{0,12}}[-_—–]+(\p{{Han}}{{3,30}})$", 1)
    return found.with_columns(title=_ended(words), suffix=suffix)


def _leads(near: pl.DataFrame, words: Words, keys: tuple[str, ...]) -> pl.DataFrame:
    """The pieces of long lines, which may be whole pages, that name the report where no sentence announces it.

    White space keeps the pieces apart, and may stand inside a title: up to four that follow each other are tried.
    """
    subject, kind = any_of(words["title_subject"]), kinds(words)
    sentence = any_of(words["announces"] + words["self_name"] + words["self_report"])
    rows = []
    for *place, line in near.select(*keys, pl.coalesce("long", "raw")).iter_rows():
        pieces = re.sub(_ORDINAL, r" \1", unicodedata.normalize("NFKC", line)).split()[:_PIECES]
        rows += [
            (*place, "".join(pieces[at : at + count]))
            for at in range(len(pieces))
            for count in range(_JOINED, 0, -1)
            if at + count <= len(pieces)
        ]
    schema = {name: near.schema[name] for name in keys} | {"title": pl.String}
    return (
        pl.DataFrame(rows, schema=schema, orient="row")
        .filter(pl.col("title").str.contains(rf"{subject}.*{kind}"))
        .filter(~pl.col("title").str.replace(rf"{subject}.*$", "").str.contains(sentence))
        # The shortest that is a title: what stands before it is the page's.
        .with_columns(broken=(pl.col("title").str.len_chars() + 3).cast(pl.Int32))
    )


def _ended(words: Words) -> pl.Expr:
    """A title without its file's ending and the site's name behind it; null where its end is no title's.

    `…年度报告制度`, `…年度报告编制培训会` name something else than a report.
    """
    kind, tail = kinds(words), any_of(words["title_tail"])
    suffix = any_of(words["title_suffix"])
    brackets = r"\([^()]*\)|[〔\[【][^〔\[【〕\]】]{0,12}[〕\]】].{0,8}|[)）》」』\]】”\"'.、·*\p{So}]"
    other = any_of(words["notice"] + words["template"] + words["interpretation"])
    own = pl.col("title").str.replace(r"[-_—–·]+(?:[^-_—–·]{0,40})$", "").str.replace(rf"{suffix}$", "")
    # What closes a notice or a reading stays: `other_kinds` refuses by it.
    ends = rf"{kind}(?:{brackets}|的?{tail}|的?\p{{Han}}{{0,12}}{other}{BEHIND[:-1]})*$"
    whole = pl.col("title").str.contains(ends)
    return pl.when(whole).then("title").when(own.str.contains(ends)).then(own)


def names_beside(head: pl.DataFrame, title: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The name on the line just above the title, else on the one below it: doc, line_agency, joined_agency.

    The label of a form's unit (`填报单位：`), a colon or brackets may stand at it; whom a page's header block calls its
    publisher is not the speaker. `joined_agency` is what the line above makes together
    with the line above it, or with the title's own name: a name may be broken anywhere.
    """
    sub, label = any_of(words["sub_organ"]), any_of(words["unit_label"])

    def name(text: pl.Expr) -> pl.Expr:
        return speaker_in(text.str.replace(rf"^{label}[:：]?", "").str.strip_chars(":：【】[]()（）"), words)

    above, joined = pl.col("before"), pl.concat_str("before2", "before")
    is_part = above.str.contains(rf"^\p{{Han}}{{0,6}}{sub}$") & pl.col("before2").str.contains(r"^\p{Han}{3,20}$")
    at = title.select("doc", "title", "title_at", "title_agency", is_pair=pl.col("title_broken") == PAIR)
    found = head.join(at, on="doc").with_columns(
        # Of a title on two lines, the line above it is one further up.
        before=pl.when("is_pair").then("before2").otherwise("before"),
        before2=pl.when(~pl.col("is_pair")).then("before2"),
        step=pl.col("at").cast(pl.Int64) - pl.col("title_at"),
    )
    is_piece = above.str.contains(rf"^(?:{YEAR}年?度?)?\p{{Han}}{{2,20}}$")
    upper = found.filter(pl.col("step") == 0).select(
        "doc",
        "step",
        line_agency=pl.coalesce(pl.when(is_part).then(name(joined)), name(above)),
        joined_agency=pl.when(is_piece).then(
            # What is a name by itself is no piece of one.
            pl.when(agency_in(above, words).is_not_null())
            .then(None)
            .when(pl.col("title_agency").is_not_null())
            .then(name(above + pl.col("title_agency")))
            .when(pl.col("before2").str.contains(r"^\p{Han}{2,20}$"))
            .then(name(joined))
        ),
    )
    # A page's own title may stand twice before the name.
    below = pl.col("step").is_between(1, 2) & (pl.col("text") != pl.col("title"))
    lower = (
        found.filter(below)
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", "step", line_agency=name(pl.col("text")), joined_agency=pl.lit(None, pl.String))
    )
    return (
        pl.concat([upper, lower])
        .sort("doc", "step")
        .group_by("doc", maintain_order=True)
        .agg(pl.col("line_agency", "joined_agency").drop_nulls().first())
    )
