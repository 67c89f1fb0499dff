"""The tables of a batch: from printed tokens to the cells of the forms, and the fate of every token."""

from dataclasses import dataclass, replace

import polars as pl

from transform.forms import Forms
from transform.pages import Pages
from transform.table.aligned import Table, table_of
from transform.table.cells import form_cells
from transform.table.fates.areas import areas_of
from transform.table.fates.leftovers import leftovers_and_labels
from transform.table.fates.recognised import recognised_labels
from transform.table.fates.uncertain import without_uncertain
from transform.table.fates.unread import printed_with_unread
from transform.table.grids.barred import barred_cells
from transform.table.grids.blanks import docs_with_blanks
from transform.table.grids.counted import counted_cells
from transform.table.grids.geometry import GRID_CELL, PLACED, column_codes, grid_cells
from transform.table.grids.parts import runs_of_whole_rows
from transform.table.grids.placed import placed_cells
from transform.table.grids.stacked import stacked_cells
from transform.table.labels.known import known_labels
from transform.table.labels.order import disordered_rows
from transform.table.labels.units import printed_units
from transform.table.printed import printed_cells
from transform.table.prints import Prints
from transform.table.refused import refused_places, without_refused
from transform.table.rows.numbering import NUMBERING
from transform.table.rows.runs import places_in_runs
from transform.table.second_prints import placed_again, second_prints, with_second_prints


@dataclass(frozen=True, slots=True)
class ReadTables:
    """What the tables of a batch say.

    Attributes:
        table: what is printed, of all documents that were given.
        cells: `transform.table.cells.FORM_CELL`, of the reports.
        leftovers: `transform.table.fates.leftovers.LEFTOVER_TOKEN`, of all documents.
        labels: `transform.table.fates.recognised.REPORT_LABELS`, of all documents.
        grid: `transform.table.grids.geometry.GRID_CELL`, of all documents.
    """

    table: Table
    cells: pl.DataFrame
    leftovers: pl.DataFrame
    labels: pl.DataFrame
    grid: pl.DataFrame


def read_tables(
    prints: Prints, editions: pl.DataFrame, reports: pl.DataFrame, pages: Pages, forms: Forms
) -> ReadTables:
    """Read the tables of a batch.

    Args:
        prints: what the documents print.
        editions: `transform.table.labels.editions.EDITION` of each, as decided, with report_year.
        reports: doc, edition of the documents whose cells are asked for, in the order of the cells.
        pages: the documents' lines and grids.
        forms: the forms.
    """
    table = table_of(prints, editions, pages.geometry, forms)
    disordered = disordered_rows(table, forms)
    certain = placed_cells(table, pages.lines, pages.geometry.of(reports), disordered, forms)
    counted = _cells_by_bars(table, pages.lines, disordered, forms)
    placed = pl.concat([certain, *counted]).filter(pl.struct("doc", "row", "nth").is_first_distinct())
    table = replace(table, runs=runs_of_whole_rows(table.runs, placed))
    areas = areas_of(table, forms)
    runs = _kept_runs(table, reports)
    values = places_in_runs(table.tokens, runs)
    printed = printed_cells(runs, values, forms, placed)
    again = placed_again(table, pages.lines, pages.geometry.of(reports), forms)
    printed = with_second_prints(printed, second_prints(runs, values, again, forms), runs, forms)
    printed = printed_with_unread(printed, table, areas, forms, reports)
    printed = without_uncertain(printed, table, pages.lines, forms, reports)
    refused = refused_places(table, (certain, placed), disordered, pages.geometry, forms)
    printed = without_refused(printed, refused, table, forms)
    cells = form_cells(reports, printed, printed_units(pages.lines, table, forms), forms, pages.scans)
    grids = [_form_grids(table, pages, forms), counted_cells(counted, table, pages, forms)]
    grid = _with_codes(pl.concat(grids), column_codes(placed, table.editions, forms))
    leftovers, labels = leftovers_and_labels(table, areas, cells, forms)
    return ReadTables(table, cells, leftovers, recognised_labels(labels, table, forms), grid)


def _cells_by_bars(
    table: Table, lines: pl.DataFrame, disordered: pl.DataFrame, forms: Forms
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What stands in each place of the rows of text whose bars or tabs count the columns: stacked, barred; `PLACED`."""
    docs = docs_with_blanks(table.runs)
    if docs.is_empty():
        return PLACED.to_frame(), PLACED.to_frame()
    theirs = _without_numbering(table.of(docs))
    their_lines = lines.filter(pl.col("doc").is_in(docs["doc"].implode()))
    stacked, barred = (
        read(theirs, their_lines, forms).join(disordered, on=["doc", "row"], how="anti", maintain_order="left")
        for read in (stacked_cells, barred_cells)
    )
    return stacked, barred


def _without_numbering(table: Table) -> Table:
    """A table whose numbers of rows and columns are texts."""
    numbers = table.runs.filter(matched=NUMBERING)["run"].implode()
    said = pl.when(~pl.col("run").is_in(numbers)).then("print").alias("print")
    return replace(table, tokens=table.tokens.with_columns(said))


def _kept_runs(table: Table, reports: pl.DataFrame) -> pl.DataFrame:
    """The runs of the reports that are rows of a form, also second prints of one."""
    rows = table.runs.filter(pl.col("row").is_not_null() | pl.col("again").is_not_null())
    return rows.join(reports, on="doc", how="semi", maintain_order="left")


def _form_grids(table: Table, pages: Pages, forms: Forms) -> pl.DataFrame:
    """The cells of the grids that print a label of a form: as from `transform.table.grids.geometry.grid_cells`."""
    if pages.geometry.lines.is_empty():
        return GRID_CELL.to_frame().drop("column_code")
    known = known_labels(forms).select("bare").unique()
    theirs = table.texts.join(pages.geometry.lines, on=["doc", "line_no"], how="semi")
    named = theirs.join(known, on="bare", how="semi").select("doc", "line_no").unique()
    return grid_cells(pages.geometry, pages.lines, named)


def _with_codes(grid: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """Cells of grids, with the columns of the form that they were read as: `GRID_CELL`."""
    return grid.join(codes, on=["doc", "line_no", "column"], how="left", maintain_order="left").select(
        GRID_CELL.names()
    )
