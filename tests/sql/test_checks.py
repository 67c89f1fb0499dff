"""Every check finds what it is for, and nothing in a sound warehouse."""

from collections.abc import Iterator

import duckdb
import pytest

from load.building.checks import offending_rows
from load.scripts import read_scripts
from tests.sql.cases import fill_case, reads_kept, refresh_all

CHECKS = {script.name: script for script in read_scripts("checks")}
BROKEN = {
    "form_cells_complete": "DELETE FROM fact_dispute WHERE column_code = 'total'",
    "fact_has_report": "UPDATE fact_claim SET report_year = 2019",
    "detail_has_report": "INSERT INTO report_text VALUES ('nobody', 'x', 1)",
    "one_current_report": "UPDATE report SET is_current = false",
    "report_is_once": "INSERT INTO report_text FROM report_text",
    "versions_of_one_run": "INSERT INTO report SELECT * REPLACE ('twin' AS report_id, false AS is_current) FROM report",
    "fuller_version_superseded": "UPDATE report SET cells_known = 90; INSERT INTO report SELECT * REPLACE "
    "('fuller' AS report_id, false AS is_current, 200 AS cells_known, NULL AS signed_date) FROM report; "
    "INSERT INTO report_form VALUES ('a-2021', 'dispute', 'cut'), ('fuller', 'dispute', 'printed')",
    "versions_disagree": "INSERT INTO report SELECT * REPLACE "
    "('twin' AS report_id, 'docx' AS read_from, false AS is_current, NULL AS signed_date) FROM report; "
    "UPDATE report SET read_from = 'html' "
    "WHERE report_id <> 'twin'; INSERT INTO fact_dispute SELECT * REPLACE ('twin' AS report_id, 7 AS value) "
    "FROM fact_dispute WHERE column_code = 'total'",
    "report_is_whole": "DELETE FROM dim_agency",
    "state_has_evidence": "UPDATE fact_dispute SET line_no = NULL WHERE column_code = 'total'",
    "line_in_text": "UPDATE fact_dispute SET line_no = 4 WHERE column_code = 'total'",
    "date_implausible": "UPDATE report SET signed_date = '2021-01-12'",
    "edition_of_other_year": "UPDATE report SET report_year = 2020",
    "agency_without_region": "UPDATE dim_agency SET region_code = NULL",
    "agency_name_shared": "INSERT INTO dim_agency (agency_id, name, name_year) VALUES ('b', '甲局', 2021)",
    "agency_several_names_a_year": (
        "UPDATE report SET agency_name_printed = '甲文化局'; "
        "INSERT INTO report BY NAME "
        "SELECT * REPLACE ('x' AS report_id, '甲文旅局' AS agency_name_printed) FROM report; "
        "INSERT INTO agency_alias (agency_id, name_printed, name, stem, first_year, last_year) "
        "SELECT 'a', unnest(['甲文化局', '甲文旅局']) AS printed, printed, printed[2:], 2021, 2021"
    ),
    "decided_is_told": "UPDATE fact_dispute SET state = 'decided', reason = 'decided' WHERE column_code = 'total'",
    "agency_contradicted": "INSERT INTO report_evidence VALUES "
    "('in.txt', 'a-2021', 'agency', 'manifest', '乙局', NULL, 'contradicts', NULL)",
    "period_of_other_days": "INSERT INTO report_evidence VALUES "
    "('in.txt', 'a-2021', 'year', 'other_period', '2021年1月1日至10月31日', 3, 'contradicts', NULL)",
    "form_mostly_missing": "UPDATE fact_dispute SET value = NULL, state = 'missing', reason = 'x'",
    "alias_has_agency": "INSERT INTO agency_alias BY NAME SELECT 'nobody' AS agency_id, '某局' AS name_printed, "
    "'某局' AS name, 2021 AS first_year, 2021 AS last_year",
    "loaded_or_rejected": "INSERT INTO rejected_document SELECT source_uri, sha256, 'x', NULL, now() FROM report",
    "document_under_lowest_name": "INSERT INTO document_name SELECT sha256, 'a.txt', NULL FROM report",
    "held_is_rejected": "INSERT INTO held_document BY NAME "
    "SELECT 'h' AS report_id, 'h.txt' AS source_uri, repeat('1', 64) AS sha256, "
    "1 AS part, 'year_unknown' AS reason, 'x' AS text, 1 AS first_line, now() AS held_since",
    "form_not_printed": "INSERT INTO report_form VALUES ('a-2021', 'dispute', 'cut')",
    "metric_known": "UPDATE metric_measure SET row_code = 'granded' WHERE measure = 'requests_granted'",
    "metric_lacks_row": "DELETE FROM metric_measure WHERE row_code = 'denied_deliberative'",
    "count_negative": "UPDATE fact_dispute SET value = -1 WHERE column_code = 'total'",
    "year_thin": "INSERT INTO report BY NAME SELECT report.* EXCLUDE (report_id, report_year, sha256), "
    "year AS report_year, "
    "year || '-' || n AS report_id, lpad(report_id, 64, 'f') AS sha256 FROM report, "
    "range(3) AS t(n), (VALUES (2020), (2022)) AS u(year)",
    "run_mostly_rejected": "INSERT INTO ingest_run VALUES ('r', now(), now(), 3, 1, 0, 0, 2, '1')",
    "kept_tables_match_reports": "DELETE FROM refreshed_report",
    "count_implausible": "UPDATE fact_dispute SET value = 10000000 WHERE column_code = 'total'",
}


