"""Readers that never come back from a document with the word, for the tests."""

import re
import threading
from pathlib import Path

import polars as pl

from flows.run.batches import StoredBatch, read_stored_batch

WORD = "poison"


def waits(batch: StoredBatch) -> Path:
    """Read, or wait for what never happens."""
    if _poisoned(batch):
        threading.Event().wait()
    return read_stored_batch(batch)


def searches(batch: StoredBatch) -> Path:
    """Read, or search for ages without letting any other thread of Python run."""
    if _poisoned(batch):
        re.fullmatch("(a|aa)+b", "a" * 100)
    return read_stored_batch(batch)


def _poisoned(batch: StoredBatch) -> bool:
    return bool(pl.read_parquet(batch.documents)["text"].str.contains(WORD, literal=True).any())
