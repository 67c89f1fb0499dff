"""Who stands on a roster and never reported has no row in `dim_agency`, and stands on the dashboard's pages."""

from typing import Any

import duckdb
import pytest

from load.scripts import read_scripts
from tests.sql.cases import fill_case

QUERIES = {script.name: script.sql for script in read_scripts("dashboard")}
PLACE = {"region_code": "510421", "level": "county"}


@pytest.fixture
def listed(empty: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A county whose bureau reported on 2021 alone; another bureau stands on the roster from 2022 on."""
    fill_case(
        empty,
        {
            "dim_agency": [
                {"agency_id": "g", "name": "甲县人民政府", "kind": "government", **PLACE},
                {"agency_id": "d", "name": "甲县教育局", "function_code": "education", **PLACE},
            ],
            "report": [
                {"agency_id": agency, "report_year": year, "fill": "0"}
                for agency, year in (("g", "2021"), ("g", "2022"), ("d", "2021"))
            ],
            "roster_agency": [
                {"agency": name, "first_year": "2022", "agency_id": key, "name": name, "kind": kind, **PLACE}
                for name, key, kind in (("甲县民政局", "c", "department"), ("甲县人民政府", "g", "government"))
            ],
            "ingest_run": [
                {"run_id": "1", "started_at": "2023-06-01 00:00:00+00", "finished_at": "2023-06-01 00:00:00+00",
                 "parser_version": "1", **dict.fromkeys(("seen", "loaded", "unchanged", "superseded", "rejected"), "0")}
            ],
        },
    )  # fmt: skip
    return empty


def asked(connection: duckdb.DuckDBPyConnection, name: str, **values: object) -> list[dict[str, Any]]:
    """The rows of a query of `sql/dashboard`."""
    sql = QUERIES[name]
    chosen = {"year": 2022, "region": None, "level": None, "function": None, **values}
    found = connection.execute(sql, {key: value for key, value in chosen.items() if f"${key}" in sql})
    return list(found.pl().iter_rows(named=True))


def test_is_listed_without_a_page(listed: duckdb.DuckDBPyConnection) -> None:
    rows = asked(listed, "not_reported")
    assert [(row["agency"], row["agency_id"], row["last_report_year"]) for row in rows] == [
        ("甲县民政局", None, None),
        ("甲县教育局", "d", 2021),
    ]
    assert [row["agency"] for row in asked(listed, "not_reported", function="education")] == ["甲县教育局"]
    assert asked(listed, "not_reported", region="52") == []


def test_counts_among_those_without_a_report(listed: duckdb.DuckDBPyConnection) -> None:
    assert asked(listed, "late")[0]["unreported"] == 2
    assert asked(listed, "late", region="52")[0]["unreported"] == 0


def test_is_a_part_of_its_government_in_its_years(listed: duckdb.DuckDBPyConnection) -> None:
    shown = {
        row["report_year"]: (row["n_unreported"], row["n_agencies"])
        for row in asked(listed, "area_unreported", agency="g")
    }
    assert shown == {2021: (0, 1), 2022: (2, 2)}
    told = "SELECT DISTINCT report_year, n_unreported, n_agencies FROM hierarchy_check"
    assert shown == {year: (lacking, whole) for year, lacking, whole in listed.execute(told).fetchall()}


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/Los_Angeles"])
def test_days_are_those_of_china_wherever_one_asks(zone: str, listed: duckdb.DuckDBPyConnection) -> None:
    listed.execute("UPDATE ingest_run SET finished_at = TIMESTAMPTZ '2023-01-31 20:00:00+00'")
    listed.execute(f"SET TimeZone = '{zone}'")
    told = "SELECT status, days_overdue FROM unreported WHERE agency_id = 'd'"
    assert listed.execute(told).fetchall() == [("overdue", 1)]
