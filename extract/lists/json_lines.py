"""Tables of documents as JSON lines: an object a line, a document each."""

import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

from extract.lists.rows import bad_row, decided, document
from extract.raw import MIB, Columns, Limits, Raw
from extract.sources.files import guarded, words
from extract.sources.source import Source
from extract.sources.streams import open_metered


def read_jsonl(source: Source, limits: Limits, columns: Columns) -> Iterator[Raw]:
    """Yields the rows of a file of JSON lines, gzipped or not.

    Args:
        source: The file.
        limits: Bound each row and what a gzipped file unpacks to.
        columns: The keys that a person named.

    Returns:
        A document for each row; its uri is the row's own or `file.jsonl!/17`, lines counted from 1. Refused
        are rows (`bad_row`, `too_large`), a file without text in its first thousand rows (`no_text_column`,
        one refusal for all of it), and what is left of a broken or oversized file (`unreadable_archive`,
        `archive_limit`). Never raises.
    """

    def read(packed: int) -> Iterator[Raw]:
        with open_metered(source.path, packed, limits) as stream:
            yield from decided(source, limits, _rows(source, limits, columns, stream))

    return guarded(source, limits, read)


def _rows(source: Source, limits: Limits, columns: Columns, stream: io.BufferedReader) -> Iterator[Raw]:
    limit = limits.max_document_bytes * 2 + 65536  # JSON writes some characters in twice their bytes
    number = 0
    while line := stream.readline(limit):
        number += 1
        uri = f"{source.uri}!/{number}"
        if len(line) == limit and not line.endswith(b"\n"):
            digest = _hash_line(stream, line)
            yield Raw(uri, None, "too_large", f"a line of more than {limit:,} bytes", digest)
        elif not line.isspace():
            yield _row(uri, line, limits, columns)


def _hash_line(stream: io.BufferedReader, line: bytes) -> bytes:
    """Reads the rest of an overlong line, without holding it, and returns the hash of all of it."""
    digest = hashlib.sha256(line)
    while line and not line.endswith(b"\n"):
        line = stream.readline(MIB)
        digest.update(line)
    return digest.digest()


def _row(uri: str, line: bytes, limits: Limits, columns: Columns) -> Raw:
    try:
        row = _parse(line)
    except (ValueError, RecursionError) as error:
        return bad_row(uri, line, f"not JSON: {words(error)}")
    if not isinstance(row, dict):
        return bad_row(uri, line, "not a JSON object")
    return document(row, uri, line, limits, columns)


def _parse(line: bytes) -> Any:  # noqa: ANN401  (JSON is anything)
    try:
        return json.loads(line)
    except UnicodeDecodeError:
        return json.loads(line.decode("gb18030"))
