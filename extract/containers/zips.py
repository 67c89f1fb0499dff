"""Zip archives, member by member."""

import stat
import zipfile
from collections.abc import Iterator

from extract.containers.archives import Archive, is_hidden, is_unsafe
from extract.containers.listing import directory_of, unlisted
from extract.raw import Limits, Raw
from extract.sources.files import guarded, words
from extract.sources.source import Source

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# A member's entry in the directory: 46 bytes, its name, and some extra fields.
_ENTRY_BYTES = 192


def read_zip(source: Source, limits: Limits) -> Iterator[Raw]:
    """Yields the documents of a zip archive, in the order of its directory.

    Args:
        source: The archive.
        limits: A member that is too large or a bomb is refused by itself; an archive with too many members,
            or which unpacks to too much, ends with one refusal of its own; so does one that holds members which its
            directory does not list.

    Returns:
        Documents, and refusals with the reason `encrypted_member`, `unsafe_member`, `unsupported_format`,
        `too_large`, `archive_limit`, `unreadable` (a broken member) or `unreadable_archive`. Never raises.
    """
    return guarded(source, limits, lambda packed: _members(Archive(source, packed, limits)))


def _members(archive: Archive) -> Iterator[Raw]:
    limits = archive.limits
    if directory_of(archive.source.path).size > limits.max_members * _ENTRY_BYTES + 65536:
        yield archive.over_limit(f"more than {limits.max_members:,} members; split it, or use tar")
        return
    with zipfile.ZipFile(archive.source.path) as file:
        yield from _read_members(archive, file)
        if more := unlisted(archive.source.path, file.infolist()):
            yield archive.incomplete(more)


def _read_members(archive: Archive, file: zipfile.ZipFile) -> Iterator[Raw]:
    limits = archive.limits
    unpacked = 0
    for number, info in enumerate(file.infolist()):
        if number >= limits.max_members:
            yield archive.over_limit(f"more than {limits.max_members:,} members; the rest is not read")
            return
        name = _name(info)
        if info.is_dir() or is_hidden(name):
            continue
        refusal = _refusal(archive, info, name)
        if refusal is None:
            unpacked += info.file_size
            # Members can share their bytes, so each may be honest and the archive a bomb.
            if unpacked > limits.max_archive_bytes or limits.is_bomb(archive.packed, unpacked):
                yield archive.over_limit(f"unpacks to {unpacked:,} bytes or more out of {archive.packed:,}")
                return
        yield refusal or _read(archive, file, info, name)


def _refusal(archive: Archive, info: zipfile.ZipInfo, name: str) -> Raw | None:
    """Returns why a member must not be opened; None when it may."""
    if is_unsafe(name):
        return archive.refuse(name, "unsafe_member", "its name leads out of the archive")
    if stat.S_ISLNK(info.external_attr >> 16):
        return archive.refuse(name, "unsafe_member", "a link")
    if info.flag_bits & _ENCRYPTED:
        return archive.refuse(name, "encrypted_member", "needs a password")
    if info.compress_type not in _METHODS:
        return archive.refuse(name, "unsupported_format", f"zip compression method {info.compress_type}")
    if archive.limits.is_bomb(info.compress_size, info.file_size):
        detail = f"unpacks to {info.file_size:,} bytes out of {info.compress_size:,}"
        return archive.refuse(name, "archive_limit", detail)
    return None


def _read(archive: Archive, file: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Raw:
    """Reads one member; it never gives more than the size its directory entry says."""
    try:
        with file.open(info) as stream:
            return archive.read_member(name, stream)
    except Exception as error:  # one broken member: the directory still knows where the others are
        return archive.refuse(name, "unreadable", words(error))


def _name(info: zipfile.ZipInfo) -> str:
    """Returns a member's name. Without the UTF-8 flag it may be UTF-8 all the same, else GBK."""
    name = info.filename
    if info.flag_bits & _UTF8_NAME or name.isascii():
        return name.replace("\\", "/")
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.encode("cp437").decode(encoding).replace("\\", "/")
        except UnicodeError:
            continue
    return name
