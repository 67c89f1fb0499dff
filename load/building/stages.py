"""The stages of a load: what share of it each takes, and what it took this time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import takewhile
from time import perf_counter

#: The stages of a load, in order, and the share of its time that each takes (8,000 reports into an empty warehouse).
SHARES = {
    "stage": 2,
    "copy": 1,
    "views": 2,
    "insert": 24,
    "settle": 2,
    "texts": 12,
    "kept": 38,
    "checks": 8,
    "checkpoint": 10,
    "publish": 1,
}


@dataclass
class Stages:
    """What the stages of a load took, in seconds, and who is told as each begins."""

    watch: Callable[[str, int], None] | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Keep how long a stage took."""
        if self.watch:
            self.watch(name, sum(share for _, share in takewhile(lambda it: it[0] != name, SHARES.items())))
        begun = perf_counter()
        yield
        self.seconds[name] = perf_counter() - begun
