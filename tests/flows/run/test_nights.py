"""Nights through the real command: versions, ways back, force, a new reader, kills, full disks, locked folders."""

import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from flows.request import Request
from flows.run.pipeline import ingest as run_ingest
from flows.settings import Settings
from tests.altered import alter
from tests.flows.command import GONGKAI, SAMPLES, gongkai, ingest, powerless, rows
from transform import shapes

FILES = sorted(SAMPLES.glob("*-2021.txt"))


def reports(warehouse: Path) -> int:
    return len(rows(warehouse, "SELECT report_id FROM report"))


def three_reports(folder: Path) -> Path:
    """An inbox of them."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for path in FILES[:3]:
        shutil.copy(path, inbox)
    return inbox


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return three_reports(tmp_path)


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an inbox and what its first night published."""
    folder = tmp_path_factory.mktemp("first")
    ingest(three_reports(folder), warehouse=folder / "w.duckdb")
    return folder


@pytest.fixture
def yesterday(first_night: Path, tmp_path: Path) -> Path:
    """The inbox the night after; the warehouse stands beside it."""
    shutil.copytree(first_night, tmp_path, dirs_exist_ok=True)
    return tmp_path / "inbox"


def test_a_warehouse_in_its_own_inbox_reads_none_of_its_files(inbox: Path) -> None:
    assert ingest(inbox, warehouse=inbox / "w.duckdb")["seen"] == 3
    shutil.copy(FILES[3], inbox)
    counts = ingest(inbox, warehouse=inbox / "w.duckdb")
    assert (counts["seen"], counts["loaded"], counts["unchanged"]) == (4, 1, 3)


def test_renamed_files_are_unchanged(yesterday: Path, tmp_path: Path) -> None:
    for path in list(yesterday.iterdir()):
        path.rename(path.with_name(f"renamed-{path.name}"))
    assert ingest(yesterday, warehouse=tmp_path / "w.duckdb")["unchanged"] == 3


