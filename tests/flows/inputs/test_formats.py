"""The same report as a page, a Word file, an Excel file and a PDF: read through the command to the same numbers."""

from pathlib import Path
from random import Random

import pytest

from bench.synthetic import generate
from bench.synthetic.formats.excel import excel_file
from bench.synthetic.formats.pages import blank_page
from bench.synthetic.formats.pdf import makers
from bench.synthetic.formats.pdf_styles import printable
from bench.synthetic.formats.word import word_file
from gongkai.queries.frames import run_query
from tests.flows.command import gongkai

(REPORT,) = generate(1, 21, layouts=("html",))
FORMATS = ("html", "docx", "xlsx", "pdf_ruled")


def file_of(kind: str) -> bytes:
    if kind == "html":
        return blank_page(REPORT, Random(1)).text.encode()
    if kind == "docx":
        return word_file(REPORT, Random(1)).data
    if kind == "xlsx":
        return excel_file(REPORT, Random(1)).data
    known = makers()
    if not known:
        pytest.skip("nothing here prints PDF files")
    return known[min(known)]([printable(REPORT, "ruled")])[0]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_report_is_read_from_each_format(kind: str, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "in", tmp_path / "w.duckdb"
    inbox.mkdir()
    (inbox / f"{Path(REPORT.name).stem}.bin").write_bytes(file_of(kind))
    gongkai("ingest", inbox, "-w", warehouse)
    cells = run_query(warehouse, "SELECT form, row_code, column_code, value FROM cell WHERE value IS NOT NULL")
    assert cells.height > 100
    for *key, value in cells.iter_rows():
        assert value == REPORT.cells[tuple(key)], key
    told = run_query(
        warehouse,
        "SELECT read_from, count(DISTINCT grid) AS grids FROM report JOIN report_grid USING (report_id) GROUP BY ALL",
    )
    assert told.rows()[0][0] == kind
    assert told.rows()[0][1] >= 2


@pytest.mark.parametrize("kind", ["html", "pdf_ruled"])
def test_explain_shows_the_page_and_the_column_of_a_grid(kind: str, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "in", tmp_path / "w.duckdb"
    inbox.mkdir()
    (inbox / f"{Path(REPORT.name).stem}.bin").write_bytes(file_of(kind))
    gongkai("ingest", inbox, "-w", warehouse)
    cells = run_query(
        warehouse,
        """
        SELECT grid.column_code, cell.column_code AS own FROM report_grid AS grid
        JOIN fact AS cell ON grid.report_id = cell.report_id AND grid.line_no = cell.line_no
            AND grid.column_code = cell.column_code AND cell.raw_text = grid.text
        WHERE cell.form = 'application' AND cell.state = 'reported'
        """,
    )
    assert cells.height > 5
    pages = run_query(warehouse, "SELECT DISTINCT page FROM report_grid ORDER BY page")["page"].to_list()
    assert pages == ([None] if kind == "html" else list(range(pages[0], pages[0] + len(pages))))
    shown = gongkai("explain", REPORT.name.replace(".html", ".bin"), "-w", warehouse, "--all").stdout
    assert "natural_person" in shown
    assert ("(page" in shown) == (kind != "html")


@pytest.mark.parametrize("kind", ["html", "pdf_ruled"])
def test_reading_again_without_the_file_loses_no_geometry(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, warehouse = tmp_path / "in", tmp_path / "w.duckdb"
    inbox.mkdir()
    page = inbox / "page.html"
    page.write_bytes(file_of(kind))
    gongkai("ingest", inbox, "-w", warehouse)
    query = "SELECT form, row_code, column_code, value, state, raw_text, line_no FROM cell ORDER BY ALL"
    grids = "FROM report_grid ORDER BY ALL"
    before = [run_query(warehouse, asked).rows() for asked in (query, grids)]
    page.unlink()
    for module in ("transform.batch", "flows.run.batches", "flows.run.pipeline", "transform.shapes"):
        monkeypatch.setattr(f"{module}.PARSER_VERSION", "later", raising=False)
    gongkai("ingest", inbox, "-w", warehouse)
    assert run_query(warehouse, "SELECT parser_version FROM report").rows() == [("later",)]
    assert [run_query(warehouse, asked).rows() for asked in (query, grids)] == before
