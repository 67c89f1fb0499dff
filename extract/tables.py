"""Tables of documents as JSON lines: a key `text`, and a key `uri` or `url` where there is one."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from extract.files import LimitError, Metered, hash_file, regular_size, words
from extract.raw import MIB, Limits, Raw, printable
from extract.sources import Source
from extract.tars import open_unpacked

URI_COLUMNS = ("uri", "url")
_UNDECIDED_ROWS = 1000


def read_jsonl(source: Source, limits: Limits) -> Iterator[Raw]:
    """Yields the rows of a file of JSON lines, gzipped or not.

    Args:
        source: The file.
        limits: Bound each row and what a gzipped file unpacks to.

    Yields:
        A document for each row; its uri is the row's own or `file.jsonl!/17`, lines counted from 1. Refused
        are rows (`bad_row`, `too_large`), a file without text in its first thousand rows (`no_text_column`,
        one refusal for all of it), and what is left of a broken or oversized file (`unreadable_archive`,
        `archive_limit`). Never raises.
    """
    packed = regular_size(source)
    if isinstance(packed, Raw):
        yield packed
        return
    try:
        with closing(open_unpacked(source.path)) as stream:
            yield from _decided(source, limits, _json_rows(source, limits, Metered(stream, packed, limits)))
    except LimitError as error:
        yield Raw(source.uri, None, "archive_limit", words(error), hash_file(source.path, limits))
    except Exception as error:  # a broken file raises anything, and none of it may end the run
        yield Raw(source.uri, None, "unreadable_archive", words(error), hash_file(source.path, limits))


def _decided(source: Source, limits: Limits, rows: Iterator[Raw]) -> Iterator[Raw]:
    """Passes rows on once one of them has text; else says of the file, once, that none has."""
    held: list[Raw] = []
    for row in rows:
        held.append(row)
        if row.reason != "bad_row":
            yield from held
            yield from rows
            return
        if len(held) == _UNDECIDED_ROWS:
            break
    if held:
        detail = f"no text in {len(held):,} rows; the first: {held[0].detail}"
        yield Raw(source.uri, None, "no_text_column", detail, hash_file(source.path, limits))


def _json_rows(source: Source, limits: Limits, stream: Metered) -> Iterator[Raw]:
    limit = limits.max_document_bytes * 2 + 65536  # JSON writes some characters in twice their bytes
    number = 0
    while line := stream.readline(limit):
        number += 1
        uri = f"{source.uri}!/{number}"
        if len(line) == limit and not line.endswith(b"\n"):
            digest = _hash_line(stream, line)
            yield Raw(uri, None, "too_large", f"a line of more than {limit:,} bytes", digest)
        elif not line.isspace():
            yield _json_row(uri, line, limits)


def _hash_line(stream: Metered, line: bytes) -> bytes:
    """Reads the rest of an overlong line, without holding it, and returns the hash of all of it."""
    digest = hashlib.sha256(line)
    while line and not line.endswith(b"\n"):
        line = stream.readline(MIB)
        digest.update(line)
    return digest.digest()


def _json_row(uri: str, line: bytes, limits: Limits) -> Raw:
    try:
        row = _parse(line)
    except (ValueError, RecursionError) as error:
        return _bad_row(uri, line, f"not JSON: {words(error)}")
    if not isinstance(row, dict):
        return _bad_row(uri, line, "not a JSON object")
    text = row.get("text")
    if not isinstance(text, str):
        return _bad_row(uri, line, "no text in column `text`")
    own = next((row[name] for name in URI_COLUMNS if isinstance(row.get(name), str) and row[name]), uri)
    return bounded(printable(own), _bytes(text), limits)


def _bad_row(uri: str, line: bytes, detail: str) -> Raw:
    return Raw(uri, None, "bad_row", detail, hashlib.sha256(line).digest())


def _parse(line: bytes) -> Any:  # noqa: ANN401  (JSON is anything)
    try:
        return json.loads(line)
    except UnicodeDecodeError:
        return json.loads(line.decode("gb18030"))


def _bytes(text: str) -> bytes:
    """Encodes a text from JSON, which may hold half of a surrogate pair; that becomes U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def bounded(uri: str, data: bytes, limits: Limits) -> Raw:
    """Returns a row's document, or its refusal when it is larger than a document may be."""
    if len(data) <= limits.max_document_bytes:
        return Raw(uri, data)
    detail = f"{len(data):,} bytes; the limit is {limits.max_document_bytes:,}"
    return Raw(uri, None, "too_large", detail, hashlib.sha256(data).digest())
