"""Sources to batches of documents: the shape that every later stage starts from."""

import hashlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from extract.formats import LAID_OUT, is_scan
from extract.raw import MIB, Columns, Limits, Raw
from extract.shapes import DOCUMENT
from extract.text.decode import decode

__all__ = [
    "DIGEST_BYTES",
    "DOCUMENT",
    "MET",
    "Batch",
    "Columns",
    "Limits",
    "OpenContent",
    "Raw",
    "document_batches",
    "name_key",
    "with_names",
]

DIGEST_BYTES = 16
"""Content is recognised by this many first bytes of its SHA-256: enough, and half the memory."""


MET = pl.Schema({"sha256": pl.String, "source_uri": pl.String, "url": pl.String})
"""One row each time that readable or hashed content was met: its digest and the name it was met by."""

#: Names of content that is passed over are handed on after so many.
_MOST_MET = 50_000
#: A scan takes a batch's room of so many documents: reading it takes longer still.
_SCAN = 100


@dataclass(frozen=True, slots=True)
class OpenContent:
    """Known content that is read again when it is met by a name that is not known.

    Attributes:
        digests: The first `DIGEST_BYTES` bytes of each SHA-256.
        names: `name_key` of each of their known names.
    """

    digests: Container[bytes] = ()
    names: Container[bytes] = ()

    def asks_for(self, digest: bytes, raw: Raw) -> bool:
        """Whether a document is to be read for the sake of its name."""
        return digest in self.digests and name_key(digest, raw.uri, raw.url) not in self.names


def name_key(digest: bytes, uri: str, url: str | None) -> bytes:
    """A name of some content in `DIGEST_BYTES` bytes."""
    return hashlib.blake2b(f"{uri}\0{url or ''}".encode(), key=digest, digest_size=DIGEST_BYTES).digest()


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents, and what was passed over before them.

    Attributes:
        documents: Documents to read, readable and refused, with the schema `DOCUMENT`; content once, under the lowest
            of the names that it was met by here. Where some stand elsewhere, there is a further column `parcel`.
        unchanged: How many were passed over: content that the warehouse, or an earlier document of this run, has.
        met: Every name of this batch's content and of what was passed over, with the schema `MET`.
        late: Documents among what was passed over whose content an earlier batch of this run has under another name;
            content once in a run.
    """

    documents: pl.DataFrame
    unchanged: int
    met: pl.DataFrame
    late: pl.DataFrame


def document_batches(
    raws: Iterable[Raw],
    known: Container[bytes],
    opened: OpenContent | None = None,
    *,
    batch_documents: int = 2000,
    batch_bytes: int = 16 * MIB,
) -> Iterator[Batch]:
    """Hashes and decodes documents, batch by batch, and passes over content that is already known.

    Args:
        raws: Documents, as `read_raw` gives them.
        known: The first `DIGEST_BYTES` bytes of the SHA-256 of each document the warehouse has, also refused.
        opened: What of it a name that is not known would change.
        batch_documents: At most so many rows a batch; a scan counts as many.
        batch_bytes: At most so many bytes a batch, unless one document is larger.

    Yields:
        Batches; one may be without rows, when there are just names of unchanged documents to tell. Rows and counts
        add up to the documents that came in. Holds one batch, and `DIGEST_BYTES` and a number for each document of
        the run that is read.
    """
    run = _Run(known, opened or OpenContent())
    gathered = _Gathered()
    for raw in raws:
        digest = raw.digest if raw.data is None else hashlib.sha256(raw.data).digest()
        met = _Met(raw, digest, b"" if digest is None else digest[:DIGEST_BYTES], hash((raw.uri, raw.url)))
        new = run.is_new(met)
        late = not new and met.key not in gathered.here and run.is_late(met)
        added = _size(raw) if new or late else 0
        if gathered.is_full(batch_documents, batch_bytes, added):
            yield gathered.batch()
            gathered = _Gathered()
            late = not new and run.is_late(met)
        gathered.take(met, added, new=new, late=late)
        run.remember(met, new=new, late=late)
    if gathered.read or gathered.unchanged:
        yield gathered.batch()


class _Met(NamedTuple):
    """A document that is met: its digest and the first bytes of it (empty without one), its name as a number."""

    raw: Raw
    digest: bytes | None
    key: bytes
    name: int


@dataclass(slots=True)
class _Run:
    """What the warehouse knows and this run has met: content -> its first name; and what of it came late."""

    known: Container[bytes]
    opened: OpenContent
    seen: dict[bytes, int] = field(default_factory=dict)
    late: set[bytes] = field(default_factory=set)

    def is_new(self, met: _Met) -> bool:
        """Whether a document is to be read."""
        if met.digest is None:
            return True
        return met.key not in self.seen and (met.key not in self.known or self.opened.asks_for(met.key, met.raw))

    def is_late(self, met: _Met) -> bool:
        """Whether it is content of an earlier batch under another name, for the first time."""
        return met.key in self.seen and met.key not in self.late and self.seen[met.key] != met.name

    def remember(self, met: _Met, *, new: bool, late: bool) -> None:
        """Know it from now on."""
        if new and met.digest:
            self.seen[met.key] = met.name
        if late:
            self.late.add(met.key)


@dataclass(slots=True)
class _Gathered:
    """A batch on its way."""

    read: list[tuple[Raw, bytes | None]] = field(default_factory=list)
    late: list[tuple[Raw, bytes | None]] = field(default_factory=list)
    met: list[tuple[str, str, str | None]] = field(default_factory=list)
    here: set[bytes] = field(default_factory=set)
    size: int = 0
    room: int = 0
    unchanged: int = 0

    def is_full(self, documents: int, most_bytes: int, added: int) -> bool:
        """Whether a further document of `added` bytes belongs into the next batch."""
        held = self.read or self.late
        return bool(len(self.met) >= _MOST_MET or self.room >= documents or (held and self.size + added > most_bytes))

    def take(self, met: _Met, added: int, *, new: bool, late: bool) -> None:
        """Take a further document of `added` bytes, to be read where it is `new`, else passed over."""
        self.size += added
        self.met += [(met.digest.hex(), met.raw.uri, met.raw.url)] if met.digest else []
        if new:
            self.read.append((met.raw, met.digest))
            self.room += _SCAN if _is_scan(met.raw) else 1
            self.here |= {met.key} if met.digest else set()
            return
        self.unchanged += 1
        if late:
            self.late.append((met.raw, met.digest))

    def batch(self) -> Batch:
        """What there is, decoded, content under its lowest name."""
        met = pl.DataFrame(self.met, schema=MET, orient="row")
        return Batch(with_names(_frame(self.read), met), self.unchanged, met, _frame(self.late))


def with_names(documents: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Documents under the lowest of their names, with the others beside.

    Args:
        documents: as `DOCUMENT`.
        names: as `MET`; of content without a row the document keeps its own.

    Returns:
        The documents in their order: `source_uri` and `url` are the lowest in plain order, `names` all others.
    """
    told = names.group_by("sha256").agg(
        lowest=pl.col("source_uri").min(),
        address=pl.col("url").min(),
        all=pl.col("source_uri").append(pl.col("url")).drop_nulls().unique().sort(),
    )
    named = documents.join(told, on="sha256", how="left", maintain_order="left").with_columns(
        source_uri=pl.coalesce("lowest", "source_uri"), url=pl.coalesce("address", "url")
    )
    others = pl.col("all").list.set_difference(pl.concat_list("source_uri", "url")).list.sort()
    return named.with_columns(names=pl.when(others.list.len() > 0).then(others)).drop("lowest", "address", "all")


