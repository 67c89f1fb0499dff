"""The six statutory sections of a report: where each begins."""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.lexicon import any_of, words_by

#: A heading is looked for in the first characters of a line; prose may follow it on the same line.
HEADING = 40
#: One section that a document prints: its first line.
HEADING_LINE = pl.Schema({"doc": pl.UInt32, "section": pl.String, "heading": pl.String, "line_no": pl.Int32})
#: The least of a line with a heading, in bytes: an ordinal and a character of a key word.
_SHORTEST = 6
#: So many headings without ordinals are no items of a menu or a list.
_SEVERAL = 3
#: Bytes of an ordinal in brackets, narrow and wide ones.
_IN_BRACKETS = (5, 9)
#: What a page sets in bold, as crawlers write it that turn pages into Markdown.
_BOLD = r"\*\*([^*]+)\*\*"
#: So many texts are looked at one by one.
_MANY = 200
#: Characters that NFKC may write as Chinese ones: radicals, ideographs in rings or squares, compatibility ideographs.
_COMPOSED = (
    r"\u{2E80}-\u{2FDF}\u{3038}-\u{303A}\u{3190}-\u{33FF}\u{F900}-\u{FAFF}\u{1F200}-\u{1F2FF}\u{2F800}-\u{2FA1F}"
)


def tidy(text: pl.Expr) -> pl.Expr:
    """Text without white space and Markdown's marks of bold, in NFKC: how identity, sections and claims read a line."""
    return text.map_batches(_tidy_texts, return_dtype=pl.String)


def _tidy_texts(texts: pl.Series) -> pl.Series:
    """As `tidy`; of many texts each different one once: reports share their headings and rows."""
    if len(texts) <= _MANY:
        return _nfkc_without_space(texts)
    distinct = texts.unique().alias("text").to_frame()
    pairs = distinct.with_columns(tidy=_nfkc_without_space(distinct["text"]))
    asked = texts.alias("text").to_frame()
    return asked.join(pairs, on="text", how="left", nulls_equal=True, maintain_order="left")["tidy"].alias(texts.name)


def _nfkc_without_space(texts: pl.Series) -> pl.Series:
    tidy_text = pl.first().str.normalize("NFKC").str.replace_all(r"\s", "").str.replace_all(_BOLD, "$1")
    return texts.to_frame().select(tidy_text).to_series()


def section_headings(lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The first line of each section that a document prints.

    Args:
        lines: doc UInt32, line_no Int32, line String; blank lines left out.
        forms: the forms; a section's ordinal and key words are data.

    Returns:
        `HEADING_LINE`, one row a section found; a heading has at most 60 characters.
    """
    kinds = _kinds(forms)
    ordinals = "".join(dict.fromkeys(ordinal for _, ordinal, _ in kinds))
    begun = (
        lines.filter(pl.col("line").str.len_bytes() >= _SHORTEST)
        .filter(pl.col("line").str.contains(_heading_pattern(forms)))
        .with_columns(text=tidy(pl.col("line").str.slice(0, 2 * HEADING)).str.slice(0, HEADING))
        .with_columns(
            ordinal=pl.coalesce(
                pl.col("text").str.extract(rf"^[#*]*([{ordinals}])[、.,:：]?"),
                pl.col("text").str.extract(rf"^[#*]*{_ordinal_sign()}([{ordinals}]){any_of(_words()['section_part'])}"),
            )
        )
    )
    said = [
        begun.filter((pl.col("ordinal") == ordinal) & pl.col("text").str.contains(words)).with_columns(
            section=pl.lit(section)
        )
        for section, ordinal, words in kinds
    ]
    return (
        pl.concat([*said, _without_ordinals(lines, forms)], how="diagonal")
        .sort("doc", pl.col("ordinal").is_null(), "line_no", maintain_order=True)
        .unique(["doc", "section"], keep="first", maintain_order=True)
        .sort("doc", "line_no", maintain_order=True)
        .select("doc", "section", pl.col("line").str.strip_chars().str.slice(0, 60).alias("heading"), "line_no")
    )


def _without_ordinals(lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Lines that are a section's heading to the letter, but for its ordinal, of documents with several of them.

    The ordinal is missing or stands in brackets: so do those of the parts of section 一, whose names may begin alike.
    """
    names = forms.sections.select("section", text="heading").unique(maintain_order=True)
    lengths = names["text"].str.len_bytes().unique()
    # Most lines are as long as none of them.
    long = (
        pl.col("line")
        .str.len_bytes()
        .is_in(pl.concat([lengths + more for more in (0, *_IN_BRACKETS)]).unique().implode())
    )
    text = pl.col("line").str.replace(rf"^[(（][{''.join(forms.sections['ordinal'].unique())}][)）]", "")
    bare = lines.filter(long).with_columns(text=text).filter(pl.col("text").is_in(names["text"].implode()))
    found = bare.join(names, on="text", maintain_order="left")
    return found.filter(pl.col("section").n_unique().over("doc") >= _SEVERAL)


@lru_cache(maxsize=4)
def _kinds(forms: Forms) -> list[tuple[str, str, str]]:
    """What sections are called: section, ordinal, pattern of the key words."""
    return forms.sections.select("section", "ordinal", "keywords").unique(maintain_order=True).rows()


@lru_cache(maxsize=4)
def _heading_pattern(forms: Forms) -> str:
    """What each line with a heading fits, as printed: rows of the forms begin with an ordinal, too, and are many."""
    kinds = "|".join(
        rf"{ordinal}.*[{''.join(word[0] for word in keywords.split('|'))}{_COMPOSED}]"
        for ordinal, keywords in dict.fromkeys((ordinal, keywords) for _, ordinal, keywords in _kinds(forms))
    )
    return rf"^[\s#*(（]*{_ordinal_sign()}?(?:{kinds})"


def _words() -> dict[str, list[str]]:
    """What stands around the ordinal of a section (第一部分)."""
    return words_by("role", "document.csv")


def _ordinal_sign() -> str:
    """The sign before it."""
    return any_of(_words()["section_ordinal"])
