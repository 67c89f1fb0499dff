"""The target that is one DuckDB file: built beside it, and put in its place by a rename.

Readers hold the old file or open the new one, never anything between; after any error the old one stands. The night
reads the kept version and never needs `FILE` itself, so that nobody who holds it stops a run.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import duckdb

from load.attached import attach, building_connection, is_lake
from load.building.compact import compact
from load.errors import LoadError, WarehouseError, first_line
from load.lake.claim import settle
from load.lake.commit import commit
from load.lake.upkeep import sweep
from load.publishing import aside, files
from load.publishing.layout import SUFFIX, Layout, wal_of
from load.publishing.lock import write_lock
from load.publishing.log import Standing, add_event, check_log, history, standing
from load.publishing.new_lake import NewLake
from load.publishing.place import adopt, bring, keep_still, put_in_place
from load.publishing.target import Base, Version
from load.publishing.versions import (
    choose,
    forget_unpublished,
    free_name,
    keep,
    last_published,
    newest,
    removable,
    versions,
)
from load.run import Limits
from load.warehouse import check_file, open_readonly


class FileTarget:
    """A `load.publishing.target.Target`: a file with its versions beside it."""

    def __init__(self, warehouse: Path, data: str | None = None) -> None:
        """Take the file or catalog, which need not be there yet; `data` is where a new lake's Parquet files go."""
        self.at = Layout.of(warehouse)
        self.new_lake = NewLake(self.at, data)
        self._lake_files: str | None = None

    @contextmanager
    def lock(self, seconds: float) -> Iterator[None]:
        """Hold `FILE.lock`; unfinished files of dead runs go before, this run's afterwards.

        Raises:
            WarehouseError: the folder is not there.
            LoadError: another run holds it.
        """
        self.check_folder()
        with write_lock(self.at.file, seconds):
            self._sweep()
            try:
                yield
            finally:
                self._sweep()
                self.new_lake.end()

    def check(self) -> None:
        """Refuse what can neither be created nor extended as a warehouse; nothing is changed.

        Raises:
            WarehouseError: see the message.
        """
        self.check_folder()
        if not self.at.file.exists():
            return
        known = last_published(self.versions())
        if known or not aside.is_held(self.at.file):
            open_readonly(known.path if known else self.at.file, older=True).close()
        else:  # only a copy of it can be opened; `base` does
            check_file(self.at.file)

    def check_folder(self) -> None:
        """Refuse (WarehouseError) a folder that is not there, or that stands in the file's place."""
        if not self.at.file.parent.is_dir():
            raise WarehouseError(f"the folder {self.at.file.parent} does not exist")
        if self.at.file.exists() and not self.at.file.is_file():
            check_file(self.at.file)

    def base(self) -> Base:
        """The version that was published last; it stands in the file's place again, and the log knows it.

        A file without versions, from elsewhere or from before there were any, becomes one. Where there is no file, a
        warehouse begins, whatever versions are kept.

        Raises:
            WarehouseError: the file is none that can be extended.
            LoadError: the version cannot be put in its place.
        """
        try:
            return self._settled()
        except (OSError, duckdb.Error) as error:
            raise LoadError(first_line(error)) from error

    def _settled(self) -> Base:
        """As `base`, with the errors as they come."""
        check_log(self.at)
        aside.review(self.at)
        stands = self._standing()
        if not self.at.file.exists() and not stands.hold:
            aside.put_aside(self.at, "unknown")
            forget_unpublished(self.at.file)
            self.new_lake.check()
            return Base()
        known = last_published(self.versions()) or self._adopt()
        if self.at.file.exists() and known.path.samefile(self.at.file):  # a hard link, as gongkai made them once
            keep_still(self.at, known.name)
        if stands.current != known.name:
            add_event(self.at, "publish", known.name, stands.current)
            stands = self._standing()
        forget_unpublished(self.at.file)
        if not self.at.file.exists() or aside.what_happened(self.at, known.path):
            bring(self.at, known.path, known.name)
        path = newest(self.at.file)
        latest = known.path if path == self.at.file else path
        return Base(latest, latest.stem, stands.hold.version if stands.hold else None)

    def connect(self, limits: Limits) -> duckdb.DuckDBPyConnection:
        """A connection without a file yet; what does not fit into memory goes beside the file that is built."""
        return building_connection(limits, f"{self.at.building}.tmp")

    def begin(self, connection: duckdb.DuckDBPyConnection, base: Base) -> None:
        """Attach a copy of the base, or an empty file, as `warehouse`; a lake, in a transaction."""
        if base.path:
            files.copy(base.path, self.at.building)
        else:
            self.new_lake.claim()
        attach(connection, self.at.building, "warehouse", data=self.new_lake.data)
        connection.execute("USE warehouse")
        if is_lake(connection):
            connection.execute("BEGIN")

    def publish(self, connection: duckdb.DuckDBPyConnection, name: str, base: Base) -> str:
        """Close what was built, keep it as a version, and put it in the published place; its name.

        Raises:
            LoadError: it was not closed cleanly.
        """
        name = free_name(self.at, name)
        if is_lake(connection):
            self._lake_files = commit(connection, name)
        else:
            compact(connection, self.at.building)
        if wal_of(self.at.building).exists():
            raise LoadError(f"{self.at.building} was not closed cleanly; nothing was published")
        files.sync(self.at.building)
        if not base.path and not self.at.log.exists():
            self.at.versions.mkdir(exist_ok=True)
            add_event(self.at, "begin", name, None)
        keep(self.at, self.at.building, name)
        if base.held:
            add_event(self.at, "beside", name, base.version)
            return name
        self._hand_over(self.at.version(name))
        put_in_place(self.at, base.version)
        with suppress(OSError):  # published is published; the next run adds the line
            add_event(self.at, "publish", name, base.version)
        return name

    def versions(self) -> list[Version]:
        """The versions that are kept, the latest to become current first."""
        return versions(self.at.file)

    def rollback(self, name: str | None, *, hold: bool = False) -> Version:
        """Put a copy of an earlier version in the published file's place, which may be damaged or gone.

        Raises:
            LoadError: there is no such version, it cannot be opened, or another one is held.
        """
        check_log(self.at)
        if (held := self._standing().hold) and not hold:
            raise LoadError(f"{self.at.file} is held at version {held.version}: release it first, or hold this one too")
        found = self.versions()
        try:
            chosen = choose(found, name)
        except LoadError as error:
            raise LoadError(f"{self.at.file}: {error}") from error
        open_readonly(chosen.path, older=True).close()
        before = last_published(found)
        self._hand_over(chosen.path)
        bring(self.at, chosen.path, before.name if before else None)
        add_event(self.at, "rollback", chosen.name, before.name if before else None)
        if hold:
            add_event(self.at, "hold", chosen.name, chosen.name)
        return replace(chosen, is_current=True)

    def hold(self) -> str:
        """Add the line to the log that keeps the current version where it is.

        Raises:
            LoadError: one is held already, or nothing is published.
        """
        if held := self._standing().hold:
            raise LoadError(f"{self.at.file} is held at version {held.version} already")
        current = self.base().version
        if current is None:
            raise LoadError(f"{self.at.file} is not published yet: there is nothing to hold")
        add_event(self.at, "hold", current, current)
        return current

    def release(self) -> str:
        """Put the last version that was kept beside the held one in its place.

        Raises:
            LoadError: no version is held.
        """
        held = self._standing().hold
        if held is None:
            raise LoadError(f"{self.at.file} is held at no version")
        base = self.base()
        assert base.path
        if base.version != held.version:
            self._hand_over(base.path)
            bring(self.at, base.path, held.version)
        add_event(self.at, "release", base.path.stem, held.version)
        return base.path.stem

    def prune(self, keep: int) -> None:
        """Remove versions that are too many, but for those that something is compared with, held at, or grows from."""
        stands = self._standing()
        spared = {*aside.spared(self.at), *([stands.current] if stands.current else []), newest(self.at.file).stem}
        for one in removable(self.versions(), keep, spared):
            files.remove(one.path)
        if self._lake_files:
            settle(self._lake_files)
            sweep([self.at.file, *(one.path for one in self.versions()), *self.at.aside.glob(f"*{SUFFIX}")])

    def _hand_over(self, version: Path) -> None:
        """What else is published before the file is (`load.publishing.server_target`); here nothing."""

    def _adopt(self) -> Version:
        self.check()
        return adopt(self.at)

    def _standing(self) -> Standing:
        return standing(history(self.at.file))

    def _sweep(self) -> None:
        """Remove unfinished files; the lock says that no other run is alive."""
        for path in list(self.at.unfinished()):
            files.remove(path)
