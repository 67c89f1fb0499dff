"""Zip and tar: good members are read, bad ones refused by name, and a bad archive ends only itself."""

import io
import os
import random
import struct
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from extract.containers.listing import directory_of
from extract.documents import Limits, Raw, document_batches
from extract.raw import MIB
from extract.readers import read_raw
from extract.sources.arguments import find_sources

TEXT = "政府信息公开年度报告\n" * 20
NOISE = random.Random(0).randbytes(3000).hex()  # does not compress to nothing


def read(path: Path, **limits: int) -> list[Raw]:
    return list(read_raw(find_sources([str(path)]).sources, Limits(**limits)))


def outcomes(path: Path, **limits: int) -> list[tuple[str, str]]:
    """Each document's uri within the archive (the archive itself is ""), and its text or its reason."""
    raws = read(path, **limits)
    return [(raw.uri.removeprefix(str(path)), raw.reason or (raw.data or b"").decode()) for raw in raws]


def make_zip(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def make_tar(path: Path, members: dict[str, bytes]) -> Path:
    mode = "w:" + path.suffix[1:].replace("tar", "").replace("tgz", "gz")
    with tarfile.open(path, mode) as file:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            file.addfile(info, io.BytesIO(content))
    return path


def test_zip_members_are_documents(tmp_path: Path) -> None:
    members = {
        "a/1.txt": TEXT,
        "2.txt": "二",
        "a/": "",
        ".DS_Store": "x",
        "__MACOSX/a/._1.txt": "x",
        "空.txt": "",
    }
    path = make_zip(tmp_path / "a.zip", dict(members))
    assert outcomes(path) == [("!/a/1.txt", TEXT), ("!/2.txt", "二"), ("!/空.txt", "")]


@pytest.mark.parametrize("suffix", ["tar", "tgz", "tar.gz", "tar.bz2", "tar.xz"])
def test_tar_members_are_documents(tmp_path: Path, suffix: str) -> None:
    members = {"./a/1.txt": TEXT.encode(), "公开.txt": b"2", ".hidden": b"x", "a/._1.txt": b"x"}
    path = make_tar(tmp_path / f"a.{suffix}", members)
    assert outcomes(path) == [("!/a/1.txt", TEXT), ("!/公开.txt", "2")]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_zip_names_without_the_utf8_flag(tmp_path: Path, encoding: str) -> None:
    name = "报告/文化局.txt"
    # Same number of bytes, plain ASCII: put the real name in its place afterwards.
    stand_in = "N" * len(name.encode(encoding))
    path = make_zip(tmp_path / "a.zip", {stand_in: "x"})
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), name.encode(encoding)))
    assert outcomes(path) == [(f"!/{name}", "x")]


def test_tar_names_in_gbk(tmp_path: Path) -> None:
    path = make_tar(tmp_path / "a.tar", {})
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT, encoding="gbk") as file:
        file.addfile(tarfile.TarInfo("报告.txt"))
    assert outcomes(path) == [("!/报告.txt", "")]


def test_unsafe_zip_members_are_refused_and_the_rest_read(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"../up.txt": "x", "/abs.txt": "x", "C:\\x.txt": "x", "a/../../b": "x"})
    with zipfile.ZipFile(path, "a") as file:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
        file.writestr("good.txt", "good")
    assert [result for _, result in outcomes(path)] == ["unsafe_member"] * 5 + ["good"]


def test_unsafe_tar_members_are_refused_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as file:
        for name, kind in (
            ("s", tarfile.SYMTYPE),
            ("h", tarfile.LNKTYPE),
            ("d", tarfile.CHRTYPE),
            ("f", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            file.addfile(info)
        for name in ("../up", "/abs", "good.txt"):
            info = tarfile.TarInfo(name)
            info.size = 4
            file.addfile(info, io.BytesIO(b"good"))
    assert [result for _, result in outcomes(path)] == ["unsafe_member"] * 6 + ["good"]


def test_encrypted_and_exotic_zip_members_are_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"locked.txt": "x"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as file:
        file.writestr("lzma.txt", TEXT)
    assert outcomes(path) == [("!/locked.txt", "encrypted_member"), ("!/lzma.txt", "unsupported_format")]


def test_a_zip_bomb_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"bomb.txt": b"0" * 64 * MIB, "good.txt": "good"})
    assert outcomes(path) == [("!/bomb.txt", "archive_limit"), ("!/good.txt", "good")]


