"""The versions of a file that are kept: which there are, which is current, which comes next.

A version is a finished, checked file that was published once; its name is that of the run that made it. Its file in
`.FILE.versions/` is its own: what others do to the published one does not reach it. Both carry the same time of change,
so that one look tells whether the published file is still the version that it was.
"""

import filecmp
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from extract.language import N_
from load.errors import LoadError
from load.publishing import files
from load.publishing.layout import SUFFIX, Layout
from load.publishing.log import history, is_whole, standing
from load.publishing.target import Version
from load.run import unused


def versions(warehouse: Path) -> list[Version]:
    """The versions that are there, in the order of the log: the latest to become current, or to be kept, first.

    One that a run built and had no time to publish is none (see `never_published`).
    """
    never = never_published(warehouse)
    return [one for one in _there(warehouse) if one.path not in never]


def never_published(warehouse: Path) -> list[Path]:
    """Files of runs that ended before they published, which the log does not know; where it is not whole, none."""
    events = history(warehouse)
    known = {event.version for event in events}
    if not is_whole(warehouse):
        return []
    return [one.path for one in _there(warehouse) if one.name not in known and not one.is_current]


def forget_unpublished(warehouse: Path) -> None:
    """Remove what runs built that ended before they published it."""
    for path in never_published(warehouse):
        files.remove(path)


def _there(warehouse: Path) -> list[Version]:
    at = Layout.of(warehouse)
    events = history(at.file)
    place = {event.version: number for number, event in enumerate(events)}
    published = {event.version: event.at for event in events if event.did != "beside"}
    beside = {event.version for event in events} - published.keys()
    found = [
        Version(path.stem, path, published.get(path.stem), is_beside=path.stem in beside)
        for path in at.versions.glob(f"*{SUFFIX}")
    ]
    found.sort(key=lambda one: (place.get(one.name, -1), one.name), reverse=True)
    current = next((one for one in found if _is_marked(one.path, at.file)), None)
    current = current or next((one for one in found if is_same(one.path, at.file)), None)
    return [replace(one, is_current=one is current) for one in found]


def last_published(found: list[Version]) -> Version | None:
    """Of some versions the one that is current, else the one that was last."""
    return next((one for one in found if one.is_current), next(iter(_published(found)), None))


def newest(warehouse: Path) -> Path:
    """The file that the next night starts from: what was kept last beside a held version, else what is published."""
    at = Layout.of(warehouse)
    beside = [at.version(name) for name in standing(history(at.file)).beside]
    return next((path for path in reversed(beside) if path.exists()), at.file)


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

    One that was kept beside a held version, and never was current, comes by its name only.

    Raises:
        LoadError: there is none; the message names those there are.
    """
    earlier = [one for one in found if not one.is_current]
    was_current = _published(earlier)
    chosen = was_current[:1] if name is None else [one for one in _known(earlier) if one.name == name]
    if not chosen:
        there = ", ".join(one.name for one in _known(earlier)) or N_("no other one")
        if name is None:
            raise LoadError(f"there is no earlier version to go back to; kept: {there}")
        raise LoadError(f"there is no earlier version {name} to go back to; kept: {there}")
    return chosen[0]


def removable(found: list[Version], count: int, spared: Collection[str] = ()) -> list[Version]:
    """All but the current version, the `count` latest others, and those that are spared."""
    earlier = [one for one in found if not one.is_current and one.name not in spared]
    kept = _known(earlier)[:count]
    return [one for one in earlier if one not in kept]


def name_of(run: str) -> str:
    """The name of a run's version: whatever the run is called, its file stays in the folder."""
    return re.sub(r"[^0-9A-Za-z._-]", "_", run)


def free_name(at: Layout, run: str) -> str:
    """The name of a run's new version, which no line of the log has."""
    return unused(name_of(run), {event.version for event in history(at.file)})


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
    return [one for one in found if one.published_at] or [one for one in found if not one.is_beside]


def _known(found: list[Version]) -> list[Version]:
    """The same, with those that were kept beside one that is held."""
    return [one for one in found if one.published_at or one.is_beside] or found
