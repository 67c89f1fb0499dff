"""Copies: every byte, whatever the length, on file systems that copy past the cache and on those that do not."""

import errno
import os
from pathlib import Path
from unittest.mock import patch

import pytest

from load.publishing import files

_SHARED_MEMORY = Path("/dev/shm")


@pytest.mark.parametrize(
    "length", [0, 1, 511, 4095, 4096, 4097, (8 << 20) - 1, 8 << 20, (8 << 20) + 1, (16 << 20) + 513]
)
def test_a_copy_holds_every_byte_and_the_time_of_change(tmp_path: Path, length: int) -> None:
    source, to = tmp_path / "source", tmp_path / "to"
    source.write_bytes(os.urandom(length))
    os.utime(source, ns=(1_700_000_000_123_456_789,) * 2)
    to.write_bytes(b"what stood there before, and was longer" * 1000)
    files.copy(source, to)
    assert to.read_bytes() == source.read_bytes()
    assert to.stat().st_mtime_ns == source.stat().st_mtime_ns


@pytest.mark.skipif(not _SHARED_MEMORY.is_dir(), reason="no file system in memory")
def test_a_copy_where_the_cache_cannot_be_passed_by(tmp_path: Path) -> None:
    source, to = tmp_path / "source", _SHARED_MEMORY / f"gongkai-{os.getpid()}"
    source.write_bytes(os.urandom(70_001))
    try:
        files.copy(source, to)
        assert to.read_bytes() == source.read_bytes()
        files.copy(to, tmp_path / "back")
        assert (tmp_path / "back").read_bytes() == source.read_bytes()
    finally:
        to.unlink(missing_ok=True)


def test_a_copy_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.copy(tmp_path / "not there", tmp_path / "to")


def test_an_error_tells_which_files(tmp_path: Path) -> None:
    source, to = tmp_path / "source", tmp_path / "to"
    source.write_bytes(bytes(5000))
    with (
        patch.object(os, "pwrite", side_effect=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))),
        pytest.raises(OSError, match=r"No space left on device: '.*source' -> '.*to'"),
    ):
        files.copy(source, to)
