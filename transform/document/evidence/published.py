"""When a page was published: the dates of its header block, whatever its maker calls them."""

import polars as pl

from transform.dates import DATE, date_of
from transform.document.head import BARS, FIELD, with_fields
from transform.lexicon import any_of
from transform.patterns import narrowed, pattern, without
from transform.prose.sections import tidy

#: A date without a label stands so near to the title, in lines, or without a title so high in the page; nothing but a
#: time and marks stands beside it.
NEAR, TOP = 4, 12
#: Says when a page was changed last: it was published then, or before.
CHANGED = "changed"
_TIME = r"(?:[T\s]?[0-9]{1,2}[:：时][0-9]{1,2}(?:[:：分][0-9]{1,2}秒?)?分?)?"
_BETWEEN = rf"[:：\]】\[{FIELD}*]"
#: Prints of a day that only a label makes one, as `DATE` has it. Of 03/02/2023 nobody knows which is the month.
_YEAR, _MONTH, _LATE_DAY = "(20[0-9][0-9])", "(0?[1-9]|1[0-2])", "(1[3-9]|2[0-9]|3[01])"
_OTHER_PRINTS = {
    f"{_YEAR}([01][0-9])([0-3][0-9])([^0-9]|$)": "${2}-${3}-${4}${5}",
    f"{_MONTH}/{_LATE_DAY}/{_YEAR}": "${4}-${2}-${3}",
    f"{_LATE_DAY}/{_MONTH}/{_YEAR}": "${4}-${3}-${2}",
}

#: A day of one digit with the time behind a space: without it, `2023-2-1 10:22` would be the 11th.
_DAY_AND_TIME = r"(20[0-9]{2}[-/.][0-9]{1,2}[-/.])([1-9]\s+[0-9]{1,2}[:：时])"

#: A date that a head prints, with its label, and whether that stands with it.
_DATED = pl.Schema({"doc": pl.UInt32, "line_no": pl.Int32, "label": pl.String, "date": pl.Date, "by": pl.String})
#: What of them is the day of publication.
_PUBLISHED = {"doc": pl.UInt32, "published_date": pl.Date, "published_line": pl.Int32, "published_by": pl.String}

Words = dict[str, list[str]]


