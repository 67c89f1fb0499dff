"""Runs on a real Dask cluster, whose workers share nothing but the work place: the facts are those of one machine."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

pytest.importorskip("distributed", reason="without the extra cluster")

from distributed import Client, Future
from distributed.scheduler import KilledWorker

from flows.remote import cluster as remote
from flows.remote import identity as identities
from flows.remote.connection import ClusterError
from flows.remote.place import Folder
from flows.remote.scratch import scratch
from flows.request import Request
from flows.run.batches import StoredBatch, read_stored_batch, read_tables, store_documents
from flows.run.night import watched_ingest
from flows.settings import Settings
from gongkai.queries.frames import run_query
from load.publishing.layout import Layout
from tests.flows.command import SAMPLES, gongkai, ingest
from tests.flows.remote.cluster import Cluster
from tests.flows.run.test_workers import TEXTS, documents

#: The machine may be busy with everything else.
PATIENCE = 600.0
TABLES = ("report", "fact_application", "fact_disclosure", "fact_dispute", "fact_claim", "report_text", "report_grid")


def facts(warehouse: Path) -> list[object]:
    """What a warehouse holds, whenever it came in."""
    return [
        run_query(warehouse, f"SELECT sum(hash(one)), count(*) FROM (SELECT {_but(table)} FROM {table}) AS one").row(0)
        for table in TABLES
    ]


def _but(table: str) -> str:
    return "* EXCLUDE (ingested_at)" if table == "report" else "*"


def until(what: Callable[[], object]) -> None:
    """Wait for what will be so."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def settings(on: Cluster, work: Path | str | None, batch: int = 4) -> Settings:
    """Of a run on a cluster."""
    place = str(work) if work else None
    return Settings(on=on.address, work=place, batch_documents=batch, load_threads=1, cluster_seconds=PATIENCE)