@pytest.fixture(scope="module")
def filled(made: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    fill_case(made, {"report": [{"fill": "0"}], "dim_agency": [{"region_code": "510402"}]})
    made.execute("INSERT INTO report_text VALUES ('a-2021', ?, 1)", ["一\n二\n三"])
    made.execute(
        "INSERT INTO fact_claim BY NAME SELECT 'a' AS agency_id, 2021 AS report_year, 'a-2021' AS report_id, "
        "1 AS claim_no, 'meetings' AS topic, 2 AS value, 'count' AS unit, '二次' AS sentence, 3 AS line_no"
    )
    return made


@pytest.fixture
def sound(filled: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A sound warehouse, for one test."""
    filled.begin()
    yield filled
    filled.rollback()


def test_every_check_is_tried() -> None:
    assert CHECKS.keys() == BROKEN.keys()
    assert {script.severity for script in CHECKS.values()} == {"fail", "warn"}


@pytest.mark.parametrize("name", BROKEN)
def test_check(name: str, sound: duckdb.DuckDBPyConnection) -> None:
    assert offending_rows(sound, CHECKS[name]) == []
    sound.execute(BROKEN[name])
    if reads_kept(name) and not name.startswith("kept_"):
        refresh_all(sound)
    assert offending_rows(sound, CHECKS[name])


@pytest.mark.parametrize(
    "other",
    [
        "DELETE FROM kept_completeness",
        "DELETE FROM kept_request_flow",
        "DELETE FROM kept_scorecard_part",
        "UPDATE dim_agency SET level = 'province'",
    ],
)
def test_kept_tables_that_lack_a_report_or_a_change_are_found(other: str, sound: duckdb.DuckDBPyConnection) -> None:
    sound.execute(other)
    assert offending_rows(sound, CHECKS["kept_tables_match_reports"])


@pytest.mark.parametrize(
    "other",
    [
        "INSERT INTO fact_dispute SELECT * FROM fact_dispute LIMIT 1",
        "UPDATE fact_dispute SET column_code = 'issued' WHERE column_code = 'other'",
    ],
)
def test_a_cell_twice_or_of_another_form_is_found(other: str, sound: duckdb.DuckDBPyConnection) -> None:
    sound.execute(other)
    assert offending_rows(sound, CHECKS["form_cells_complete"])


def test_a_hint_without_a_report_belongs_to_a_held_document(sound: duckdb.DuckDBPyConnection) -> None:
    sound.execute("INSERT INTO report_evidence VALUES ('h.txt', NULL, 'year', 'title', 'x', 1, 'used', NULL)")
    assert offending_rows(sound, CHECKS["held_is_rejected"])


def test_parts_of_a_document_share_its_name(sound: duckdb.DuckDBPyConnection) -> None:
    for check in ("document_under_lowest_name", "loaded_or_rejected"):
        sound.execute("DELETE FROM rejected_document")
        sound.execute("INSERT INTO rejected_document SELECT 'in.txt#part=2', sha256, 'x', NULL, now() FROM report")
        assert offending_rows(sound, CHECKS[check]) == []


@pytest.mark.parametrize("told", ["standing = 'current'", "is_revision = true", "published_date = '2022-03-01'"])
def test_a_cut_version_that_something_puts_first_is_not_asked_about(
    told: str, sound: duckdb.DuckDBPyConnection
) -> None:
    sound.execute("UPDATE report SET published_date = '2022-01-01'")
    sound.execute(BROKEN["fuller_version_superseded"])
    assert offending_rows(sound, CHECKS["fuller_version_superseded"])
    sound.execute(f"UPDATE report SET {told} WHERE is_current")
    assert offending_rows(sound, CHECKS["fuller_version_superseded"]) == []


@pytest.mark.parametrize("state", ["recognised", "decided"])
def test_what_a_machine_or_a_person_read_later_are_states(state: str, sound: duckdb.DuckDBPyConnection) -> None:
    sound.execute(f"UPDATE fact_dispute SET state = '{state}', reason = 'x' WHERE column_code = 'total'")
    assert offending_rows(sound, CHECKS["state_has_evidence"]) == []


@pytest.mark.parametrize(
    ("value", "state"),
    [("NULL", "reported"), ("1", "missing"), ("1", "guessed"), ("NULL", "recognised"), ("NULL", "decided")],
)
def test_value_is_null_exactly_when_missing(value: str, state: str, sound: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ConstraintException):
        sound.execute(
            "INSERT INTO fact_application "
            "(agency_id, report_year, report_id, row_code, column_code, value, state) "
            f"VALUES ('a', 2021, 'a-2021', 'granted', 'total', {value}, '{state}')"
        )
