"""Documents that another machine fetches make the batches that they would have made here."""

import hashlib

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from extract.documents import DIGEST_BYTES, Batch, OpenContent, document_batches, name_key
from extract.parcels import HEAD, Digests, filled, parcelled, raws_of
from extract.raw import Raw

#: Texts, pages, a scan, what is empty, and bytes that are no text.
CONTENTS = ["一".encode(), "第二份".encode(), b"%PDF-1.4 /Font", b"\x89PNG\r\n", b"", b"\x00\x01" * 40, b"plain " * 20]
READ = st.tuples(st.sampled_from("abcd"), st.sampled_from(CONTENTS), st.sampled_from([None, "http://x"])).map(
    lambda it: Raw(it[0], it[1], url=it[2])
)
REFUSED = st.sampled_from([None, hashlib.sha256(b"large").digest()]).map(
    lambda digest: Raw("e", None, "too_large", "large", digest)
)
RAWS = st.lists(READ | REFUSED, max_size=12)
DIGESTS = st.frozensets(st.sampled_from([hashlib.sha256(data).digest()[:DIGEST_BYTES] for data in CONTENTS]))


@given(
    raws=RAWS,
    known=DIGESTS,
    opened=DIGESTS,
    parcel_bytes=st.integers(1, 60),
    batch_documents=st.integers(1, 5),
    batch_bytes=st.integers(1, 200),
)
def test_batches_are_those_of_documents_that_are_here(  # noqa: PLR0917
    raws: list[Raw],
    known: frozenset[bytes],
    opened: frozenset[bytes],
    parcel_bytes: int,
    batch_documents: int,
    batch_bytes: int,
) -> None:
    open_content = OpenContent(opened, {name_key(digest, "a", None) for digest in opened})
    parts = list(parcelled(raws, Digests(Digests.packed(known - opened)), "p", parcel_bytes))
    parcels = {name: content for name, content, _ in parts}
    heads = pl.concat([HEAD.to_frame(), *(told for _, _, told in parts)])
    here = _batches(raws, known, open_content, batch_documents, batch_bytes)
    there = _batches(list(raws_of(heads)), known, open_content, batch_documents, batch_bytes)
    assert len(here) == len(there)
    for one, other in zip(here, there, strict=True):
        assert one.unchanged == other.unchanged
        assert_frame_equal(one.met, other.met)
        assert_frame_equal(one.documents, _filled(other.documents, parcels))
        assert_frame_equal(one.late, _filled(other.late, parcels))


def _batches(raws: list[Raw], known: frozenset[bytes], opened: OpenContent, documents: int, size: int) -> list[Batch]:
    return list(document_batches(raws, known, opened, batch_documents=documents, batch_bytes=size))


def _filled(documents: pl.DataFrame, parcels: dict[str, pl.DataFrame]) -> pl.DataFrame:
    return filled(documents, parcels) if "parcel" in documents.columns else documents


def test_content_that_nobody_asks_for_is_in_no_parcel_and_other_content_once() -> None:
    raws = [Raw("a", b"one"), Raw("b", b"two"), Raw("c", b"two"), Raw("d", b"")]
    known = Digests(Digests.packed([hashlib.sha256(b"one").digest()[:DIGEST_BYTES]]))
    ((_, content, heads),) = parcelled(raws, known, "p")
    assert content["text"].to_list() == ["two"]
    assert heads["parcel"].to_list() == [None, "p-0", "p-0", None]
    assert heads["reason"].to_list() == [None, None, None, "empty"]
    assert heads["sha256"].null_count() == 0


@given(known=st.frozensets(st.binary(min_size=DIGEST_BYTES, max_size=DIGEST_BYTES)), other=st.binary(max_size=20))
def test_digests_are_found_as_in_a_set(known: frozenset[bytes], other: bytes) -> None:
    digests = Digests(Digests.packed(known))
    assert all(digest in digests for digest in known)
    assert (other in digests) == (other in known)
    assert "text" not in digests


def test_a_torn_parcel_is_no_document_without_text() -> None:
    ((name, content, heads),) = parcelled([Raw("a", b"one")], (), "p")
    (batch,) = document_batches(raws_of(heads), ())
    with pytest.raises(ValueError, match="torn"):
        filled(batch.documents, {name: content.clear()})
    with pytest.raises(KeyError):
        filled(batch.documents, {})