def test_a_zip_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"liar.txt": b"0" * MIB, "good.txt": "good"})
    data = path.read_bytes().replace(MIB.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    path.write_bytes(data)
    assert outcomes(path) == [("!/liar.txt", "unreadable"), ("!/good.txt", "good")]


@pytest.mark.parametrize("suffix", ["tar.gz", "tar.bz2", "tar.xz"])
def test_a_tar_bomb_ends_its_archive(tmp_path: Path, suffix: str) -> None:
    path = make_tar(tmp_path / f"a.{suffix}", {"good.txt": b"good", "bomb.txt": b"0" * 64 * MIB})
    assert outcomes(path) == [("!/good.txt", "good"), ("", "archive_limit")]


def test_a_tar_header_as_large_as_a_bomb_ends_its_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as file:
        info = tarfile.TarInfo("a.txt")
        info.pax_headers = {"comment": "0" * 2 * MIB}
        file.addfile(info)
    assert outcomes(path) == [("", "unreadable_archive")]


@pytest.mark.parametrize("suffix", ["zip", "tar"])
def test_limits_of_members_and_bytes(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    members: dict[str, bytes] = {f"{n}.txt": NOISE.encode() for n in range(10)}
    if suffix == "zip":
        make_zip(path, dict(members))
    else:
        make_tar(path, members)
    read_ones = [(f"!/{n}.txt", NOISE) for n in range(10)]
    assert outcomes(path, max_members=3) == [*read_ones[:3], ("", "archive_limit")]
    assert outcomes(path, max_archive_bytes=25_000)[-1] == ("", "archive_limit")
    assert (
        outcomes(path, max_archive_bytes=25_000)[:-1] == read_ones[: len(outcomes(path, max_archive_bytes=25_000)) - 1]
    )
    assert [reason for _, reason in outcomes(path, max_document_bytes=5_999)] == ["too_large"] * 10


def test_a_huge_zip_directory_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {f"{n:06}": "" for n in range(2000)})
    assert outcomes(path, max_members=10) == [("", "archive_limit")]


def test_the_directory_of_a_zip64_archive_is_measured(tmp_path: Path) -> None:
    record = b"PK\x06\x06" + bytes(36) + (700).to_bytes(8, "little") + bytes(8)
    end = b"PK\x05\x06" + bytes(8) + b"\xff" * 8 + bytes(2)
    (tmp_path / "a.zip").write_bytes(bytes(1000) + record + b"PK\x06\x07" + bytes(16) + end)
    assert directory_of(str(tmp_path / "a.zip")).size == 700


def test_a_too_large_member_is_recognised_by_its_hash(tmp_path: Path) -> None:
    one = read(make_zip(tmp_path / "a.zip", {"a.txt": NOISE}), max_document_bytes=100)
    other = read(make_tar(tmp_path / "a.tar", {"b.txt": NOISE.encode()}), max_document_bytes=100)
    assert one[0].digest is not None
    assert one[0].digest == other[0].digest


def test_a_zip_with_one_corrupt_member_gives_the_others(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"bad.txt": NOISE, "good.txt": "good"})
    data = bytearray(path.read_bytes())
    data[100:200] = bytes(100)
    path.write_bytes(data)
    assert outcomes(path) == [("!/bad.txt", "unreadable"), ("!/good.txt", "good")]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.xz", "a.tgz"])
