"""A report of which only the existence is known is in no score, rank, median or map, and is listed with the reason.

One province has agencies whose reports print when they were published, every section, and numbers that would be the
highest of all, but no form that could be read; another has agencies that were read whole.
"""

import re
from typing import Any

import duckdb
import pytest

from load.scripts import read_scripts
from tests.flows.command import ROOT
from tests.sql.cases import Row, fill_case

#: Agencies of each province; enough for medians.
COUNT = 6
SECTIONS = ("overview", "disclosure", "application", "dispute", "problems", "other")
#: What each row of the denials says of an unread report; as many were handled.
EXTREME = (
    "denied_state_secret", "denied_prohibited_by_law", "denied_security_stability", "denied_third_party",
    "denied_internal_affairs", "denied_deliberative", "denied_enforcement_file", "denied_administrative_query",
)  # fmt: skip
QUERIES = {script.name: script.sql for script in read_scripts("dashboard")}
CHOSEN = {"year": 2021, "region": None, "level": None, "function": None}
JUDGED = re.compile(r"(^|_)(score|rank)$")


def agencies(kind: str, region: str, province: str) -> list[Row]:
    """The agencies of one province."""
    return [
        {"agency_id": f"{kind}{number}", "name": f"{province}{kind}{number}局", "region_code": region,
         "province": province, "level": "county", "kind": "department", "function_code": "education"}
        for number in range(COUNT)
    ]  # fmt: skip


def fill(connection: duckdb.DuckDBPyConnection, *kinds: str) -> None:
    """A warehouse of the agencies of some kinds."""
    every = {"read": agencies("read", "510421", "甲省"), "unread": agencies("unread", "620102", "乙省")}
    chosen = [row for kind in kinds for row in every[kind]]
    requests: list[Row] = []
    for row in chosen:
        name, unread = row["agency_id"], str(row["agency_id"]).startswith("unread")
        number = str(int(str(name)[-1]) + 1)
        requests.append({"agency_id": name, "row_code": "handled_total", "column_code": "total", "value": "10"})
        denied = EXTREME if unread else EXTREME[:1]
        values = dict.fromkeys(denied, "9000" if unread else number)
        requests += [
            {"agency_id": name, "row_code": code, "column_code": "total", "value": value}
            for code, value in values.items()
        ]
    fill_case(
        connection,
        {
            "dim_agency": chosen,
            "report": [
                {
                    "agency_id": row["agency_id"],
                    "report_year": "2021",
                    "published_date": "2022-01-20",
                    "fill": "missing" if str(row["agency_id"]).startswith("unread") else "0",
                }
                for row in chosen
            ],
            "report_section": [
                {"agency_id": row["agency_id"], "section": section} for row in chosen for section in SECTIONS
            ],
            "fact_application": requests,
        },
    )


