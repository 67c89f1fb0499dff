"""The statutory forms as data: the one reader of `data/forms`.

An edition is a folder of CSV files (see `data/forms/README.md`). Sources of the forms: 国办公开办函〔2019〕60号
and 国办公开办函〔2021〕30号.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from extract.shipped import shipped

FORMS_FOLDER = shipped("data", "forms")
#: The only column whose numbers may be negative.
SIGNED = "change"


@dataclass(frozen=True, eq=False)  # compared and cached by identity: frames have no hash
class Forms:
    """All editions, stacked; every frame has an `edition` column.

    Attributes:
        editions: edition, first_year, last_year, legal_basis, title.
        cells: one row a cell of a form in printing order: edition, form, row_code, column_code, unit, decimals,
            printed_row (the code of the row of values that it is printed in: a wide one holds several of `rows` side by
            side), row (that row's place in its edition, from 0), place (the cell's place in its row, from 0), cell (the
            cell's place in its edition, from 0).
        columns: a column of a set, in printing order: edition, form, columns (the set), column_code, under (the head
            that it shares with its neighbours; null for none).
        printed_rows: one row a printed row of values: edition, form, printed_row, row, places (how many values).
        rows: edition, form, row_code, parent, number, label, columns, printed_row.
        labels: every known print of a label: edition, form, kind, code, label, first_seen.
        identities: edition, identity, form, row_code, column_code, years_back, side, weight.
        sections: edition, section, ordinal, heading, keywords.
    """

    editions: pl.DataFrame
    cells: pl.DataFrame
    columns: pl.DataFrame
    printed_rows: pl.DataFrame
    rows: pl.DataFrame
    labels: pl.DataFrame
    identities: pl.DataFrame
    sections: pl.DataFrame


@lru_cache(maxsize=4)
def load_forms(folder: Path = FORMS_FOLDER) -> Forms:
    """Read every edition under `folder`.

    Raises:
        FileNotFoundError: no edition there, or an edition lacks one of its files.
    """
    editions = sorted(path.parent.name for path in folder.glob("*/edition.csv"))
    if not editions:
        raise FileNotFoundError(f"no form edition under {folder}")
    rows, columns = _read(folder, editions, "rows"), _read(folder, editions, "columns")
    cells = _cells(rows, columns)
    return Forms(
        editions=_read(folder, editions, "edition").with_columns(pl.col("first_year", "last_year").cast(pl.Int16)),
        cells=cells,
        columns=columns.select("edition", "form", "columns", "column_code", "under"),
        printed_rows=cells.group_by("edition", "form", "printed_row", "row", maintain_order=True).agg(
            places=pl.len().cast(pl.Int32)
        ),
        rows=rows,
        labels=_labels(rows, columns, _read(folder, editions, "labels")),
        identities=_read(folder, editions, "identities").with_columns(pl.col("years_back", "weight").cast(pl.Int64)),
        sections=_read(folder, editions, "sections"),
    )


def _read(folder: Path, editions: list[str], name: str) -> pl.DataFrame:
    """One file of every edition, all text, stacked under an `edition` column."""
    frames = [
        pl.read_csv(folder / edition / f"{name}.csv", infer_schema=False).select(
            pl.lit(edition).alias("edition"), pl.exclude("edition")
        )
        for edition in editions
    ]
    return pl.concat(frames)


def _cells(rows: pl.DataFrame, columns: pl.DataFrame) -> pl.DataFrame:
    """Every row with its columns, numbered in printing order."""
    return (
        rows.with_row_index("row")
        .join(
            columns.with_row_index("column").drop("label"),
            on=["edition", "form", "columns"],
            maintain_order="left",
        )
        .sort("row", "column")
        .select(
            "edition",
            "form",
            "row_code",
            "column_code",
            "unit",
            pl.col("decimals").cast(pl.Int32),
            "printed_row",
            (pl.struct("form", "printed_row").rle_id().over("edition")).cast(pl.Int32).alias("row"),
            pl.int_range(pl.len(), dtype=pl.Int32).over("edition", "form", "printed_row").alias("place"),
            pl.int_range(pl.len(), dtype=pl.Int32).over("edition").alias("cell"),
        )
    )


def _labels(rows: pl.DataFrame, columns: pl.DataFrame, variants: pl.DataFrame) -> pl.DataFrame:
    """The forms' own labels and the variants seen in print."""

    def official(frame: pl.DataFrame, kind: str, code: str) -> pl.DataFrame:
        return frame.select(
            "edition",
            "form",
            pl.lit(kind).alias("kind"),
            pl.col(code).alias("code"),
            "label",
            pl.lit("form").alias("first_seen"),
        )

    own = [official(rows, "row", "row_code"), official(columns, "column", "column_code")]
    return pl.concat([*own, variants.select(own[0].columns)]).unique(
        ["edition", "form", "kind", "code", "label"], maintain_order=True
    )
