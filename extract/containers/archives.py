"""What zip and tar archives have in common: which members are read, and what is said of the others."""

import re
from typing import IO

from extract.containers.wrapped import unwrapped
from extract.raw import Limits, Raw, printable
from extract.sources.files import hash_file, hash_stream
from extract.sources.source import Source

_DRIVE = re.compile(r"[A-Za-z]:")


class Archive:
    """One archive being read: names its members, refuses those that must not be read.

    Args:
        source: The archive's file.
        packed: Its size in bytes.
        limits: How much is read of it.
    """

    def __init__(self, source: Source, packed: int, limits: Limits) -> None:
        self.source = source
        self.packed = packed
        self.limits = limits

    def uri(self, name: str) -> str:
        """Returns the uri of a member, `archive.zip!/path/in/archive`."""
        return f"{self.source.uri}!/{printable(name).removeprefix('./')}"

    def refuse(self, name: str, reason: str, detail: str, digest: bytes | None = None) -> Raw:
        """Returns the refusal of one member."""
        return Raw(self.uri(name), None, reason, detail, digest)

    def over_limit(self, detail: str) -> Raw:
        """Returns the refusal of what is left of an archive that holds too much."""
        return self._rest("archive_limit", detail)

    def incomplete(self, detail: str) -> Raw:
        """Returns the refusal of what an archive holds but does not give."""
        return self._rest("unreadable_archive", detail)

    def _rest(self, reason: str, detail: str) -> Raw:
        return Raw(self.source.uri, None, reason, detail, hash_file(self.source.path, self.limits))

    def read_member(self, name: str, stream: IO[bytes]) -> Raw:
        """Reads one member, or hashes it and refuses it when it is larger than a document may be, or no document.

        Raises:
            Exception: Whatever the archive's reader raises on broken data.
        """
        limit = self.limits.max_document_bytes
        data = stream.read(limit + 1)
        if len(data) <= limit:
            return unwrapped(Raw(self.uri(name), data), name, self.limits)
        return self.refuse(name, "too_large", f"more than {limit:,} bytes", hash_stream(stream, data))


def is_hidden(name: str) -> bool:
    """Whether a member is what folders would hide: a dot file, or what macOS adds."""
    parts = name.split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part not in (".", "..") for part in parts)


def is_unsafe(name: str) -> bool:
    """Whether a member's name leads out of the archive: an absolute path, a drive, or `..`."""
    path = name.replace("\\", "/")
    return path.startswith("/") or _DRIVE.match(path) is not None or ".." in path.split("/")
