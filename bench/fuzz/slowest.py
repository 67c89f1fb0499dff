"""The document that takes longest to read, by itself."""

import time
from pathlib import Path

from extract.documents import document_batches
from extract.pages import page_texts
from extract.readers import read_raw
from extract.sources.arguments import find_sources
from transform.batch import read_batch


def slowest(inbox: Path, timed: int) -> str:
    """The slowest of the `timed` largest documents: how long it takes, how large it is, where it is."""
    raws = (raw for raw in read_raw(find_sources([str(inbox)]).sources) if raw.data)
    largest = sorted(raws, key=lambda raw: len(raw.data or b""), reverse=True)[:timed]
    found = []
    for raw in largest:
        for batch in document_batches([raw], ()):
            begun = time.perf_counter()
            read_batch(page_texts(batch.documents))
            found.append((time.perf_counter() - begun, len(raw.data or b""), raw.uri))
    seconds, size, uri = max(found)
    return f"{seconds:.2f} s, {size / 1e6:.1f} MB, {uri}"
