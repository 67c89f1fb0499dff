"""Whether a print reads as an agency's name; how a line of a document names one."""

import polars as pl

from transform.dates import YEAR
from transform.lexicon import any_of

#: The longest agency name, in characters.
LONGEST_NAME = 40
#: The shortest one, and the shortest that a title can have: a town of one character, a county of two.
SHORTEST_NAME, SHORTEST_IN_TITLE = 3, 2


def agency_in(text: pl.Expr, words: dict[str, list[str]]) -> pl.Expr:
    """The agency's name in the part of a title before its subject; null where none is left."""
    return _name_in(text, words, any_of(words["agency_end"]), SHORTEST_NAME)


def speaker_in(text: pl.Expr, words: dict[str, list[str]]) -> pl.Expr:
    """As `agency_in`, where the text is surely about who reports: a place alone is its government, too."""
    return _name_in(text, words, any_of(words["agency_end"] + words["title_end"]), SHORTEST_IN_TITLE)


def is_name(text: pl.Expr, words: dict[str, list[str]]) -> pl.Expr:
    """Whether `text` reads as the name of an agency: it ends as one does, does not say 'we', leaves no blank."""
    return _is_named(text, words, any_of(words["agency_end"]), SHORTEST_NAME)


def _name_in(text: pl.Expr, words: dict[str, list[str]], ends: str, shortest: int) -> pl.Expr:
    """The bare text where it reads as a name. In steps: as one expression, polars would bare it for every test."""

    def named(texts: pl.Series) -> pl.Series:
        if texts.null_count() == len(texts):
            return texts.cast(pl.String)
        bare = texts.to_frame("text").select(bare=bare_of(pl.col("text"), words))
        return bare.select(pl.when(_is_named(pl.col("bare"), words, ends, shortest)).then("bare")).to_series()

    return text.map_batches(named, return_dtype=pl.String)


def bare_of(text: pl.Expr, words: dict[str, list[str]]) -> pl.Expr:
    """A title's part without years, fillers, labels and marks around it."""
    return (
        text.str.replace(r"^\W*\d{1,2}[.、)）]", "")
        # [更正], 【年报】, (修订版), 文章标题: what a page or a list puts before a title.
        .str.replace(r"^\W*(?:[\[【(（〔][^\[【(（〔\]】)）〕]{1,8}[\]】)）〕])+", "")
        .str.replace(rf"^\W*{any_of(words['title_label'])}[:：\]】]?", "")
        .str.replace_all(rf"[(（]?(?:{YEAR}|2[Oo0]\d\d)年?度?[)）]?", "")
        .str.replace(r"^\d\d年度?", "")
        .str.replace_all(any_of(words["title_filler"]), "")
        .str.strip_chars("《》“”\"'[]【】—-:：,，、.·*#年度的●•■◆★☆◇□○▲△※◎　")
        # `某镇人民政府信息公开…` is cut before 政府信息公开.
        .str.replace(rf"({any_of(words['torn_name'])})$", f"${{1}}{words['torn_rest'][0]}")
        .str.replace(r"^([^(]*)\)+$", "$1")
        .str.replace(r"^\(+([^)]*)$", "$1")
    )


def _is_named(text: pl.Expr, words: dict[str, list[str]], ends: str, shortest: int) -> pl.Expr:
    return (
        text.str.len_chars().is_between(shortest, LONGEST_NAME)
        & text.str.contains(rf"{ends}(?:\(.*\))?$")
        & (~text.str.contains(f"^{any_of(words['self_name'])}") | text.str.contains(f"^{any_of(words['not_self'])}"))
        & ~text.str.contains(any_of(words["placeholder"]))
        & ~text.str.contains(any_of(words["not_in_name"]))
        & ~text.str.contains(r"[。,，;；:：>»›》|/<=¦_—~-]|[A-Za-z]{2}|\d{2}")
    )
