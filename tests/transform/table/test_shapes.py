"""Every frame that leaves the room of the tables has the shape that stands beside its producer."""

import polars as pl
import pytest

from bench.scoring import documents_of
from bench.synthetic import generate
from tests.transform.prints import FORMS, documents, report
from transform.lines import LINE, LINE_TOKEN, lines_of, tokens_of
from transform.numbers import PRINTED_NUMBER, number_words, printed_numbers
from transform.pages import Pages, pages_of
from transform.table.aligned import table_of
from transform.table.cells import FORM_CELL
from transform.table.fates.areas import areas_of, unit_shape
from transform.table.fates.leftovers import LEFTOVER_TOKEN, TOKEN_FATE, token_fates
from transform.table.grids.geometry import GRID_CELL, GRID_LINES, GRID_PAGES, MERGED_CELLS, PLACED
from transform.table.grids.placed import placed_cells
from transform.table.labels.editions import EDITION, decided_editions, prescribed_editions
from transform.table.labels.known import KNOWN_LABEL, LABEL_TOKEN, ROW_EVIDENCE, known_labels, row_evidence
from transform.table.labels.order import disordered_rows
from transform.table.labels.unit_texts import UNIT_TEXT, unit_texts
from transform.table.labels.units import PRINTED_UNIT, printed_units
from transform.table.printed import PRINTED_CELL, printed_cells
from transform.table.prints import TEXT, Prints, prints_of
from transform.table.read import read_tables
from transform.table.rows.alignment import ALIGNED_RUN
from transform.table.rows.runs import RUN_VALUE, TOKEN, places_in_runs

DOCUMENTS = {
    "none": documents(),
    "no table": documents("今日有雨。"),
    "reports": documents_of(list(generate(3, seed=5))),
    "garbled": documents_of(list(generate(6, seed=7, garbles_per_report=3))),
    "a glued row": documents(report().replace("规章\t0\t0\t0", "规章000")),
}


@pytest.fixture(params=DOCUMENTS)
def pages(request: pytest.FixtureRequest) -> Pages:
    return pages_of(DOCUMENTS[request.param], FORMS)


def editions(pages: Pages, prints: Prints) -> pl.DataFrame:
    years = pages.documents.select("doc", report_year=pl.lit(None, pl.Int16))
    return decided_editions(prints.editions, prescribed_editions(years, FORMS))


def test_what_is_printed(pages: Pages) -> None:
    prints = prints_of(pages.lines, FORMS)
    assert pages.lines.schema == LINE
    assert tokens_of(lines_of(pages.documents)).schema == LINE_TOKEN
    assert printed_numbers(prints.tokens.select("token").unique(), number_words()).schema == PRINTED_NUMBER
    assert prints.tokens.schema == TOKEN
    assert prints.texts.schema == TEXT
    assert prints.labels.schema == LABEL_TOKEN
    assert prints.editions.schema == editions(pages, prints).schema == EDITION


def test_labels(pages: Pages) -> None:
    prints = prints_of(pages.lines, FORMS)
    assert known_labels(FORMS).schema == KNOWN_LABEL
    assert row_evidence(prints.labels.select("bare").unique(), known_labels(FORMS)).schema == ROW_EVIDENCE
    assert unit_texts(prints.texts["token"].unique(), FORMS).schema == UNIT_TEXT


def test_rows_and_grids(pages: Pages) -> None:
    prints = prints_of(pages.lines, FORMS)
    table = table_of(prints, editions(pages, prints), pages.geometry, FORMS)
    assert [frame.schema for frame in pages.geometry] == [GRID_LINES, MERGED_CELLS, GRID_PAGES]
    assert table.runs.schema == ALIGNED_RUN
    assert printed_units(pages.lines, table, FORMS).schema == PRINTED_UNIT
    assert table.of(pages.documents.head(1)).runs.schema == ALIGNED_RUN
    assert places_in_runs(table.tokens, table.runs).schema == RUN_VALUE
    assert placed_cells(table, pages.lines, pages.geometry, disordered_rows(table, FORMS), FORMS).schema == PLACED


def test_cells_and_fates(pages: Pages) -> None:
    prints = prints_of(pages.lines, FORMS)
    decided = editions(pages, prints).with_columns(report_year=pl.lit(2021, pl.Int16))
    read = read_tables(prints, decided, decided.select("doc", "edition"), pages, FORMS)
    rows = read.table.runs.filter(pl.col("row").is_not_null())
    areas = areas_of(read.table, FORMS)
    assert printed_cells(rows, places_in_runs(read.table.tokens, rows), FORMS).schema == PRINTED_CELL
    assert read.cells.schema == FORM_CELL
    assert read.leftovers.schema == LEFTOVER_TOKEN
    assert read.grid.schema == GRID_CELL
    assert areas.units.schema == areas.inside.schema == unit_shape(FORMS)
    assert token_fates(read.table, areas, read.cells, FORMS).schema == TOKEN_FATE
