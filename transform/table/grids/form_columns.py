"""The columns of the form: what can stand on one line of a grid, and under which labels."""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.table.labels.known import clean_label, known_labels


@lru_cache(maxsize=4)
def printed_parts(forms: Forms) -> pl.DataFrame:
    """What can stand on one line of a grid: a whole row of the form, or a part of a wide one.

    Returns:
        edition, form, row, row_code (null for a whole row), first_place and size Int32 (which places of the row),
        columns (the set's name), codes, names and parts List(String) (place by place: the column, its label, the row of
        the form that it is of).
    """
    sets = forms.rows.select("edition", "form", "row_code", "columns")
    key = ["edition", "form", "code"]
    own = forms.labels.filter((pl.col("kind") == "column") & (pl.col("first_seen") == "form")).unique(key, keep="first")
    cells = (
        forms.cells.rename({"column_code": "code"})
        .join(sets, on=["edition", "form", "row_code"], maintain_order="left")
        .join(own.select(*key, name=clean_label(pl.col("label"))[1]), on=key, how="left", maintain_order="left")
        .sort("edition", "row", "place")
    )
    cells = cells.with_columns(part="row_code")
    row = ["edition", "form", "row", "columns"]
    properties = (
        pl.col("place").min().alias("first_place"),
        pl.len().cast(pl.Int32).alias("size"),
        pl.col("code").alias("codes"),
        pl.col("name").alias("names"),
        pl.col("part").alias("parts"),
    )
    whole = cells.group_by(row, maintain_order=True).agg(properties).with_columns(row_code=pl.lit(None, pl.String))
    apart = cells.filter(pl.col("row_code").n_unique().over("edition", "row") > 1)
    return pl.concat(
        [whole, apart.group_by(*row, "row_code", maintain_order=True).agg(properties).select(whole.columns)]
    )


@lru_cache(maxsize=4)
def part_labels(forms: Forms) -> pl.DataFrame:
    """The labels of the rows that stand side by side in one printed row: edition, bare, form, columns, part."""
    wide = forms.rows.filter(pl.len().over("edition", "form", "printed_row") > 1)
    labels = known_labels(forms).filter(pl.col("kind") == "row").select("edition", "form", "bare", part="code")
    return (
        wide.select("edition", "form", "columns", part="row_code").join(labels, on=["edition", "form", "part"]).unique()
    )


@lru_cache(maxsize=4)
def column_labels(forms: Forms) -> pl.DataFrame:
    """The labels of columns in every set that has them: edition, bare, form, columns, code, size (of the set)."""
    sets = (
        printed_parts(forms)
        .select("edition", "form", "columns", code="codes")
        .unique(["edition", "form", "columns"])
        .with_columns(size=pl.col("code").list.n_unique().cast(pl.Int32))
        .explode("code")
        .unique()
    )
    columns = known_labels(forms).filter(pl.col("kind") == "column").select("edition", "form", "code", "bare").unique()
    return sets.join(columns, on=["edition", "form", "code"])
