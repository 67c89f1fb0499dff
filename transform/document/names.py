"""Whether a print reads as an agency's name; how a line of a document names one."""

import polars as pl

from transform.dates import YEAR
from transform.lexicon import any_of

#: The longest agency name, in characters.
LONGEST_NAME = 40


def agency_in(text: pl.Expr, words: dict[str, list[str]]) -> pl.Expr:
    """The agency's name in the part of a title before its subject; null where none is left."""
    bare = (
        text.str.replace_all(rf"[(（]?{YEAR}年?度?[)）]?", "")
        .str.replace_all(any_of(words["title_filler"]), "")
        .str.strip_chars("《》“”\"'[]【】—-:：,，、.·*#年度的")
        .str.replace(r"^([^(]*)\)+$", "$1")
        .str.replace(r"^\(+([^)]*)$", "$1")
    )
    return pl.when(is_name(bare, words)).then(bare)


def is_name(text: pl.Expr, words: dict[str, list[str]]) -> pl.Expr:
    """Whether `text` reads as the name of an agency: it ends as one does, does not say 'we', leaves no blank."""
    return (
        text.str.len_chars().is_between(3, LONGEST_NAME)
        & text.str.contains(rf"{any_of(words['agency_end'])}(?:\(.*\))?$")
        & (~text.str.contains(f"^{any_of(words['self_name'])}") | text.str.contains(f"^{any_of(words['not_self'])}"))
        & ~text.str.contains(any_of(words["placeholder"]))
        & ~text.str.contains(r"[。,，;；:：>»|]")
    )
