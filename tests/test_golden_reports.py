"""The five real reports, cell by cell, through the real command line.

Set GONGKAI_REAL_REPORTS to the folder that holds them (see tests/golden/README.md).
"""

import os
import tomllib
from pathlib import Path

import polars as pl
import pytest

from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from gongkai.queries.frames import run_query
from transform.forms import load_forms

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.toml"))
REPORTS = os.environ.get("GONGKAI_REAL_REPORTS")

pytestmark = pytest.mark.skipif(REPORTS is None, reason="GONGKAI_REAL_REPORTS is not set to the real reports' folder")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("golden") / "warehouse.duckdb"
    load = ingest(Request([str(REPORTS)], path, Settings())).load
    assert (load.seen, load.loaded, load.rejected) == (5, 5, 0)
    return path


def _expected_cells(golden: dict[str, dict[str, str]], edition: str) -> pl.DataFrame:
    cells = load_forms().cells.filter(pl.col("edition") == edition)
    rows = []
    for form, row_code, column_code in cells.select("form", "row_code", "column_code").iter_rows():
        key = f"{form}.{row_code}"
        columns = cells.filter(form=form, row_code=row_code)["column_code"].to_list()
        values = golden["rows"].get(key, " ".join("0" for _ in columns)).split()
        assert len(values) == len(columns), key
        value = values[columns.index(column_code)]
        state = golden["states"].get(key, "reported")
        rows.append((form, row_code, column_code, None if value == "-" else int(value), state))
    return pl.DataFrame(rows, schema=["form", "row_code", "column_code", "value", "state"], orient="row").sort(
        "form", "row_code", "column_code"
    )


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_cell_is_as_printed(warehouse: Path, path: Path) -> None:
    golden = tomllib.loads(path.read_text(encoding="utf8"))
    found = run_query(
        warehouse,
        f"SELECT form, row_code, column_code, value::BIGINT AS value, state FROM cell "
        f"WHERE source_uri LIKE '%{path.stem}%' ORDER BY ALL",
    )
    expected = _expected_cells(golden, golden["edition"])
    different = pl.concat([found, expected], how="vertical_relaxed").unique(keep="none", maintain_order=True)
    assert found.height == expected.height
    assert different.rows() == []


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_who_and_when(warehouse: Path, path: Path) -> None:
    golden = tomllib.loads(path.read_text(encoding="utf8"))
    names = ["agency_id", "agency_name_printed", "report_year", "edition", "signed_date", "published_date"]
    names += ["region_code", "level", "kind", "function_code"]
    (found,) = run_query(
        warehouse,
        f"SELECT {', '.join(names)} FROM report JOIN dim_agency USING (agency_id) "
        f"WHERE source_uri LIKE '%{path.stem}%'",
    ).iter_rows(named=True)
    assert found == {name: golden.get(name) for name in names}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_sections_and_lines(warehouse: Path, path: Path) -> None:
    golden = tomllib.loads(path.read_text(encoding="utf8"))
    sections = run_query(
        warehouse,
        f"SELECT section FROM report_section JOIN report USING (report_id) "
        f"WHERE source_uri LIKE '%{path.stem}%' ORDER BY line_no",
    )
    assert sections["section"].to_list() == golden["sections"]
    lines = run_query(
        warehouse,
        f"SELECT DISTINCT form || '.' || row_code AS row, line_no FROM cell WHERE source_uri LIKE '%{path.stem}%'",
    )
    printed = dict(lines.iter_rows())
    assert {row: printed[row] for row in golden["lines"]} == golden["lines"]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_claim_of_the_prose(warehouse: Path, path: Path) -> None:
    golden = tomllib.loads(path.read_text(encoding="utf8"))
    found = run_query(
        warehouse,
        f"SELECT concat_ws(' ', claim.line_no, claim.topic, claim.value::INTEGER, claim.unit, "
        f"coalesce(claim.qualifier, 'exact'), 'of ' || whole.value::INTEGER) AS claim "
        f"FROM fact_claim AS claim JOIN report USING (report_id) "
        f"LEFT JOIN fact_claim AS whole ON whole.report_id = claim.report_id AND whole.claim_no = claim.part_of "
        f"WHERE source_uri LIKE '%{path.stem}%' ORDER BY claim.claim_no",
    )
    assert found["claim"].to_list() == golden["claims"]


def test_no_claim_of_the_real_reports_fails(warehouse: Path) -> None:
    status = run_query(warehouse, "SELECT status, count(*) AS n FROM claim_check GROUP BY ALL ORDER BY ALL")
    assert dict(status.iter_rows()).get("fail", 0) == 0
    sums = run_query(warehouse, "SELECT value::INTEGER AS n FROM claim_check WHERE check_code = 'parts_sum' ORDER BY n")
    assert sums["n"].to_list() == [13, 55, 146, 599]
