"""One document in a wrapper: a gzipped file, or a page that a browser saved with its pictures (MHTML).

The wrapper may stand alone or in an archive. What holds several documents is read alone only: in an archive, it is
refused with what to do.
"""

import gzip
import hashlib
import io
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from extract.containers.saved_pictures import with_own_pictures
from extract.raw import MIB, Limits, Raw, printable
from extract.signatures import format_of
from extract.sources.files import hash_file, read_file, regular_size, words
from extract.sources.source import Kind, Source, kind_of
from extract.sources.streams import LimitError

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
#: More parts in parts, parts and lines than any page has: the parser takes microseconds for each of them.
_MOST = ((b"multipart/", 20), (b"\n--", 100_000), (b"\n", 2_000_000))
_GZIP_END = "Not a gzipped file"
_HOLDS_MANY: dict[Kind, str] = {
    "zip": "an archive",
    "tar": "an archive",
    "jsonl": "JSON lines",
    "json": "a JSON file",
    "csv": "a table",
    "parquet": "a table",
    "warc": "a web archive",
}


def read_wrapped(source: Source, limits: Limits) -> Iterator[Raw]:
    """Yields the one document of a `.gz` or MHTML file, which keeps the file's name.

    Args:
        source: The file.
        limits: Bound the file and what it unpacks to.

    Yields:
        The document, or its refusal: as `read_file` and `unwrapped` refuse. Never raises.
    """
    yield unwrapped(read_file(source, limits), source.path, limits)


def refuse_packed(source: Source, limits: Limits) -> Iterator[Raw]:
    """Yields the refusal of an archive that is not opened, with what to do."""
    size = regular_size(source)
    if isinstance(size, Raw):
        yield size
        return
    try:
        with open(source.path, "rb") as file:  # noqa: PTH123
            kind = format_of(file.read(64))
    except OSError as error:
        yield Raw(source.uri, None, "unreadable", words(error))
        return
    detail = kind or "an archive of a kind that is not opened; unpack it, or repack it as zip or tar.gz"
    yield Raw(source.uri, None, "unsupported_format", detail, hash_file(source.path, limits))


def unwrapped(raw: Raw, name: str, limits: Limits) -> Raw:
    """Takes a document out of its wrapper.

    Args:
        raw: A file, an archive's member or a web archive's answer, as found.
        name: What its suffix is read of.
        limits: How large the document may be.

    Returns:
        The document; anything but a wrapper as it is. Refused are wrappers that are damaged (`unreadable`), hold too
        much (`too_large`) or no page (`unsupported_format`), and what holds several documents (`unsupported_format`).
    """
    kind = kind_of(name)
    if raw.data is None or kind in ("document", "packed"):
        return raw
    if kind in _HOLDS_MANY:
        detail = f"{_HOLDS_MANY[kind]} inside another file; unpack it and give it to ingest by itself"
        return refused(raw, "unsupported_format", detail)
    try:
        if kind == "mhtml":
            return _page(raw, raw.data, limits)
        return unwrapped(raw._replace(data=inflated(raw.data, limits)), name[: -len(".gz")], limits)
    except LimitError as error:
        return refused(raw, "too_large", words(error))
    except Exception as error:  # what is broken raises anything, and none of it may end the run
        return refused(raw, "unreadable", words(error))


def refused(raw: Raw, reason: str, detail: str) -> Raw:
    """The refusal of a document whose bytes are known."""
    digest = None if raw.data is None else hashlib.sha256(raw.data).digest()
    return raw._replace(data=None, reason=reason, detail=detail, digest=digest)


def inflated(data: bytes, limits: Limits) -> bytes:
    """Unpacks gzip; what is no gzip is given as it is, and anything behind the last of it passed over.

    Raises:
        LimitError: It unpacks to more than a document may have.
        EOFError, OSError, zlib.error: It is cut off or damaged.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    parts: list[bytes] = []
    size = 0
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        while True:
            try:
                part = stream.read1(MIB)
            except gzip.BadGzipFile as error:
                if not (size and str(error).startswith(_GZIP_END)):
                    raise
                break
            parts.append(part)
            size += len(part)
            if size > limits.max_document_bytes:
                raise LimitError(f"unpacks to more than {limits.max_document_bytes:,} bytes")
            if not part:
                break
    return b"".join(parts)


def _page(raw: Raw, data: bytes, limits: Limits) -> Raw:
    """The page that a browser saved: its main part with its pictures, and the address that it came from."""
    if any(data.lower().count(sign) > most for sign, most in _MOST):
        return refused(raw, "unreadable", "more parts, parts in parts or lines than any saved page has")
    message = message_from_bytes(data)
    part = _main_part(message)
    if part is None:
        return refused(raw, "unsupported_format", "a saved page (MHTML) without a page in it")
    content = part.get_payload(decode=True)
    places = (part["Content-Location"], message["Snapshot-Content-Location"], message["Content-Location"])
    addresses = ("".join(str(place).split()) for place in places if place)
    url = next((one for one in addresses if not one.startswith("cid:")), None)
    page = with_own_pictures(content, message, url, limits) if isinstance(content, bytes) else b""
    return raw._replace(data=page, url=printable(url) if url else raw.url)


def _main_part(message: Message) -> Message | None:
    """The part that the head says to start from, else the first page, else the first text."""
    parts = [part for part in message.walk() if part.get_content_type() in _PAGES and not part.is_multipart()]
    start = message.get_param("start")
    named = [part for part in parts if start and part["Content-ID"] == start]
    return next(iter(named or sorted(parts, key=lambda part: _PAGES.index(part.get_content_type()))), None)
