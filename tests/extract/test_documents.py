"""Sources to batches: nothing is lost, nothing comes twice, nothing raises."""

import hashlib
import os
import socket
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.documents import DIGEST_BYTES, DOCUMENT, Batch, Limits, Raw, document_batches
from extract.raw import MIB
from extract.readers import read_raw
from extract.sources import files
from extract.sources.arguments import find_sources
from extract.sources.source import Source


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def ingest(folder: Path, known: Iterable[bytes] = (), **limits: int) -> tuple[pl.DataFrame, int]:
    """All documents below a folder, uris relative to it, and the count of unchanged ones."""
    sources = find_sources([str(folder)]).sources
    batches = list(document_batches(read_raw(sources, Limits(**limits)), frozenset(known)))
    frame = pl.concat([pl.DataFrame(schema=DOCUMENT), *(batch.documents for batch in batches)])
    relative = pl.col("source_uri").str.strip_prefix(f"{folder}/")
    return frame.with_columns(relative), sum(batch.unchanged for batch in batches)


def reasons(frame: pl.DataFrame) -> dict[str, str | None]:
    return dict(frame.select("source_uri", "reason").iter_rows())


def test_the_shape_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("一\r\n二".encode())
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    frame, _ = ingest(tmp_path)
    assert frame.schema == DOCUMENT
    assert frame.select(frame.columns[:8]).rows() == [
        ("a.txt", sha256("一\r\n二".encode()), "一\n二", "utf-8", None, None, None, None),
        ("b.pdf", sha256(b"%PDF-1.4"), None, None, None, None, None, None),
    ]
    assert frame["data"].to_list() == [None, b"%PDF-1.4"]  # read where pages are


def test_what_is_no_readable_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.tar")
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        frame, _ = ingest(tmp_path)
    assert reasons(frame) == {
        "dangling": "unreadable",
        "loop": "unreadable",
        "pipe.jsonl": "not_a_file",
        "pipe.tar": "not_a_file",
        "pipe.txt": "not_a_file",
        "socket": "not_a_file",
    }
    assert frame["sha256"].null_count() == frame.height
    assert frame["detail"][0] == "No such file or directory"


def test_a_device_is_never_opened() -> None:
    (raw,) = read_raw([Source("/dev/zero", "/dev/zero")])
    assert (raw.reason, raw.detail) == ("not_a_file", "a device, not a regular file")


def test_a_pipe_in_place_of_the_file_seen_before_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    assert files._read_bytes(str(tmp_path / "a"), 10, 100) == b""


def test_a_call_that_brings_a_part_of_a_file_only_is_followed_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    whole = os.read
    monkeypatch.setattr(os, "read", lambda file, size: whole(file, min(size, 3)))
    assert files._read_bytes(str(tmp_path / "a"), 10, 100) == b"0123456789"
    assert files._read_bytes(str(tmp_path / "a"), 4, 100) == b"0123456789"  # it grew
    assert files._read_bytes(str(tmp_path / "a"), 30, 100) == b"0123456789"  # it shrank
    assert len(files._read_bytes(str(tmp_path / "a"), 10, 5)) == 6


def test_a_file_that_vanishes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.zip").write_text("b")
    sources = list(find_sources([str(tmp_path)]).sources)
    (tmp_path / "a.txt").unlink()
    (tmp_path / "b.zip").unlink()
    assert [raw.reason for raw in read_raw(sources)] == ["unreadable", "unreadable"]


@pytest.mark.parametrize(("now", "reason"), [(5, None), (100, None), (101, "too_large"), (100_000, "too_large")])
def test_a_file_that_grows_or_shrinks_while_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: int, reason: str | None
) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * now)
    monkeypatch.setattr(files, "regular_size", lambda _: 10)
    (raw,) = read_raw([Source(str(tmp_path / "a.txt"), "a")], Limits(max_document_bytes=100))
    assert raw.reason == reason
    assert raw.data == (None if reason else b"x" * now)