def published_dates(head: pl.DataFrame, title: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The date of publication that a page's header block prints.

    With a label before it on the line, in the cell before it, or on the line above; else alone on a line beside the
    title. Labels rank: a date of publication is better than one of making, and both than a bare `日期`. A page's own
    clock (`2019年12月3日星期二`) is none, nor is the day on which it was fetched, nor a date in a sentence.

    Args:
        head: as from `transform.document.head.head_of`.
        title: doc, title_line.
        words: the words of `document.csv`; those of `published` stand in order of trust.

    Returns:
        doc, published_date Date, published_line Int32, published_by (`header`; `changed`, where the label says that the
        page was changed then; `bare`).
    """
    head = _with_dates(_without_fetched(_without_clocks(_with_days(head), words), words), words)
    dated = without(
        head.filter(pl.col("text").str.contains(DATE)), "text", pattern(any_of(words["weekday"]), words["weekday"])
    )
    if dated.is_empty():
        return pl.DataFrame(schema=_PUBLISHED)
    found = [_labelled(dated, words), _below_labels(dated, words), _bare(dated, title, words)]
    rank = pl.col("label").replace_strict(words["published"], _ranks(words), default=99, return_dtype=pl.Int32)
    return (
        pl.concat([_DATED.to_frame(), *found])
        .filter(pl.col("date").is_not_null())
        .sort("doc", rank, "line_no", maintain_order=True)
        .unique("doc", keep="first", maintain_order=True)
        .select(
            "doc",
            published_date="date",
            published_line="line_no",
            published_by=pl.when(pl.col("label").is_in(words["published_changed"]))
            .then(pl.lit(CHANGED))
            .otherwise("by"),
        )
    )


def _with_dates(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The lines with a day behind its label as `DATE` has it, where they print it another way (发布时间：20230121)."""
    label = rf"({any_of(words['published'])}[:：\]】\[\s]*)"
    others = rf"{label}(?:{'|'.join(_OTHER_PRINTS)})"
    found = narrowed(head, pl.col("text").str.contains("20[0-9]{6}|/20[0-9]{2}"), pl.col("text").str.contains(others))
    if found.is_empty():
        return head
    texts = [pl.col("text"), pl.col("raw"), pl.col("long")]
    for other, date in _OTHER_PRINTS.items():
        texts = [text.str.replace(f"{label}{other}", f"${{1}}{date}") for text in texts]
    return head.update(found.select("at", *texts), on="at")


def _with_days(head: pl.DataFrame) -> pl.DataFrame:
    """The lines with two digits for a day before a time."""
    found = head.filter(pl.col("raw").str.contains(_DAY_AND_TIME))
    if found.is_empty():
        return head
    raw, long = (pl.col(name).str.replace_all(_DAY_AND_TIME, "${1}0${2}") for name in ("raw", "long"))
    return head.update(found.select("at", raw, long, text=tidy(raw)), on="at")


def _without_clocks(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The lines without the page's own clock, where the rest of a page stands on its line."""
    clock = rf"{DATE}\s*{any_of(words['weekday'])}\S?"
    found = head.filter(pl.col("long").str.contains(clock))
    if found.is_empty():
        return head
    raw, long = (pl.col(name).str.replace(clock, "") for name in ("raw", "long"))
    return head.update(found.select("at", raw, long, text=tidy(raw)), on="at")


def _without_fetched(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The lines without the day on which somebody fetched, saved or opened the page (抓取时间：2025-05-02)."""
    fetched = rf"{any_of(words['fetched'])}[^0-9。]{{0,12}}{DATE}"
    found = narrowed(head, pl.col("text").str.contains_any(words["fetched"]), pl.col("raw").str.contains(fetched))
    if found.is_empty():
        return head
    raw, long = (pl.col(name).str.replace_all(fetched, "") for name in ("raw", "long"))
    return head.update(found.select("at", raw, long, text=tidy(raw)), on="at")


def _labelled(dated: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The dates that stand behind their labels, several a line: doc, line_no, label, date, by."""
    bare = any_of(words["published_last"])
    named = any_of([word for word in words["published"] if word not in words["published_last"]])
    # Not 统计时间, 截止日期; and a bare `时间` only where something separates it from the date.
    before = rf"(?:^|[^{''.join(words['published_not'])}])"
    behind = rf"{before}(?:({named}){_BETWEEN}*|({bare}){_BETWEEN}+)({DATE})"
    is_block = ~pl.col("text").str.contains("[。；;]") | pl.col("long").is_not_null() | pl.col("raw").str.contains(BARS)
    dated = dated.filter(is_block)
    if dated.is_empty():
        return _DATED.to_frame()
    blocks = with_fields(dated)
    prints = [pl.col(name).str.replace("。.*$", "").str.extract_all(behind) for name in ("fields", "spaced")]
    groups = pl.col("print").str.extract_groups(behind)
    return (
        blocks.select("doc", "line_no", print=pl.concat_list(prints))
        .explode("print", empty_as_null=True)
        .filter(pl.col("print").is_not_null())
        .select(
            "doc",
            "line_no",
            label=pl.coalesce(groups.struct.field("1"), groups.struct.field("2")),
            date=date_of(groups.struct.field("3")),
            by=pl.lit("header"),
        )
    )


def _below_labels(dated: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The dates that stand alone below a line that is their label: doc, line_no, label, date, by."""
    label = rf"^\W*({any_of(words['published'])})\W*$"
    alone = narrowed(
        dated.filter(pl.col("before").str.contains(any_of(words["published"]))),
        pl.col("before").str.contains(label),
        # A date with nothing but a time and marks beside it.
        pl.col("text").str.contains(rf"^\W*{DATE}{_TIME}\W*$"),
    )
    if alone.is_empty():
        return _DATED.to_frame()
    return alone.select(
        "doc",
        "line_no",
        label=pl.col("before").str.extract(label, 1),
        date=date_of(pl.col("text")),
        by=pl.lit("header"),
    )


def _bare(dated: pl.DataFrame, title: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The dates without a label beside the title: doc, line_no, label, date, by.

    With such a date stands on its line what a header block tells beside it: who publishes, how often it was read.
    """
    text = pl.col("text")
    buttons = rf"(?:\W*{any_of(words['page_word'] + words['page_foot'])})*\W*$"
    first, last = (
        rf"^\W*{DATE}{_TIME}(?:\W|\p{{Han}}|A|$)[^。,;]{{0,60}}$",
        rf"^[^。,;0-9]{{1,40}}{DATE}{_TIME}{buttons}",
    )
    other = any_of(words["title_subject"] + words["published_last"])
    sentence = words["self_report"] + words["as_of"]
    near = dated.join(title.select("doc", "title_line"), on="doc", how="left", maintain_order="left").filter(
        pl.when(pl.col("title_line").is_null())
        .then(pl.col("line_no") <= TOP)
        .otherwise((pl.col("line_no").cast(pl.Int64) - pl.col("title_line")).abs() <= NEAR),
    )
    near = narrowed(
        without(near, "text", pattern(any_of(sentence), sentence)),
        text.str.contains(first) | (text.str.contains(last) & ~text.str.contains(other)),
    )
    return near.select("doc", "line_no", label=pl.lit(None, pl.String), date=date_of(pl.col("text")), by=pl.lit("bare"))


def _ranks(words: Words) -> list[int]:
    """How far down each label stands: the group of `published_first`, that of the others, the bare ones."""
    first, last = set(words["published_first"]), set(words["published_last"])
    return [0 if word in first else 2 if word in last else 1 for word in words["published"]]
