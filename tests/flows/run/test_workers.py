"""Documents that fail or kill their reader, workers that are killed, batches that a crash left: nothing is lost."""

import os
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import polars as pl
import pytest

from extract.documents import DOCUMENT
from flows.run import batches, isolation
from flows.run.batches import SEAL, StoredBatch, is_whole, read_safely, read_stored_batch, read_tables, store_documents
from flows.run.isolation import Patience, read_isolated
from flows.run.workers import Pool
from flows.settings import Settings
from tests.flows.command import SAMPLES
from transform.batch import read_batch
from transform.document.parts.split import MOST_PARTS
from transform.prose.claims import MOST_PLACES

TEXTS = [path.read_text(encoding="utf8") for path in sorted(SAMPLES.glob("*-2021.txt"))[:3]]

PATIENCE = Patience(300, 60)


def documents(*texts: str) -> pl.DataFrame:
    rows = [
        {"source_uri": f"in/{number}.txt", "sha256": f"{number:064}", "text": text, "decoded_by": "utf-8"}
        for number, text in enumerate(texts)
    ]
    return pl.DataFrame(rows, schema=DOCUMENT)


def fails_on(patch: pytest.MonkeyPatch, word: str, error: BaseException) -> None:
    """Let reading fail on every batch with a document that has the word."""

    def run(
        found: pl.DataFrame, manifest: pl.DataFrame | None = None, decided: pl.DataFrame | None = None
    ) -> dict[str, pl.DataFrame]:
        if found["text"].str.contains(word, literal=True).any():
            raise error
        return read_batch(found, manifest=manifest, decided=decided)

    patch.setattr(batches, "read_batch", run)


