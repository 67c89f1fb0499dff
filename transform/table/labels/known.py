"""Printed labels: which label of the form a token is, or could be a part of.

Works on distinct tokens. A label is compared without its numbering, its bracketed additions, white space and
punctuation; the numbering is kept beside it as evidence.
"""

from functools import lru_cache

import polars as pl
from rapidfuzz import fuzz, process

from transform.forms import Forms
from transform.numbers import NUMBERING

#: A fragment at least this long may point to its label alone.
SHORTEST_FRAGMENT = 2
#: The score of a shorter one: it counts only where the numbering before it is the row's own.
WEAK = 0.25
#: How alike (0-100, rapidfuzz's ratio) a print and a label must be that differ by lost or wrong characters.
ALIKE = 75

#: One label of an edition, cleaned.
KNOWN_LABEL = pl.Schema(
    {
        "edition": pl.String,
        "form": pl.String,
        "kind": pl.String,
        "code": pl.String,
        "bare": pl.String,
        "number": pl.String,  # the numbering that a row prints; null for none
        "row": pl.Int32,  # for kind `row`: the printed row that it heads; null where several share one
    }
)
#: One distinct text, cleaned for comparison with labels.
LABEL_TOKEN = pl.Schema({"token": pl.String, "number": pl.String, "bare": pl.String})
#: How well a text points to a row.
ROW_EVIDENCE = pl.Schema({"bare": pl.String, "edition": pl.String, "row": pl.Int32, "score": pl.Float32})

_NUMBER = r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、:．])"
_BRACKETS = r"\([^()]*\)?"
_NOT_TEXT = r"[^\p{L}\p{N}]"


