"""Texts of a table that are no label as they stand: parts of labels, labels run together, misprints, or no label.

Works on distinct texts, the few that the joins of `transform.table.fates.areas` do not know.
"""

import re
from functools import lru_cache

import polars as pl
from rapidfuzz import fuzz, process

from transform.lexicon import LEXICON_FOLDER, any_of
from transform.numbers import number_words
from transform.table.labels.known import ALIKE, label_tokens

REASONS = LEXICON_FOLDER / "reasons.csv"

_NOT_TEXT = r"[^\p{L}\p{N}]"
#: Numbers and dashes as of a row, before a piece of a label or behind it.
_ROW = re.compile(r"(?:^|\s)(?:[0-9]{1,12}|[-—–/])(?:\s+(?:[0-9]{1,12}|[-—–/])){4,}(?:\s|$)")
_NUMBERING = re.compile(r"[\d一二三四五六七八九十]+")


@lru_cache(maxsize=1)
def _values_pattern() -> re.Pattern[str]:
    """Digits at the end of a text, or two words for zero and more."""
    return re.compile(rf"(?:\d+|{any_of(number_words()['nil'])}{{2,}})$")


@lru_cache(maxsize=1)
def text_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Reasons that a text shows by its form: (code, pattern), from `data/lexicon/reasons.csv`."""
    rows = pl.read_csv(REASONS, infer_schema=False).filter(pl.col("pattern").is_not_null())
    return [(code, re.compile(pattern)) for code, pattern in rows.select("code", "pattern").iter_rows()]


def text_reasons(texts: pl.DataFrame, labels: pl.DataFrame, prints: pl.DataFrame) -> pl.DataFrame:
    """Why a text of a table is no label.

    Args:
        texts: edition, token String, distinct; no token is a label as it stands.
        labels: as from `transform.table.labels.known.known_labels`.
        prints: edition, label String: the labels as printed, brackets and all.

    Returns:
        edition, token, reason String: null for a part of a label, labels run together or a misprint; then `label` is
        that label (of several run together the longest), cleaned, else null.
    """
    if texts.is_empty():
        nothing = pl.lit(None, pl.String)
        return texts.select("edition", "token", reason=nothing, label=nothing)
    bare = label_tokens(texts.select("token").unique())
    solid = pl.col("token").str.normalize("NFKC").str.replace_all(_NOT_TEXT, "")
    read = texts.join(bare, on="token", maintain_order="left").with_columns(solid=solid)
    whole = prints.select("edition", bare=pl.col("label").str.normalize("NFKC").str.replace_all(_NOT_TEXT, ""))
    words = pl.concat([labels.select("edition", "bare"), whole]).unique().sort("edition", "bare")
    known = {edition: group["bare"].to_list() for (edition,), group in words.group_by("edition")}
    said = read.select("edition", "token", "bare", "solid").rows()
    reasons = [_reason(token, bare, solid, known.get(edition, [])) for edition, token, bare, solid in said]
    found = [
        _label_of(bare, solid, known.get(edition, [])) if reason is None else None
        for reason, (edition, _, bare, solid) in zip(reasons, said, strict=True)
    ]
    return read.select(
        "edition", "token", reason=pl.Series(reasons, dtype=pl.String), label=pl.Series(found, dtype=pl.String)
    )


def _label_of(bare: str, solid: str, known: list[str]) -> str | None:
    """The label that a text is a part of, holds or misprints; None for a numbering alone."""
    if not bare:
        return None
    whole = [label for label in known if bare in label]
    held = [label for label in known if len(label) > 1 and label in solid]
    if whole or held:
        return min(whole, key=len) if whole else max(held, key=len)
    alike = process.extractOne(bare, known, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return alike[0] if alike else None


def _reason(token: str, bare: str, solid: str, known: list[str]) -> str | None:
    """Why one text is no label of `known`; None where it is one after all."""
    if not solid:
        return "sign"
    if _ROW.search(token):
        return "glued_row"
    if not bare or any(bare in label for label in known) or _is_made_of(solid, known):
        return None
    head = _values_pattern().sub("", bare)
    if head != bare and (_is_alike(head, known) or _is_made_of(head, known)):
        return "glued_row"
    shown = (code for code, pattern in text_patterns() if pattern.search(token))
    return next(shown, None if _is_alike(bare, known) else "unknown_label")


def _is_alike(text: str, known: list[str]) -> bool:
    """Whether a text is a label but for a few characters."""
    return process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None


def _is_made_of(text: str, known: list[str]) -> bool:
    """Whether a text is labels one after the other, with numberings before them, the last one perhaps cut off."""
    waiting, seen = [text], {""}
    while waiting:
        rest = waiting.pop()
        numbering = _NUMBERING.match(rest)
        after = rest[numbering.end() :] if numbering else rest
        if rest in seen or not after:
            continue
        seen.add(rest)
        if any(rest in label or after in label for label in known):
            return True
        waiting += [it[len(label) :] for it in (rest, after) for label in known if it.startswith(label)]
    return False
