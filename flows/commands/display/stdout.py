"""Files on stdout: as they are in a pipe, ready for Excel in a file, safe to look at on a terminal."""

import sys
from codecs import getincrementaldecoder
from typing import BinaryIO, cast

from extract.errors import UnusableArgumentsError
from gongkai.visible import visible


def stdout(form: str) -> BinaryIO:
    """Where the bytes of a file go.

    Raises:
        UnusableArgumentsError: a terminal shows no Parquet.
    """
    if not sys.stdout.isatty():
        return sys.stdout.buffer
    if form == "parquet":
        raise UnusableArgumentsError("a terminal shows no Parquet: write it to a file, with > FILE")
    return cast("BinaryIO", _Terminal(sys.stdout.buffer))


class _Terminal:
    """Bytes of text with codes in place of what would steer the terminal."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._decoder = out, getincrementaldecoder("utf-8")("replace")

    def write(self, data: bytes) -> int:
        """Write what is whole of it."""
        self._out.write(visible(self._decoder.decode(data)).encode())
        return len(data)

    def flush(self) -> None:
        """Show it."""
        self._out.flush()
