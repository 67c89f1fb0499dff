"""Documents that one machine fetches and decodes, and another one chooses from.

A parcel holds what is large of some documents, their texts and bytes; their heads tell the rest, by which
`extract.documents` makes batches as of documents that are here. `filled` puts both together, where a batch is read.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping

import polars as pl

from extract.documents import DIGEST_BYTES, document_row
from extract.formats import is_scan
from extract.raw import MIB, Elsewhere, Raw
from extract.shapes import DOCUMENT

#: What stays in a parcel.
_LARGE = ("text", "data")
PARCEL = pl.Schema({name: DOCUMENT[name] for name in ("sha256", *_LARGE)})
"""Content once: its digest, and its text, or its bytes where its format has none."""
HEAD = pl.Schema(
    {name: DOCUMENT[name] for name in ("source_uri", "url", "sha256", "decoded_by", "reason", "detail")}
    | {"size": pl.Int64, "is_scan": pl.Boolean, "parcel": pl.String}
)
"""One row each time that a document was met, in their order: as `DOCUMENT`, its bytes, and the parcel that it is in.

`parcel` is null for refused documents, and for what is known."""


class Digests:
    """Known content in a sixth of the memory of a set: digests one behind the other, in order."""

    def __init__(self, data: bytes) -> None:
        """Take what `packed` gives."""
        self._data = data

    def __contains__(self, digest: object) -> bool:
        """Whether the first `DIGEST_BYTES` of a SHA-256 are known."""
        if not (isinstance(digest, bytes) and len(digest) == DIGEST_BYTES):
            return False
        at = bisect_left(range(len(self._data) // DIGEST_BYTES), digest, key=self._digest)
        return self._digest(at) == digest

    def _digest(self, at: int) -> bytes:
        return self._data[at * DIGEST_BYTES : (at + 1) * DIGEST_BYTES]

    @staticmethod
    def packed(digests: Iterable[bytes]) -> bytes:
        """Digests of `DIGEST_BYTES` each, for another machine."""
        return b"".join(sorted(digests))


def parcelled(
    raws: Iterable[Raw], known: Container[bytes], name: str, parcel_bytes: int = 16 * MIB
) -> Iterator[tuple[str, pl.DataFrame, pl.DataFrame]]:
    """Documents as parcels and heads, in their order.

    Args:
        raws: as `extract.readers.read_raw` gives them.
        known: the first `DIGEST_BYTES` bytes of the SHA-256 of what nobody will ask for.
        name: what the parcels' names begin with.
        parcel_bytes: at most so many bytes a parcel, unless one document is larger.

    Yields:
        A parcel's name, its content, as `PARCEL`, and the heads of its documents, as `HEAD`.
    """
    held: list[Raw] = []
    size = number = 0
    for raw in raws:
        added = len(raw.data or b"")
        if held and size + added > parcel_bytes:
            yield _parcel(held, known, f"{name}-{number}")
            held, size, number = [], 0, number + 1
        held.append(raw)
        size += added
    if held:
        yield _parcel(held, known, f"{name}-{number}")


def _parcel(raws: list[Raw], known: Container[bytes], name: str) -> tuple[str, pl.DataFrame, pl.DataFrame]:
    """Some documents as one parcel and their heads."""
    digests = [raw.digest if raw.data is None else hashlib.sha256(raw.data).digest() for raw in raws]
    rows = [document_row(raw, digest) for raw, digest in zip(raws, digests, strict=True)]
    documents = pl.DataFrame(rows, schema=DOCUMENT, orient="row").with_columns(
        size=pl.Series([len(raw.data or b"") for raw in raws], dtype=pl.Int64),
        is_scan=pl.Series([is_scan(raw.data or b"") for raw in raws], dtype=pl.Boolean),
        is_known=pl.Series([digest is not None and digest[:DIGEST_BYTES] in known for digest in digests]),
    )
    is_asked_for = pl.any_horizontal(pl.col(*_LARGE).is_not_null()) & ~pl.col("is_known")
    heads = documents.with_columns(parcel=pl.when(is_asked_for).then(pl.lit(name))).select(HEAD.names())
    content = documents.filter(is_asked_for).unique("sha256", maintain_order=True).select(PARCEL.names())
    return name, content, heads


def raws_of(heads: pl.DataFrame) -> Iterator[Raw]:
    """The documents that heads tell of, as `extract.documents.document_batches` takes them."""
    for uri, url, sha256, decoded_by, reason, detail, size, scan, parcel in heads.iter_rows():
        digest = None if sha256 is None else bytes.fromhex(sha256)
        yield Raw(uri, None, reason, detail, digest, url, Elsewhere(parcel, size, scan, decoded_by))


def filled(documents: pl.DataFrame, parcels: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The documents of a batch with what stands elsewhere of them, without the column `parcel`.

    Args:
        documents: as `DOCUMENT`, with `parcel`, and whatever else is said of them.
        parcels: each, as `PARCEL`, under its name.

    Raises:
        KeyError: a parcel is not among these.
        ValueError: a document is not in its parcel.
    """
    names = documents["parcel"].drop_nulls().unique(maintain_order=True)
    if not names.len():
        return documents.drop("parcel")
    content = pl.concat([parcels[name].with_columns(parcel=pl.lit(name)) for name in names])
    whole = documents.join(content, on=["parcel", "sha256"], how="left", suffix="_there", maintain_order="left")
    whole = whole.with_columns(pl.coalesce(f"{name}_there", name).alias(name) for name in _LARGE)
    if whole.filter(pl.col("parcel").is_not_null() & pl.all_horizontal(pl.col(*_LARGE).is_null())).height:
        raise ValueError(f"a parcel is torn: {', '.join(names)}")
    return whole.select(*(name for name in documents.columns if name != "parcel"))
