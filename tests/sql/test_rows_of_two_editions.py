"""An agency's years side by side: rows of two editions of the form stand in the order in which each prints them."""

import duckdb

from load.scripts import read_scripts
from tests.sql.cases import fill_case
from transform.forms import load_forms

SQL = {script.name: script.sql for script in read_scripts("dashboard")}["agency_cells"]


def test_rows_of_an_edition_stand_as_it_prints_them(empty: duckdb.DuckDBPyConnection) -> None:
    years = {"2019": "2020", "2021": "2021"}
    fill_case(empty, {"report": [{"report_year": year, "edition": it, "fill": "0"} for it, year in years.items()]})
    shown = empty.execute(
        f"SELECT form, row_code FROM ({SQL}) GROUP BY ALL ORDER BY min(place)", {"agency": "a"}
    ).fetchall()
    for edition in years:
        cells = load_forms().cells
        printed = cells.filter(edition=edition).select("form", "row_code").unique(maintain_order=True).rows()
        for form in ("disclosure", "application", "dispute"):
            rows = [row for row in printed if row[0] == form]
            assert [row for row in shown if row in rows] == rows
