"""Few values on a line of their own below a label: the row's where they are as many as it has, else digits of one.

`0 0 0` below 规章 are its three values: a number in pieces would leave two cells without any print. Two values are a
row's only in a document whose rows of three stand so, too.
"""

import polars as pl

from transform.forms import Forms
from transform.numbers import without_note_numbers
from transform.table.labels.glued_values import AS_THEY_STAND, CUT, LEAST_ALONE, value_pattern
from transform.table.labels.known import clean_label, known_labels

#: The least width of a row that tells how the rows of its document stand.
_TELLS = 3


def few_values(texts: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The tokens that are as many values as a row of few columns has: `CUT`."""
    value = value_pattern()
    few = texts.filter(pl.col("text").str.contains(rf"^{value}(?:\s+{value}){{1,{LEAST_ALONE - 2}}}$"))
    if few.is_empty():
        return pl.DataFrame(schema=CUT)
    cut = few.select("token", parts=pl.col("text").str.extract_all(r"\S+"))
    cut = cut.with_columns(places=pl.col("parts").list.len().cast(pl.Int32))
    widths = forms.printed_rows.select("edition", "places").unique()
    return cut.join(widths, on="places", maintain_order="left_right").select(
        "edition", "token", "parts", *AS_THEY_STAND
    )


def below_labels(tokens: pl.DataFrame, cuts: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The cuts without those of few values that do not stand below the label of a row as wide.

    Args:
        tokens: as from `transform.lines.tokens_of`.
        cuts: doc, edition, token, parts, and what else is told of them.
        forms: the forms.
    """
    is_few = pl.col("parts").list.first().str.contains(f"^{value_pattern()}$") & (
        pl.col("parts").list.len() < LEAST_ALONE
    )
    few = cuts.filter(is_few)
    if few.is_empty():
        return cuts
    wide = few.select("doc", "edition", "token", places=pl.col("parts").list.len().cast(pl.Int32))
    below = _below(tokens, wide, forms)
    told = below.filter(pl.col("places") >= _TELLS).select("doc").unique()
    kept = few.join(below.join(told, on="doc", how="semi"), on=["doc", "token"], how="semi", maintain_order="left")
    return pl.concat([cuts.filter(~is_few), kept])


def _below(tokens: pl.DataFrame, wide: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Those of the texts that stand only behind such a label, and before no further value: doc, token, places."""
    same = (pl.col("doc") == pl.col("doc").shift(by) for by in (1, -1))
    above, next_ = (pl.when(one).then(pl.col("token").shift(by)) for one, by in zip(same, (1, -1), strict=True))
    theirs = tokens.select("doc", "token", above=above, next=next_).filter(
        pl.col("doc").is_in(wide["doc"].unique().implode())
    )
    theirs = theirs.join(wide, on=["doc", "token"]).with_columns(
        label=clean_label(without_note_numbers(pl.col("above")))[1],
        goes_on=pl.col("next").str.contains(f"^{value_pattern()}$").fill_null(value=False),
    )
    rows = known_labels(forms).filter(pl.col("row").is_not_null()).join(forms.printed_rows, on=["edition", "row"])
    heads = rows.select("edition", "places", label="bare", is_row=pl.lit(value=True)).unique()
    met = theirs.join(heads, on=["edition", "places", "label"], how="left")
    fits = pl.col("is_row").fill_null(value=False) & ~pl.col("goes_on")
    return met.group_by("doc", "token", "places").agg(fits=fits.all()).filter("fits").drop("fits")
