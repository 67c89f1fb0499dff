"""Runs of values as rows of the form that grids are asked for: whole rows, and the parts of wide ones."""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.table.grids.form_columns import printed_parts
from transform.table.grids.geometry import PLACED
from transform.table.labels.known import known_labels
from transform.table.rows.runs import places_in_runs

_AT = ["doc", "line_no"]


def runs_of_whole_rows(runs: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Runs, those of a placed row that words in a cell have cut off with their row's row."""
    if placed.is_empty():
        return runs
    rows = placed.select(*_AT, own="row").unique(maintain_order=True)
    met = runs.join(rows, on=_AT, how="left", maintain_order="left")
    cut = pl.col("row").is_null() & pl.col("own").is_not_null()
    return met.with_columns(
        row=pl.coalesce("row", "own"),
        matched=pl.when(cut).then(pl.lit("label")).otherwise("matched"),
        again=pl.when(~cut).then("again"),
    ).drop("own")


def runs_of_rows(runs: pl.DataFrame) -> pl.DataFrame:
    """Runs that are rows of the form: doc, line_no, run, values, edition, row, behind, first_place, size, at.

    `first_place` and `size` tell which of the row's places, `at` is the column of the first value.
    """
    return runs.filter(pl.col("row").is_not_null()).select(
        *_AT,
        "run",
        "values",
        "edition",
        "row",
        "behind",
        first_place=pl.lit(0, pl.Int32),
        size="places",
        at="first_place",
    )


def runs_of_parts(runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Runs that are a part of a wide row, where a document prints these parts one by one.

    Returns:
        As `runs_of_rows`, of documents that do not print the row as one; each part once.
    """
    unread = runs.filter(pl.col("row").is_null() & (pl.col("matched") == "repeated").fill_null(False).not_())
    if unread.is_empty():
        return runs_of_rows(unread)
    # 行政诉讼（复议后起诉）: the group's label with the row's in brackets.
    letters = pl.col("head").str.normalize("NFKC").str.replace_all(r"[^\p{L}\p{N}]", "")
    said = pl.when(pl.col("bare").is_in(_group_labels(forms).implode())).then(letters).otherwise("bare")
    named = unread.with_columns(bare=said).join(_named_parts(forms), on=["edition", "bare"], maintain_order="left")
    found = named.filter(pl.col("values") <= pl.col("size"))
    if found.is_empty():
        return runs_of_rows(runs.clear())
    taken = runs.select("doc", part="row").drop_nulls().unique()
    once = pl.struct("doc", "part", "start").is_unique()
    return (
        found.join(taken, on=["doc", "part"], how="anti", maintain_order="left")
        .filter(once)
        .select(
            *_AT,
            "run",
            "values",
            "edition",
            row="part",
            behind="behind",
            first_place="start",
            size="size",
            at="first_place",
        )
    )


@lru_cache(maxsize=4)
def _named_parts(forms: Forms) -> pl.DataFrame:
    """The labels of the parts of wide rows: edition, bare, part (the row), start and size (which of its places)."""
    parts = printed_parts(forms).filter(pl.col("row_code").is_not_null())
    known = known_labels(forms)
    labels = known.filter(pl.col("kind") == "row").select("edition", "form", "bare", row_code="code")
    groups = known.filter(pl.col("kind") == "group").select("edition", "form", parent="code", group="bare")
    within = labels.join(forms.rows.select("edition", "form", "row_code", "parent"), on=["edition", "form", "row_code"])
    both = within.join(groups, on=["edition", "form", "parent"]).with_columns(bare=pl.concat_str("group", "bare"))
    said = pl.concat([labels, both.select(labels.columns)]).unique(maintain_order=True)
    return parts.join(said, on=["edition", "form", "row_code"]).select(
        "edition", "bare", part="row", start="first_place", size="size"
    )


@lru_cache(maxsize=4)
def _group_labels(forms: Forms) -> pl.Series:
    """The labels of groups of rows."""
    return known_labels(forms).filter(pl.col("kind") == "group")["bare"].unique()


def cells_of_parts(apart: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Rows that are printed one by one with a value for each place, outside of grids or against them: as `PLACED`.

    One such row alone may be anything; two of them under their own labels are the form's.
    """
    if apart.is_empty():
        return PLACED.to_frame()
    whole = apart.filter(pl.col("values") == pl.col("size"))
    repeated = whole.filter(pl.len().over("doc", "row") > 1)
    return (
        places_in_runs(tokens, repeated)
        .drop("doc")
        .join(repeated.select("run", "doc", "row", "first_place"), on="run", maintain_order="left")
        .with_columns(pl.col("nth") + pl.col("first_place"), column=pl.lit(None, pl.Int32))
        .select(PLACED.names())
    )
