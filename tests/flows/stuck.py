"""Readers that never come back from a document with the word, for the tests."""

import re
import threading
from pathlib import Path

import polars as pl

from flows.run.batches import read_stored_batch

WORD = "poison"


def waits(documents: Path, folder: Path) -> Path:
    """Read, or wait for what never happens."""
    if _poisoned(documents):
        threading.Event().wait()
    return read_stored_batch(documents, folder)


def searches(documents: Path, folder: Path) -> Path:
    """Read, or search for ages without letting any other thread of Python run."""
    if _poisoned(documents):
        re.fullmatch("(a|aa)+b", "a" * 100)
    return read_stored_batch(documents, folder)


def _poisoned(documents: Path) -> bool:
    return bool(pl.read_parquet(documents)["text"].str.contains(WORD, literal=True).any())
