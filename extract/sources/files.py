"""Plain files and what all readers of files share. Never blocks, never raises, never holds more than the limit."""

import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from typing import IO

from extract.raw import MIB, Limits, Raw
from extract.sources.source import Source
from extract.sources.streams import LimitError, Metered


def regular_size(source: Source) -> int | Raw:
    """Returns the size of a regular file, or the refusal of anything else (which is then never opened)."""
    try:
        status = os.stat(source.path)  # noqa: PTH116  (a Path for each of a million files is slow)
    except (OSError, ValueError) as error:
        return Raw(source.uri, None, "unreadable", words(error))
    if stat.S_ISREG(status.st_mode):
        return status.st_size
    return Raw(source.uri, None, "not_a_file", _kind_name(status.st_mode))


def read_file(source: Source, limits: Limits) -> Raw:
    """Reads one plain file.

    Args:
        source: The file.
        limits: `max_document_bytes` applies; a larger file is hashed in chunks and refused.

    Returns:
        The document, or its refusal: `unreadable`, `not_a_file` or `too_large`.
    """
    size = regular_size(source)
    if isinstance(size, Raw):
        return size
    if size <= limits.max_document_bytes:
        try:
            data = _read_bytes(source.path, size, limits.max_document_bytes)
        except OSError as error:
            return Raw(source.uri, None, "unreadable", words(error))
        if len(data) <= limits.max_document_bytes:
            return Raw(source.uri, data)
        size = len(data)
    detail = f"{size:,} bytes; the limit is {limits.max_document_bytes:,}"
    return Raw(source.uri, None, "too_large", detail, hash_file(source.path, limits))


def guarded(source: Source, limits: Limits, read: Callable[[int], Iterator[Raw]]) -> Iterator[Raw]:
    """Reads a file of many documents so that nothing in it can end the run.

    Args:
        source: The file.
        limits: How much of it is hashed.
        read: Its size -> its documents; may raise anything.

    Yields:
        The documents; where reading stopped, one refusal of the file: `archive_limit` or `unreadable_archive`.
    """
    packed = regular_size(source)
    if isinstance(packed, Raw):
        yield packed
        return
    try:
        yield from read(packed)
    except LimitError as error:
        yield Raw(source.uri, None, "archive_limit", words(error), hash_file(source.path, limits))
    except Exception as error:  # a broken file raises anything, and none of it may end the run
        yield Raw(source.uri, None, "unreadable_archive", words(error), hash_file(source.path, limits))


def metered(rows: Iterator[Raw], packed: int, limits: Limits) -> Iterator[Raw]:
    """Passes documents on until they come to more than the file may unpack to.

    Raises:
        LimitError: When they do.
    """
    given = 0
    for row in rows:
        given += len(row.data or b"")
        if given > limits.max_archive_bytes or limits.is_bomb(packed, given):
            raise LimitError(f"unpacks to {given:,} bytes or more out of {packed:,}")
        yield row


def hash_file(path: str, limits: Limits) -> bytes | None:
    """Returns the SHA-256 of a file, read in chunks; None when unreadable or over `max_archive_bytes`."""
    try:
        with open(path, "rb", opener=_open_at_once) as stream:
            if os.fstat(stream.fileno()).st_size > limits.max_archive_bytes:
                return None
            return hash_stream(Metered(stream, limits.max_archive_bytes, limits))
    except (OSError, LimitError):
        return None


def hash_stream(stream: IO[bytes] | io.RawIOBase, head: bytes = b"") -> bytes:
    """Returns the SHA-256 of `head` and the rest of a stream, read in chunks."""
    digest = hashlib.sha256(head)
    while chunk := stream.read(MIB):
        digest.update(chunk)
    return digest.digest()


def words(error: BaseException) -> str:
    """Returns what went wrong in one line: the operating system's words where it gave some."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    text = " ".join(text.split()) or type(error).__name__
    return text.encode("utf-8", "backslashreplace").decode()[:500]


def _read_bytes(path: str, size: int, limit: int) -> bytes:
    """Reads a whole file, in one call unless that brings a part only or it grew; stops one byte over the limit."""
    file = _open_at_once(path, os.O_RDONLY)
    try:
        data = os.read(file, size + 1)
        while len(data) != size and len(data) <= limit and (more := os.read(file, limit + 1 - len(data))):
            data += more
        return data
    finally:
        os.close(file)


def _open_at_once(path: str, flags: int) -> int:
    """Opens without waiting for a writer, should the file have become a FIFO meanwhile."""
    return os.open(path, flags | os.O_NONBLOCK)


def _kind_name(mode: int) -> str:
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return f"{kinds.get(stat.S_IFMT(mode), 'a special file')}, not a regular file"
