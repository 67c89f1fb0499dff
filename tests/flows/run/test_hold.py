"""`rollback`, `rollback --hold`, `hold`, `release` through the real command: who is published while nights go on."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.flows.command import SAMPLES, gongkai, ingest, rows

FILES = sorted(SAMPLES.glob("*-2021.txt"))


def reports(warehouse: Path) -> int:
    return len(rows(warehouse, "SELECT report_id FROM report"))


def status(warehouse: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gongkai("status", warehouse.parent / "inbox", "-w", warehouse, "--json").stdout)
    return found


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an inbox and the warehouse of two nights, of one report each."""
    folder = tmp_path_factory.mktemp("nights")
    (folder / "inbox").mkdir()
    for path in FILES[:2]:
        shutil.copy(path, folder / "inbox")
        ingest(folder / "inbox", warehouse=folder / "w.duckdb")
    return folder


@pytest.fixture
def warehouse(two_nights: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    shutil.copytree(two_nights, tmp_path, dirs_exist_ok=True)
    return tmp_path / "w.duckdb"


def test_a_version_that_is_held_stays_published_while_nights_go_on_beside_it(warehouse: Path) -> None:
    inbox = warehouse.parent / "inbox"
    assert "nights go on beside it" in gongkai("rollback", "--hold", "-w", warehouse).stdout
    assert ingest(inbox, warehouse=warehouse)["loaded"] == 1, "beside the held one, what it lacks is loaded again"
    shutil.copy(FILES[2], inbox)
    done = gongkai("ingest", inbox, "-w", warehouse)
    held = status(warehouse)["hold"]["version"]
    assert f"held: version {held} stays published, this run's version is kept beside it" in done.stderr
    assert "held: version" in done.stdout
    assert ingest(inbox, warehouse=warehouse)["unchanged"] == 3
    assert reports(warehouse) == 1, "readers see the version that is held"

    found = status(warehouse)
    assert [run["outcome"] for run in found["runs"]] == ["unchanged", "kept", "kept", "published", "published"]
    assert found["backlog"]["new"] == 0
    assert [event["event"] for event in found["events"]] == [
        *("beside", "beside", "hold", "rollback", "publish", "publish")
    ]
    assert [(one["is_current"], one["is_beside"]) for one in found["versions"][:3]] == [
        *((False, True), (False, True), (True, False))
    ]
    shown = gongkai("status", "-w", warehouse).stdout
    assert f"held at version {held} since" in shown
    assert "gongkai release publishes that" in shown
    assert "rollback" in shown

    assert held in gongkai("doctor", "-w", warehouse, "--json").stdout

    refused = gongkai("rollback", "-w", warehouse, code=3)
    assert f"held at version {held}: release it first" in refused.stderr
    assert "nights publish again" in gongkai("release", "-w", warehouse).stdout
    assert reports(warehouse) == 3
    assert status(warehouse)["hold"] is None
    assert ingest(inbox, warehouse=warehouse)["unchanged"] == 3
    assert "held at no version" in gongkai("release", "-w", warehouse, code=3).stderr


def test_what_is_published_now_is_held_and_released_and_a_rollback_says_what_comes(warehouse: Path) -> None:
    gongkai("hold", "-w", warehouse)
    assert "already" in gongkai("hold", "-w", warehouse, code=3).stderr
    shutil.copy(FILES[2], warehouse.parent / "inbox")
    assert ingest(warehouse.parent / "inbox", warehouse=warehouse)["loaded"] == 1
    assert reports(warehouse) == 2
    warehouse.unlink()
    ingest(warehouse.parent / "inbox", warehouse=warehouse)
    assert reports(warehouse) == 2, "a held version that is lost comes back"
    gongkai("release", "-w", warehouse)
    assert reports(warehouse) == 3
    said = gongkai("rollback", "-w", warehouse).stdout
    assert "the next run loads again what this version lacks" in said
    assert "rollback --hold" in said
