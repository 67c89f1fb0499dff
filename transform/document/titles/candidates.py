"""What can be the title of a report among a document's first lines."""

import re
import unicodedata

import polars as pl

from transform.dates import YEAR
from transform.document.head import FIELD, with_fields
from transform.document.titles.names import is_name
from transform.lexicon import any_of
from transform.patterns import fits, narrowed, pattern, without

#: So many pieces of an endless line are looked at, and so many of them joined.
_PIECES, _JOINED = 40, 4
#: So many names may stand behind a title, with dashes between.
_SUFFIXES = 3
#: The least of a title's own words that a cut left, in characters.
_LEAST_BEGUN = 4
#: The least of a sentence, in characters.
_SENTENCE = 20
#: Words that only spaces keep apart: a page's menu.
_MENU = r"^\s*\p{Han}{2,8}(?:[\s　]+\p{Han}{2,8}){3,}\s*$"
#: A line that is a year, and years that spaces keep apart: pieces of a menu.
_YEAR = rf"^\W*{YEAR}年?度?\W*$"
_YEARS = rf"(?:^|\s){YEAR}年?度?\s+{YEAR}年?度?(?:\s|$)"
#: The longest line of a title that is a block of lines, in characters, and the most lines of it.
_STACKED, _STACK = 20, 6
#: Where a section begins on it.
_ORDINAL = r"([一二三四五六]、)"
#: How a title stands: on a line, on two, in a cell; the pieces of an endless line have higher numbers.
ALONE, PAIR, BARRED = 0, 1, 2
#: What a title's place is told by.
_KEYS = ("doc", "line_no", "at", "before")
#: What may stand behind the last word of a title: brackets, the number of the file.
BEHIND = r"(?:\([^()]*\)|[)）》」』\]】])*(?:\p{Han}*[〔\[(【]20[0-9][0-9][〕\])】].{0,8})?$"

Words = dict[str, list[str]]


def kinds(words: Words) -> str:
    """A pattern: what a report's title ends with."""
    return any_of(words["title_kind"] + words["title_kind_loose"])


