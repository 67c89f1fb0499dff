"""Inboxes and work places in an object store."""

import zipfile
from pathlib import Path

import pytest

pytest.importorskip("obstore", reason="without the extra cluster")

from extract.object_store import Objects
from extract.raw import Limits
from extract.readers import read_raw
from extract.sources.arguments import find_sources
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
    objects.put("folder/", b"")
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
