"""Files as streams: unpacked, and bounded in what they may unpack to."""

import bz2
import gzip
import io
import lzma
from typing import IO, TYPE_CHECKING, cast

from extract.raw import MIB, Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class LimitError(Exception):
    """An archive or compressed table unpacks to more than is allowed; the message says to how much."""


class Metered(io.RawIOBase):
    """A binary stream that stops with `LimitError` once it has given more than the limits allow.

    Gives what there is at each call, so that nothing before a damage is lost.

    Args:
        stream: The unpacked stream.
        packed: Bytes of the packed file.
        limits: How much may come out of it.
    """

    def __init__(self, stream: IO[bytes], packed: int, limits: Limits) -> None:
        self._stream = cast("io.BufferedReader", stream)
        self._packed = packed
        self._limits = limits
        self._given = 0

    def readable(self) -> bool:
        """Always; `io` asks."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Reads some bytes into a buffer, as a file does.

        Raises:
            LimitError: When the stream has given more than the limits allow.
        """
        view = memoryview(buffer).cast("B")
        data = self._stream.read1(len(view))
        self._given += len(data)
        if self._given > self._limits.max_archive_bytes or self._limits.is_bomb(self._packed, self._given):
            raise LimitError(f"unpacks to more than {self._given:,} bytes out of {self._packed:,}")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes the stream below too."""
        self._stream.close()
        super().close()


def open_metered(path: str, packed: int, limits: Limits) -> io.BufferedReader:
    """Opens a file for reading, unpacked as `open_unpacked` does it, and bounded as `Metered` is.

    Raises:
        OSError: When it cannot be opened.
    """
    return io.BufferedReader(Metered(open_unpacked(path), packed, limits), MIB // 8)


def open_unpacked(path: str) -> IO[bytes]:
    """Opens a file for reading, unpacked when its first bytes say that it is gzip, bzip2 or xz.

    Raises:
        OSError: When it cannot be opened.
    """
    with open(path, "rb") as file:  # noqa: PTH123
        head = file.read(6)
    if head.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", gzip.open(path))
    if head.startswith(b"BZh"):
        return bz2.open(path)
    if head.startswith(b"\xfd7zXZ\x00"):
        return lzma.open(path)
    return open(path, "rb")  # noqa: PTH123  (the caller closes it)
