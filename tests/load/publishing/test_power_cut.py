"""Killed, or without power, between any two file operations of a publish: the next run ends where it would have.

Every operation of a publish goes through `load.publishing.files`. A first run counts them; then each run ends before
the n-th. A kill leaves the files as they are. A power cut leaves of each folder, name by name, what it was at its last
sync or what it is now, and of a file that was not brought to the disk only a half.
"""

import itertools
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongkai.queries.frames import run_query
from load.attached import attach
from load.building.version import Start, build
from load.publishing import files, publish
from load.publishing.file_target import FileTarget
from load.publishing.layout import Layout
from load.publishing.log import history
from load.publishing.publish import hold, load_batches, release, rollback
from load.publishing.versions import versions
from load.run import Limits, LoadResult, RunInfo
from tests.load.batches import document, write_batch
from tests.load.conftest import FIRST, Load
from transform.forms import load_forms

OPERATIONS = ("copy", "link", "replace", "remove", "append", "sync")
OLD, NEW = ["in/a.txt"], ["in/a.txt", "in/b.txt"]


class Cut(BaseException):
    """The run ends here; no handler of an Exception sees it."""


class Disk:
    """Ends a run before its n-th operation, and knows what of two folders has reached the disk.

    Attributes:
        done: operations so far.
        durable: folder -> name -> file (by inode) as of the folder's last sync.
        synced: files (by inode) that were brought to the disk.
    """

    def __init__(self, patch: pytest.MonkeyPatch, folders: list[Path], last: int) -> None:
        self.done = 0
        self.folders = folders
        self.durable = {path: entries(path) for path in folders}
        self.synced = {inode for listed in self.durable.values() for inode in listed.values()}
        self.lasting = {inode: path.read_bytes() for inode, path in self.files()}
        for name in OPERATIONS:
            patch.setattr(files, name, self.wrapped(getattr(files, name), name, last))

    def wrapped(self, operation: Callable[..., Any], name: str, last: int) -> Callable[..., Any]:
        def run(*arguments: Any) -> None:
            if self.done == last:
                raise Cut
            self.done += 1
            operation(*arguments)
            if name == "append":
                self.synced.add(arguments[0].stat().st_ino)
            if name == "sync" and arguments[0].is_dir():
                self.durable[arguments[0]] = entries(arguments[0])
            elif name == "sync":
                self.synced.add(arguments[0].stat().st_ino)

        return run

    def files(self) -> Iterator[tuple[int, Path]]:
        for path in self.folders:
            if path.is_dir():
                yield from ((entry.stat().st_ino, entry) for entry in path.iterdir() if entry.is_file())

    def after_power_cuts(self, to: Path) -> Iterator[Path]:
        """Every state that a power cut may leave, laid out in a folder of its own."""
        now = {path: entries(path) for path in self.folders}
        content = {**self.lasting, **{inode: path.read_bytes() for inode, path in self.files()}}
        for inode, data in content.items():
            if inode not in self.synced:
                content[inode] = data[: len(data) // 2]
        changed = [
            (path, name)
            for path in self.folders
            for name in sorted(now[path].keys() | self.durable[path].keys())
            if now[path].get(name) != self.durable[path].get(name)
        ]
        root = self.folders[0]
        for number, kept in enumerate(itertools.product([True, False], repeat=len(changed))):
            state = {path: dict(now[path]) for path in self.folders}
            for (path, name), is_kept in zip(changed, kept, strict=True):
                if not is_kept:
                    state[path].pop(name, None)
                    if name in self.durable[path]:
                        state[path][name] = self.durable[path][name]
            place = to / str(number)
            for path in self.folders:
                (place / path.relative_to(root)).mkdir(parents=True, exist_ok=True)
                for name, inode in state[path].items():
                    (place / path.relative_to(root) / name).write_bytes(content[inode])
            yield place


def entries(path: Path) -> dict[str, int]:
    return {entry.name: entry.stat().st_ino for entry in path.iterdir() if entry.is_file()} if path.is_dir() else {}


def reports(file: Path) -> list[str]:
    return run_query(file, "SELECT source_uri FROM report ORDER BY 1")["source_uri"].to_list()


def ingest(file: Path, batch: Path) -> None:
    load_batches(file, [batch], RunInfo("second", FIRST.replace(year=2023)), load_forms(), Limits(threads=1))


Built = dict[bytes, tuple[bytes, LoadResult]]


@pytest.fixture(scope="module")
def known() -> Built:
    """What was built, by what it was built of."""
    return {}


def builds_once(patch: pytest.MonkeyPatch, known: Built) -> None:
    """Let what is built of the same file be built once: tests here are of what comes after."""

    def run(start: Start, target: FileTarget, connection: duckdb.DuckDBPyConnection, *arguments: Any) -> LoadResult:
        assert start.base.path
        before = sha256(start.base.path.read_bytes()).digest()
        if before in known and known[before][1].published:
            files.copy(start.base.path, target.at.building)
            target.at.building.write_bytes(known[before][0])
            attach(connection, target.at.building, "warehouse")
            connection.execute("USE warehouse")
        elif before not in known:
            result = build(start, target, connection, *arguments)
            known[before] = (target.at.building.read_bytes() if result.published else b"", result)
        return known[before][1]

    patch.setattr(publish, "build", run)


def let_go(file: Path, _: Path) -> None:
    release(file)


def go_back(file: Path, _: Path) -> None:
    rollback(file)


@pytest.fixture
def batch(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: Built) -> Path:
    load([document("a")])
    builds_once(monkeypatch, known)
    return write_batch(tmp_path / "second", document("b", agency="b"))


def runs_of(
    run: Callable[[Path, Path], None], file: Path, batch: Path, to: Path, least: int = 4
) -> Iterator[tuple[int, Disk, Path]]:
    """The run cut before each of its operations, on a copy of the folder each time."""
    for last in itertools.count():
        place = to / f"cut{last}"
        shutil.copytree(file.parent, place)
        target = place / file.name
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, [place, Layout.of(target).versions], last)
            try:
                run(target, batch)
                is_done = True
            except Cut:
                is_done = False
        if is_done:
            assert last > least, "it has more operations than that"
            return
        yield last, disk, target


