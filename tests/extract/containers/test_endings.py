"""Archives that end before all that they hold: every member that is there is read, and one row tells of the rest."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.readers import read_raw
from extract.sources.arguments import find_sources

NAMES = ("1.txt", "2.txt", "3.txt")
#: A header, and a document that fills a block.
MEMBER = 1024
REST = ("", "unreadable_archive")
ALL = [f"!/{name}" for name in NAMES]


def outcomes(path: Path) -> list[str | tuple[str, str]]:
    """Each document's uri within the archive; of a refusal its reason too."""
    raws = read_raw(find_sources([str(path)]).sources)
    return [(uri, raw.reason) if raw.reason else uri for raw in raws for uri in [raw.uri.removeprefix(str(path))]]


def tar(*names: str) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = 512
            archive.addfile(info, io.BytesIO(name.encode() * 512))
    return file.getvalue()


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, f"text of {name}")
    return file.getvalue()


def directory_of_first(data: bytes, *, told: int) -> bytes:
    """A zip whose directory lists its first member alone, and whose end tells of so many."""
    start = data.index(b"PK\x01\x02")
    entry = data[start : data.index(b"PK\x01\x02", start + 4)]
    counts = told.to_bytes(2, "little") * 2
    end = b"PK\x05\x06" + bytes(4) + counts + len(entry).to_bytes(4, "little") + start.to_bytes(4, "little") + bytes(2)
    return data[:start] + entry + end


TAR, ZIP = tar(*NAMES), zipped(*NAMES)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TAR, ALL),
        (TAR[: 2 * MEMBER], [*ALL[:2], REST]),
        (TAR[: 2 * MEMBER + 512], [*ALL[:2], REST]),
        (TAR[: 3 * MEMBER] + bytes(512), ALL),
        (TAR[: 2 * MEMBER] + bytes(1024) + TAR[2 * MEMBER :], ALL),
        (TAR[: 2 * MEMBER] + bytes(1024) + TAR[2 * MEMBER : 3 * MEMBER], [*ALL, REST]),
        (TAR + tar("4.txt"), [*ALL, "!/4.txt"]),
        (TAR + b"no member" * 100, [*ALL, REST]),
        (bytes(10240), [("", "empty")]),
        (tar(".hidden"), [("", "empty")]),
    ],
)
def test_tars(tmp_path: Path, data: bytes, expected: list[object]) -> None:
    (tmp_path / "a.tar").write_bytes(data)
    assert outcomes(tmp_path / "a.tar") == expected


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_tars_one_after_the_other(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / "a.tgz").write_bytes(pack(TAR) + pack(tar("4.txt")))
    assert outcomes(tmp_path / "a.tgz") == [*ALL, "!/4.txt"]
    (tmp_path / "a.tgz").write_bytes(pack(TAR) + pack(tar("4.txt"))[:-20])
    assert outcomes(tmp_path / "a.tgz")[-1] == REST


def test_what_follows_a_packed_tar_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.tgz").write_bytes(gzip.compress(TAR) + b"garbage")
    assert outcomes(tmp_path / "a.tgz") == [*ALL, REST]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ZIP, ALL),
        (b"#!/bin/sh\n" + ZIP, ALL),
        (directory_of_first(ZIP, told=3), [ALL[0], REST]),
        (directory_of_first(ZIP, told=1), [ALL[0], REST]),
        (zipped("0.txt") + ZIP, [*ALL, REST]),
        (ZIP + ZIP[:40], [*ALL, REST]),
        (zipped(".hidden", "__MACOSX/1.txt", "a/.git/1.txt", "folder/"), [("", "empty")]),
        (zipped(), [("", "empty")]),
    ],
)
def test_zips(tmp_path: Path, data: bytes, expected: list[object]) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    assert outcomes(tmp_path / "a.zip") == expected


def test_a_zip_that_was_written_as_a_stream_is_whole(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in NAMES:
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(b"x" * 3000)
    (tmp_path / "a.zip").write_bytes(pipe.getvalue())
    assert outcomes(tmp_path / "a.zip") == ALL


def test_a_zip_in_a_zip_is_a_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("inner.docx", ZIP)
    assert outcomes(tmp_path / "a.zip") == ["!/inner.docx"]
