"""Readers that never come back from a document with the word, for the tests."""

import ctypes
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


def stops(batch: StoredBatch) -> Path:
    """Read, or let no other thread of Python run any more, as a search for ages does, but at no cost."""
    if _poisoned(batch):
        while True:
            ctypes.PyDLL(None).pause()
    return read_stored_batch(batch)


def _poisoned(batch: StoredBatch) -> bool:
    return bool(pl.read_parquet(batch.documents)["text"].str.contains(WORD, literal=True).any())
