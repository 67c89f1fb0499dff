"""The tables of a batch: what documents print, and the row of the form that each run of values is."""

from dataclasses import dataclass

import polars as pl

from transform.forms import Forms
from transform.table.grids.geometry import Geometry
from transform.table.prints import Prints
from transform.table.rows.alignment import ALIGNED_RUN, aligned_runs
from transform.table.rows.labels_above_heads import with_labels_above_heads
from transform.table.rows.numbering import NUMBERING, column_numbers, without_column_numbers
from transform.table.rows.pieces import with_labels_of_pieces
from transform.table.rows.repeated_cells import without_repeated_cells
from transform.table.rows.row_numbers import with_row_numbers_apart
from transform.table.rows.runs import runs_of
from transform.table.rows.sections import runs_by_section
from transform.table.rows.sets import runs_of_other_sets


@dataclass(frozen=True, slots=True)
class Table:
    """What the documents of a batch print, as far as the forms' tables go.

    Attributes:
        tokens: `transform.table.rows.runs.TOKEN`, in reading order.
        texts: `transform.table.prints.TEXT`, the tokens that are no numbers, in order.
        runs: `transform.table.rows.alignment.ALIGNED_RUN`, in order.
        editions: `transform.table.labels.editions.EDITION`: the form that each document prints, with its report_year.
    """

    tokens: pl.DataFrame
    texts: pl.DataFrame
    runs: pl.DataFrame
    editions: pl.DataFrame

    def of(self, docs: pl.DataFrame) -> "Table":
        """What some documents (a frame with `doc`) print."""
        here = pl.col("doc").is_in(docs["doc"].implode())
        return Table(*(frame.filter(here) for frame in (self.tokens, self.texts, self.runs, self.editions)))


def table_of(prints: Prints, editions: pl.DataFrame, geometry: Geometry, forms: Forms) -> Table:
    """The runs of values of a batch, each with its row of the form.

    Args:
        prints: what the batch prints.
        editions: as from `transform.table.labels.editions.decided_editions`, with report_year.
        geometry: the grids.
        forms: the forms.
    """
    tokens, found = prints.tokens, runs_of(prints.tokens, geometry.lines)
    tokens, row_numbers = with_row_numbers_apart(tokens, found)
    if not row_numbers.is_empty():
        found = runs_of(tokens, geometry.lines)
    runs = (
        found.join(editions.select("doc", "edition"), on="doc", how="left", maintain_order="left")
        .join(prints.labels.rename({"token": "head"}), on="head", how="left", maintain_order="left")
        .join(prints.labels.select(before="token", before_bare="bare"), on="before", how="left", maintain_order="left")
    )
    numbers = pl.concat([column_numbers(runs, tokens, forms), row_numbers])
    struck = _struck(runs.filter(pl.col("run").is_in(numbers.implode())), NUMBERING)
    if not numbers.is_empty():
        runs = without_column_numbers(runs, numbers)
    runs = with_labels_above_heads(with_labels_of_pieces(runs, tokens, forms), tokens, forms)
    rows = _rows_of(runs, prints.texts, forms)
    others = runs_of_other_sets(rows, tokens, prints.texts, editions, forms)
    if not others.is_empty():
        rows = _without_sets(rows, runs, others, prints.texts, forms)
    rows, tokens = without_repeated_cells(rows, tokens, forms)
    if not struck.is_empty():
        rows = pl.concat([rows, struck]).sort("run")
    return Table(tokens, prints.texts, rows, editions)


def _rows_of(runs: pl.DataFrame, texts: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    return runs_by_section(aligned_runs(runs, forms), texts, forms).select(ALIGNED_RUN.names())


def _without_sets(
    rows: pl.DataFrame, runs: pl.DataFrame, others: pl.DataFrame, texts: pl.DataFrame, forms: Forms
) -> pl.DataFrame:
    """Rows, those of a few documents anew without the runs of `others` (doc, run), which are rows printed elsewhere."""
    here = pl.col("doc").is_in(others["doc"].unique().implode())
    kept = runs.filter(here).join(others, on="run", how="anti", maintain_order="left")
    struck = _struck(rows.join(others, on="run", how="semi", maintain_order="left"), "repeated")
    return pl.concat([rows.filter(~here), _rows_of(kept, texts, forms), struck]).sort("run")


def _struck(runs: pl.DataFrame, how: str) -> pl.DataFrame:
    """Runs that are no row of the form, matched as `how`: `ALIGNED_RUN`."""
    nothing = pl.lit(None, pl.Int32)
    told = runs.with_columns(
        row=nothing, again=nothing, places=nothing, behind=pl.lit(value=False), matched=pl.lit(how)
    )
    return told.select(ALIGNED_RUN.names())