def test_rollback_and_the_night_after(yesterday: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    shutil.copy(FILES[3], yesterday)
    ingest(yesterday, warehouse=warehouse)
    assert "again" in gongkai("rollback", "--warehouse", warehouse).stdout
    assert reports(warehouse) == 3
    listed = gongkai("rollback", "--list", "--warehouse", warehouse).stdout
    assert listed.count("Z") == 2
    assert ingest(yesterday, warehouse=warehouse)["loaded"] == 1
    assert reports(warehouse) == 4
    done = gongkai("rollback", "--to", "nowhere", "--warehouse", warehouse, code=3)
    assert "no earlier version nowhere" in done.stderr


def test_force_reads_again_and_says_so(yesterday: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    before = rows(warehouse, "FROM cell ORDER BY ALL")
    done = gongkai("ingest", yesterday, "--force", "--warehouse", warehouse)
    assert "read again: 3 known documents" in done.stdout
    assert rows(warehouse, "FROM cell ORDER BY ALL") == before
    assert reports(warehouse) == 3


def test_a_new_reader_reads_again_what_the_old_one_read(inbox: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    ingest(inbox, SAMPLES / "synthetic-sample-notice.txt", warehouse=warehouse)
    before = rows(warehouse, "FROM cell ORDER BY ALL")
    alter(warehouse, "UPDATE report SET parser_version = 'old'")
    (inbox / FILES[0].name).unlink()  # its text is in the warehouse
    done = gongkai("ingest", inbox, "--warehouse", warehouse)
    assert "read again: 3 known documents (3 reports had been read by an older reader)" in done.stdout
    assert rows(warehouse, "FROM cell ORDER BY ALL") == before
    assert rows(warehouse, "SELECT DISTINCT parser_version FROM report") == [{"parser_version": shapes.PARSER_VERSION}]
    counts = ingest(inbox, warehouse=warehouse)
    assert (counts["seen"], counts["unchanged"]) == (2, 2)


def test_no_room_on_the_disk_leaves_yesterdays_file(yesterday: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    before = warehouse.read_bytes()
    shutil.copy(FILES[3], yesterday)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    words = [str(GONGKAI), "ingest", str(yesterday), "--warehouse", str(warehouse)]
    done = subprocess.run(words, check=False, capture_output=True, text=True, preexec_fn=small)
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1 + sum(
        map(done.stderr.count, ("reading documents\n", "loading\n"))
    )
    assert warehouse.read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if "building" in path.name]
    assert ingest(yesterday, warehouse=warehouse)["loaded"] == 1


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    warehouse = tmp_path / "place" / "w.duckdb"
    warehouse.parent.mkdir()
    ingest(FILES[0], warehouse=warehouse)
    before = warehouse.read_bytes()
    for path in (warehouse.parent, warehouse, Path(f"{warehouse}.lock")):
        path.chmod(0o555)
    words = powerless("ingest", FILES[1], "--warehouse", warehouse)
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 3, done.stderr
    assert "cannot be written" in done.stderr
    warehouse.parent.chmod(0o755)
    assert warehouse.read_bytes() == before


def test_a_killed_run_leaves_a_lock_that_nobody_holds(inbox: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    words = [str(GONGKAI), "ingest", str(inbox), "--warehouse", str(warehouse)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        lock = Path(f"{warehouse}.lock")
        while not (lock.exists() and lock.read_text()) and run.poll() is None:
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
    assert ingest(inbox, warehouse=warehouse)["seen"] == 3
    assert reports(warehouse) == 3


def test_a_second_run_names_the_first(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = tmp_path / "w.duckdb"
    code = (
        "import sys; from pathlib import Path; from load.publishing.lock import write_lock\n"
        "with write_lock(Path(sys.argv[1]), 5): print('held', flush=True); sys.stdin.readline()"
    )
    python = GONGKAI.with_name("python")
    words = [str(python), "-c", code, str(warehouse)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        monkeypatch.setenv("GONGKAI_LOCK_SECONDS", "0.2")
        done = gongkai("ingest", inbox, "--warehouse", warehouse, code=3)
        assert f"process {holder.pid}, since " in done.stderr
        holder.kill()
    assert ingest(inbox, warehouse=warehouse)["loaded"] == 3


def test_a_run_that_dies_before_its_load_goes_on_from_its_batches(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "w.duckdb"
    settings = Settings(batch_documents=1, workers=1)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("flows.run.pipeline.load_batches", die)
        with pytest.raises(KeyboardInterrupt):
            run_ingest(Request([str(inbox)], warehouse, settings))
    finished = {path: path.stat().st_mtime_ns for path in tmp_path.glob(".w.duckdb.batches/*/report.parquet")}
    assert len(finished) == 3

    def look(_: Path, folders: list[Path], *__: object) -> None:
        assert {path / "report.parquet": (path / "report.parquet").stat().st_mtime_ns for path in folders} == finished
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("flows.run.pipeline.load_batches", look)
        with pytest.raises(KeyboardInterrupt):
            run_ingest(Request([str(inbox)], warehouse, settings))
    assert run_ingest(Request([str(inbox)], warehouse, settings)).load.loaded == 3
    assert not list(tmp_path.glob(".w.duckdb.batches"))


def test_a_program_that_holds_the_file_or_wrote_into_it_stops_no_night(yesterday: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    code = (
        "import sys, duckdb\n"
        "connection = duckdb.connect(sys.argv[1])\n"
        "connection.execute(\"INSERT INTO refreshed_by VALUES ('theirs')\")\n"
        "print('held', flush=True); sys.stdin.readline()"
    )
    words = [str(GONGKAI.with_name("python")), "-c", code, str(warehouse)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout is not None
        assert client.stdout.readline() == "held\n"
        assert reports(warehouse) == 3
        shutil.copy(FILES[3], yesterday)
        done = gongkai("ingest", yesterday, "--warehouse", warehouse)
        assert done.stderr.count(f"another program writes to {warehouse}; its file is kept as ") == 1
        assert reports(warehouse) == 4
        client.kill()
    assert not rows(warehouse, "FROM refreshed_by WHERE fingerprint = 'theirs'")
    (kept,) = tmp_path.glob(".w.duckdb.aside/*.duckdb")
    assert len(rows(kept, "FROM refreshed_by WHERE fingerprint = 'theirs'")) == 1
    doctor = gongkai("doctor", "--warehouse", warehouse).stdout
    assert "other programs" in doctor