def test_the_facts_are_those_read_on_one_machine(
    cluster: Cluster, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_BATCH_DOCUMENTS", "8")
    file = tmp_path / "far.duckdb"
    counts = ingest(SAMPLES, "--on", cluster.address, warehouse=file)
    assert (counts["seen"], counts["loaded"], counts["rejected"]) == (24, 23, 1)
    assert facts(file) == facts(sample_file)
    assert not Layout.of(file).batches.exists(), "nothing waits any more"
    assert not list(cluster.folder.glob("worker*/tmp/gongkai-*")), "nor on the workers"


def test_a_killed_workers_batches_are_read_by_another(cluster: Cluster, sample_file: Path, tmp_path: Path) -> None:
    victim = cluster.worker("victim")
    file, work = tmp_path / "far.duckdb", tmp_path / "work"
    with Client(cluster.address, set_as_default=False) as client, ThreadPoolExecutor(1) as thread:
        client.wait_for_workers(3)
        (address,) = (it for it, one in client.scheduler_info(-1)["workers"].items() if one["name"] == "victim")
        run = thread.submit(watched_ingest, Request([str(SAMPLES)], file, settings(cluster, work)))
        until(lambda: run.done() or client.processing().get(address))
        assert not run.done()
        os.killpg(victim.pid, signal.SIGKILL)
        assert run.result().counts()["loaded"] == 23
    assert facts(file) == facts(sample_file)
    assert not list(work.iterdir()), "nothing waits any more"


def test_a_lost_scheduler_ends_the_run_and_the_next_one_goes_on(
    cluster: Cluster, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, work = tmp_path / "far.duckdb", tmp_path / "work"
    with another(tmp_path / "another") as doomed, ThreadPoolExecutor(1) as thread:
        doomed.worker("alone")
        # Where the loss shows between two orders, the run waits so long for the scheduler to come back.
        waits = settings(doomed, work, 6).model_copy(update={"cluster_seconds": 60.0})
        asked = Request([str(SAMPLES)], file, waits)
        run = thread.submit(watched_ingest, asked)
        place = Folder(Path(asked.place))
        until(lambda: run.done() or place.sealed())
        doomed.scheduler.kill()
        with pytest.raises(ClusterError, match=r"was lost.*the next run goes on"):
            run.result()
    assert not file.exists()
    finished = place.sealed() | {path.name for path in Layout.of(file).batches.iterdir() if path.is_dir()}
    submitted = submissions(monkeypatch)
    assert watched_ingest(Request([str(SAMPLES)], file, settings(cluster, work, 6))).counts()["loaded"] == 23
    assert len(finished & set(submitted)) == 0, "a finished batch is not read again"
    assert len(submitted) <= 3
    assert facts(file) == facts(sample_file)


def test_a_torn_batch_is_read_again(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Request([], tmp_path / "w.duckdb", settings(cluster, tmp_path / "work"))
    with remote.cluster_readers(asked) as readers:
        for name in ("first", "second"):
            (tmp_path / name).mkdir()
        read = readers.read(store_documents(documents(*TEXTS), tmp_path / "first"))
        torn = Path(asked.place) / read.name / "report.parquet"
        torn.write_bytes(torn.read_bytes()[:-10])
        again = store_documents(documents(*TEXTS), tmp_path / "second")
        readers.sealed = readers.place.sealed()
        submitted = submissions(monkeypatch)
        assert read_tables(readers.read(again))["report"].height == 3
    assert submitted == [read.name]


def test_a_worker_with_another_reader_is_refused_and_nothing_is_read(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identities, "PARSER_VERSION", "none")
    identities.identity.cache_clear()
    try:
        error = ended(cluster, tmp_path, "--work", tmp_path / "work")
    finally:
        identities.identity.cache_clear()
    assert "its reader has version" in error
    assert "here it has none" in error
    assert not list((tmp_path / "work").glob("*/*.parquet"))


def test_a_worker_that_does_not_see_the_work_place_says_so(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "put", lambda *_: None)  # it lands on another machine
    assert "does not see the work place" in ended(cluster, tmp_path)
    (tmp_path / "file").touch()
    monkeypatch.undo()
    assert "cannot be used: Not a directory" in ended(cluster, tmp_path, "--work", tmp_path / "file" / "work")


def test_where_nobody_answers_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_CLUSTER_SECONDS", "0.5")
    on = "tcp://127.0.0.1:1"
    done = gongkai("ingest", SAMPLES, "--on", on, "--warehouse", tmp_path / "w.duckdb", code=3)
    assert done.stderr.splitlines()[-1] == f"gongkai: no Dask scheduler answers at {on} within 0.5 s"
    assert not (tmp_path / "w.duckdb").exists()
    with another(tmp_path / "another") as empty:
        monkeypatch.setenv("GONGKAI_ON", empty.address)
        monkeypatch.setenv("GONGKAI_CLUSTER_SECONDS", "10")
        done = gongkai("ingest", SAMPLES, "--warehouse", tmp_path / "w.duckdb", code=3)
        assert "has no workers after 10 s; start some: dask worker tcp" in done.stderr
        _leave_alone(empty, tmp_path / "w.duckdb")
    monkeypatch.setenv("GONGKAI_ON", "here")
    gongkai("ingest", SAMPLES, "--warehouse", tmp_path / "w.duckdb", code=2)
    monkeypatch.delenv("GONGKAI_ON")
    gongkai("ingest", SAMPLES, "--work", tmp_path, "--warehouse", tmp_path / "w.duckdb", code=2)


def _leave_alone(cluster: Cluster, file: Path) -> None:
    """Take the last worker from a run."""
    worker = cluster.worker("last")
    with Client(cluster.address, set_as_default=False) as client, ThreadPoolExecutor(1) as thread:
        client.wait_for_workers(1)
        few = settings(cluster, None).model_copy(update={"cluster_seconds": 10.0})
        run = thread.submit(watched_ingest, Request([str(SAMPLES)], file, few))
        until(lambda: run.done() or any(client.processing().values()))
        os.killpg(worker.pid, signal.SIGKILL)
        with pytest.raises(ClusterError, match="has had no workers for 10 s"):
            run.result()
    assert not file.exists()


class Kills(remote.Cluster):
    """Stands in for a cluster whose workers die of every batch with a document that has the word."""

    def submit(self, batch: StoredBatch) -> "Future[str]":
        self.batch = batch
        return None  # type: ignore[return-value]

    def start(self, batch: StoredBatch) -> remote.Reading:
        self.submit(batch)
        return remote.Reading(self, batch, self)  # type: ignore[arg-type]

    def answer(self, future: "Future[str]") -> str:
        del future
        if any(b"poison" in part for part in [self.batch.documents.read_bytes()]):
            raise KilledWorker("a batch", None, 4)  # type: ignore[arg-type]
        read_stored_batch(self.batch)
        return ""


def test_a_document_that_kills_its_workers_is_refused_and_the_others_are_read(cluster: Cluster, tmp_path: Path) -> None:
    asked = Request([], tmp_path / "w.duckdb", settings(cluster, None))
    asked.work.mkdir()
    stored = store_documents(documents(TEXTS[0], TEXTS[1], f"{TEXTS[2]} poison"), asked.work)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Folder, "fetch", lambda *_: None)
        tables = read_tables(Kills(asked).read(stored))
    assert sorted(tables["report"]["source_uri"]) == ["in/0.txt", "in/1.txt"]
    assert tables["rejected"].select("source_uri", "reason").rows() == [("in/2.txt", "reader_killed")]


def test_scratch_of_the_dead_goes_and_that_of_the_living_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in ("dead", "living"):
        (tmp_path / f"gongkai-batch-{name}").mkdir()
        (tmp_path / f"gongkai-batch-{name}.lock").touch()
    with FileLock(tmp_path / "gongkai-batch-living.lock"), scratch() as mine:
        assert mine.is_dir()
        assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"gongkai-batch-living", mine.name}
    assert not mine.exists()


def submissions(patch: pytest.MonkeyPatch) -> list[str]:
    """The names of the batches that are given to workers from now on."""
    submitted: list[str] = []
    submit = remote.Cluster.submit

    def spy(self: remote.Cluster, batch: StoredBatch) -> "Future[str]":
        submitted.append(batch.folder.name)
        return submit(self, batch)

    patch.setattr(remote.Cluster, "submit", spy)
    return submitted


def ended(cluster: Cluster, folder: Path, *words: object) -> str:
    """The one line of a run of the command that fails, behind that of its progress."""
    done = gongkai("ingest", SAMPLES, "--on", cluster.address, *words, "-w", folder / "w.duckdb", code=3)
    assert not (folder / "w.duckdb").exists()
    *reading, line = done.stderr.splitlines()
    assert [it.strip() for it in reading] == ["reading documents"]
    return line


@contextmanager
def another(folder: Path) -> Iterator[Cluster]:
    """A cluster of a test's own, without workers."""
    one = Cluster(folder)
    try:
        yield one
    finally:
        one.end()