@pytest.fixture
def both(empty: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    fill(empty, "read", "unread")
    return empty


def dashboard(connection: duckdb.DuckDBPyConnection, name: str, **more: object) -> list[dict[str, Any]]:
    """The rows of a query of `sql/dashboard`."""
    sql, chosen = QUERIES[name], {**CHOSEN, **more}
    found = connection.execute(sql, {key: value for key, value in chosen.items() if f"${key}" in sql})
    return list(found.pl().iter_rows(named=True))


def judging(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Every view and table that scores or ranks a report, and the column that does."""
    return connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() AS judged WHERE NOT internal "
        "AND regexp_matches(column_name, ?) AND EXISTS (FROM duckdb_columns() AS key "
        "WHERE key.table_name = judged.table_name AND key.column_name = 'agency_id') ORDER BY ALL",
        [JUDGED.pattern],
    ).fetchall()


def test_no_view_scores_or_ranks_it(both: duckdb.DuckDBPyConnection) -> None:
    found = judging(both)
    assert {("scorecard", "score"), ("kept_scorecard", "score"), ("league", "peer_rank")} <= set(found)
    for table, column in found:
        counted = f"SELECT count({column}) FROM {table} WHERE starts_with(agency_id, '{{}}')"
        assert both.execute(counted.format("unread")).fetchall() == [(0,)], (table, column)
        assert both.execute(counted.format("read")).fetchall() != [(0,)], (table, column)


def test_each_says_why(both: duckdb.DuckDBPyConnection) -> None:
    for table, column in (
        ("scorecard", "not_scored_because"),
        ("league", "not_ranked_because"),
        ("report_coverage", "not_judged_because"),
    ):
        asked = f"SELECT DISTINCT {column} FROM {table} WHERE starts_with(agency_id, '{{}}') ORDER BY ALL"
        assert both.execute(asked.format("unread")).fetchall() == [("too_little_read",)]
        assert (None,) in both.execute(asked.format("read")).fetchall()
    assert both.execute("SELECT min(timeliness) FROM scorecard WHERE agency_id = 'unread0'").fetchall() == [("pass",)]


def test_no_median_and_no_peer_feels_it(both: duckdb.DuckDBPyConnection) -> None:
    medians = (
        "SELECT metric, group_name, peers, median FROM kept_league_group "
        "WHERE group_name <> 'county/6201' ORDER BY ALL",
        "FROM kept_league_rank ORDER BY ALL",
        "SELECT measure, known, median, percentile_75 FROM kept_anomaly_peer ORDER BY ALL",
        "FROM anomaly ORDER BY ALL",
    )
    with_them = [both.execute(sql).fetchall() for sql in medians]
    assert both.execute("SELECT 1 FROM kept_league_group WHERE group_name = 'county/6201'").fetchall() == []
    both.execute("DELETE FROM dim_agency; DELETE FROM fact_application; DELETE FROM fact_dispute; DELETE FROM report; "
                 "DELETE FROM fact_disclosure; DELETE FROM report_section; DELETE FROM refreshed_agency")  # fmt: skip
    fill(both, "read")
    assert [both.execute(sql).fetchall() for sql in medians] == with_them
    assert with_them[0]
    assert with_them[2]


@pytest.mark.parametrize("metric", ["score", "denied_share"])
def test_its_province_has_no_colour(metric: str, both: duckdb.DuckDBPyConnection) -> None:
    found = {row["region"]: row for row in dashboard(both, "league_map", metric=metric)}
    assert found["51"]["value"] is not None
    assert (found["62"]["value"], found["62"]["known"], found["62"]["whole"]) == (None, 0, COUNT)


@pytest.mark.parametrize(
    ("read", "unread", "coloured"), [(5, 5, True), (6, 6, True), (5, 6, False), (4, 4, False), (4, 0, False)]
)
def test_a_province_that_is_mostly_unread_has_no_colour(
    read: int, unread: int, coloured: bool, empty: duckdb.DuckDBPyConnection
) -> None:
    """At least half of the agencies must be ranked, and at least five."""
    rows = agencies("read", "510421", "甲省") + agencies("unread", "510421", "甲省")
    chosen = [*rows[:read], *rows[COUNT : COUNT + unread]]
    fills = ["0"] * read + ["missing"] * unread
    reports: list[Row] = [
        {"agency_id": row["agency_id"], "fill": fill, "published_date": "2022-01-20", "report_year": "2021"}
        for row, fill in zip(chosen, fills, strict=True)
    ]
    sections: list[Row] = [{"agency_id": row["agency_id"], "section": it} for row in chosen for it in SECTIONS]
    # A form of nothing but zeros tells too little for a score.
    requests: list[Row] = [
        {"agency_id": row["agency_id"], "row_code": code, "column_code": "total", "value": "1"}
        for row in rows[:read]
        for code in ("new_received", "granted", "handled_total")
    ]
    fill_case(
        empty,
        {"dim_agency": chosen, "report": reports, "report_section": sections, "fact_application": requests},
    )
    (province,) = dashboard(empty, "league_map", metric="score")
    assert (province["value"] is not None) is coloured
    assert (province["known"], province["whole"]) == (read, read + unread)


def test_the_dashboard_lists_it_with_the_reason(both: duckdb.DuckDBPyConnection) -> None:
    for query in ("league_score", "league_rate"):
        rows = dashboard(both, query, metric="denied_share")
        assert {row["not_ranked_because"] for row in rows if row["agency"].startswith("乙省")} == {"too_little_read"}
        assert all(row["agency"].startswith("甲省") for row in rows[:COUNT]), "those not ranked stand last"
    listed = dashboard(both, "not_judged")
    assert len(listed) == COUNT
    assert {row["because"] for row in listed} == {"too_little_read"}
    (shown,) = dashboard(both, "agency_reports", agency="unread0")
    assert (shown["score"], shown["not_scored_because"]) == (None, "too_little_read")


def test_queries_for_other_tools_leave_it_out(both: duckdb.DuckDBPyConnection) -> None:
    folder = ROOT / "dashboards" / "queries"
    shares = both.execute((folder / "refusals_by_province.sql").read_text(encoding="utf-8")).pl()
    assert shares["province"].to_list() == ["甲省"]
    league = both.execute((folder / "compliance_league.sql").read_text(encoding="utf-8")).pl()
    assert league["agency_id"].str.starts_with("unread").to_list() == [False] * COUNT + [True] * COUNT
    assert league["score"].is_null().to_list() == league["not_scored_because"].is_not_null().to_list()
    assert league["score"].is_null().to_list() == [False] * COUNT + [True] * COUNT
