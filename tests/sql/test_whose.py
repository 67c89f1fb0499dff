"""A government whose level is open may report for its whole area: it is added to no department, office or township."""

from pathlib import Path

import duckdb
import polars as pl

import gongkai
from tests.sql.cases import fill_case

ROOT = Path(__file__).resolve().parents[2]
AGENCIES = {
    "open": ("government", None, None),
    "county": ("government", "county", "county"),
    "town": ("government", "township", "own"),
    "bureau": ("department", None, "own"),
}


def test_the_same_everywhere(empty: duckdb.DuckDBPyConnection) -> None:
    rows = [{"agency_id": key, "kind": kind, "level": level} for key, (kind, level, _) in AGENCIES.items()]
    fill_case(
        empty,
        {
            "dim_agency": rows,
            "report": [{"agency_id": key, "report_year": "2021", "fill": "1"} for key in AGENCIES],
        },
    )
    expected = {key: whose for key, (*_, whose) in AGENCIES.items()}
    chosen = empty.execute("SELECT agency_id, whose FROM chosen_agency(NULL, NULL, NULL)").fetchall()
    assert dict(chosen) == expected
    told = pl.DataFrame(rows).select("agency_id", gongkai.whose())
    assert dict(told.iter_rows()) == expected
    sql = (ROOT / "dashboards" / "queries" / "requests_by_year.sql").read_text(encoding="utf-8")
    assert {row[1]: row[-1] for row in empty.execute(sql).fetchall()} == {None: 1, "county": 1, "own": 2}