@pytest.mark.parametrize(
    "content", [b"", b"no archive", b"PK\x05\x06", b"\x1f\x8b\x08", b"\0" * 600, b"PK\x03\x04" * 9]
)
def test_what_is_no_archive_is_one_refusal(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    raws = read(tmp_path / name)
    assert [(raw.uri, raw.reason, raw.digest is None) for raw in raws] == [
        (str(tmp_path / name), "unreadable_archive", False)
    ]


@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_a_cut_tar_keeps_the_members_before_the_cut(tmp_path: Path, suffix: str) -> None:
    randoms = random.Random(1)
    members = {f"{n}.txt": randoms.randbytes(100_000).hex().encode() for n in range(10)}
    path = make_tar(tmp_path / f"a.{suffix}", members)
    os.truncate(path, path.stat().st_size * 2 // 3)
    results = outcomes(path)
    assert results[-1] == ("", "unreadable_archive")
    assert results[:-1] == [(f"!/{n}.txt", members[f"{n}.txt"].decode()) for n in range(len(results) - 1)]
    assert len(results) > 1 or suffix == "tar.bz2"


def test_a_tar_with_a_broken_header_does_not_end_in_silence(tmp_path: Path) -> None:
    path = make_tar(tmp_path / "a.tar", {"1.txt": b"one", "2.txt": b"two", "3.txt": b"three"})
    data = bytearray(path.read_bytes())
    data[1024:1100] = b"X" * 76
    path.write_bytes(data)
    assert outcomes(path) == [("!/1.txt", "one"), ("", "unreadable_archive")]


def test_any_single_broken_byte_is_survived(tmp_path: Path) -> None:
    zipped = make_zip(tmp_path / "a.zip", {"1.txt": TEXT, "2.txt": NOISE[:500]})
    tarred = make_tar(tmp_path / "a.tar", {"1.txt": TEXT.encode(), "2.txt": NOISE[:500].encode()})
    for path in (zipped, tarred):
        good = path.read_bytes()
        for position in range(0, len(good), 7):
            for value in (0x00, 0xFF):
                path.write_bytes(good[:position] + bytes([value]) + good[position + 1 :])
                assert all((raw.data is None) == (raw.reason is not None) for raw in read(path))


def test_zip_members_that_share_their_bytes_end_their_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", b"0" * 900)
    data = (tmp_path / "a.zip").read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = data[start:end] * 500
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 500, 500, len(entries), start, 0)
    (tmp_path / "a.zip").write_bytes(data[:start] + entries + tail)
    raws = read(tmp_path / "a.zip", max_document_bytes=1000, max_ratio=10)
    assert (raws[0].data, raws[-1].reason) == (b"0" * 900, "archive_limit")
    assert len(raws) < 500


def test_a_sparse_tar_member_is_refused_unread(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.txt")
    info.type = tarfile.GNUTYPE_SPARSE
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[386:410] = b"%011o\x00" % 0 * 2
    header[483:495] = b"\x80" + (2**50).to_bytes(11, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\x00 " % sum(header)
    (tmp_path / "a.tar").write_bytes(header + bytes(1024))
    assert [raw.reason for raw in read(tmp_path / "a.tar")] == ["unsupported_format"]


def test_a_pax_header_of_a_million_digits_ends_its_archive(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a")
    info.type, info.size = tarfile.XHDTYPE, MIB
    (tmp_path / "a.tar").write_bytes(info.tobuf() + b"1" * MIB + bytes(1024))
    assert [raw.reason for raw in read(tmp_path / "a.tar")] == ["unreadable_archive"]


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "a.zip", {"a.txt": "x"}).read_bytes()
    batches = document_batches(read(make_zip(tmp_path / "b.zip", {"a.zip": inner, "b.txt": "y"})), ())
    assert [row for batch in batches for row in batch.documents["reason"]] == ["unsupported_format", None]


def test_two_members_of_one_name_are_two_documents(tmp_path: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        warnings.simplefilter("ignore")
        file.writestr("a.txt", b"x")
        file.writestr("a.txt", b"y")
    assert [raw.data for raw in read(tmp_path / "a.zip")] == [b"x", b"y"]
