"""The kept tables after many runs are those of one run: what a new document touches is worked out anew, and no less."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from load.building.chunks import HANGING
from load.building.definition import define, is_outdated
from load.building.kept import refresh_kept
from load.building.slices import work_out
from load.run import Limits
from load.scripts import read_scripts
from tests.load.batches import document
from tests.load.conftest import loader
from transform.forms import load_forms

KEPT = [script.name for script in read_scripts("kept")]
REQUESTS = {("new_received", "total"): 4, ("carried_out", "total"): 4}
RECEIVED = {"claim_no": 1, "topic": "applications_received"}
GROWN = {"claim_no": 2, "topic": "growth_rate", "value": 100, "unit": "percent", "rate_of": 1}


def refused(number: int) -> dict[tuple[str, str], int]:
    """The cells of a report that refused so many of ten requests."""
    return {("denied_state_secret", "total"): number, ("handled_total", "total"): 10}


def contents(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    return {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in KEPT}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several runs: a year before, a year after, a revision, an older version that changes nothing."""
    folder = tmp_path_factory.mktemp("nightly")
    load = loader(folder, folder / "published" / "w.duckdb")
    claimed = [{**RECEIVED, "value": 4}]
    load([document("a21", cells=REQUESTS, claims=claimed), document("b21", agency="b", published="2022-01-20")])
    grown = [{**RECEIVED, "value": 8}, GROWN]
    load([document("a22", year=2022, cells={("carried_in", "total"): 4}, claims=grown), document("c21", agency="c")])
    load([document("a20", year=2020, cells={("carried_out", "total"): 1})])
    restated = [{**RECEIVED, "value": 5}]
    load([document("a21-new", cells={("carried_out", "total"): 3}, claims=restated, published="2022-03-01")])
    load([document("b21-old", agency="b", published="2022-01-10")])
    # Enough peers to be ranked; of one the level is known a year later only.
    told: dict[str, Any] = {"level": "county", "kind": "department"}
    load([document("d21", agency="d", cells=refused(9))])
    load([document(f"{name}21", agency=name, cells=refused(number), **told) for number, name in enumerate("efghi")])
    load([document("d22", agency="d", year=2022, **told)])
    return folder / "published" / "w.duckdb"


@pytest.fixture
def nightly(built: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of several runs, open."""
    with duckdb.connect(shutil.copy(built, tmp_path / "w.duckdb")) as connection:
        yield connection


def test_refreshed_tables_are_those_of_a_full_build(nightly: duckdb.DuckDBPyConnection) -> None:
    found = contents(nightly)
    assert not [name for name in KEPT if not found[name] and name != "kept_anomaly"]
    for name in KEPT:
        nightly.execute(f"DELETE FROM {name}")
    nightly.execute("DELETE FROM refreshed_report")
    assert refresh_kept(nightly) == 12
    assert contents(nightly) == found


def test_growth_is_held_to_last_years_revision(nightly: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT report_year, table_value, status FROM claim_check WHERE check_code = 'growth'"
    assert nightly.execute(query).fetchall() == [(2022, 60, "fail")]


def test_nothing_is_worked_out_twice(nightly: duckdb.DuckDBPyConnection) -> None:
    assert not is_outdated(nightly, load_forms())
    assert refresh_kept(nightly) == 0


def test_a_year_touches_the_later_ones_of_its_agency_only(nightly: duckdb.DuckDBPyConnection) -> None:
    found = contents(nightly)
    nightly.execute("UPDATE refreshed_report SET parser_version = '' WHERE agency_id = 'a' AND report_year = 2021")
    assert refresh_kept(nightly) == 2
    assert contents(nightly) == found


class Elsewhere:
    """Works slices out in databases of their own; those with `lost` in their names come back from nobody."""

    def __init__(self, lost: str) -> None:
        self.lost, self.slices = lost, 0

    def work_out(self, shared: Path, slices: Sequence[Path]) -> dict[Path, Path]:
        self.slices = len(slices)
        done = {}
        for folder in slices:
            if self.lost and self.lost in folder.name:
                continue
            done[folder] = folder.with_name(f"{folder.name}-rows")
            done[folder].mkdir()
            work_out(shared, folder, done[folder], Limits(threads=1))
        return done

    def prepare(self, chunks: Mapping[Path, Sequence[Path]]) -> dict[Path, Path]:
        raise AssertionError(chunks)


@pytest.mark.parametrize("lost", ["", "1", "slice"], ids=["all come back", "some are lost", "none come back"])
@pytest.mark.parametrize("stale", ["true", "agency_id = 'a' AND report_year = 2021"], ids=["all", "one agency's"])
@pytest.mark.parametrize("size", [1, 5])
def test_slices_worked_out_elsewhere_are_those_worked_out_here(
    nightly: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, stale: str, size: int, lost: str
) -> None:
    found = contents(nightly)
    nightly.execute(f"UPDATE refreshed_report SET parser_version = '' WHERE {stale}")
    nightly.execute("SET preserve_insertion_order = false")  # as a load has it
    monkeypatch.setattr("load.building.kept.SLICE", size)
    elsewhere = Elsewhere(lost)
    refresh_kept(nightly, elsewhere)
    assert (elsewhere.slices > 1) == (stale == "true"), "an agency is never in two slices"
    assert contents(nightly) == found


@pytest.mark.parametrize("stale", ["true", "agency_id = 'a' AND report_year = 2021", "agency_id IN ('d', 'f')"])
@pytest.mark.parametrize("size", [1, 100])
def test_a_slice_worked_out_apart_is_the_same(
    nightly: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, stale: str, size: int
) -> None:
    found = contents(nightly)
    nightly.execute(f"UPDATE refreshed_report SET parser_version = '' WHERE {stale}")
    monkeypatch.setattr("load.building.kept.SLICE", size)
    monkeypatch.setattr("load.building.kept._are_few", lambda _: True)
    refresh_kept(nightly)
    assert contents(nightly) == found
    left = nightly.execute("SELECT name FROM (SHOW ALL TABLES) WHERE database = 'temp'").fetchall()
    assert not {name for (name,) in left} & {*KEPT, *HANGING, "report"}, "nothing stands before the warehouse's tables"


def test_another_definition_empties_them(nightly: duckdb.DuckDBPyConnection) -> None:
    nightly.execute("UPDATE metric_threshold SET value = 0.5 WHERE name = 'min_coverage'")
    assert is_outdated(nightly, load_forms())
    assert define(nightly, load_forms())
    assert all(not rows for rows in contents(nightly).values())
    assert refresh_kept(nightly) == 12
