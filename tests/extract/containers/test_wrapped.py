"""One document in a wrapper, alone and in archives; and what is refused with what to do."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from extract.documents import Limits, Raw, document_batches
from extract.raw import MIB
from extract.readers import read_raw
from extract.sources.arguments import find_sources
from tests.extract.containers.containers import MANY, Page, mhtml, packed, pages

TEXT = "政府信息公开年度报告\n"
SAVED = mhtml(Page(TEXT, "http://example.org/1"))
PACKED = packed(SAVED)


def read(path: Path, content: bytes, **limits: int) -> list[Raw]:
    path.write_bytes(content)
    return list(read_raw(find_sources([str(path)]).sources, Limits(**limits)))


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html.gz", packed(TEXT.encode())),
        ("a.gz", packed(TEXT[:4].encode()) + packed(TEXT[4:].encode()) + b"\n"),
        ("a.txt.gz.gz", packed(packed(TEXT.encode()))),
        ("a.html.gz", TEXT.encode()),
        ("a.mhtml", SAVED),
        ("a.mht", SAVED),
        ("a.mhtml.gz", PACKED),
        ("a.mht", TEXT.encode()),
    ],
)
def test_a_wrapped_document_alone_and_in_archives(tmp_path: Path, name: str, content: bytes) -> None:
    (alone,) = read(tmp_path / name, content)
    (in_zip,) = read(tmp_path / "a.zip", zipped(name, content))
    (in_tar,) = read(tmp_path / "a.tgz", tarred(name, content))
    assert [(raw.data or b"").decode().strip() for raw in (alone, in_zip, in_tar)] == [TEXT.strip()] * 3
    assert alone.uri == str(tmp_path / name)
    assert in_zip.uri == f"{tmp_path / 'a.zip'}!/{name}"
    url = "http://example.org/1" if content in (SAVED, PACKED) else None
    assert alone.url == in_zip.url == in_tar.url == url


@pytest.mark.parametrize("suffix", [*MANY, ".zip", ".tar", ".7z"])
def test_what_holds_many_is_refused_inside_another(tmp_path: Path, suffix: str) -> None:
    content = MANY[suffix](pages(TEXT)) if suffix in MANY else b"7z\xbc\xaf\x27\x1c" if suffix == ".7z" else b"x"
    for name, pack in (("a.zip", zipped), ("a.tar.gz", tarred)):
        raws = read(tmp_path / name, pack(f"b{suffix}", content))
        (batch,) = document_batches(raws, frozenset())
        row = batch.documents.row(0, named=True)
        assert (row["text"], row["reason"]) == (None, "unsupported_format")
        assert "unpack it" in row["detail"]
        assert row["sha256"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html.gz", packed(TEXT.encode())[:-3], "unreadable"),
        ("a.html.gz", packed(b" " * 2 * MIB), "too_large"),
        ("a.jsonl.gz.gz", packed(packed(b"{}")), "unsupported_format"),
        ("a.warc.html.gz", packed(b"WARC/1.0\r\n"), "unsupported_format"),
        ("a.mhtml", SAVED.replace(b"text/html", b"image/gif"), "unsupported_format"),
        ("a.mhtml", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 500, "unreadable"),
        ("a.mhtml", b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * 150_000, "unreadable"),
        ("a.mhtml", b" " * 2 * MIB, "too_large"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "unsupported_format"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00", "unsupported_format"),
        ("a.rar", b"x" * 2 * MIB, "unsupported_format"),
        ("a.parquet.txt", b"PAR1", "unsupported_format"),
        ("a.warc.txt", b"WARC/1.0\r\n", "unsupported_format"),
        ("a.txt", SAVED, "unsupported_format"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    raws = read(tmp_path / name, content, max_document_bytes=MIB)
    (batch,) = document_batches(raws, frozenset())
    row = batch.documents.row(0, named=True)
    assert (row["text"], row["reason"]) == (None, reason)
    assert row["sha256"]


@pytest.mark.parametrize("name", ["a.7z", "a.rar"])
def test_archives_that_are_not_opened_say_what_to_do(tmp_path: Path, name: str) -> None:
    (raw,) = read(tmp_path / name, b"?")
    assert "unpack it, or repack it as zip or tar.gz" in (raw.detail or "")


def test_the_page_is_the_part_that_the_head_names(tmp_path: Path) -> None:
    first, second = (
        b"--b\r\nContent-Type: text/html\r\nContent-ID: <%d>\r\nContent-Location: http://a/%d\r\n\r\n%d\r\n" % (n, n, n)
        for n in (1, 2)
    )
    for start, number in ((b'; start="<2>"', b"2"), (b"", b"1"), (b'; start="<9>"', b"1")):
        head = b"Content-Type: multipart/related; boundary=b" + start + b"\r\n\r\n"
        (raw,) = read(tmp_path / "a.mht", head + first + second + b"--b--\r\n")
        assert ((raw.data or b"").strip(), raw.url) == (number, f"http://a/{number.decode()}")


def test_a_saved_page_that_is_cut_gives_what_there_is(tmp_path: Path) -> None:
    for cut in range(0, len(SAVED), 5):
        raws = read(tmp_path / "a.mhtml", SAVED[:cut])
        assert len(raws) == 1
