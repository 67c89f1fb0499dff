"""Sentences of our own, by kind (`phrases.csv`), one drawn by chance and filled."""

from collections.abc import Mapping
from functools import lru_cache
from random import Random

from bench.synthetic.world.tables import own


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[str]]:
    """Every way to say each kind of thing."""
    kinds: dict[str, list[str]] = {}
    for row in own("phrases"):
        kinds.setdefault(row["kind"], []).append(row["text"])
    return kinds


def say(kind: str, rng: Random, words: Mapping[str, object]) -> str:
    """One of the ways, its `{names}` filled from `words`; `¶` is a line break."""
    return rng.choice(phrases()[kind]).format_map(words)
