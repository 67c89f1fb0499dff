"""Tar archives, plain or compressed, as a stream: memory does not grow with their size."""

import tarfile
from collections.abc import Iterator
from typing import IO, cast

from extract.containers.archives import Archive, is_hidden, is_unsafe
from extract.raw import MIB, Limits, Raw, printable
from extract.sources.files import guarded
from extract.sources.source import Source
from extract.sources.streams import LimitError, Metered, open_unpacked

# Bytes of a header's own data. tarfile takes the square of a pax header's length until Python 3.11.10 (CVE-2024-6232).
_HEADER_BYTES = {
    **dict.fromkeys((tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE), 16 * 1024),
    **dict.fromkeys((tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK), MIB),
}


class _StrictInfo(tarfile.TarInfo):
    """A member's header that says when it is broken or lacking, where tarfile would end the archive in silence."""

    @classmethod
    def fromtarfile(cls, tar: tarfile.TarFile) -> "_StrictInfo":
        try:
            info = super().fromtarfile(tar)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            tar.is_ended = True  # type: ignore[attr-defined]
            raise
        except tarfile.EmptyHeaderError as error:  # type: ignore[attr-defined]
            if tar.offset and not tar.is_ended:  # type: ignore[attr-defined]
                raise tarfile.ReadError("it ends without its end mark: cut off?") from error
            raise
        tar.is_ended = False  # type: ignore[attr-defined]
        return info

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_StrictInfo":
        try:
            info = super().frombuf(buf, encoding, errors)
        except (tarfile.TruncatedHeaderError, tarfile.InvalidHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.ReadError(str(error)) from error
        if info.size < 0 or info.size > _HEADER_BYTES.get(info.type, info.size):
            raise tarfile.ReadError(f"a header of {info.size:,} bytes")
        return info


class _StrictTar(tarfile.TarFile):
    """An archive that knows whether a block of zeros, its end mark, was the last that was read of it."""

    tarinfo = _StrictInfo
    encoding = "utf-8"
    # Read on behind an end mark: archives are joined by writing one after the other.
    ignore_zeros = True
    is_ended = False


def read_tar(source: Source, limits: Limits) -> Iterator[Raw]:
    """Yields the documents of a tar archive, in its order; gzip, bzip2 and xz are told from the first bytes.

    Args:
        source: The archive.
        limits: A member that is too large is refused by itself; an archive with too many members, or which
            unpacks to too much, ends with one refusal of its own.

    Returns:
        Documents, and refusals with the reason `unsafe_member`, `unsupported_format`, `too_large`, `archive_limit` or
        `unreadable_archive`. Never raises.
    """
    return guarded(source, limits, lambda packed: _members(Archive(source, packed, limits)))


def _members(archive: Archive) -> Iterator[Raw]:
    stream = cast("IO[bytes]", Metered(open_unpacked(archive.source.path), archive.packed, archive.limits))
    with stream, _StrictTar.open(fileobj=stream, mode="r|") as tar:
        yield from _read_members(archive, tar)


def _read_members(archive: Archive, tar: tarfile.TarFile) -> Iterator[Raw]:
    number = 0
    while (info := tar.next()) is not None:
        tar.members = []  # type: ignore[attr-defined]  # tarfile remembers every member otherwise
        number += 1
        if number > archive.limits.max_members:
            raise LimitError(f"more than {archive.limits.max_members:,} members; the rest is not read")
        name = printable(info.name)
        if not info.isdir() and not is_hidden(name):
            yield _read(archive, tar, info, name)


def _read(archive: Archive, tar: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> Raw:
    if is_unsafe(name):
        return archive.refuse(name, "unsafe_member", "its name leads out of the archive")
    if info.issym() or info.islnk():
        return archive.refuse(name, "unsafe_member", f"a link to {printable(info.linkname)}")
    if info.issparse():  # holes take no room in the archive, so nothing bounds what they unpack to
        return archive.refuse(name, "unsupported_format", "a sparse file")
    stream = tar.extractfile(info) if info.isreg() else None
    if stream is None:
        return archive.refuse(name, "unsafe_member", "a device or pipe")
    with stream:
        return archive.read_member(name, stream)
