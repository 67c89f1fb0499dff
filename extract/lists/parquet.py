"""Parquet tables of documents: a row is a document."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from extract.lists.rows import document, no_text, wanted
from extract.raw import MIB, Columns, Limits, Raw
from extract.sources.files import guarded, hash_file, metered
from extract.sources.source import Source

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_BATCH_ROWS = 128


def read_parquet(source: Source, limits: Limits, columns: Columns) -> Iterator[Raw]:
    """Yields the rows of a Parquet file.

    Args:
        source: The file.
        limits: Bound each row, and what the columns that are read unpack to.
        columns: Those that a person named.

    Returns:
        A document for each row; its uri is the row's own or `file.parquet!/17`, rows counted from 1. Refused
        are rows without text (`bad_row`) or with too much (`too_large`), a file without a column of text
        (`no_text_column`), and what is left of a broken or oversized file (`unreadable_archive`,
        `archive_limit`). Never raises.
    """

    def read(packed: int) -> Iterator[Raw]:
        import pyarrow.parquet as pq  # noqa: PLC0415 (a quarter of a second that few readers need)

        schema = pq.read_schema(source.path)
        found = wanted([name for name in schema.names if _is_text(schema.field(name).type)], columns)
        names = list(dict.fromkeys(chain.from_iterable(found.values())))
        # As dictionaries: a text that a million rows repeat is held once.
        with pq.ParquetFile(source.path, buffer_size=MIB, read_dictionary=names) as file:
            refusal = _refusal(file, packed, limits)
            if not found["text"]:
                refusal = "no_text_column", no_text([f"{field.name} ({field.type})" for field in schema], columns)
            if refusal is None:
                yield from metered(_rows(file, names, source, limits, columns), packed, limits)
            else:
                yield Raw(source.uri, None, *refusal, hash_file(source.path, limits))

    return guarded(source, limits, read)


def _refusal(file: "pq.ParquetFile", packed: int, limits: Limits) -> tuple[str, str] | None:
    """Returns why a file is not read at all: a reason and its detail."""
    groups = (file.metadata.row_group(number) for number in range(file.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > limits.max_archive_bytes or limits.is_bomb(packed, unpacked):
        return "archive_limit", f"unpacks to {unpacked:,} bytes out of {packed:,}"
    rows = file.metadata.num_rows
    if rows > max(limits.max_members, packed):
        return "archive_limit", f"{rows:,} rows in {packed:,} bytes"
    return None


def _is_text(kind: "pa.DataType") -> bool:
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return str(kind) in {"string", "large_string", "string_view", "binary", "large_binary", "binary_view"}


def _rows(file: "pq.ParquetFile", names: list[str], source: Source, limits: Limits, columns: Columns) -> Iterator[Raw]:
    number = 0
    for batch in file.iter_batches(_BATCH_ROWS, columns=names):
        values = [_bytes(batch.column(name)) for name in names]
        for row in zip(*values, strict=True):
            number += 1
            cells = dict(zip(names, row, strict=True))
            yield document(cells, f"{source.uri}!/{number}", b"", limits, columns)


def _bytes(column: "pa.Array[Any]") -> list[bytes | None]:
    """Returns a column's bytes as they are: what is in a text column need not be valid UTF-8."""
    import pyarrow as pa  # noqa: PLC0415

    if isinstance(column, pa.DictionaryArray):
        distinct = _bytes(column.dictionary)
        return [None if at is None else distinct[at] for at in column.indices.to_pylist()]
    values: list[bytes | None] = column.cast(pa.large_binary()).to_pylist()
    return values
