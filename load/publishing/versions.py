"""The published versions of a warehouse: kept as links in `.FILE.versions/`, beside a log of what was published when.

A version is a finished, checked file that was published once; its name is that of the run that made it. Keeping one
costs its size on the disk and no time. All functions that change something want the write lock.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from load.errors import LoadError, WarehouseError
from load.publishing import files
from load.warehouse import open_readonly

_SUFFIX = ".duckdb"


@dataclass(frozen=True)
class Version:
    """One published version that is still there.

    Attributes:
        name: of the run that made it, such as `20261121T020000.123456Z`.
        path: its file, open to readers.
        published_at: when it last became the current one; None where the log does not say.
        is_current: it is the warehouse now.
    """

    name: str
    path: Path
    published_at: datetime | None
    is_current: bool


@dataclass(frozen=True)
class Event:
    """One line of the log: `did` is `publish` or `rollback`, `version` what became current, `before` what was."""

    at: datetime
    did: str
    version: str
    before: str | None


def folder(target: Path) -> Path:
    """Where the versions of a warehouse are kept."""
    return target.with_name(f".{target.name}.versions")


def versions(target: Path) -> list[Version]:
    """The versions that are there, the latest to become current first."""
    target = target.resolve()
    last = {event.version: (place, event.at) for place, event in enumerate(history(target))}
    found = [
        Version(path.stem, path, last[path.stem][1] if path.stem in last else None, _is_same(path, target))
        for path in folder(target).glob(f"*{_SUFFIX}")
    ]
    return sorted(found, key=lambda one: (last.get(one.name, (-1, None))[0], one.name), reverse=True)


def history(target: Path) -> list[Event]:
    """What was published and rolled back, in order; a line that a crash left torn is passed over."""
    try:
        text = (folder(target.resolve()) / "log.jsonl").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    events = []
    for line in text.splitlines():
        try:
            told = json.loads(line)
            events.append(Event(datetime.fromisoformat(told["at"]), told["did"], told["version"], told["before"]))
        except (ValueError, KeyError, TypeError):
            continue
    return events


def adopt(target: Path) -> str | None:
    """Settle what a crash left, so that the current file is a kept version and the log's last; its name.

    A file that came from elsewhere, or was there before versions were kept, becomes one under its last run's name.
    """
    if not target.exists():
        return None
    current = next((one for one in versions(target) if one.is_current), None)
    try:
        name = current.name if current else _safe(_last_run(target))
    except WarehouseError:
        return None  # damaged, or not ours: nothing to keep
    if current is None:
        folder(target).mkdir(exist_ok=True)
        files.link(target, _path(target, name))
        files.sync(folder(target))
    events = history(target)
    if not events or events[-1].version != name:
        note(target, "publish", name, events[-1].version if events else None)
    return name


def publish(building: Path, target: Path, name: str, before: str | None, did: str = "publish") -> None:
    """Put a finished file in the target's place, for readers and after a power cut alike, and keep it as a version.

    Args:
        building: the closed file; it is gone afterwards.
        target: the warehouse.
        name: of the version.
        before: the version that it replaces, as `adopt` told.
        did: what the log says of it.
    """
    name = _safe(name)
    files.sync(building)
    folder(target).mkdir(exist_ok=True)
    if did == "publish":
        files.link(building, _path(target, name))
        files.sync(folder(target))
    files.replace(building, target)
    files.sync(target.parent)
    with suppress(OSError):  # published is published; the next run adds the line
        note(target, did, name, before)


def prune(target: Path, keep: int) -> None:
    """Remove all but the current version and the `keep` ones that were current last, and what never was published."""
    earlier = [one for one in versions(target) if not one.is_current]
    kept = _published(earlier)[:keep]
    for one in earlier:
        if one not in kept:
            files.remove(one.path)


def choose(target: Path, name: str | None) -> Version:
    """The version to bring back: the named one, else the one that was current before.

    Raises:
        LoadError: there is none; the message names those there are.
    """
    earlier = _published([one for one in versions(target) if not one.is_current])
    chosen = earlier[:1] if name is None else [one for one in earlier if one.name == name]
    if not chosen:
        there = ", ".join(one.name for one in earlier) or "none"
        what = "earlier version" if name is None else f"earlier version {name}"
        raise LoadError(f"{target} has no {what} to go back to; kept: {there}")
    return chosen[0]


def _published(found: list[Version]) -> list[Version]:
    """Those that the log knows; where the log is lost, all."""
    return [one for one in found if one.published_at] or found


def note(target: Path, did: str, version: str, before: str | None) -> None:
    """Add a line to the log."""
    told = {"at": datetime.now(UTC).isoformat(), "did": did, "version": version, "before": before}
    files.append(folder(target) / "log.jsonl", json.dumps(told, ensure_ascii=False))


def _path(target: Path, name: str) -> Path:
    """A version's file."""
    return folder(target) / f"{name}{_SUFFIX}"


def _safe(run: str) -> str:
    """The name of a run's version: whatever the run is called, its file stays in the folder."""
    return re.sub(r"[^0-9A-Za-z._-]", "_", run)


def _is_same(path: Path, target: Path) -> bool:
    """Whether a version is the warehouse: the same file, or where links are copies, the same run's."""
    try:
        if path.samefile(target):
            return True
        if path.stat().st_size != target.stat().st_size:
            return False
        return _last_run(path) == _last_run(target)
    except (OSError, WarehouseError):
        return False


def _last_run(path: Path) -> str:
    """The run that made a warehouse file."""
    connection = open_readonly(path, older=True)
    try:
        rows = connection.execute("SELECT run_id FROM ingest_run ORDER BY started_at DESC, finished_at DESC LIMIT 1")
        found = rows.fetchall()
    finally:
        connection.close()
    return str(found[0][0]) if found else "unknown"
