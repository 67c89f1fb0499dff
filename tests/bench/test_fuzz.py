"""Some broken documents through the real command: none lost, no reader failed."""

from argparse import Namespace
from pathlib import Path
from random import Random

from bench.fuzz import mutated, originals
from bench.fuzz.__main__ import run


def test_broken_documents_are_loaded_or_refused(tmp_path: Path) -> None:
    found = run(Namespace(count=60, nights=1, damaged=20, timed=1, seed=7, to=tmp_path))
    assert (found["documents"], found["wrong"]) == (60, [])
    assert found["unchanged_again"] == found["seen_again"] > found["different"] > 50


def test_the_same_seed_breaks_the_same() -> None:
    def first() -> list[bytes]:
        documents = mutated(originals(3, 1), Random(5))
        return [next(documents) for _ in range(20)]

    assert first() == first()
