"""Web archives: which records are documents, what they hold as it was before it was sent, and what is refused."""

import zlib
from pathlib import Path

import pytest

from extract.documents import Limits, Raw
from extract.raw import MIB
from extract.readers import read_raw
from extract.sources.arguments import find_sources
from tests.extract.containers.containers import answer, chunked, packed, pages, record, warc

PAGE = "<html><body>公开</body></html>".encode()


def read(path: Path, *records: bytes, **limits: int) -> list[Raw]:
    path = path / "a.warc"
    path.write_bytes(b"".join(records))
    return list(read_raw(find_sources([str(path)]).sources, Limits(**limits)))


#: What is told of a file without a document.
NOTHING = ("", "empty")


def outcomes(path: Path, *records: bytes, **limits: int) -> list[tuple[str, str | bytes]]:
    """Each document's number (that of the file is empty), and its bytes or why there are none."""
    raws = read(path, *records, **limits)
    return [(raw.uri.partition(".warc")[2].removeprefix("!/"), raw.reason or raw.data or b"") for raw in raws]


@pytest.mark.parametrize("packed", [False, True])
def test_a_document_goes_by_its_record_and_knows_its_address(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(warc(pages("一", "二"), packed=packed))
    raws = list(read_raw(find_sources([str(path)]).sources))
    assert [(raw.uri, raw.url) for raw in raws] == [
        (f"{path}!/3", "http://example.org/1.html"),
        (f"{path}!/5", "http://example.org/2.html"),
    ]


@pytest.mark.parametrize(
    ("kind", "body", "is_document"),
    [
        ("response", answer(PAGE), True),
        ("response", answer(PAGE, "text/plain"), True),
        ("response", answer(PAGE, ""), True),
        ("response", answer(PAGE, "application/pdf"), True),
        ("response", answer(PAGE, "application/octet-stream"), True),
        ("response", answer(PAGE, status="200"), True),
        ("response", answer(PAGE, status="404 Not Found"), False),
        ("response", answer(PAGE, status="301 Moved"), False),
        ("response", answer(PAGE, status=""), False),
        ("response", answer(PAGE, "image/png"), False),
        ("response", answer(PAGE, "TEXT/CSS; charset=utf-8"), False),
        ("response", answer(PAGE, "application/javascript"), False),
        ("resource", PAGE, True),
        ("conversion", PAGE, True),
        ("request", b"GET / HTTP/1.1\r\n\r\n", False),
        ("metadata", PAGE, False),
        ("warcinfo", PAGE, False),
        ("revisit", answer(b""), False),
        ("of a later version", PAGE, False),
    ],
)
def test_what_is_a_document(tmp_path: Path, kind: str, body: bytes, is_document: bool) -> None:
    assert outcomes(tmp_path, record(body, kind)) == [("1", PAGE) if is_document else NOTHING]


def test_robots_are_no_documents(tmp_path: Path) -> None:
    assert outcomes(tmp_path, record(answer(b"User-agent: *"), url="http://example.org/robots.txt")) == [NOTHING]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
        (packed(PAGE), {"Content_Encoding": "gzip"}),
        (packed(PAGE) + b"\r\n", {"Content_Encoding": "x-gzip"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (chunked(packed(PAGE)), {"Transfer_Encoding": "chunked", "Content_Encoding": "GZIP"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE, wbits=-15), {"Content_Encoding": "deflate"}),
        (PAGE, {"Content_Encoding": "deflate"}),
        (PAGE, {"Content_Encoding": "br"}),
        (packed(packed(PAGE)), {"Content_Encoding": "gzip, gzip"}),
        (PAGE, {"Content_Encoding": "utf-8"}),
    ],
)
def test_what_was_packed_for_the_way_is_unpacked(tmp_path: Path, body: bytes, fields: dict[str, str]) -> None:
    assert outcomes(tmp_path, record(answer(body, **fields))) == [("1", PAGE)]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (answer(b"\x1b\x03\xff\x8b", Content_Encoding="br"), "unsupported_format"),
        (answer(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"), "unsupported_format"),
        (answer(b'{"a": 1}', "application/json"), "unsupported_format"),
        (answer(packed(PAGE)[:-9], Content_Encoding="gzip"), "unreadable"),
        (answer(zlib.compress(PAGE)[:-9], Content_Encoding="deflate"), "unreadable"),
        (answer(packed(b" " * 2 * MIB), Content_Encoding="gzip"), "too_large"),
        (answer(zlib.compress(b" " * 2 * MIB), Content_Encoding="deflate"), "too_large"),
        (answer(b" " * (MIB + 1)), "too_large"),
        (answer(b" " * 4 * MIB), "too_large"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"a" * 2 * MIB, "unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_rest_read(tmp_path: Path, body: bytes, reason: str) -> None:
    raws = read(tmp_path, record(body), record(PAGE, "resource"), max_document_bytes=MIB)
    assert [raw.reason for raw in raws] == [reason, None]
    assert (raws[0].detail, raws[0].url, len(raws[0].digest or b"")) == (raws[0].detail, "http://example.org/1", 32)


def test_a_picture_larger_than_a_document_may_be_is_passed_over(tmp_path: Path) -> None:
    assert outcomes(tmp_path, record(answer(b" " * 9 * MIB, "video/mp4")), max_document_bytes=MIB) == [NOTHING]


@pytest.mark.parametrize("told", ["5", "9999"])
def test_a_wrong_length_costs_one_record(tmp_path: Path, told: str) -> None:
    broken = record(PAGE + b"x" * 20_000, "resource", Content_Length=told)
    found = outcomes(tmp_path, record(PAGE, "resource"), broken, record(PAGE, "resource"))
    assert found == [("1", PAGE), ("2", "unreadable"), ("3", PAGE)]


@pytest.mark.parametrize("told", ["", "-1", "x", "1" * 30, "٣"])
def test_without_a_length_the_rest_is_refused(tmp_path: Path, told: str) -> None:
    broken = record(PAGE, "resource", Content_Length=told)
    found = outcomes(tmp_path, record(PAGE, "resource"), broken, record(PAGE, "resource"))
    assert found == [("1", PAGE), ("", "unreadable_archive")]


@pytest.mark.parametrize(
    "content",
    [b"<html>", b"\x00" * MIB, b"WARC/1.0", b"WARC/1.0\r\n" + b"a: b\r\n" * 400_000, b"WARC/1.0 " + b"a" * 2 * MIB],
)
def test_what_is_no_web_archive_is_one_refusal(tmp_path: Path, content: bytes) -> None:
    assert outcomes(tmp_path, content) == [("", "unreadable_archive")]


def test_limits_of_records_and_bytes(tmp_path: Path) -> None:
    records = [record(PAGE, "resource")] * 5
    assert outcomes(tmp_path, *records, max_members=2)[2:] == [("", "archive_limit")]
    assert outcomes(tmp_path, *records, max_archive_bytes=500)[-1] == ("", "archive_limit")


def test_answers_that_are_bombs_together_end_their_file(tmp_path: Path) -> None:
    bomb = record(answer(packed(b" " * MIB), Content_Encoding="gzip"))
    found = outcomes(tmp_path, *[bomb] * 9, max_document_bytes=MIB)
    assert found[-1] == ("", "archive_limit")
    assert len(found) < 9


def test_a_container_in_a_web_archive_is_refused(tmp_path: Path) -> None:
    body = answer(b'{"text": "x"}\n', "text/plain")
    assert outcomes(tmp_path, record(body, url="http://example.org/a.jsonl?b")) == [("1", "unsupported_format")]


def test_addresses_are_taken_as_they_are(tmp_path: Path) -> None:
    for given, url in (
        ("<http://a/b>", "http://a/b"),
        ("http://[x", "http://[x"),
        ("", None),
        ("http://公开", "http://公开"),
    ):
        assert [raw.url for raw in read(tmp_path, record(answer(PAGE), url=given))] == [url]
