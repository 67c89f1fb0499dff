"""The journal beside a warehouse: one line when a run starts, one when it ends, also where nothing was published.

The warehouse itself only knows runs that changed it; whoever asks what happened tonight needs the others too.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from load.publishing.files import take_rights
from load.publishing.layout import Layout

#: When the journal is longer than this many bytes, only its newest half is kept.
LONGEST = 1024 * 1024

#: Where a run is, or how it ended.
State = Literal["started", "published", "kept", "unchanged", "failed", "refused"]


@dataclass(frozen=True)
class Entry:
    """One line of the journal.

    Attributes:
        run: name of the run, the same in both of its lines.
        at: when, UTC, ISO 8601.
        pid: process of the run.
        outcome: `started`; `published`; `kept` (beside a version that is held); `unchanged` (nothing was new); `failed`
            (nothing was published, the warehouse is as before); `refused` (unusable arguments).
        paths: what it was asked to read.
        counts: as `flows.outcome.Outcome.counts`.
        reasons: documents rejected, by reason.
        warnings: rows found by each check of severity `warn`.
        error: what went wrong, in one line.
    """

    run: str
    at: str
    pid: int
    outcome: State
    paths: list[str] = field(default_factory=list)
    counts: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    error: str = ""


def journal_path(warehouse: Path) -> Path:
    """Where the journal of a warehouse is; hidden, so that it is never read as an input."""
    return Layout.of(warehouse).journal


def new_entry(run: str, outcome: State, facts: Mapping[str, Any]) -> Entry:
    """An entry of this process, now."""
    return Entry(run, datetime.now(UTC).isoformat(timespec="milliseconds"), os.getpid(), outcome, **facts)


def write_entry(warehouse: Path, entry: Entry) -> None:
    """Append an entry in one write, which lines of other processes cannot mix with.

    Raises:
        OSError: the folder cannot be written.
    """
    path = journal_path(warehouse)
    line = json.dumps(asdict(entry), ensure_ascii=False, separators=(",", ":")) + "\n"
    if path.is_file() and not path.is_symlink() and path.stat().st_size > LONGEST:
        _shorten(path)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        # A line that a crash cut off must not swallow this one.
        os.write(handle, (line if _ends_clean(path) else f"\n{line}").encode())
    finally:
        os.close(handle)


def read_entries(warehouse: Path) -> list[Entry]:
    """All entries, oldest first; what a crash left half-written is passed over."""
    try:
        lines = journal_path(warehouse).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return list(_parsed(lines))


def _parsed(lines: Iterable[str]) -> Iterable[Entry]:
    for line in lines:
        try:
            yield Entry(**json.loads(line))
        except (ValueError, TypeError):
            continue


def _ends_clean(path: Path) -> bool:
    """Whether the file is empty or ends with a newline."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        return file.read(1) in (b"", b"\n")


def _shorten(path: Path) -> None:
    """Keep the newest half, in one step."""
    lines = path.read_bytes().splitlines(keepends=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(b"".join(lines[len(lines) // 2 :]))
    take_rights(path, partial)
    partial.replace(path)
