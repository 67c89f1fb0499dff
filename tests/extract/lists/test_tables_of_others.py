"""Tables as crawlers write them: JSON lists, CSV, and columns by other names."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from extract.documents import Columns, Limits, Raw
from extract.raw import MIB
from extract.readers import read_raw
from extract.sources.arguments import find_sources


def read(path: Path, content: bytes, columns: Columns | None = None, **limits: int) -> list[Raw]:
    path.write_bytes(content)
    return list(read_raw(find_sources([str(path)]).sources, Limits(**limits), columns))


def outcomes(path: Path, content: bytes, columns: Columns | None = None, **limits: int) -> list[tuple[str, str]]:
    """Each row's uri (the file's own shown as ""), and its text or its reason."""
    raws = read(path, content, columns, **limits)
    return [(raw.uri.removeprefix(str(path)), raw.reason or (raw.data or b"").decode()) for raw in raws]


@pytest.mark.parametrize(
    ("row", "uri", "url", "text"),
    [
        ({"text": "x", "uri": "u", "url": "http://a"}, "u", "http://a", "x"),
        ({"text": "x", "url": "http://a"}, "http://a", "http://a", "x"),
        ({"text": "x", "uri": "http://a"}, "http://a", "http://a", "x"),
        ({"text": "x", "uri": "u"}, "u", None, "x"),
        ({"Content": "x", "Link": " http://a "}, "!/1", "http://a", "x"),
        ({"html": "", "content": "x", "body": "y"}, "!/1", None, "x"),
        ({"text": None, "html": "x"}, "!/1", None, "x"),
        ({"text": 1, "正文": "x", "网址": "http://a"}, "!/1", "http://a", "x"),
        ({"body": "x", "url": "", "source_url": "http://b"}, "!/1", "http://b", "x"),
        ({"text": ""}, "!/1", None, ""),
        ({"title": "t &", "content": "x"}, "!/1", None, "t &\nx"),
        ({"title": "t &", "content": " <p>x</p>"}, "!/1", None, "<h1>t &amp;</h1>\n <p>x</p>"),
        ({"标题": " t ", "content": "x t y"}, "!/1", None, "x t y"),
        ({"title": "t" * 201, "content": "x"}, "!/1", None, "x"),
    ],
)
def test_columns_by_other_names(tmp_path: Path, row: dict[str, Any], uri: str, url: str | None, text: str) -> None:
    path = tmp_path / "a.jsonl"
    (raw,) = read(path, json.dumps(row).encode())
    assert (raw.uri.removeprefix(str(path)), raw.url, raw.data) == (uri, url, text.encode())


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "parquet"])
def test_columns_that_a_person_named(tmp_path: Path, suffix: str) -> None:
    frame = pl.DataFrame({"text": ["no"], "Nachricht": ["yes"], "wo": ["http://a"], "url": ["http://b"]})
    file = io.BytesIO()
    if suffix == "parquet":
        frame.write_parquet(file)
    elif suffix == "csv":
        frame.write_csv(file)
    else:
        file.write(json.dumps(frame.to_dicts()[0]).encode())
    path = tmp_path / f"a.{suffix}"
    (raw,) = read(path, file.getvalue(), Columns("Nachricht", "wo"))
    assert (raw.uri, raw.data, raw.url) == (f"{path}!/1", b"yes", "http://a")
    (raw,) = read(path, file.getvalue(), Columns(text="nachricht"))
    assert raw.reason == "no_text_column"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[]", [("", "empty")]),
        ("{}", [("", "no_text_column")]),
        ("", [("", "empty")]),
        (" \n", [("", "empty")]),
        ('[{"text": "甲"}, {"text": "二"}]', [("!/1", "甲"), ("!/2", "二")]),
        ('[{"text": "甲"}, 5, {"n": 1}]', [("!/1", "甲"), ("!/2", "bad_row"), ("!/3", "bad_row")]),
        ('{"n": 1, "rows": [{"text": "甲"}]}', [("!/1", "甲")]),
        ('{"data": {"total": 1, "list": [{"text": "甲"}]}}', [("!/1", "甲")]),
        ('{"text": "甲", "links": [{"href": "http://a"}]}', [("!/1", "甲")]),
        ('{"links": [{"href": "http://a"}], "tags": ["a"], "text": "甲"}', [("!/1", "甲")]),
        ('{"links": [{"href": "http://a"}]}', [("", "no_text_column")]),
        ('{"text": "甲"}\n{"text": "二"}\n', [("!/1", "甲"), ("!/2", "二")]),
        ('{"text": "甲"}{"text": "二"}[{"text": "三"}]', [("!/1", "甲"), ("!/2", "二"), ("!/3", "三")]),
        ('["a", "b"]', [("", "no_text_column")]),
        ('[{"text": "a\tb\nc"}]', [("!/1", "a\tb\nc")]),
        ('[{"text": "甲"}, {"text": "二"', [("!/1", "甲"), ("", "unreadable_archive")]),
        ('[{"text": "甲"} {"text": "二"}]', [("!/1", "甲"), ("", "unreadable_archive")]),
        ('[{"text": "甲"}] nonsense', [("!/1", "甲"), ("", "unreadable_archive")]),
        ("政府信息公开年度报告", [("", "unreadable_archive")]),
        ("[" * 99_999, [("", "unreadable_archive")]),
        ('{"a":' * 99_999, [("", "unreadable_archive")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_json_files(tmp_path: Path, content: str, expected: list[tuple[str, str]], encoding: str) -> None:
    assert outcomes(tmp_path / "a.json", content.encode(encoding)) == expected


def test_a_long_json_list_is_read_piece_by_piece(tmp_path: Path) -> None:
    rows = [{"text": f"第{n}份" * 3000} for n in range(300)]
    found = outcomes(tmp_path / "a.json", json.dumps(rows, ensure_ascii=False).encode())
    assert [text for _, text in found] == [row["text"] for row in rows]


def test_json_values_over_the_limit(tmp_path: Path) -> None:
    rows = json.dumps([{"text": "x" * 2 * MIB}, {"text": "y"}, {"text": "x" * 9 * MIB}, {"text": "z"}]).encode()
    found = outcomes(tmp_path / "a.json", rows, max_document_bytes=MIB)
    assert found == [("!/1", "too_large"), ("!/2", "y"), ("", "unreadable_archive")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_cells_may_be_pages(tmp_path: Path, encoding: str, delimiter: str) -> None:
    page = '<p class="a">公开，\r\n，\n,;\t"二"</p>\n' * 50
    table = io.StringIO(newline="")
    csv.writer(table, delimiter=delimiter).writerows([["url", "content"], ["u1", page], [], ["u2", "年度报告"]])
    found = outcomes(tmp_path / "a.csv", table.getvalue().encode(encoding))
    assert found == [("u1", page), ("u2", "年度报告")]


def test_a_csv_cell_of_megabytes(tmp_path: Path) -> None:
    page = '"年度报告"\n,' * 400_000
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["content"], [page], ["x" * 3 * MIB], ["last"]])
    assert outcomes(tmp_path / "a.csv", table.getvalue().encode()) == [
        ("!/1", page),
        ("!/2", "x" * 3 * MIB),
        ("!/3", "last"),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [("", "empty")]),
        ("url,text\n", [("", "empty")]),
        ("url,title\nu,x\n", [("", "no_text_column")]),
        ("uri,text\nu,x", [("u", "x")]),
        ("uri,text\ru,x\rv,y\r", [("u", "x"), ("v", "y")]),
        ("uri,text\nu,a,b\nv,y\nw\n", [("!/1", "bad_row"), ("v", "y"), ("!/3", "bad_row")]),
        ('uri,text\nu,x\nv,"y\nw,z\n', [("u", "x"), ("", "unreadable_archive")]),
        ('uri,text\nu,"x\nv,"y"\nw,z\n', [("", "unreadable_archive")]),
        ('uri,text\nu,x"y\n', [("u", 'x"y')]),
        ("uri,text\nu,a\x00b\n", [("u", "a\x00b")]),
        ("a" * 5 * MIB, [("", "unreadable_archive")]),
        ("text\n" + "a" * 2 * MIB + "\nb\n", [("!/1", "too_large"), ("!/2", "b")]),
        ("text\nb\n" + "a" * 9 * MIB + "\nc\n", [("!/1", "b"), ("", "unreadable_archive")]),
        ('text\nb\n"' + "a\n" * 9 * MIB, [("!/1", "b"), ("", "unreadable_archive")]),
    ],
)
def test_csv_that_is_not_as_it_should_be(tmp_path: Path, content: str, expected: list[tuple[str, str]]) -> None:
    assert outcomes(tmp_path / "a.csv", content.encode(), max_document_bytes=MIB) == expected


def test_bytes_that_no_encoding_has_cost_only_themselves(tmp_path: Path) -> None:
    content = "text\n" + "政府信息公开年度报告\n" * 20
    found = outcomes(tmp_path / "a.csv", content.encode() + b"\xff\n")
    assert found[0] == ("!/1", "政府信息公开年度报告")
    assert found[-1] == ("!/21", "\ufffd")


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_what_is_another_format_says_which(tmp_path: Path, suffix: str) -> None:
    (raw,) = read(tmp_path / f"a.{suffix}", b"PK\x03\x04" + b"\x00" * 50)
    assert raw.reason == "unreadable_archive"
    assert "ZIP" in (raw.detail or "")


@pytest.mark.parametrize("suffix", ["csv.gz", "json.gz"])
def test_a_gzip_bomb_ends_its_file(tmp_path: Path, suffix: str) -> None:
    head = b"text\ngood\n" if suffix == "csv.gz" else b'[{"text": "good"},'
    found = outcomes(tmp_path / f"a.{suffix}", gzip.compress(head + b" " * 64 * MIB))
    assert found[-1] == ("", "archive_limit")
