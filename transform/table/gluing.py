"""Cells that lost their separators: `规章000` is a label and three values.

Only where the digits are as many as the row has places, or the row has one place, is there one way to cut them.
"""

import polars as pl

from transform.forms import Forms
from transform.table.editions import printed_editions
from transform.table.labels import cleaned, label_tokens

_GLUED = r"^(.*[^\d\s])(\d{1,15})$"


def unglued(tokens: pl.DataFrame, labels: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Tokens with glued ones cut into their label and their values.

    Args:
        tokens: as from `transform.lines.tokens_of`.
        labels: as from `transform.table.labels.known_labels`.
        forms: the forms.

    Returns:
        The same columns and order, and glued Boolean: whether the token was cut out of a longer one.
    """
    cuts = _cuts(tokens.select("token").unique(), labels, forms)
    if cuts.is_empty():
        return tokens.with_columns(glued=pl.lit(False))
    cuts = _of_each_document(tokens, cuts, labels)
    parts = pl.coalesce(pl.col("parts"), pl.concat_list("token"))
    return (
        tokens.join(cuts, on=["doc", "token"], how="left", maintain_order="left")
        .with_columns(glued=pl.col("parts").is_not_null(), token=parts)
        .with_columns(nth=pl.int_ranges(pl.col("token").list.len(), dtype=pl.Int32))
        .drop("parts")
        .explode("token", "nth")
        .with_columns(place=pl.col("place") + pl.col("nth"))
        .drop("nth")
    )


def _cuts(distinct: pl.DataFrame, labels: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The distinct tokens that are glued in an edition: edition, token, parts List(String)."""
    text = pl.col("token").str.normalize("NFKC")
    rows = labels.filter(pl.col("line").is_not_null()).join(forms.lines, on=["edition", "line"])
    digits = pl.col("digits")
    return (
        distinct.with_columns(head=text.str.extract(_GLUED, 1), digits=text.str.extract(_GLUED, 2))
        .filter(pl.col("head").is_not_null())
        .with_columns(bare=cleaned(pl.col("head"))[1])
        .join(rows.select("edition", "bare", "places").unique(), on="bare")
        # Rows of one name that differ in width leave it undecided.
        .filter(pl.len().over("edition", "token") == 1)
        .filter((pl.col("places") == 1) | (digits.str.len_chars() == pl.col("places")))
        .select(
            "edition",
            "token",
            parts=pl.when(pl.col("places") == 1)
            .then(pl.concat_list("head", digits))
            .otherwise(pl.concat_list(pl.concat_list("head"), digits.str.split(""))),
        )
    )


def _of_each_document(tokens: pl.DataFrame, cuts: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """The cuts by the edition that each document prints: doc, token, parts."""
    found = tokens.join(cuts.select("token").unique(), on="token").select("doc", "token").unique()
    theirs = tokens.join(found.select("doc").unique(), on="doc", how="semi")
    prints = label_tokens(theirs.select("token").unique())
    editions = printed_editions(theirs.join(prints, on="token"), labels)
    cut = found.join(editions.select("doc", "tied", printed="edition"), on="doc").join(cuts, on="token")
    # Where the document does not tell its edition, a token is cut as all editions cut it.
    agreed = pl.col("tied") & (pl.col("parts").list.join("\t").n_unique() == 1).over("doc", "token")
    return (
        cut.filter(agreed | (~pl.col("tied") & (pl.col("edition") == pl.col("printed"))))
        .select("doc", "token", "parts")
        .unique(["doc", "token"], maintain_order=True)
    )