def clean_label(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A label's print as (numbering, bare text): `（三） 不予公开 (无)` is (`(三)`, `不予公开`)."""
    tight = _without_space(text)
    rest = tight.str.replace(_NUMBER, "")
    return _numbering_of(tight), _bare_label(rest, _without_brackets(rest))


def _without_space(text: pl.Expr) -> pl.Expr:
    # The number of a note at its end is no part of it; NFKC would make it a digit.
    return text.str.replace(rf"{NUMBERING}+\s*$", "").str.normalize("NFKC").str.replace_all(r"\s", "")


def _numbering_of(tight: pl.Expr) -> pl.Expr:
    return tight.str.extract(f"({_NUMBER})").str.strip_chars_end(".、:．")


def _without_brackets(rest: pl.Expr) -> pl.Expr:
    return rest.str.replace_all(_BRACKETS, "").str.replace_all(_NOT_TEXT, "")


def _bare_label(rest: pl.Expr, unbracketed: pl.Expr) -> pl.Expr:
    """A label that is all brackets (the caption of table 三) keeps what stands in them."""
    return pl.when(unbracketed != "").then(unbracketed).otherwise(rest.str.replace_all(_NOT_TEXT, ""))


@lru_cache(maxsize=4)
def known_labels(forms: Forms) -> pl.DataFrame:
    """Every label of every edition, cleaned.

    Returns:
        `KNOWN_LABEL`.
    """
    number, bare = clean_label(pl.col("label"))
    single = (
        forms.cells.select("edition", "form", pl.col("row_code").alias("code"), "printed_row", "row")
        .unique()
        .filter(pl.col("code") == pl.col("printed_row"))
        .drop("printed_row")
    )
    numbers = forms.rows.select(
        "edition",
        "form",
        pl.col("row_code").alias("code"),
        pl.col("number").str.strip_chars_end(".、").alias("row_number"),
    ).with_columns(kind=pl.lit("row"))
    return (
        forms.labels.with_columns(number=number, bare=bare)
        .join(single.with_columns(kind=pl.lit("row")), on=["edition", "form", "kind", "code"], how="left")
        .join(numbers, on=["edition", "form", "kind", "code"], how="left")
        .select("edition", "form", "kind", "code", "bare", pl.coalesce("row_number", "number"), "row")
        .rename({"row_number": "number"})
        .unique(maintain_order=True)
    )


@lru_cache(maxsize=4)
def row_heads(forms: Forms) -> pl.DataFrame:
    """The labels that head a row: edition, bare, row, row_number (the row's own numbering)."""
    heads = known_labels(forms).filter(pl.col("row").is_not_null())
    return heads.select("edition", "bare", "row", row_number="number")


@lru_cache(maxsize=4)
def listed_labels(forms: Forms) -> tuple[pl.Series, pl.Series]:
    """All labels, and those that head a row, each as one list to look texts up in."""
    known, heads = (frame["bare"].unique().implode() for frame in (known_labels(forms), row_heads(forms)))
    return known, heads


@lru_cache(maxsize=4)
def other_labels(forms: Forms) -> pl.DataFrame:
    """The labels that head no row, though the same words may: edition, bare, shared (true)."""
    others = known_labels(forms).filter(pl.col("kind") != "row")
    return others.select("edition", "bare").unique().with_columns(shared=True)


@lru_cache(maxsize=4)
def letters_of_heads(forms: Forms) -> str:
    """A pattern for what is left of the labels of columns of counts where narrow columns break them (`构 他 计`)."""
    heads = known_labels(forms).filter(pl.col("kind") == "column", pl.col("form") != "disclosure")["bare"]
    return f"^[{''.join(sorted(set(''.join(heads.to_list()))))}]+$"


@lru_cache(maxsize=4)
def row_labels(forms: Forms) -> pl.DataFrame:
    """The labels that head a row and nothing else: edition, bare, row."""
    heads = known_labels(forms).filter(pl.col("row").is_not_null() & (pl.col("kind") == "row"))
    others = other_labels(forms).select("edition", "bare")
    return heads.join(others, on=["edition", "bare"], how="anti").select("edition", "bare", "row").unique()


def label_tokens(tokens: pl.DataFrame) -> pl.DataFrame:
    """Clean distinct tokens for comparison with labels.

    Args:
        tokens: `token` String, distinct.

    Returns:
        `LABEL_TOKEN`.
    """
    if tokens.is_empty():
        return LABEL_TOKEN.to_frame()
    tight, rest = pl.col("tight"), pl.col("rest")
    # Step by step: an expression that is used twice is computed twice.
    return (
        tokens.select("token", tight=_without_space(pl.col("token")))
        .with_columns(number=_numbering_of(tight), rest=tight.str.replace(_NUMBER, ""))
        .with_columns(unbracketed=_without_brackets(rest))
        .select("token", "number", bare=_bare_label(rest, pl.col("unbracketed")))
    )


def row_evidence(prints: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Which rows of a form a print can stand for, when it is not exactly one row's label.

    A print is evidence for a row whose label holds it as a part (a label broken over lines), that ends with or is
    held by the print (a group label glued to its first item), or that is alike but for a few characters.

    Args:
        prints: `bare` String, distinct.
        labels: as from `known_labels`.

    Returns:
        `ROW_EVIDENCE` (a score of 1 is certain), a row a possible pair.
    """
    rows = labels.filter(pl.col("row").is_not_null()).select("edition", "row", label="bare").unique()
    texts = prints["bare"].drop_nulls().unique().sort().to_list()
    choices = rows["label"].unique().sort().to_list()
    if not texts or not choices:
        return ROW_EVIDENCE.to_frame()
    alike = process.cdist(texts, choices, scorer=fuzz.ratio, score_cutoff=ALIKE)
    found = [
        (text, label, score)
        for text, scores in zip(texts, alike, strict=True)
        for label, ratio in zip(choices, scores, strict=True)
        if (score := _score(text, label, float(ratio))) > 0
    ]
    pairs = pl.DataFrame(found, schema={"bare": pl.String, "label": pl.String, "score": pl.Float32}, orient="row")
    return (
        pairs.join(rows, on="label")
        .group_by("bare", "edition", "row")
        .agg(pl.col("score").max())
        .sort("bare", "edition", "row")
    )


def _score(text: str, label: str, ratio: float) -> float:
    """How well `text` points to `label`: exact 1, held label .9, a part by its share of the label, alike by ratio."""
    if text == label:
        return 1.0
    if len(label) > SHORTEST_FRAGMENT and text.endswith(label):
        return 0.95
    if len(label) > SHORTEST_FRAGMENT and label in text and len(text) <= 2 * len(label):
        return 0.9
    if text in label:
        part = 0.5 + 0.4 * len(text) / len(label)
        return part if len(text) >= SHORTEST_FRAGMENT else WEAK
    return ratio / 100 * 0.9 if ratio >= ALIKE else 0.0
