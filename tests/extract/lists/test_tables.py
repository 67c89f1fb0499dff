"""JSON lines and Parquet: a row is a document."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract.documents import Limits, Raw
from extract.raw import MIB
from extract.readers import read_raw
from extract.sources.arguments import find_sources
from tests.extract.containers.containers import packed


def read(path: Path, **limits: int) -> list[Raw]:
    return list(read_raw(find_sources([str(path)]).sources, Limits(**limits)))


def outcomes(path: Path, **limits: int) -> list[tuple[str, str]]:
    """Each row's uri (the file's own shown as ""), and its text or its reason."""
    raws = read(path, **limits)
    return [(raw.uri.removeprefix(str(path)), raw.reason or (raw.data or b"").decode()) for raw in raws]


def lines(*rows: Any) -> bytes:
    return b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows)


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    content = lines({"text": "一"}, b"\n", {"text": "二", "url": "http://x/2"}, {"uri": "u3", "text": "三\n"})
    (tmp_path / name).write_bytes(packed(content) if name.endswith("gz") else content)
    assert outcomes(tmp_path / name) == [("!/1", "一"), ("http://x/2", "二"), ("u3", "三\n")]


def test_bad_json_rows_are_refused_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    bad = [
        b"{broken\n",
        b'"text"\n',
        lines({"text": None}),
        lines({"txt": "x"}),
        b"[" * 9999 + b"\n",
        b"\xff\xfe\n",
    ]
    path.write_bytes(lines(*bad, {"text": "好"}) + '{"text": "国标"}\n'.encode("gb18030") + b'{"text": "last"}')
    expected = [(f"!/{n}", "bad_row") for n in range(1, 7)] + [
        ("!/7", "好"),
        ("!/8", "国标"),
        ("!/9", "last"),
    ]
    assert outcomes(path) == expected
    assert all(raw.digest and raw.detail for raw in read(path) if raw.reason)


def test_half_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a\\ud83d b", "uri": "\\ud800"}\n{"text": "\\ud83d\\ude00"}\n')
    assert outcomes(tmp_path / "a.jsonl") == [("\\ud800", "a\ufffd b"), ("!/2", "😀")]


@pytest.mark.parametrize("rows", [1, 5, 3000])
def test_json_lines_without_text_are_one_refusal(tmp_path: Path, rows: int) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(*({"body": n} for n in range(rows))))
    assert outcomes(tmp_path / "a.jsonl") == [("", "no_text_column")]


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_table_without_rows_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    assert outcomes(tmp_path / "a.jsonl") == [("", "empty")]


def test_rows_over_the_limit_are_refused_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"text": "x" * 50 * MIB}, {"text": "x" * 2 * MIB}, {"text": "good"}))
    assert outcomes(path, max_document_bytes=MIB) == [
        ("!/1", "too_large"),
        ("!/2", "too_large"),
        ("!/3", "good"),
    ]


def test_a_broken_gzip_keeps_the_rows_before_it_broke(tmp_path: Path) -> None:
    whole = packed(lines({"text": "一"}))
    (tmp_path / "a.jsonl.gz").write_bytes(whole + whole[:-6])
    assert outcomes(tmp_path / "a.jsonl.gz")[-1] == ("", "unreadable_archive")


def test_a_gzip_bomb_ends_its_file(tmp_path: Path) -> None:
    bomb = packed(lines({"text": "good"}) + b" " * 64 * MIB)
    (tmp_path / "a.jsonl.gz").write_bytes(bomb)
    assert outcomes(tmp_path / "a.jsonl.gz") == [("!/1", "good"), ("", "archive_limit")]


def test_parquet_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"n": [1, 2, 3], "text": ["一", None, "三"], "url": ["u1", "u2", None]}).write_parquet(path)
    assert outcomes(path) == [("u1", "一"), ("u2", "bad_row"), ("!/3", "三")]


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.dictionary(pa.int32(), pa.string())],
)
def test_parquet_text_of_every_type(tmp_path: Path, kind: pa.DataType) -> None:
    texts = [f"文{n}" for n in range(300)]
    pq.write_table(pa.table({"text": pa.array(texts).cast(kind)}), tmp_path / "a.parquet")
    assert outcomes(tmp_path / "a.parquet") == [(f"!/{n}", text) for n, text in enumerate(texts, 1)]


def test_parquet_text_that_is_not_utf8_is_given_as_it_is(tmp_path: Path) -> None:
    gbk = "国标".encode("gbk")
    column = pa.array([gbk, b"x"], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"text": column}), tmp_path / "a.parquet")
    assert [raw.data for raw in read(tmp_path / "a.parquet")] == [gbk, b"x"]


@pytest.mark.parametrize("columns", [{"txt": ["x"]}, {"text": [1]}, {"text": [["x"]]}])
def test_parquet_without_text_is_one_refusal(tmp_path: Path, columns: dict[str, list[Any]]) -> None:
    pl.DataFrame(columns).write_parquet(tmp_path / "a.parquet")
    assert outcomes(tmp_path / "a.parquet") == [("", "no_text_column")]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\x00" * 100 + b"PAR1", b"text"])
def test_what_is_no_parquet_is_one_refusal(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    assert outcomes(tmp_path / "a.parquet") == [("", "unreadable_archive")]


def test_parquet_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"text": ["x" * 200, "y"]}).write_parquet(path)
    assert outcomes(path, max_document_bytes=100) == [("!/1", "too_large"), ("!/2", "y")]
    assert outcomes(path, max_archive_bytes=100) == [("", "archive_limit")]


def test_a_text_that_many_parquet_rows_repeat_ends_its_file(tmp_path: Path) -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 10_000, pa.int32()), pa.array(["x" * 90]))
    pq.write_table(pa.table({"text": column}), tmp_path / "a.parquet")
    raws = read(tmp_path / "a.parquet", max_document_bytes=1000, max_ratio=2)
    assert (raws[0].data, raws[-1].reason) == (b"x" * 90, "archive_limit")
    assert len(raws) < 1000


def test_more_parquet_rows_than_bytes_are_refused_unread(tmp_path: Path) -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), pa.array(["x"]))
    pq.write_table(pa.table({"text": column}), tmp_path / "a.parquet")
    assert outcomes(tmp_path / "a.parquet", max_members=1000) == [("", "archive_limit")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.zip", "a.tar"])
def test_a_folder_or_nothing_in_place_of_a_file(tmp_path: Path, name: str) -> None:
    source = next(find_sources([str(tmp_path / name)]).sources, None)
    assert source is None
    (tmp_path / name).symlink_to(tmp_path / "nowhere")
    assert outcomes(tmp_path / name) == [("", "unreadable")]
