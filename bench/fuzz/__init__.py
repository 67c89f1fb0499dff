"""Documents broken at random, and what must become of them: each is loaded or refused, none is lost."""

from bench.fuzz.inbox import write_damaged, write_night
from bench.fuzz.mutations import mutated, originals

__all__ = ["mutated", "originals", "write_damaged", "write_night"]
