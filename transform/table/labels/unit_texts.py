"""Printed texts that name a unit of money: which, and whether of a label, of a table, or in a sentence.

Works on distinct texts: the few that have a word for money or for a unit in them.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from transform.forms import Forms
from transform.lexicon import any_of
from transform.numbers import number_words
from transform.table.labels.known import known_labels, label_tokens

#: The units of amounts that a cell can have.
MONEY = ("10k CNY", "CNY")
#: One unit that one distinct text names.
UNIT_TEXT = pl.Schema(
    {
        "text": pl.String,
        "unit": pl.String,  # one of `MONEY`, else the word
        "kind": pl.String,  # caption, bare (the unit and nothing else), note, or cell (any other text)
        "label": pl.String,  # the label that it stands at, as labels are compared; null for none
        "amount": pl.Boolean,  # a note that names the amount it is the unit of
    }
)
#: So many characters can stand between the word for a unit and the unit in a sentence.
_GAP = 8
_HAN = r"\u4e00-\u9fff"


class _Patterns(NamedTuple):
    """What the words for money and units make together."""

    unit: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    caption: re.Pattern[str]
    note: re.Pattern[str]
    filler: re.Pattern[str]
    amount: re.Pattern[str]


def unit_texts(texts: pl.Series, forms: Forms) -> pl.DataFrame:
    """The units that texts name.

    Args:
        texts: distinct.
        forms: the forms.

    Returns:
        `UNIT_TEXT`.
    """
    tight = ((text, re.sub(r"\s", "", unicodedata.normalize("NFKC", text))) for text in texts)
    found = [
        (text, _code(unit), kind, rest, kind == "note" and bool(_patterns().amount.search(said)))
        for text, said in tight
        for units, rest in [_units_in(said)]
        for kind in [_kind(said, rest)]
        for unit in units
    ]
    frame = pl.DataFrame(found, schema=UNIT_TEXT, orient="row")
    bare = label_tokens(frame.select(token="label").drop_nulls().unique()).select(label="token", bare="bare")
    label = pl.when(pl.col("bare").is_in(_labels(forms))).then("bare")
    return frame.join(bare, on="label", how="left", maintain_order="left").with_columns(label=label).drop("bare")


@lru_cache(maxsize=4)
def _labels(forms: Forms) -> pl.Series:
    """The labels of rows and columns, as one list."""
    return known_labels(forms).filter(pl.col("kind").is_in(["row", "column"]))["bare"].implode()


def _units_in(said: str) -> tuple[list[str], str]:
    """The units of money in a text, and the text without them."""
    patterns, units, rest, end = _patterns(), [], "", 0
    for match in patterns.unit.finditer(said):
        ahead, after = said[: match.start()], said[match.end() :]
        is_whole = match["money"] or re.search(rf"{any_of(number_words()['unit_label'])}\W*$|.\($", ahead)
        if is_whole and patterns.before.search(ahead) and patterns.behind.match(after):
            units.append(match[0])
            rest, end = rest + said[end : match.start()], match.end()
    return units, rest + said[end:]


def _kind(said: str, rest: str) -> str:
    """What a text that names units is."""
    patterns = _patterns()
    if patterns.caption.search(said):
        return "caption"
    if not re.search(r"\w", patterns.filler.sub("", rest)):
        return "bare"
    return "note" if patterns.note.search(said) else "cell"


def _code(unit: str) -> str:
    """One of `MONEY`, or the word itself where the warehouse has no such unit."""
    words = number_words()
    whole = unit if unit.endswith(tuple(words["money"])) else unit + words["CNY"][0]
    return next((code for code in MONEY if whole in words[code]), whole)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = number_words()
    label, be, name = any_of(words["unit_label"]), any_of(words["unit_be"]), any_of(words["money_name"])
    taken, counted = any_of(words["unit_in"]), any_of(words["unit_counted"] + words["unit_label"])
    scale, money, kind = any_of(words["money_scale"]), any_of(words["money"]), any_of(words["unit_kind"])
    amount, also = any_of(words["amount_name"]), any_of(words["unit_or"])
    plain = rf"(?:{scale}*{money}|{scale}+)"
    filler = any_of(
        [word for role in ("unit_label", "unit_be", "unit_kind", "money_name", "count") for word in words[role]]
    )
    patterns = (
        rf"{scale}*(?P<money>{money})|{scale}+",
        # A unit behind a digit belongs to that number; between other characters it may be a part of any word.
        rf"(?:^|[^{_HAN}0-9.]|{label}|{be}|{taken}|{name}|{also}|{amount})$",
        rf"(?:$|[^{_HAN}\w]|{counted}|{be}{label}|{name}|{also})",
        rf"^\W*{kind}*{label}\W",
        rf"{label}[^。;,]{{0,{_GAP}}}?{plain}|{taken}{name}?{plain}{be}?{counted}",
        filler,
        amount,
    )
    return _Patterns(*map(re.compile, patterns))
