"""OLE files, the container of old Office documents: which streams lie in their root, and what a stream holds.

A file system in small: sectors, a table that says which sector follows which, and a directory of 128 bytes an entry
([MS-CFB]). Nothing is trusted: each chain is followed for no more sectors than the file has.
"""

import struct
from collections.abc import Iterator
from itertools import islice

from extract.layout import UnreadableError

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR, _TABLE, _CHAIN_END, _NO_STREAM = 0xFFFFFFFA, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_STREAM, _ENTRY_BYTES = 2, 128
#: A shorter stream lies in the sectors of another one.
SMALL = 4096


class OleFile:
    """The root of an OLE file.

    Attributes:
        streams: First sector and size of each stream in the root, by name.
    """

    def __init__(self, data: bytes) -> None:
        """Reads the directory.

        Raises:
            UnreadableError: `damaged`.
        """
        self._data = data
        try:
            (shift,) = struct.unpack_from("<H", data, 30)
            first, self._more_tables = struct.unpack_from("<48xL16xL", data)
            if shift not in (9, 12):
                raise UnreadableError("damaged", "an OLE file with sectors of no known size; save it anew")
            self._sector_bytes = 1 << shift
            self._next = self._sector_table()
            directory = b"".join(self._sectors(first))
            self.streams = dict(_root_streams(directory))
        except struct.error as error:
            raise UnreadableError("damaged", "the OLE file is cut off; fetch it anew") from error

    def head(self, name: str, most: int) -> bytes:
        """The first bytes of a stream, whole sectors of it; none of a short one."""
        first, size = self.streams[name]
        if size < SMALL:
            return b""
        wanted = min(size, most)
        return b"".join(islice(self._sectors(first), -(-wanted // self._sector_bytes)))[:wanted]

    def _sector_table(self) -> tuple[int, ...]:
        """Which sector follows each sector; the table's own stand in the header and in a chain."""
        numbers = list(struct.unpack_from("<109L", self._data, 76))
        sector, places = self._more_tables, self._sector_bytes // 4
        for _ in range(len(self._data) // self._sector_bytes):
            if sector >= _LAST_SECTOR:
                break
            *more, sector = struct.unpack(f"<{places}L", self._sector(sector))
            numbers += more
        room = len(self._data) // self._sector_bytes
        used = [number for number in numbers[: room + 1] if number < _LAST_SECTOR]
        return struct.unpack(f"<{len(used) * places}L", b"".join(map(self._sector, used)))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_bytes
        return self._data[start : start + self._sector_bytes].ljust(self._sector_bytes, b"\0")

    def _sectors(self, number: int) -> Iterator[bytes]:
        """The sectors of a chain, no more than the file has."""
        for _ in range(len(self._data) // self._sector_bytes):
            if number >= len(self._next):
                return
            yield self._sector(number)
            number = self._next[number]


def _root_streams(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """Name, first sector and size of the streams in the root; what lies in its folders is another document's."""
    entries = len(directory) // _ENTRY_BYTES
    waiting, seen = [struct.unpack_from("<L", directory, 76)[0]], set()
    while waiting:
        number = waiting.pop()
        if number == _NO_STREAM or number >= entries or number in seen:
            continue
        seen.add(number)
        name, length, kind, *near = struct.unpack_from("<64sHBx2L", directory, number * _ENTRY_BYTES)
        waiting += near
        if kind == _STREAM:
            place = struct.unpack_from("<LQ", directory, number * _ENTRY_BYTES + 116)
            yield name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), (place[0], place[1] & 0xFFFFFFFF)


def packed(name: str, content: bytes) -> bytes:
    """An OLE file with one stream, of at least 4,096 bytes, in its root: what a reader without bounds may be given."""
    sector = 4096
    entries = sector // 4
    content_sectors = -(-len(content) // sector)
    tables = -(-(content_sectors + 2) // (entries - 1))
    first = tables + 1
    chain = [*range(first + 1, first + content_sectors), _CHAIN_END]
    table = [_TABLE] * tables + [_CHAIN_END, *chain]
    table += [_NO_STREAM] * (tables * entries - len(table))
    # The root's own sectors hold short streams, of which there are none; readers want it to have some.
    root = _entry("Root Entry", 5, (1, first, 0))
    directory = root + _entry(name, _STREAM, (_NO_STREAM, first, len(content)))
    head = struct.pack("<16xHHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    head += struct.pack("<9L", 1, tables, tables, 0, SMALL, _CHAIN_END, 0, _CHAIN_END, 0)
    numbers = [*range(tables), *[_NO_STREAM] * (109 - tables)]
    parts = (
        OLE_MARK + head + struct.pack("<109L", *numbers),
        struct.pack(f"<{len(table)}L", *table),
        directory,
        content,
    )
    return b"".join(part.ljust(-(-len(part) // sector) * sector, b"\0") for part in parts)


def _entry(name: str, kind: int, place: tuple[int, int, int]) -> bytes:
    """An entry of the directory: its child, first sector and size."""
    child, first, size = place
    encoded = name.encode("utf-16-le")
    head = struct.pack("<64sHBB3L36x", encoded, len(encoded) + 2, kind, 1, _NO_STREAM, _NO_STREAM, child)
    return head + struct.pack("<LQ", first, size)
