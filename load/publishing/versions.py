"""The published versions of a file, and the log of what was published when.

A version is a finished, checked file that was published once; its name is that of the run that made it. Its file in
`.FILE.versions/` is its own: what others do to the published one does not reach it. Both carry the same time of change,
so that one look tells whether the published file is still the version that it was.
"""

import filecmp
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from load.errors import LoadError
from load.publishing import files
from load.publishing.layout import SUFFIX, Layout
from load.publishing.target import Version


@dataclass(frozen=True)
class Event:
    """One line of the log: `did` is `publish` or `rollback`, `version` what became current, `before` what was."""

    at: datetime
    did: str
    version: str
    before: str | None


def versions(warehouse: Path) -> list[Version]:
    """The versions that are there, the latest to become current first."""
    at = Layout.of(warehouse)
    last = {event.version: (place, event.at) for place, event in enumerate(history(at.file))}
    found = [
        Version(path.stem, path, last[path.stem][1] if path.stem in last else None, is_current=False)
        for path in at.versions.glob(f"*{SUFFIX}")
    ]
    found.sort(key=lambda one: (last.get(one.name, (-1, None))[0], one.name), reverse=True)
    current = next((one for one in found if _is_marked(one.path, at.file)), None)
    current = current or next((one for one in found if is_same(one.path, at.file)), None)
    return [replace(one, is_current=one is current) for one in found]


def last_published(found: list[Version]) -> Version | None:
    """Of some versions the one that is current, else the one that was last."""
    return next((one for one in found if one.is_current), next(iter(_published(found)), None))


def history(warehouse: Path) -> list[Event]:
    """What was published and rolled back, in order; a line that a crash left torn is passed over."""
    try:
        text = Layout.of(warehouse).log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    events = []
    for line in text.splitlines():
        try:
            row = json.loads(line)
            events.append(Event(datetime.fromisoformat(row["at"]), row["did"], row["version"], row["before"]))
        except (ValueError, KeyError, TypeError):
            continue
    return events


def add_event(at: Layout, did: str, version: str, before: str | None) -> None:
    """Add a line to the log."""
    row = {"at": datetime.now(UTC).isoformat(), "did": did, "version": version, "before": before}
    files.append(at.log, json.dumps(row, ensure_ascii=False))


def keep(at: Layout, source: Path, name: str) -> None:
    """Keep a finished file as a version: whole, or not at all."""
    at.versions.mkdir(exist_ok=True)
    partial = at.versions / f"{name}.partial"
    files.copy(source, partial)
    files.take_rights(at.file, partial)
    files.sync(partial)
    files.replace(partial, at.version(name))
    files.sync(at.versions)


def choose(found: list[Version], name: str | None) -> Version:
    """Of some versions the one to bring back: the named one, else the one that was current before.

    Raises:
        LoadError: there is none; the message names those there are.
    """
    earlier = _published([one for one in found if not one.is_current])
    chosen = earlier[:1] if name is None else [one for one in earlier if one.name == name]
    if not chosen:
        there = ", ".join(one.name for one in earlier) or "none"
        what = "earlier version" if name is None else f"earlier version {name}"
        raise LoadError(f"there is no {what} to go back to; kept: {there}")
    return chosen[0]


def removable(found: list[Version], count: int) -> list[Version]:
    """All but the current version and the `count` ones that were current last, and what never was published."""
    earlier = [one for one in found if not one.is_current]
    kept = _published(earlier)[:count]
    return [one for one in earlier if one not in kept]


def name_of(run: str) -> str:
    """The name of a run's version: whatever the run is called, its file stays in the folder."""
    return re.sub(r"[^0-9A-Za-z._-]", "_", run)


def is_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same: told by size and time of change, else by every byte."""
    try:
        return _is_marked(one, other) or filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _is_marked(one: Path, other: Path) -> bool:
    """Whether two files have the same size and time of change, as those have that were published together."""
    try:
        first, second = one.stat(), other.stat()
    except OSError:
        return False
    return (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)


def _published(found: list[Version]) -> list[Version]:
    """Those that the log knows; where the log is lost, all."""
    return [one for one in found if one.published_at] or found
