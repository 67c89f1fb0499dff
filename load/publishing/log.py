"""The log of a file's versions: what was published, rolled back and held, in order; its lines are the only sequence.

No clock orders anything here: a line's time is for people.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from load.errors import LoadError
from load.publishing import files
from load.publishing.layout import Layout

#: `publish`, `rollback` and `release` made a version current; `hold` made it current, or left it so, and keeps it so;
#: `beside`: a night's version was kept beside the one that is held; `begin`: the first line,
#: before a first version is kept.
Did = Literal["publish", "rollback", "hold", "release", "beside", "begin"]


@dataclass(frozen=True)
class Event:
    """One line: `version` became current, or was kept beside; `before` was current before, or is what it grew from."""

    at: datetime
    did: str
    version: str
    before: str | None


@dataclass(frozen=True)
class Standing:
    """What all lines together say.

    Attributes:
        current: the version that became current last.
        hold: the line that keeps it current; None where nights publish.
        beside: what nights kept beside it since, oldest first.
    """

    current: str | None = None
    hold: Event | None = None
    beside: tuple[str, ...] = ()


def standing(events: Iterable[Event]) -> Standing:
    """What the log says now."""
    found = Standing()
    for event in events:
        if event.did == "beside":
            found = Standing(found.current, found.hold, (*found.beside, event.version))
        else:
            found = Standing(event.version, event if event.did == "hold" else None)
    return found


def history(warehouse: Path) -> list[Event]:
    """The lines about versions, in order; one that a crash left torn is passed over.

    Raises:
        LoadError: the log is there and cannot be read: nobody knows then what is held, nor what stands beside it.
    """
    return [event for event in _lines(warehouse) if event.did != "begin"]


def is_whole(warehouse: Path) -> bool:
    """Whether the log was there from the first version on, so that one it does not know was never published.

    Raises:
        LoadError: as `history`.
    """
    return any(event.did == "begin" for event in _lines(warehouse)[:1])


def _lines(warehouse: Path) -> list[Event]:
    path = Layout.of(warehouse).log
    if path.is_symlink():
        return []
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise LoadError(f"{path} cannot be read: {error.strerror}; nothing was changed") from error
    events = []
    for line in text.splitlines():
        try:
            row = json.loads(line)
            events.append(Event(datetime.fromisoformat(row["at"]), row["did"], row["version"], row["before"]))
        except (ValueError, KeyError, TypeError):
            continue
    return events


def add_event(at: Layout, did: Did, version: str, before: str | None) -> None:
    """Add a line.

    Raises:
        OSError: it cannot be written, or is a symbolic link.
    """
    row = {"at": datetime.now(UTC).isoformat(), "did": did, "version": version, "before": before}
    files.append(at.log, json.dumps(row, ensure_ascii=False))


def check_log(at: Layout) -> None:
    """Refuse a log that leads elsewhere, before anything is built.

    Raises:
        LoadError: it is a symbolic link.
    """
    if at.log.is_symlink():
        raise LoadError(f"{at.log} is a symbolic link, which is not followed: remove it")