def test_a_denied_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("a")

    def deny(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "_read_bytes", deny)
    frame, _ = ingest(tmp_path)
    assert frame.row(0)[:8] == ("a.txt", None, None, None, "unreadable", "Permission denied", None, None)


def test_a_line_of_50_mb_is_refused_in_little_memory(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 50 * MIB)
    tracemalloc.start()
    frame, _ = ingest(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert frame.select("reason", "sha256").row(0) == ("too_large", sha256(b"x" * 50 * MIB))
    assert peak < 8 * MIB


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("报告.txt".encode("gbk"))).write_text("x")
    frame, _ = ingest(tmp_path)
    assert frame["source_uri"].to_list() == ["报告.txt"]


def test_known_content_is_passed_over_wherever_it_comes_from(tmp_path: Path) -> None:
    for name, content in {"a": b"one", "b": b"two", "c": b"one", "d": b"", "e": b"", "f": b"three"}.items():
        (tmp_path / name).write_bytes(content)
    frame, unchanged = ingest(tmp_path, [hashlib.sha256(b"three").digest()[:DIGEST_BYTES]])
    assert reasons(frame) == {"a": None, "b": None, "d": "empty"}
    assert unchanged == 2 + 1  # c and e in this run, f from the warehouse


def test_a_second_run_finds_everything_unchanged(tmp_path: Path) -> None:
    for name, content in {"a": b"one", "b": b"", "c.pdf": b"%PDF", "d.zip": b"bad", "e.jsonl": b"{}"}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "f").write_bytes(b"x" * 100)
    frame, unchanged = ingest(tmp_path, max_document_bytes=50)
    assert (frame.height, unchanged) == (6, 0)
    known = [bytes.fromhex(digest)[:DIGEST_BYTES] for digest in frame["sha256"]]
    again, unchanged = ingest(tmp_path, known, max_document_bytes=50)
    assert (again.height, unchanged) == (0, 6)


RAWS = st.lists(
    st.builds(
        lambda data: Raw("u", data),
        st.sampled_from([b"", b"a", b"b" * 40, b"\x00\x01", b"c\r\n"]) | st.binary(),
    )
    | st.just(Raw("u", None, "unreadable", "gone"))
    | st.just(Raw("u", None, "too_large", "big", b"d" * 32)),
    max_size=40,
)


def batches_of(raws: list[Raw], documents: int, size: int) -> list[Batch]:
    known = {hashlib.sha256(b"a").digest()[:DIGEST_BYTES]}
    return list(document_batches(raws, known, batch_documents=documents, batch_bytes=size))


@settings(deadline=None)
@given(RAWS, st.randoms(), st.integers(1, 10), st.integers(1, 100))
def test_loaded_refused_and_unchanged_make_what_was_seen_in_any_order(
    raws: list[Raw], randoms: object, documents: int, size: int
) -> None:
    batches = batches_of(raws, documents, size)
    assert sum(batch.documents.height + batch.unchanged for batch in batches) == len(raws)
    shuffled = list(raws)
    randoms.shuffle(shuffled)  # type: ignore[attr-defined]
    content = [
        pl.concat([pl.DataFrame(schema=DOCUMENT), *(batch.documents for batch in some)]).sort(pl.all()).rows()
        for some in (batches, batches_of(shuffled, documents, size))
    ]
    assert content[0] == content[1]


@settings(deadline=None)
@given(RAWS, st.integers(1, 10), st.integers(1, 100))
def test_batches_are_bounded(raws: list[Raw], documents: int, size: int) -> None:
    batches = batches_of(raws, documents, size)
    assert all(batch.documents.height <= documents for batch in batches)
    sizes = {sha256(raw.data): len(raw.data) for raw in raws if raw.data is not None}
    for batch in batches:
        assert batch.documents.schema == DOCUMENT
        lengths = [sizes.get(digest, 0) for digest in batch.documents["sha256"]]
        assert sum(lengths) <= size or max(lengths) == sum(lengths)


def test_nothing_gives_no_batch() -> None:
    assert list(document_batches([], set())) == []
