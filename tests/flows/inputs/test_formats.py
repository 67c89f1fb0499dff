"""The same report as a page, a Word file, an Excel file and a PDF: read through the command to the same numbers."""

import shutil
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

FORMATS = ("html", "docx", "xlsx", "pdf_ruled")
#: A report for each format.
REPORTS = dict(zip(FORMATS, generate(len(FORMATS), 21, layouts=("html",)), strict=True))


def file_of(kind: str) -> bytes | None:
    """The format's report as such a file; None where nothing here makes one."""
    report = REPORTS[kind]
    if kind == "html":
        return blank_page(report, Random(1)).text.encode()
    if kind == "docx":
        return word_file(report, Random(1)).data
    if kind == "xlsx":
        return excel_file(report, Random(1)).data
    known = makers()
    return known[min(known)]([printable(report, "ruled")])[0] if known else None


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of all formats, beside their inbox; the files' names do not tell their kinds."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "in").mkdir()
    for kind in FORMATS:
        if data := file_of(kind):
            (folder / "in" / f"{kind}.bin").write_bytes(data)
    gongkai("ingest", folder / "in", "-w", folder / "w.duckdb")
    return folder / "w.duckdb"


@pytest.fixture
def warehouse(kind: str, night: Path) -> Path:
    """The warehouse, where it holds the format."""
    if not (night.parent / "in" / f"{kind}.bin").exists():
        pytest.skip("nothing here prints PDF files")
    return night


@pytest.mark.parametrize("kind", FORMATS)
def test_a_report_is_read_from_each_format(kind: str, warehouse: Path) -> None:
    of_kind = f"WHERE source_uri LIKE '%/{kind}.bin'"
    cells = run_query(warehouse, f"SELECT form, row_code, column_code, value FROM cell {of_kind} AND value IS NOT NULL")
    assert cells.height > 100
    for *key, value in cells.iter_rows():
        assert value == REPORTS[kind].cells[tuple(key)], key
    ((read_from, grids),) = run_query(
        warehouse,
        "SELECT read_from, count(DISTINCT grid) AS grids FROM report JOIN report_grid USING (report_id) "
        f"{of_kind} GROUP BY ALL",
    ).rows()
    assert read_from == kind
    assert grids >= 2


@pytest.mark.parametrize("kind", ["html", "pdf_ruled"])
def test_explain_shows_the_page_and_the_column_of_a_grid(kind: str, warehouse: Path) -> None:
    of_kind = f"report_id = (SELECT report_id FROM report WHERE source_uri LIKE '%/{kind}.bin')"
    cells = run_query(
        warehouse,
        f"""
        SELECT grid.column_code, cell.column_code AS own FROM report_grid AS grid
        JOIN fact AS cell ON grid.report_id = cell.report_id AND grid.line_no = cell.line_no
            AND grid.column_code = cell.column_code AND cell.raw_text = grid.text
        WHERE cell.form = 'application' AND cell.state = 'reported' AND cell.{of_kind}
        """,
    )
    assert cells.height > 5
    pages = run_query(warehouse, f"SELECT DISTINCT page FROM report_grid WHERE {of_kind} ORDER BY page")[
        "page"
    ].to_list()
    assert pages == ([None] if kind == "html" else list(range(pages[0], pages[0] + len(pages))))
    shown = gongkai("explain", f"{kind}.bin", "-w", warehouse, "--all").stdout
    assert "natural_person" in shown
    assert ("(page" in shown) == (kind != "html")


def test_reading_again_without_the_files_loses_no_geometry(
    night: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Path(shutil.copy(night, tmp_path / "w.duckdb"))
    (tmp_path / "in").mkdir()
    query = "SELECT form, row_code, column_code, value, state, raw_text, line_no FROM cell ORDER BY ALL"
    grids = "FROM report_grid ORDER BY ALL"
    before = [run_query(warehouse, asked).rows() for asked in (query, grids)]
    for module in ("transform.batch", "flows.run.batches", "flows.run.pipeline", "transform.shapes"):
        monkeypatch.setattr(f"{module}.PARSER_VERSION", "later", raising=False)
    gongkai("ingest", tmp_path / "in", "-w", warehouse)
    assert run_query(warehouse, "SELECT DISTINCT parser_version FROM report").rows() == [("later",)]
    assert [run_query(warehouse, asked).rows() for asked in (query, grids)] == before
