"""The journal, `gongkai status`, `gongkai doctor` and the logs, through the real command."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from flows.operate import doctor_machine
from flows.operate.diagnosis import diagnose
from flows.operate.journal import LONGEST, journal_path, new_entry, read_entries, write_entry
from flows.operate.status import last_runs
from flows.outcome import Outcome
from flows.request import Request
from load.publishing.lock import lock_holder, write_lock
from load.run import LoadResult
from tests.flows.command import GONGKAI, SAMPLES, gongkai, ingest, rows
from tests.flows.samples import changed


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of some samples, with an inbox that has gained some."""
    folder = tmp_path_factory.mktemp("operations")
    (folder / "inbox").mkdir()
    for path in [*sorted(SAMPLES.glob("*20*.txt"))[:5], SAMPLES / "synthetic-sample-notice.txt"]:
        shutil.copy(path, folder / "inbox")
    ingest(folder / "inbox", warehouse=folder / "w.duckdb")
    ingest(folder / "inbox", warehouse=folder / "w.duckdb")
    for path in sorted(SAMPLES.glob("*20*.txt"))[5:8]:
        shutil.copy(path, folder / "inbox")
    return folder / "w.duckdb"


def _status(warehouse: Path, *words: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(gongkai("status", *words, "-w", warehouse, "--json").stdout)
    return found


def test_status_tells_of_quiet_nights_backlog_and_rejections(night: Path) -> None:
    found = _status(night, night.parent / "inbox")
    runs = found["runs"]
    assert isinstance(runs, list)
    assert [run["outcome"] for run in runs] == ["unchanged", "published"]
    assert found["backlog"] == {"new": 3, "unreadable": 0, "known": 6, "missing": []}
    rejected = found["rejected"]
    assert isinstance(rejected, list)
    assert [(row["reason"], row["documents"]) for row in rejected] == [("not_a_report", 1)]
    assert found["running"] is None
    shown = gongkai("status", night.parent / "inbox", "-w", night).stdout
    assert "backlog: 3 documents not known yet" in shown
    assert "not_a_report" in shown


def test_a_night_after_an_upgrade_publishes_and_says_so(sample_file: Path, tmp_path: Path) -> None:
    from flows.recorded.artifacts import summary_markdown  # noqa: PLC0415 (Prefect takes a second, in each process)

    ours = changed(sample_file, tmp_path / "w.duckdb", "UPDATE refreshed_by SET fingerprint = 'older'", refreshed=False)
    assert "its views are those of another gongkai" in gongkai("doctor", "-w", ours).stdout.replace("\n", " ")
    assert "made anew" in gongkai("ingest", SAMPLES, "-w", ours).stdout
    assert "\nViews and kept tables made anew" in summary_markdown(Outcome(load=LoadResult(redefined=True)), ours)
    assert _status(ours)["runs"][0]["outcome"] == "published"  # type: ignore[index]
    assert "made anew" not in gongkai("ingest", SAMPLES, "-w", ours).stdout
    assert _status(ours)["runs"][0]["outcome"] == "unchanged"  # type: ignore[index]


def test_status_before_the_first_night(tmp_path: Path) -> None:
    found = _status(tmp_path / "w.duckdb")
    assert (found["published"], found["runs"], found["backlog"]) == (None, [], None)
    assert not list(tmp_path.iterdir()), "looking leaves nothing behind"


def test_a_failed_night_is_in_the_journal_and_a_refused_first_one_leaves_nothing(night: Path, tmp_path: Path) -> None:
    ours = tmp_path / "w.duckdb"
    shutil.copy(night, ours)
    shutil.copy(journal_path(night), journal_path(ours))
    gongkai("ingest", tmp_path / "gone", "-w", ours, code=2)
    runs = _status(ours)["runs"]
    assert isinstance(runs, list)
    assert runs[0]["outcome"] == "refused"
    assert "gone" in runs[0]["error"]
    gongkai("ingest", tmp_path / "gone", "-w", tmp_path / "first.duckdb", code=2)
    assert not journal_path(tmp_path / "first.duckdb").exists()


def test_a_run_without_an_end_runs_or_died(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    write_entry(warehouse, new_entry("one", "started", {}))
    with write_lock(warehouse, 0):
        holder = lock_holder(warehouse)
        assert (holder or "").startswith(f"process {os.getpid()},")
        assert last_runs(read_entries(warehouse), holder, 5)[0]["outcome"] == "running"
    assert last_runs(read_entries(warehouse), lock_holder(warehouse), 5)[0]["outcome"] == "died"


def test_a_run_that_is_tried_again_is_one_run_and_has_no_end_until_its_last(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    for entry in (
        new_entry("one", "started", {"paths": ["a"]}),
        new_entry("one", "failed", {"error": "busy"}),
        new_entry("one", "started", {}),
    ):
        write_entry(warehouse, entry)
    (run,) = last_runs(read_entries(warehouse), None, 5)
    assert (run["run"], run["outcome"], run["ended"], run["error"]) == ("one", "died", None, "")
    write_entry(warehouse, new_entry("one", "published", {"counts": {"seen": 1}}))
    (run,) = last_runs(read_entries(warehouse), None, 5)
    assert (run["outcome"], run["counts"], run["paths"]) == ("published", {"seen": 1}, ["a"])


def test_a_torn_line_costs_only_itself_and_the_journal_stays_short(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    write_entry(warehouse, new_entry("one", "unchanged", {}))
    with journal_path(warehouse).open("a", encoding="utf8") as file:
        file.write('{"run": "torn')
    write_entry(warehouse, new_entry("two", "failed", {"error": "x" * (LONGEST // 2)}))
    assert [entry.run for entry in read_entries(warehouse)] == ["one", "two"]
    for name in ("three", "four", "five"):
        write_entry(warehouse, new_entry(name, "failed", {"error": "x" * (LONGEST // 2)}))
    assert [entry.run for entry in read_entries(warehouse)][-1] == "five"
    assert journal_path(warehouse).stat().st_size < 3 * LONGEST


def test_the_doctor_passes_a_good_place_and_says_what_to_do_in_a_bad_one(night: Path, tmp_path: Path) -> None:
    good = json.loads(gongkai("doctor", night.parent / "inbox", "-w", night, "--json").stdout)
    assert {one["outcome"] for one in good} == {"pass"}, good
    theirs = tmp_path / "theirs.duckdb"
    theirs.write_text("not a warehouse", encoding="utf8")
    bad = json.loads(gongkai("doctor", tmp_path / "gone", "-w", theirs, "--json", code=1).stdout)
    failed = {one["check"]: one["advice"] for one in bad if one["outcome"] == "fail"}
    assert set(failed) == {"database", "inbox"}
    assert all(failed.values())
    nowhere = json.loads(gongkai("doctor", "-w", tmp_path / "no" / "w.duckdb", "--json", code=1).stdout)
    assert [one["check"] for one in nowhere if one["outcome"] == "fail"] == ["folder"]


def test_the_doctor_sees_another_package_than_the_pinned_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        doctor_machine, "requires", lambda _: ["prefect==1.0", "no-such-package", "mypy; extra == 'dev'"]
    )
    (diagnosis,) = diagnose(Request((), Path("w.duckdb")), [doctor_machine.packages])
    assert diagnosis.outcome == "fail"
    assert "no-such-package is not installed" in diagnosis.found
    assert "needed ==1.0" in diagnosis.found


def test_json_logs_on_stderr_and_the_counts_alone_on_stdout(night: Path, tmp_path: Path) -> None:
    words = ["--log-format", "json", "ingest", str(night.parent / "inbox"), "-w", str(tmp_path / "w.duckdb"), "--json"]
    done = subprocess.run([GONGKAI, *words], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["seen"] == 9
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["outcome"] for line in lines if "outcome" in line] == ["started", "published"]
    assert all({"time", "level", "event", "run"} <= set(line) for line in lines)
    (name,) = {line["run"] for line in lines}
    found = _status(tmp_path / "w.duckdb")
    assert [run["run"] for run in found["runs"]] == [name]  # type: ignore[attr-defined]
    assert [version["version"] for version in found["versions"]] == [name]  # type: ignore[attr-defined]
    assert rows(tmp_path / "w.duckdb", "SELECT run_id FROM ingest_run") == [{"run_id": name}]
    wrong = subprocess.run(
        [GONGKAI, "--log-format", "json", "sql", "DROP"], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 2
    assert [json.loads(line)["level"] for line in wrong.stderr.splitlines()] == ["ERROR"]