@pytest.mark.parametrize("error", [ValueError("no such column\nand more"), pl.exceptions.PanicException("index")])
def test_a_document_that_fails_is_refused_and_the_others_are_read(
    error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_on(monkeypatch, "poison", error)
    tables = read_safely(documents(TEXTS[0], f"{TEXTS[1]} poison", TEXTS[2]))
    assert tables["report"]["source_uri"].to_list() == ["in/0.txt", "in/2.txt"]
    assert tables["rejected"].select("source_uri", "reason").rows() == [("in/1.txt", "reader_failed")]
    assert str(error).splitlines()[0] in tables["rejected"]["detail"].item()
    assert read_safely(documents(*TEXTS))["report"].height == 3


def test_more_claims_than_are_read_at_once_are_refused_and_the_others_read() -> None:
    endless = TEXTS[1] + "公开1条。" * MOST_PLACES
    tables = read_safely(documents(TEXTS[0], endless))
    assert tables["report"]["source_uri"].to_list() == ["in/0.txt"]
    assert tables["rejected"].select("source_uri", "reason").rows() == [("in/1.txt", "too_large")]
    assert f"{MOST_PLACES:,}" in tables["rejected"]["detail"].item()


def test_more_reports_in_a_document_than_are_read_at_once_are_refused_and_the_others_read() -> None:
    prose = "一、总体情况\n合成文本。\n二、主动公开政府信息情况\n合成文本。\n五、存在的主要问题及改进情况\n合成文本。\n"
    reports = [f"合成县{name}局2022年政府信息公开工作年度报告\n{prose}" for name in ("教育", "财政")]
    endless = "".join(reports) * (MOST_PARTS // 2 + 1)
    tables = read_safely(documents(TEXTS[0], endless))
    assert tables["report"]["source_uri"].to_list() == ["in/0.txt"]
    assert tables["rejected"].select("source_uri", "reason").rows() == [("in/1.txt", "too_large")]
    assert f"{MOST_PARTS:,}" in tables["rejected"]["detail"].item()


def test_documents_of_more_reports_than_are_read_at_once_are_read_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    several = documents(*(f"{TEXTS[at]}\n{TEXTS[at + 1]}" for at in range(2)), TEXTS[0])
    whole = read_safely(several)
    monkeypatch.setattr("transform.document.parts.split.AT_ONCE", 3)
    parts = read_safely(several)
    assert whole["report"].height == 5
    for name in ("report", "fact_application", "fact_claim", "rejected"):
        assert parts[name].sort(pl.all()).equals(whole[name].sort(pl.all())), name


@pytest.mark.parametrize("error", [OSError("disk full"), MemoryError()])
def test_what_is_not_the_documents_fault_stops_the_batch(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_on(monkeypatch, "poison", error)
    with pytest.raises(type(error)):
        read_safely(documents("poison"))


def test_a_batch_read_in_parts_is_the_same() -> None:
    whole = read_safely(documents(*TEXTS))
    parts = batches.joined([read_safely(documents(*TEXTS)[at : at + 1]) for at in range(3)])
    for name, table in whole.items():
        assert table.sort(pl.all()).equals(parts[name].sort(pl.all())), name


def test_a_finished_batch_is_found_again_and_a_torn_one_is_not(tmp_path: Path) -> None:
    batch = store_documents(documents(*TEXTS), tmp_path)
    assert batch.documents.exists()
    read_stored_batch(batch)
    assert is_whole(batch.folder)
    assert not batch.documents.exists()
    assert store_documents(documents(*TEXTS), tmp_path) == batch
    assert not batch.documents.exists(), "nothing left to read"
    facts = batch.folder / "fact_dispute.parquet"
    facts.write_bytes(facts.read_bytes()[:-10])
    assert not is_whole(batch.folder)
    store_documents(documents(*TEXTS), tmp_path)
    assert batch.documents.exists()
    assert not batch.folder.exists()


def test_a_batch_without_its_seal_is_not_whole(tmp_path: Path) -> None:
    folder = read_stored_batch(store_documents(documents(*TEXTS), tmp_path))
    (folder / SEAL).unlink()
    assert not is_whole(folder)


def test_a_killed_worker_costs_a_second_reading(tmp_path: Path) -> None:
    with Pool(Settings(workers=1), large=True) as pool:
        handle = pool.start(store_documents(documents(*TEXTS), tmp_path))
        assert pool.executor
        for pid in list(pool.executor._processes):
            os.kill(pid, signal.SIGKILL)
        assert read_tables(handle.result())["report"].height == 3
        again = pool.start(store_documents(documents(TEXTS[0]), tmp_path))
        assert read_tables(again.result())["report"].height == 1, "and the pool goes on"


class Killer:
    """Stands in for a process that starts, and dies of every batch with a document that has the word."""

    def __init__(self, word: str) -> None:
        self.word = word

    def __call__(self, _: int) -> "Killer":
        return self

    def __enter__(self) -> "Killer":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    _processes = None

    def submit(self, _: object, *arguments: StoredBatch) -> "Future[Path]":
        future: Future[Path] = Future()
        try:
            future.set_result(self.read(*arguments) if arguments else Path())
        except BrokenProcessPool as error:
            future.set_exception(error)
        return future

    def read(self, batch: StoredBatch) -> Path:
        if pl.read_parquet(batch.documents)["text"].str.contains(self.word, literal=True).any():
            raise BrokenProcessPool
        return read_stored_batch(batch)


def test_a_document_that_kills_is_refused_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "processes", Killer("poison"))
    stored = store_documents(documents(TEXTS[0], TEXTS[1], f"{TEXTS[2]} poison"), tmp_path)
    tables = read_tables(read_isolated(stored, PATIENCE))
    assert sorted(tables["report"]["source_uri"]) == ["in/0.txt", "in/1.txt"]
    assert tables["rejected"].select("source_uri", "reason").rows() == [("in/2.txt", "reader_killed")]
    assert is_whole(stored.folder)


def test_where_no_worker_lives_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class AlwaysKilled(Killer):
        def submit(self, *_: object) -> "Future[Path]":
            future: Future[Path] = Future()
            future.set_exception(BrokenProcessPool())
            return future

    monkeypatch.setattr(isolation, "processes", AlwaysKilled("anything"))
    with pytest.raises(isolation.WorkersDieError, match="nothing was published"):
        read_isolated(store_documents(documents(*TEXTS), tmp_path), PATIENCE)
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_a_batch_with_scans_has_more_time() -> None:
    assert PATIENCE.with_scans(0, 600) == PATIENCE
    assert PATIENCE.with_scans(2, 600) == Patience(1500, 600)
    assert PATIENCE.with_scans(2, 600).halved().halved().halved() == Patience(600, 600)
    assert PATIENCE.with_scans(1000, 600) == Patience(6300, 600)
