"""A reader that stays: it follows publishes, and never mixes two versions."""

import os
import re
import shutil
import threading
from pathlib import Path

import duckdb
import pytest
from polars.testing import assert_frame_equal

from gongkai.queries import published
from gongkai.queries.frames import run_query
from gongkai.queries.published import Published
from load.errors import QueryError, WarehouseError
from load.scripts import SQL_FOLDER, read_scripts
from tests.flows.samples import changed

CHOSEN = {
    "year": 2022, "metric": "denied_share", "whose": "own", "agency": "310110-education", "words": "教育",
    "report": "0", "line": 3,
}  # fmt: skip


@pytest.fixture(scope="module")
def versions(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two versions; the second lacks one year."""
    folder = tmp_path_factory.mktemp("versions")
    return [
        sample_file,
        changed(sample_file, folder / "2.duckdb", "DELETE FROM report WHERE report_year = 2022", refreshed=False),
    ]


def publish(version: Path, file: Path) -> None:
    building = file.with_suffix(".building")
    shutil.copy(version, building)
    building.replace(file)


def reports(warehouse: Published) -> int:
    return int(warehouse.rows("totals")["reports"][0])


@pytest.mark.parametrize("query", [script.name for script in read_scripts("dashboard")])
def test_every_query_runs_with_and_without_filters(query: str, versions: list[Path]) -> None:
    warehouse = Published(versions[0])
    every = warehouse.rows(query, **CHOSEN)
    some = warehouse.rows(query, **CHOSEN, region="31", level="county", function="education")
    assert some.height <= every.height
    assert some.schema == every.schema
    warehouse.close()


def test_a_publish_is_seen_by_the_next_query(versions: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "w.duckdb"
    warehouse = Published(file)
    assert warehouse.version() is None
    with pytest.raises(WarehouseError, match="does not exist"):
        reports(warehouse)
    publish(versions[0], file)
    assert reports(warehouse) == 23
    publish(versions[1], file)
    assert reports(warehouse) < 23
    file.unlink()
    with pytest.raises(WarehouseError, match="does not exist"):
        reports(warehouse)
    warehouse.close()


def test_many_readers_and_publishes_at_once(versions: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "w.duckdb"
    publish(versions[0], file)
    warehouse = Published(file)
    right = {23, 23 - warehouse.rows("league_score", year=2022).height}
    found: list[int] = []
    readers = [threading.Thread(target=lambda: found.extend(reports(warehouse) for _ in range(25))) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(20):
        publish(versions[number % 2], file)
    for reader in readers:
        reader.join()
    assert len(found) == 100
    assert set(found) <= right
    warehouse.close()


def test_a_publish_between_two_looks_closes_no_query(versions: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Published(versions[0])
    with warehouse._reading() as running:
        looks = iter([True, False])
        monkeypatch.setattr(warehouse, "_is_new", lambda: next(looks, True))
        assert reports(warehouse) == 23
        assert running.execute("SELECT 1").fetchall() == [(1,)]
    warehouse.close()


def test_a_query_that_fails_is_one_line(versions: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "_queries", lambda: {"bad": "SELECT 1 FROM nowhere"})
    warehouse = Published(versions[0])
    with pytest.raises(QueryError, match="nowhere"):
        warehouse.rows("bad")
    monkeypatch.setattr(published, "_queries", lambda: {"out": "FROM read_csv('/etc/passwd')"})
    with pytest.raises(QueryError):
        warehouse.rows("out")
    warehouse.close()


@pytest.mark.parametrize(
    ("query", "column", "view"),
    [
        ("league_score", "score", "SELECT agency_id, score FROM scorecard WHERE report_year = 2022"),
        (
            "league_score",
            "weight_known",
            "SELECT agency_id, weight_known FROM scorecard WHERE report_year = 2022",
        ),
        (
            "league_rate",
            "rate",
            "SELECT agency_id, rate FROM league WHERE report_year = 2022 AND metric = 'denied_share'",
        ),
        ("punctual", "status", "SELECT agency_id, status FROM timeliness WHERE report_year = 2022"),
    ],
)
def test_what_a_query_says_of_each_agency_is_what_the_view_says(
    query: str, column: str, view: str, versions: list[Path]
) -> None:
    warehouse = Published(versions[0])
    found = warehouse.rows(query, **CHOSEN).select("agency_id", column).sort("agency_id")
    warehouse.close()
    assert_frame_equal(found, run_query(versions[0], view).sort("agency_id"))


def test_an_error_that_breaks_the_connection_is_not_the_end(
    versions: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Published(versions[0])
    before = warehouse.rows("totals")

    def broken(*_: object) -> None:
        raise QueryError("broken") from duckdb.FatalException("database has been invalidated")

    with monkeypatch.context() as patched:
        patched.setattr(published, "_answer", broken)
        with pytest.raises(QueryError):
            warehouse.rows("years")
        kept = warehouse._connection
    assert_frame_equal(warehouse.rows("totals"), before)
    assert warehouse._connection is not kept, "it was opened anew"
    warehouse.close()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_answers_that_are_kept_take_the_room_of_their_rows() -> None:
    columns = ", ".join(f"range + {number} AS c{number}" for number in range(12))
    with duckdb.connect() as connection:
        published._answer(connection, f"SELECT {columns} FROM range(3)", {})
        before = _address_space()
        kept = [published._answer(connection, f"SELECT {columns} FROM range(3)", {}) for _ in range(20)]
        assert _address_space() - before < 200 * 1024 * 1024, "a million rows of each would be 2 GB"
    assert all(answer.height == 3 for answer in kept)


def _address_space() -> int:
    """Bytes of this process, taken or not; where they are more than the machine has, it can start no other process."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


def test_no_query_counts_all_its_rows_by_a_window() -> None:
    # Over few rows such a window breaks DuckDB 1.5.5 now and then, and the whole connection with it (duckdb#25713).
    window = re.compile(
        r"\b(?:count|sum|min|max|avg)\([^()]*\)(?:\s+FILTER\s+\([^()]*\))?\s+OVER\s+\(\)", re.IGNORECASE
    )
    asked = [path for path in SQL_FOLDER.rglob("*.sql") if window.search(path.read_text(encoding="utf-8"))]
    assert asked == [], "count them in a query of their own"
