"""Inboxes and work places in an object store."""

import json
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("obstore", reason="without the extra cluster")

from distributed import Future

from extract.object_store import Objects
from extract.raw import Limits, Raw
from extract.readers import read_raw
from extract.sources.arguments import find_sources
from flows.remote import cluster as remote
from flows.run.batches import StoredBatch
from gongkai.queries.frames import run_query
from tests.flows.command import SAMPLES, gongkai, rows
from tests.flows.remote.cluster import Cluster
from tests.flows.remote.conftest import KEY_ID, SECRET
from tests.flows.remote.test_cluster import TABLES

NAMES = sorted(path.name for path in SAMPLES.glob("*"))


@pytest.fixture
def inbox(store: str, tmp_path: Path) -> str:
    """The sample reports in a store, three of them in an archive; what is hidden is none."""
    objects = Objects(f"{store}/inbox")
    with zipfile.ZipFile(tmp_path / "three.zip", "w") as archive:
        for name in NAMES[:3]:
            archive.write(SAMPLES / name, name)
    objects.put("县/three.zip", (tmp_path / "three.zip").read_bytes())
    for name in NAMES[3:]:
        objects.put(f"县/{name}", (SAMPLES / name).read_bytes())
    objects.put(".hidden/a.txt", b"none")
    objects.put("县", b"")  # as a folder's own object is listed
    return f"{store}/inbox"


def texts(warehouse: Path) -> object:
    """What is known of the reports, however they are named."""
    return [
        run_query(warehouse, f"SELECT sum(hash(one)), count(*) FROM (SELECT {but} FROM {table}) AS one").row(0)
        for table in TABLES
        for but in [_unnamed(table)]
    ]


def _unnamed(table: str) -> str:
    return "* EXCLUDE (ingested_at, source_uri)" if table == "report" else "*"


def test_inbox_and_work_in_a_store_give_the_same_facts_and_show_no_secret(
    cluster: Cluster, inbox: str, store: str, sample_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "far.duckdb"
    done = gongkai("ingest", inbox, "--on", cluster.address, "--work", f"{store}/work", "-w", file, "--json")
    assert texts(file) == texts(sample_file)
    uris = {row["source_uri"] for row in rows(file, "SELECT source_uri FROM report")}
    assert f"{inbox}/县/{NAMES[-2]}" in uris
    assert f"{inbox}/县/three.zip!/{NAMES[0]}" in uris
    assert not list(Objects(f"{store}/work").sizes()), "nothing waits any more"
    journal = "".join(path.read_text() for path in tmp_path.glob(".far.duckdb.runs*/**/*") if path.is_file())
    for said in (done.stdout, done.stderr, journal, (tmp_path / ".far.duckdb.runs.jsonl").read_text()):
        assert SECRET not in said
        assert KEY_ID not in said


def test_workers_fetch_what_stands_in_a_store(
    cluster: Cluster, inbox: str, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetched(*_: object) -> Raw:
        raise AssertionError("the coordinator fetches")

    monkeypatch.setattr("extract.sources.objects._fetch", fetched)
    file = tmp_path / "w.duckdb"
    words = ("ingest", inbox, "--on", cluster.address, "--work", tmp_path / "work", "-w", file, "--json")
    assert json.loads(gongkai(*words).stdout)["seen"] == len(NAMES)
    assert texts(file) == texts(sample_file)
    objects = Objects(inbox)
    objects.put(f"县/又-{NAMES[5]}", (SAMPLES / NAMES[5]).read_bytes())
    objects.put("乡/new.txt", (SAMPLES / NAMES[6]).read_bytes() + b"\n")
    counts = json.loads(gongkai(*words).stdout)
    assert (counts["unchanged"], counts["seen"]) == (len(NAMES) + 1, len(NAMES) + 2)
    names = run_query(file, f"SELECT count(*) FROM document_name WHERE source_uri LIKE '%{NAMES[5]}'")
    assert names.item() == 2


def test_what_workers_cannot_fetch_the_coordinator_does(inbox: str, sample_file: Path, tmp_path: Path) -> None:
    file, cluster = tmp_path / "w.duckdb", Cluster(tmp_path / "cluster")
    try:
        cluster.worker("nobody", AWS_ACCESS_KEY_ID="")
        done = gongkai("ingest", inbox, "--on", cluster.address, "--work", tmp_path / "work", "-w", file)
    finally:
        cluster.end()
    assert done.stderr.count("the coordinator fetches") == 1
    assert "AWS_ACCESS_KEY_ID" in done.stderr
    assert texts(file) == texts(sample_file)


def test_what_was_fetched_and_is_gone_ends_the_run_and_the_next_one_fetches_it_again(
    cluster: Cluster, inbox: str, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit, file = remote.Cluster.submit, tmp_path / "w.duckdb"

    def losing(of: remote.Cluster, batch: StoredBatch) -> "Future[str]":
        of.place.remove([name for name in of.place.names() if name.startswith("fetched-20")])
        return submit(of, batch)

    words = ("ingest", inbox, "--on", cluster.address, "--work", tmp_path / "work", "-w", file)
    with monkeypatch.context() as lost:
        lost.setattr(remote.Cluster, "submit", losing)
        done = gongkai(*words, code=3)
    assert done.stderr.splitlines()[-1].startswith("gongkai: a worker failed: worker tcp://")
    assert f"is not in {tmp_path}" in done.stderr
    assert not file.exists()
    gongkai(*words)
    assert texts(file) == texts(sample_file)


def test_the_work_place_is_no_input_and_one_object_is_read_by_its_name(store: str) -> None:
    objects = Objects(store)
    for name in ("in/a.txt", "in/work/b.txt", "in/works.txt"):
        objects.put(name, b"text")
    found = find_sources([f"{store}/in/"], skip=[f"{store}/in/work"])
    assert [source.uri for source in found.sources] == [f"{store}/in/a.txt", f"{store}/in/works.txt"]
    assert [source.uri for source in find_sources([f"{store}/in/a.txt"]).sources] == [f"{store}/in/a.txt"]
    assert find_sources([f"{store}/nothing"]).missing == [f"{store}/nothing"]


def test_a_document_that_is_too_large_or_gone_is_refused_by_name(store: str) -> None:
    objects = Objects(store)
    for name, size in (("a.txt", 10), ("b.txt", 100), ("c.txt", 0)):
        objects.put(name, b"x" * size)
    sources = list(find_sources([store]).sources)
    objects.remove(["c.txt"])
    small, large, gone = read_raw(sources, Limits(max_document_bytes=50))
    assert small.data == b"x" * 10
    assert (large.reason, large.uri) == ("too_large", f"{store}/b.txt")
    assert large.digest
    assert gone.reason == "unreadable"


def test_a_store_that_does_not_answer_or_refuses_is_one_line(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = gongkai("ingest", f"{store}-absent/in", "-w", tmp_path / "w.duckdb", code=2)
    assert done.stderr == f"gongkai: {store}-absent/in refuses: NoSuchBucket\n"
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    done = gongkai("ingest", f"{store}/in", "-w", tmp_path / "w.duckdb", code=2)
    assert done.stderr == "gongkai: an object store needs AWS_SECRET_ACCESS_KEY in the environment\n"
    assert not (tmp_path / "w.duckdb").exists()