def candidates(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """What can be a title: doc, line_no, at, before, broken, title (whose end is a title's end), suffix."""
    head = _completed(head, words)
    subject, kind = any_of(words["title_subject"]), kinds(words)
    report = rf"{subject}.*{kind}"
    marked = head.select(
        *_KEYS,
        *("text", "raw", "long", "cut"),
        names=pl.col("text").str.contains(report),
        below=pl.col("before").str.contains(report).fill_null(value=False),
    )
    # Years side by side are a page's menu, whatever stands behind them.
    years = pl.col("long").is_null() & pl.col("raw").str.contains(_YEARS)
    marked = marked.filter(~years)
    near = marked.filter(~pl.col("cut"))
    parted = marked.filter(pl.col("names") & pl.col("raw").str.contains(r"[|｜│\s、]"))
    # A title behind other things on its line: a path of links, a label.
    long = near.filter(pl.col("long").is_not_null() | pl.col("at").is_in(parted["at"].implode()))
    found = [
        near.filter("names").select(*_KEYS, title="text", broken=pl.lit(ALONE)),
        _pairs(near, words).filter(pl.col("title").str.contains(report)),
    ]
    found.append(_stacks(near).filter(pl.col("title").str.contains(report)))
    found += [] if parted.is_empty() else [_barred(parted).filter(pl.col("title").str.contains(report))]
    found += [] if long.is_empty() else [_leads(long, words)]
    # A file beside the page is not the page's title.
    attached = rf"^\W*{any_of(words['attachment'])}.*{any_of(words['title_suffix'])}$"
    titles = without(pl.concat(found), "title", pattern(attached, words["attachment"]))
    behind = pattern(rf"{kind}[^-_—–]{{0,12}}[-_—–]+(\p{{Han}}{{3,30}})$", "-_—–")
    suffix = pl.col("title").str.extract(behind.text, 1) if behind.may_fit(titles["title"]) else pl.lit(None, pl.String)
    # Behind the folder's name, which names a report of no year (`某县政府信息公开年报2022年某街道…年度报告`).
    folder = rf"^[^0-9二]*?{subject}[^0-9二]{{0,8}}{kind}\W*(\p{{Han}}{{0,20}}{YEAR}年?度?.*{subject}.*{kind}.*)$"
    label = pattern(rf"^\W*(?:{any_of(words['title_label'])}[:：]|【[^】]{{2,8}}】)", ":：【")
    title = pl.col("title")
    if label.may_fit(titles["title"]):
        # 【更正】 tells what the document is.
        is_mark = title.str.contains(rf"^\W*【[^】]*{any_of(words['revision'])}")
        title = pl.when(is_mark).then(title).otherwise(title.str.replace(label.text, ""))
    if (titles["title"].str.count_matches(subject) > 1).any():
        title = pl.coalesce(pl.col("title").str.extract(folder, 1), title)
    return _ended(titles.with_columns(suffix=suffix, title=title), words)


def _completed(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The lines with a title that a list or a page has cut (某局2021年政府信息公开工作...) written out."""
    (whole,) = words["title_whole"]
    begun = "|".join(whole[:end] for end in range(len(whole) - 1, _LEAST_BEGUN - 1, -1))
    cut = rf"({YEAR}年?度?)(?:{begun})\.{{2,}}$"
    found = narrowed(head, pl.col("text").str.ends_with(".."), pl.col("text").str.contains(cut))
    if found.is_empty():
        return head
    return head.update(found.select("at", text=pl.col("text").str.replace(cut, f"${{1}}{whole}")), on="at")


def _pairs(near: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Lines with the line above: where that ends in the year (`某局2021年`), or names the report that this one dates.

    The break may go through the subject (`某局2021年政府`, `信息公开工作年度报告`).

    Any other neighbour of a line that names a report has nothing to add.
    """
    year = near.with_columns(year=fits(near["text"], pattern(_YEAR, "2二")))
    here = [pl.col("doc") == pl.col("doc").shift(step) for step in (1, -1)]
    beside = [
        (pl.col("year").shift(step) & same).fill_null(value=False) for step, same in zip((1, -1), here, strict=True)
    ]
    # A year above or below another one is of a list of years: it dates nothing.
    near = year.with_columns(listed=pl.col("year") & (beside[0] | beside[1]))
    is_year = pl.col("year") & pl.col("below") & ~pl.col("listed")
    begun = any_of(sorted({word[:end] for word in words["title_subject"] for end in range(1, len(word))}))
    ends_year = pl.col("before").str.contains(rf"{YEAR}年?度?(?:{begun})?$")
    # A menu above begins no title.
    menu = pl.col("raw").str.contains(_MENU).shift() & (pl.col("at") == pl.col("at").shift() + 1)
    menu = menu | (pl.col("listed").shift() & here[0])
    broken = ~pl.col("below") & (~pl.col("names") | ends_year) & ~menu.fill_null(value=False)
    return near.filter(broken | is_year).select(*_KEYS, title=pl.concat_str("before", "text"), broken=pl.lit(PAIR))


def _stacks(near: pl.DataFrame) -> pl.DataFrame:
    """The few short lines that stand apart as one block, as one text: a title on a line for each word of it."""
    text, above = pl.col("text"), pl.col("line_no").shift().over("doc")
    # Words kept apart on a line are a menu's.
    menu = pl.col("raw").str.contains(r"\p{Han}{2,}[\s　]+\p{Han}{2,}")
    short = narrowed(near, text.str.len_chars().is_between(2, _STACKED), text.str.contains(r"^[\p{Han}\d()]*$") & ~menu)
    if short.is_empty():
        return short.select(*_KEYS, title="text", broken=pl.lit(PAIR))
    blocks = short.with_columns(block=(pl.col("line_no") != above + 1).fill_null(value=True).cum_sum())
    return (
        blocks.group_by("block", maintain_order=True)
        .agg(
            *(pl.col(name).last() for name in ("doc", "line_no", "at")),
            pl.col("before").first(),
            title=text.str.join(""),
            lines=pl.len(),
        )
        .filter(pl.col("lines").is_between(3, _STACK) & pl.col("title").str.contains(YEAR))
        .select(*_KEYS, "title", broken=pl.lit(PAIR))
    )


def _barred(parted: pl.DataFrame) -> pl.DataFrame:
    """The cells of lines; the one before it can hold the name, as the line above a title does.

    Two names before it are one text: neither is the title's (某局, 某办, 2022年…).
    """
    cells = (
        with_fields(parted)
        .select(*_KEYS, title=pl.col("fields").str.split(FIELD))
        .explode("title", empty_as_null=True)
        .with_columns(
            before=pl.col("title").shift().over("doc", "line_no"),
            further=pl.col("title").shift(2).over("doc", "line_no"),
            broken=pl.lit(BARRED),
        )
    )
    two = pl.all_horizontal(is_name(pl.col(name)).fill_null(value=False) for name in ("before", "further"))
    return cells.with_columns(before=pl.when(two).then(pl.concat_str("further", "before")).otherwise("before")).drop(
        "further"
    )


def _leads(near: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The pieces of long lines, which may be whole pages, that name the report where no sentence announces it.

    White space keeps the pieces apart, and may stand inside a title: up to four that follow each other are tried.
    Behind the first sentence none is a title, and where one stands behind the page's path of links, none before that.
    """
    subject, kind = any_of(words["title_subject"]), kinds(words)
    sentence = any_of(words["announces"] + words["self_name"] + words["self_report"])
    path = re.compile(any_of(words["path_label"]))
    report = re.compile(rf"{subject}.*{kind}")
    rows: list[int] = []
    titles: list[str] = []
    for row, line in enumerate(near.select(pl.coalesce("long", "raw")).to_series()):
        pieces = re.sub(_ORDINAL, r" \1", unicodedata.normalize("NFKC", line)).split()[:_PIECES]
        prose = next((at for at, piece in enumerate(pieces) if "。" in piece and len(piece) >= _SENTENCE), len(pieces))
        pieces = pieces[: prose + 1]
        start = next((at for at, piece in enumerate(pieces) if path.search(piece)), 0)
        if any(report.search(piece) for piece in pieces[start + 1 :]):
            pieces = pieces[start:]
        joined = [
            "".join(pieces[at : at + count])
            for at in range(len(pieces))
            if report.search("".join(pieces[at : at + _JOINED]))
            for count in range(_JOINED, 0, -1)
            if at + count <= len(pieces)
        ]
        rows += [row] * len(joined)
        titles += joined
    return (
        near.select(pl.col(*_KEYS).gather(pl.Series(rows, dtype=pl.UInt32)))
        .with_columns(title=pl.Series(titles, dtype=pl.String))
        .filter(pl.col("title").str.contains(rf"{subject}.*{kind}"))
        .filter(~pl.col("title").str.replace(rf"{subject}.*$", "").str.contains(sentence))
        # The shortest that is a title: what stands before it is the page's.
        .with_columns(broken=(pl.col("title").str.len_chars() + 3).cast(pl.Int32))
    )


def _ended(titles: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Titles without their file's ending and the site's name behind them; null where the end is no title's.

    `…年度报告制度`, `…年度报告编制培训会` name something else than a report.
    """
    kind, tail = kinds(words), any_of(words["title_tail"])
    brackets = r"\([^()]*\)|[〔\[【][^〔\[【〕\]】]{0,12}[〕\]】].{0,8}|[)）》」』\]】”\"'.、·*\p{So}]"
    other = any_of(words["notice"] + words["template"] + words["interpretation"])
    # What closes a notice or a reading stays: `other_kinds` refuses by it.
    ends = rf"{kind}(?:{brackets}|的?{tail}|的?\p{{Han}}{{0,12}}{other}{BEHIND[:-1]})*$"
    titles = _with_year_behind(titles, kind)
    ended = titles.with_columns(is_whole=pl.col("title").str.contains(ends))
    if ended["is_whole"].all():
        return ended.drop("is_whole")
    rest = pl.when(~pl.col("is_whole")).then("title")
    # The site's name, and at times a folder's before it (…年度报告-某局-政务公开): the fewest that leave a title.
    behind = (rest.str.replace(rf"(?:[-_—–·]+[^-_—–·]{{0,40}}){{{parts}}}$", "") for parts in range(1, _SUFFIXES + 1))
    owns = [own.str.replace(rf"{any_of(words['title_suffix'])}$", "") for own in behind]
    own = pl.coalesce(pl.when(own.str.contains(ends)).then(own) for own in owns)
    return ended.with_columns(title=pl.when("is_whole").then("title").otherwise(own)).drop("is_whole")


def _with_year_behind(titles: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Titles with the year behind them in brackets (…年度报告2021), and without the day or month of the file's name."""
    found = narrowed(titles, pl.col("title").str.contains(rf"{kind}_?20[0-9]{{2}}[0-9.年度月\-]*$"))
    if found.is_empty():
        return titles
    title = pl.col("title").str.replace(rf"({kind})_?(20[0-9]{{2}})年?度?$", "${1}(${2}年度)")
    title = title.str.replace(rf"({kind})_?20[0-9]{{2}}(?:[.年\-][0-9]{{1,2}}月?|[01][0-9](?:[0-3][0-9])?)$", "${1}")
    return titles.with_columns(title=title)
