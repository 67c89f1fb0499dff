"""The unit of an amount, where the head of its column prints it."""

import polars as pl

from transform.lexicon import any_of
from transform.numbers import number_words

#: The unit that one column's header prints.
HEADER_UNIT = pl.Schema({"doc": pl.UInt32, "column_code": pl.String, "header_unit": pl.String})
#: The units of amounts that a header can name.
MONEY = ("10k CNY", "CNY")


def header_units(tokens: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """The unit that a column's header prints: `采购总金额（万元）`.

    Args:
        tokens: doc, token, bare of the label tokens.
        labels: as from `transform.table.labels.known.known_labels`.

    Returns:
        `HEADER_UNIT`.
    """
    words = number_words()
    units = {word: unit for unit in MONEY for word in words[unit]}
    columns = labels.filter(pl.col("kind") == "column").select("bare", column_code="code").unique()
    printed = pl.col("token").str.normalize("NFKC").str.extract(rf"\(.*?({any_of(list(units))})\)?")
    heads = tokens.join(columns, on="bare").select("doc", "column_code", "token")
    named = (
        heads.select("token")
        .unique()
        .with_columns(header_unit=printed.replace_strict(units, default=None))
        .filter(pl.col("header_unit").is_not_null())
    )
    return (
        heads.join(named, on="token", maintain_order="left")
        .select("doc", "column_code", "header_unit")
        .unique(["doc", "column_code"], keep="first", maintain_order=True)
    )
