"""Web archives (WARC): what a crawler received, record by record, with the address it came from.

warcio reads the heads and undoes the transfer; the frame of the records is read here, because warcio passes over a file
that ends too early, or whose lengths do not fit, without a word.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeadersParser

from extract.containers.transfer import received
from extract.containers.wrapped import refused, unwrapped
from extract.raw import MIB, Limits, Raw, printable
from extract.sources.files import guarded, metered, words
from extract.sources.source import Source
from extract.sources.streams import LimitError, open_metered

#: Records that hold documents. The others tell of the crawl, or repeat: `warcinfo`, `request`, `metadata`, `revisit`.
_DOCUMENTS = ("response", "resource", "conversion")
#: Answers that are no documents, by the beginning of their type: passed over on purpose, as is every answer but 200.
_NO_DOCUMENTS = (
    *("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "text/ecmascript", "text/dns"),
    *("application/javascript", "application/x-javascript", "application/ecmascript", "application/wasm"),
    *("application/font", "application/x-font", "application/vnd.ms-fontobject"),
)
_ROBOTS = "/robots.txt"
_JSON = "application/json"

_FORMAT = StatusAndHeadersParser(["WARC/"], verify=False)
_HEAD_BYTES = MIB
_LENGTH = re.compile(r"[0-9]{1,18}")


def read_warc(source: Source, limits: Limits) -> Iterator[Raw]:
    """Yields the documents of a web archive, gzipped or not.

    Args:
        source: The file.
        limits: Bound each document, the records, and what the file unpacks to.

    Returns:
        A document for each page or file that was received; its uri is `file.warc.gz!/17`, records of every type counted
        from 1, so that a name never depends on which types are read; its `url` is the record's address. Refused are
        records that cannot be read (`unreadable`, `unsupported_format`, `too_large`), and what is left of a file
        that is cut off, broken or too large (`unreadable_archive`, `archive_limit`). Never raises.
    """
    return guarded(source, limits, lambda packed: metered(_records(source, packed, limits), packed, limits))


def _records(source: Source, packed: int, limits: Limits) -> Iterator[Raw]:
    number = 0
    with open_metered(source.path, packed, limits) as stream:
        line = _next_line(stream)
        if line and not line.startswith(b"WARC/"):
            raise ValueError("it does not begin with a WARC record")
        while line:
            number += 1
            if number > limits.max_members:
                raise LimitError(f"more than {limits.max_members:,} records; the rest is not read")
            uri = f"{source.uri}!/{number}"
            document = _record(uri, _FORMAT.parse(_Head(stream), line), stream, limits)
            try:
                line = _next_line(stream)
            except Exception:  # what follows is broken; this record is not
                yield from filter(None, [document])
                raise
            if line and not line.startswith(b"WARC/"[: len(line)]):
                document = Raw(uri, None, "unreadable", "its length is wrong")
                while line and not line.startswith(b"WARC/"):
                    line = stream.readline(MIB)
            if document is not None:
                yield document


class _Head:
    """The lines of one record's head, bounded."""

    def __init__(self, stream: io.BufferedReader | io.BytesIO) -> None:
        self._stream = stream
        self._left = _HEAD_BYTES

    def readline(self) -> bytes:
        """The next line.

        Raises:
            ValueError: The head is larger than any is.
        """
        line = self._stream.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise ValueError(f"a head of more than {_HEAD_BYTES:,} bytes")
        return line


def _next_line(stream: io.BufferedReader) -> bytes:
    """The next line that is not blank; nothing at the end."""
    while (line := stream.readline(MIB)) and line.isspace():
        pass
    return line


def _record(uri: str, head: Any, stream: io.BufferedReader, limits: Limits) -> Raw | None:  # noqa: ANN401  (warcio's)
    """Reads one record to its end; None when it is no document.

    Raises:
        EOFError: The file ends inside it.
    """
    length = head.get_header("Content-Length", "").strip()
    if not _LENGTH.fullmatch(length):
        raise ValueError(f"record {uri.rpartition('/')[2]} does not say how long it is")
    address = head.get_header("WARC-Target-URI", "").strip().removeprefix("<").removesuffix(">")
    raw = Raw(uri, None, url=printable(address) or None)
    kind = _type(head)
    if (
        head.get_header("WARC-Type", "").strip().lower() not in _DOCUMENTS
        or kind.startswith(_NO_DOCUMENTS)
        or _path(address) == _ROBOTS
    ):
        _skip(stream, int(length))
        return None
    block = _read(stream, min(int(length), limits.max_document_bytes + _HEAD_BYTES))
    rest = int(length) - len(block)
    digest = _skip(stream, rest, block) if rest else None
    if block.startswith(b"HTTP/"):
        opened = io.BytesIO(block)
        try:
            head = _FORMAT.parse(_Head(opened))
        except ValueError as error:
            return refused(raw._replace(data=block), "unreadable", words(error))
        kind = _type(head)
        if head.get_statuscode() != "200" or kind.startswith(_NO_DOCUMENTS):
            return None
        block = block[opened.tell() :]
    if rest or len(block) > limits.max_document_bytes:
        detail = f"{len(block) + rest:,} bytes; the limit is {limits.max_document_bytes:,}"
        return refused(raw._replace(data=block), "too_large", detail)._replace(digest=digest or _digest(block))
    return _document(raw._replace(data=block), block, head, limits)


def _document(raw: Raw, block: bytes, head: Any, limits: Limits) -> Raw:  # noqa: ANN401  (warcio's)
    """What a record holds, as it was before it was sent."""
    kind = _type(head)
    if head.get_header("WARC-Segment-Number"):
        return refused(raw, "unsupported_format", "a record in segments; join them first")
    if kind == _JSON or kind.endswith("+json"):
        return refused(raw, "unsupported_format", "JSON; write what it holds as a .json or .jsonl file")
    try:
        block = received(
            block, head.get_header("Transfer-Encoding", ""), head.get_header("Content-Encoding", ""), limits
        )
    except LimitError as error:
        return refused(raw, "too_large", words(error))
    except NotImplementedError as error:
        return refused(raw, "unsupported_format", words(error))
    except Exception as error:  # what is broken raises anything, and none of it may end the file
        return refused(raw, "unreadable", words(error))
    return unwrapped(raw._replace(data=block), _path(raw.url or ""), limits)


def _type(head: Any) -> str:  # noqa: ANN401  (warcio's)
    kind: str = head.get_header("Content-Type", "")
    return kind.partition(";")[0].strip().lower()


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _read(stream: io.BufferedReader, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("it ends inside a record")
    return data


def _skip(stream: io.BufferedReader, length: int, head: bytes = b"") -> bytes:
    """Reads over a record's bytes without holding them; the hash of `head` and them."""
    digest = hashlib.sha256(head)
    while length:
        data = _read(stream, min(length, MIB))
        digest.update(data)
        length -= len(data)
    return digest.digest()


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
