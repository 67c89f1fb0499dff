"""What a zip's directory says of itself, against what stands in the file."""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from extract.raw import MIB

_MEMBER = b"PK\x03\x04"
_HEAD = struct.Struct("<4s5H3L2H")
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_END_BYTES = 22 + 65535 + 128
#: No version of the format is later, and no name of a member longer: what only looks like a member is none.
_LATEST, _LONGEST_NAME = 63, 4096


class Directory(NamedTuple):
    """What the end of a zip says: how large its directory is, and of how many members; 0 when it does not say."""

    size: int
    members: int


def directory_of(path: str) -> Directory:
    """Reads the end of a zip, before all of its directory is loaded."""
    with Path(path).open("rb") as file:
        end = file.seek(0, 2)
        file.seek(max(0, end - _END_BYTES))
        tail = file.read()
    start = tail.rfind(_END)
    if start < 0 or len(tail) < start + 22:
        return Directory(0, 0)
    members, size = struct.unpack_from("<HL", tail, start + 10)
    start = tail.rfind(_END_64, 0, start)
    if 0xFFFFFFFF in {size, members | 0xFFFF0000} and start >= 0 and len(tail) >= start + 48:
        members, size = struct.unpack_from("<QQ", tail, start + 32)
    return Directory(min(size, end), members)


def unlisted(path: str, listed: list[zipfile.ZipInfo]) -> str | None:
    """Says what a zip declares or holds beside the members that its directory lists; None when nothing.

    Args:
        path: The file.
        listed: The members.
    """
    # Old packers count in 16 bits.
    declared = directory_of(path).members
    if declared % 65536 != len(listed) % 65536:
        return f"its end tells of {declared:,} members, its directory of {len(listed):,}; repack it"
    with Path(path).open("rb") as file:
        for start, end in _gaps(file, listed):
            if _holds_member(file, start, end):
                return f"a member at byte {start:,} or later that its directory does not list; repack it"
    return None


def _gaps(file: IO[bytes], listed: list[zipfile.ZipInfo]) -> Iterator[tuple[int, int]]:
    """The bytes of a file that belong to no listed member, from where to where."""
    reached = 0
    for info in sorted(listed, key=lambda info: info.header_offset):
        if info.header_offset > reached:
            yield reached, info.header_offset
        file.seek(info.header_offset)
        head = file.read(_HEAD.size)
        names = sum(_HEAD.unpack(head)[-2:]) if len(head) == _HEAD.size else 0
        reached = max(reached, info.header_offset + len(head) + names + info.compress_size)
    yield reached, file.seek(0, 2)


def _holds_member(file: IO[bytes], start: int, end: int) -> bool:
    """Whether a member's head stands between two places."""
    while end - start >= _HEAD.size:
        file.seek(start)
        data = file.read(min(MIB, end - start))
        at = data.find(_MEMBER)
        while 0 <= at <= len(data) - _HEAD.size:
            head = _HEAD.unpack_from(data, at)
            if head[1] <= _LATEST and 0 < head[9] <= _LONGEST_NAME:
                return True
            at = data.find(_MEMBER, at + 1)
        if len(data) < _HEAD.size:
            return False
        start += len(data) - _HEAD.size + 1
    return False
