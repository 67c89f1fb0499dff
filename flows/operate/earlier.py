"""What arrived on other nights, as the journal tells it."""

from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import NamedTuple

from flows.operate.journal import Entry
from gongkai.nights.night import Earlier

#: So many runs at most are shown beside a run, and say what is usual; so many at least say that.
LAST, NIGHTS = 10, 3


class Usual(NamedTuple):
    """What is usual.

    Attributes:
        seen: the median of the documents that arrived; None where there are too few runs in which any did.
        runs: of so many runs.
    """

    seen: float | None
    runs: int


def usual(entries: Sequence[Entry], paths: Sequence[str]) -> Usual:
    """The median of the last runs over the same paths in which documents arrived."""
    runs = _over(entries, paths)
    seen = [entry.counts["seen"] for entry in entries if entry.run in runs and entry.counts.get("seen")][-LAST:]
    return Usual(median(seen) if len(seen) >= NIGHTS else None, len(seen))


def earlier_runs(entries: Sequence[Entry], paths: Sequence[str], but: str) -> list[Earlier]:
    """The last runs over the same paths, oldest first, without the one named `but`; one without an end is `started`."""
    last = {entry.run: entry for entry in entries if entry.run in _over(entries, paths) and entry.run != but}
    return [_earlier(entry) for entry in sorted(last.values(), key=entries.index)[-LAST:]]


def _over(entries: Sequence[Entry], paths: Sequence[str]) -> set[str]:
    """The names of the runs over these paths."""
    return {entry.run for entry in entries if entry.paths == list(paths)}


def _earlier(entry: Entry) -> Earlier:
    """A run by its last line."""
    seen, known = entry.counts.get("seen"), entry.counts.get("unchanged")
    fresh = None if seen is None or known is None else int(seen - known)
    return Earlier(
        entry.run, datetime.fromisoformat(entry.at), entry.outcome, None if seen is None else int(seen), fresh
    )
