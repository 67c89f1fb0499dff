"""Sources to batches of documents: the shape that every later stage starts from."""

import hashlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

import polars as pl
from polars._typing import PolarsDataType

from extract.decode import decode
from extract.files import read_file
from extract.parquet import read_parquet
from extract.raw import MIB, Limits, Raw
from extract.sources import Source
from extract.tables import read_jsonl
from extract.tars import read_tar
from extract.zips import read_zip

__all__ = ["DIGEST_BYTES", "DOCUMENT", "Batch", "Limits", "Raw", "document_batches", "read_raw"]

_COLUMNS: dict[str, PolarsDataType] = {
    "source_uri": pl.String,
    "sha256": pl.String,
    "text": pl.String,
    "decoded_by": pl.String,
    "reason": pl.String,
    "detail": pl.String,
    "url": pl.String,
    "names": pl.List(pl.String),
}
DOCUMENT = pl.Schema(_COLUMNS)
"""One row a document: a readable one has `text` and `decoded_by`, a refused one `reason` and `detail`.

`url` is the page's own address where its container gives one; `names` are the other names (`source_uri`, `url`) that
the same bytes are known by, null for none.

`sha256` is the hex digest of the document's bytes (of a table's row: of its text, or of the row when it has
none); null when they could not be read.
"""

DIGEST_BYTES = 16
"""Content is recognised by this many first bytes of its SHA-256: enough, and half the memory."""

_READERS = {"zip": read_zip, "tar": read_tar, "jsonl": read_jsonl, "parquet": read_parquet}


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents, and how many were passed over before them.

    Attributes:
        documents: New documents, readable and refused, with the schema `DOCUMENT`.
        unchanged: Documents with content that the warehouse, or an earlier document of this run, already has.
    """

    documents: pl.DataFrame
    unchanged: int


def read_raw(sources: Iterable[Source], limits: Limits | None = None) -> Iterator[Raw]:
    """Reads sources one after the other, archives and tables member by member.

    Args:
        sources: Files, as `find_sources` gives them.
        limits: How much of each is read; the defaults when None.

    Yields:
        Each document, read or refused. Never raises for what is in a file.
    """
    limits = limits or Limits()
    for source in sources:
        if source.kind == "document":
            yield read_file(source, limits)
        else:
            yield from _READERS[source.kind](source, limits)


def document_batches(
    raws: Iterable[Raw],
    known: Container[bytes],
    *,
    batch_documents: int = 2000,
    batch_bytes: int = 32 * MIB,
) -> Iterator[Batch]:
    """Hashes and decodes documents, batch by batch, and passes over content that is already known.

    Args:
        raws: Documents, as `read_raw` gives them.
        known: The first `DIGEST_BYTES` bytes of the SHA-256 of each document the warehouse has, also refused.
        batch_documents: At most so many rows a batch.
        batch_bytes: At most so many bytes a batch, unless one document is larger.

    Yields:
        Batches of one row or more; only the last may be without rows, when there is just a count of unchanged
        documents left to tell. Rows and counts add up to the documents that came in. Holds one batch, and
        `DIGEST_BYTES` for each new document of the run.
    """
    seen: set[bytes] = set()
    held: list[tuple[Raw, bytes | None]] = []
    size = unchanged = 0
    for raw in raws:
        digest = raw.digest if raw.data is None else hashlib.sha256(raw.data).digest()
        if digest is not None:
            key = digest[:DIGEST_BYTES]
            if key in seen or key in known:
                unchanged += 1
                continue
            seen.add(key)
        added = len(raw.data or b"")
        if held and (len(held) >= batch_documents or size + added > batch_bytes):
            yield Batch(_frame(held), unchanged)
            held, size, unchanged = [], 0, 0
        held.append((raw, digest))
        size += added
    if held or unchanged:
        yield Batch(_frame(held), unchanged)


def _frame(held: list[tuple[Raw, bytes | None]]) -> pl.DataFrame:
    """Decodes a batch into one frame."""
    rows = [_row(raw, digest) for raw, digest in held]
    columns = zip(*rows, strict=True) if rows else [()] * len(DOCUMENT)
    return pl.DataFrame(dict(zip(DOCUMENT, columns, strict=True)), schema=DOCUMENT)


def _row(raw: Raw, digest: bytes | None) -> tuple[str | list[str] | None, ...]:
    sha256 = None if digest is None else digest.hex()
    if raw.data is None:
        return raw.uri, sha256, None, None, raw.reason, raw.detail, raw.url, None
    return raw.uri, sha256, *decode(raw.data), raw.url, None
