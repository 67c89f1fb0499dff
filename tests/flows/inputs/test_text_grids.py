"""Text whose bars count the columns, through the command: its grids are kept, shown, read again to the same facts."""

import shutil
from pathlib import Path

import pytest

from gongkai.queries.frames import run_query
from tests.flows.command import gongkai
from tests.transform.table.test_counted_grids import totals_only
from tests.transform.table.test_grids import HEAD, page, rows

FACTS = "SELECT form, row_code, column_code, value, state, raw_text, line_no, reason FROM cell ORDER BY ALL"
GRIDS = "FROM report_grid ORDER BY ALL"


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of a text with bars, the same without its agency's name, and a page."""
    folder = tmp_path_factory.mktemp("bars")
    (folder / "in").mkdir()
    (folder / "in" / "bars.txt").write_text(totals_only("|"), encoding="utf-8")
    (folder / "in" / "nobody.txt").write_text(totals_only("|").replace("法库县合成局", "本局"), encoding="utf-8")
    text = page(HEAD + rows({"new_received": ["1", *[""] * 5, "1"]})).replace("合成局", "教育局")
    (folder / "in" / "page.html").write_text(text, encoding="utf-8")
    gongkai("ingest", folder / "in", "-w", folder / "w.duckdb")
    return folder / "w.duckdb"


def test_reports_and_held_documents_keep_them(night: Path) -> None:
    kept = run_query(
        night,
        """
        SELECT parse_filename(source_uri) AS name, is_certain, count(*) AS cells
        FROM (SELECT source_uri, report_id FROM report UNION ALL SELECT source_uri, report_id FROM held_document)
        JOIN report_grid USING (report_id) GROUP BY ALL ORDER BY ALL
        """,
    ).rows()
    assert kept == [("bars.txt", False, 208), ("nobody.txt", False, 208), ("page.html", True, 210)]


def test_explain_shows_one_as_a_grid(night: Path) -> None:
    shown = gongkai("explain", "bars.txt", "-w", night, "--all").stdout
    assert "counted by the bars or tabs" in shown
    assert "natural_person" in shown
    assert "counted by" not in gongkai("explain", "page.html", "-w", night, "--all").stdout


def test_reading_again_gives_the_same(night: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Path(shutil.copy(night, tmp_path / "w.duckdb"))
    (tmp_path / "in").mkdir()
    before = [run_query(warehouse, asked).rows() for asked in (FACTS, GRIDS)]
    for module in ("transform.batch", "flows.run.batches", "flows.run.pipeline", "transform.shapes"):
        monkeypatch.setattr(f"{module}.PARSER_VERSION", "later", raising=False)
    gongkai("ingest", tmp_path / "in", "-w", warehouse)
    assert run_query(warehouse, "SELECT DISTINCT parser_version FROM report").rows() == [("later",)]
    assert [run_query(warehouse, asked).rows() for asked in (FACTS, GRIDS)] == before
