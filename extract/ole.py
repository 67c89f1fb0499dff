"""OLE files, the container of old Office documents: which streams lie in their root, and what a stream holds.

A file system in small: sectors, a table that says which sector follows which, and a directory of 128 bytes an entry
([MS-CFB]). Nothing is trusted: each chain is followed for no more sectors than the file has.
"""

import struct
from collections.abc import Iterator
from itertools import islice

from extract.layout import UnreadableError

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR, _NO_STREAM = 0xFFFFFFFA, 0xFFFFFFFF
_STREAM, _ENTRY_BYTES = 2, 128
#: A shorter stream lies in the sectors of another one.
_SMALL = 4096


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
        if size < _SMALL:
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
