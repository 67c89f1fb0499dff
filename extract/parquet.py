"""Parquet tables of documents: a column `text`, and a column `uri` or `url` where there is one."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extract.files import LimitError, hash_file, regular_size, words
from extract.raw import MIB, Limits, Raw, printable
from extract.sources import Source
from extract.tables import URI_COLUMNS, bounded

_BATCH_ROWS = 128
_NO_BYTES = hashlib.sha256().digest()


def read_parquet(source: Source, limits: Limits) -> Iterator[Raw]:
    """Yields the rows of a Parquet file.

    Args:
        source: The file.
        limits: Bound each row, and what the columns that are read unpack to.

    Yields:
        A document for each row; its uri is the row's own or `file.parquet!/17`, rows counted from 1. Refused
        are rows without text (`bad_row`) or with too much (`too_large`), a file without a column `text`
        (`no_text_column`), and what is left of a broken or oversized file (`unreadable_archive`,
        `archive_limit`). Never raises.
    """
    packed = regular_size(source)
    if isinstance(packed, Raw):
        yield packed
        return
    try:
        schema = pq.read_schema(source.path)
        names = [name for name in ("text", *URI_COLUMNS) if name in schema.names and _is_text(schema.field(name).type)]
        # As dictionaries: a text that a million rows repeat is held once.
        with pq.ParquetFile(source.path, buffer_size=MIB, read_dictionary=names) as file:
            refusal = _refusal(file, packed, limits)
            if refusal is None:
                yield from _metered(_rows(file, source, limits), packed, limits)
            else:
                yield Raw(source.uri, None, *refusal, hash_file(source.path, limits))
    except LimitError as error:
        yield Raw(source.uri, None, "archive_limit", words(error), hash_file(source.path, limits))
    except Exception as error:  # a broken file raises anything, and none of it may end the run
        yield Raw(source.uri, None, "unreadable_archive", words(error), hash_file(source.path, limits))


def _refusal(file: pq.ParquetFile, packed: int, limits: Limits) -> tuple[str, str] | None:
    """Returns why a file is not read at all: a reason and its detail."""
    schema = file.schema_arrow
    if "text" not in schema.names:
        return "no_text_column", f"columns: {printable(', '.join(schema.names))[:300]}"
    if not _is_text(schema.field("text").type):
        return "no_text_column", f"column `text` holds {schema.field('text').type}"
    groups = (file.metadata.row_group(number) for number in range(file.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > limits.max_archive_bytes or limits.is_bomb(packed, unpacked):
        return "archive_limit", f"unpacks to {unpacked:,} bytes out of {packed:,}"
    rows = file.metadata.num_rows
    if rows > max(limits.max_members, packed):
        return "archive_limit", f"{rows:,} rows in {packed:,} bytes"
    return None


def _metered(rows: Iterator[Raw], packed: int, limits: Limits) -> Iterator[Raw]:
    """Passes rows on until they come to more than the file may unpack to.

    Raises:
        LimitError: When they do.
    """
    given = 0
    for row in rows:
        given += len(row.data or b"")
        if given > limits.max_archive_bytes or limits.is_bomb(packed, given):
            raise LimitError(f"unpacks to {given:,} bytes or more out of {packed:,}")
        yield row


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return str(kind) in {"string", "large_string", "string_view", "binary", "large_binary", "binary_view"}


def _rows(file: pq.ParquetFile, source: Source, limits: Limits) -> Iterator[Raw]:
    schema = file.schema_arrow
    own = next((name for name in URI_COLUMNS if name in schema.names and _is_text(schema.field(name).type)), None)
    number = 0
    for batch in file.iter_batches(_BATCH_ROWS, columns=["text", own] if own else ["text"]):
        texts = _bytes(batch.column("text"))
        names = _bytes(batch.column(own)) if own else [None] * len(texts)
        for text, name in zip(texts, names, strict=True):
            number += 1
            uri = name.decode("utf-8", "backslashreplace") if name else f"{source.uri}!/{number}"
            if text is None:
                yield Raw(uri, None, "bad_row", "no text in column `text`", _NO_BYTES)
            else:
                yield bounded(uri, text, limits)


def _bytes(column: "pa.Array[Any]") -> list[bytes | None]:
    """Returns a column's bytes as they are: what is in a text column need not be valid UTF-8."""
    if isinstance(column, pa.DictionaryArray):
        distinct = _bytes(column.dictionary)
        return [None if at is None else distinct[at] for at in column.indices.to_pylist()]
    values: list[bytes | None] = column.cast(pa.large_binary()).to_pylist()
    return values
