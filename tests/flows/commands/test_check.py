"""`gongkai check` on sound and broken warehouses."""

import json
import shutil
from pathlib import Path

import pytest

from load.scripts import read_scripts
from tests.flows.command import gongkai
from tests.flows.samples import changed


@pytest.fixture(scope="module")
def sound(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sample_file, tmp_path_factory.mktemp("check") / "warehouse.duckdb"))


def test_a_sound_warehouse_passes_with_its_warnings(sound: Path) -> None:
    before = sound.read_bytes()
    done = gongkai("check", "--warehouse", sound)
    assert all(script.name in done.stdout for script in read_scripts("checks"))
    assert "form_mostly_missing (warn): 1 rows" in done.stdout
    assert sound.read_bytes() == before
    beside = {f"{sound.name}.lock", f".{sound.name}.versions", f".{sound.name}.runs.jsonl", f".{sound.name}.runs"}
    assert {path.name for path in sound.parent.iterdir()} <= {sound.name, *beside}


def test_a_broken_one_exits_1_and_shows_the_rows(sound: Path, tmp_path: Path) -> None:
    broken = changed(sound, tmp_path / "w.duckdb", "UPDATE report SET is_current = false")
    done = gongkai("check", "--warehouse", broken, "--limit", 3, code=1)
    assert "one_current_report (fail): 23 rows, the first 3" in done.stdout
    assert "513422-government" not in done.stdout, "only the first three rows"


def test_json_counts_and_samples(sound: Path, tmp_path: Path) -> None:
    broken = changed(sound, tmp_path / "w.duckdb", "DELETE FROM dim_agency")
    found = json.loads(gongkai("check", "--warehouse", broken, "--json", "--limit", 2, code=1).stdout)
    (whole,) = [check for check in found["checks"] if check["check"] == "report_is_whole"]
    assert (whole["severity"], whole["rows"], len(whole["sample"])) == ("fail", 23, 2)
    assert whole["sample"][0]["lacks_agency"] is True
    failing = {check["check"] for check in found["checks"] if check["severity"] == "fail" and check["rows"]}
    assert failing == {"report_is_whole", "alias_has_agency"}
    assert found["fail"] == len(failing)
    assert {check["check"] for check in found["checks"]} == {script.name for script in read_scripts("checks")}


def test_a_check_that_cannot_run_has_not_passed(sound: Path, tmp_path: Path) -> None:
    broken = changed(sound, tmp_path / "w.duckdb", "DROP TABLE report_section", refreshed=False)
    done = gongkai("check", "--warehouse", broken, code=1)
    assert "detail_has_report (fail) could not be run" in done.stdout
