"""Values of whole rows that stand in one piece without their row's label: alone, or behind a piece of it."""

from functools import lru_cache

import polars as pl
from polars._typing import PolarsDataType

from transform.forms import Forms
from transform.lexicon import any_of
from transform.lines import LONGEST_CELL
from transform.numbers import number_words

#: One way to cut a text into a label and values, as `transform.table.labels.gluing` tells them.
CUT: dict[str, PolarsDataType] = {
    **{"edition": pl.String, "token": pl.String},
    **{
        "parts": pl.List(pl.String),
        "follow": pl.Int64,
        "whole": pl.Boolean,
        "by_sum": pl.Boolean,
        "counted": pl.Boolean,
    },
}
#: As many values on a line without a label are a row's; fewer may be the digits of one number (`1 4`).
LEAST_ALONE = 5
#: More digits than a printed number has (`transform.numbers`).
_ZEROS = "^0{13,}$"
#: Values that spaces keep apart, all of a row's.
AS_THEY_STAND = (
    pl.lit(0, pl.Int64).alias("follow"),
    pl.lit(value=True).alias("whole"),
    pl.lit(value=False).alias("by_sum"),
    pl.lit(value=False).alias("counted"),
)


def value_pattern() -> str:
    """A pattern for a plain number, one with a sign (more or fewer than last year), a word or O for zero, a dash.

    A number may have its thousands apart and the unit of a count behind it.
    """
    words = number_words()
    digits = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,4})?"
    return rf"(?:\\?[+-]?{digits}{any_of(words['count'])}?|[Oo]|{any_of(words['nil'])}|{any_of(words['dash'])})"


def zeros_of_rows(distinct: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Tokens that are the zeros of a whole row: `CUT`."""
    zeros = distinct.filter(pl.col("token").str.contains(_ZEROS))
    if zeros.is_empty():
        return pl.DataFrame(schema=CUT)
    zeros = zeros.select(
        "token", parts=pl.col("token").str.split(""), places=pl.col("token").str.len_chars().cast(pl.Int32)
    )
    return zeros.join(_widths(forms), on="places").select(
        *("edition", "token", "parts"),
        pl.lit(0, pl.Int64).alias("follow"),
        *(pl.lit(value=False).alias(name) for name in ("whole", "by_sum", "counted")),
    )


def rows_alone(texts: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The tokens that are a row's values without its label, as many as a row of an edition has: `CUT`."""
    values = pl.col("text")
    alone = texts.filter(values.str.contains(rf"^{value_pattern()}(?:\s+{value_pattern()}){{{LEAST_ALONE - 1},}}$"))
    if alone.is_empty():
        return pl.DataFrame(schema=CUT)
    widths = _widths(forms)
    cut = alone.select("token", parts=values.str.split(" ").list.filter(pl.element() != ""))
    return (
        cut.with_columns(places=pl.col("parts").list.len())
        .join(widths.cast({"places": pl.UInt32}), on="places", maintain_order="left_right")
        .select("edition", "token", "parts", *AS_THEY_STAND)
    )


def rows_behind_pieces(texts: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The tokens that are a text and a whole row's values, where the text is a piece of a label: `CUT`."""
    text, value = pl.col("text"), value_pattern()
    values = rf"{value}(?:\s+{value}){{{LEAST_ALONE - 1},}}"
    short = texts.filter(text.str.len_bytes() <= 3 * LONGEST_CELL).filter(text.str.contains(rf"\p{{Han}}.*\s{values}$"))
    if short.is_empty():
        return pl.DataFrame(schema=CUT)
    whole = rf"^(.*?[^0-9\s])\s+({values})$"
    cut = short.select(
        "token", head=text.str.extract(whole, 1), values=text.str.extract(whole, 2).str.extract_all(r"\S+")
    )
    cut = cut.with_columns(places=pl.col("values").list.len().cast(pl.Int32)).drop_nulls()
    return cut.join(_widths(forms), on="places", maintain_order="left_right").select(
        "edition", "token", pl.concat_list("head", "values").alias("parts"), *AS_THEY_STAND
    )


@lru_cache(maxsize=4)
def _widths(forms: Forms) -> pl.DataFrame:
    """How many values the rows of each edition have: edition, places."""
    return forms.printed_rows.select("edition", "places").unique()