def test_killed_before_any_operation_of_a_publish(file: Path, batch: Path, tmp_path: Path) -> None:
    seen = []
    for _, _, target in runs_of(ingest, file, batch, tmp_path):
        seen.append(reports(target))
        assert seen[-1] in (OLD, NEW)
        ingest(target, batch)
        assert reports(target) == NEW
        assert [event.version for event in history(target)] == ["run0", "second"]
        assert [one.name for one in versions(target)] == ["second", "run0"]
        assert not [path for path in target.parent.iterdir() if "building" in path.name]
    assert seen == sorted(seen), "once new, new"
    assert seen[-1] == NEW


def test_power_cut_before_any_operation_of_a_publish(file: Path, batch: Path, tmp_path: Path) -> None:
    states = 0
    for last, disk, target in runs_of(ingest, file, batch, tmp_path):
        for place in disk.after_power_cuts(tmp_path / f"power{last}"):
            after = place / target.name
            assert reports(after) in (OLD, NEW), "a reader finds a whole version"
            ingest(after, batch)
            assert reports(after) == NEW
            states += 1
            shutil.rmtree(place)
    assert states > 12


def test_killed_before_any_operation_of_a_rollback(file: Path, batch: Path, tmp_path: Path) -> None:
    ingest(file, batch)
    for _, _, target in runs_of(go_back, file, batch, tmp_path):
        if reports(target) == NEW:
            rollback(target)
        assert reports(target) == OLD
        ingest(target, batch)
        assert reports(target) == NEW


def test_killed_before_any_operation_of_a_night_beside_a_held_version_and_of_its_release(
    file: Path, batch: Path, tmp_path: Path
) -> None:
    hold(file)
    for _, _, target in runs_of(ingest, file, batch, tmp_path / "night", least=3):
        ingest(target, batch)
        assert reports(target) == OLD, "held"
        release(target)
        assert reports(target) == NEW
    ingest(file, batch)
    for _, _, target in runs_of(let_go, file, batch, tmp_path / "release"):
        if reports(target) == OLD:
            ingest(target, batch)
            assert reports(target) == OLD, "not yet released: the next night changes nothing"
            release(target)
        assert reports(target) == NEW