def _size(raw: Raw) -> int:
    return raw.elsewhere.size if raw.elsewhere else len(raw.data or b"")


def _is_scan(raw: Raw) -> bool:
    return raw.elsewhere.is_scan if raw.elsewhere else is_scan(raw.data or b"")


def _frame(held: list[tuple[Raw, bytes | None]]) -> pl.DataFrame:
    """Decodes a batch into one frame."""
    rows = [document_row(raw, digest) for raw, digest in held]
    columns = zip(*rows, strict=True) if rows else [()] * len(DOCUMENT)
    documents = pl.DataFrame(dict(zip(DOCUMENT, columns, strict=True)), schema=DOCUMENT)
    if not any(raw.elsewhere for raw, _ in held):
        return documents
    parcels = [raw.elsewhere.parcel if raw.elsewhere else None for raw, _ in held]
    return documents.with_columns(parcel=pl.Series(parcels, dtype=pl.String))


def document_row(raw: Raw, digest: bytes | None) -> tuple[str | list[str] | bytes | None, ...]:
    """A document as the values of `DOCUMENT`, decoded unless its format has no text."""
    sha256 = None if digest is None else digest.hex()
    unread = (None,) * (len(DOCUMENT) - 7)
    if raw.data is None:
        decoded_by = raw.elsewhere.decoded_by if raw.elsewhere else None
        return raw.uri, sha256, None, decoded_by, raw.reason, raw.detail, raw.url, *unread
    if raw.data.startswith(LAID_OUT):
        return raw.uri, sha256, None, None, None, None, raw.url, None, raw.data, None, None, None
    return raw.uri, sha256, *decode(raw.data), raw.url, *unread
