"""Answers to queries of anybody's who looks at pages: few at once, each in its own process with its limits."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from gongkai.queries.limited import LimitedAnswer, Limits, Mixed, limited_rows
from load.errors import QueryError

#: What one query may take, and how many may run at once.
LIMITS, AT_ONCE = Limits(seconds=10.0, memory=700_000_000), 2
#: Rows that a page shows, and rows that a download has.
SHOWN, WHOLE = 200, 100_000
_room = threading.BoundedSemaphore(AT_ONCE)


class Answered(NamedTuple):
    """The first rows of a result; `is_cut` where there are more; `mixed` where the query adds up what overlaps."""

    names: list[str]
    values: list[tuple[str | None, ...]]
    is_cut: bool
    mixed: Mixed | None = None


def asked(path: Path, sql: str) -> Answered:
    """The first rows of one SELECT.

    Raises:
        WarehouseError: `path` is no warehouse.
        QueryError: it is no such query, fails, takes too much, or too many run already.
    """
    with _place():
        found = limited_rows(path, sql, SHOWN + 1, LIMITS)
    return Answered(found.names, found.values[:SHOWN], len(found.values) > SHOWN, found.mixed)


def downloaded(path: Path, sql: str) -> bytes:
    """The rows as CSV that no spreadsheet runs.

    Raises:
        WarehouseError, QueryError: as `asked`.
    """
    with _place():
        return b"".join(LimitedAnswer(path, sql, "csv", WHOLE, LIMITS))


@contextmanager
def _place() -> Iterator[None]:
    """Room for one more query."""
    if not _room.acquire(timeout=LIMITS.seconds):
        raise QueryError("too many queries run already: try again in a moment")
    try:
        yield
    finally:
        _room.release()
