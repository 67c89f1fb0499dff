"""The target that is one DuckDB file: built beside it, and put in its place by a rename.

Readers hold the old file or open the new one, never anything between; after any error the old one stands. The night
reads the kept version and never needs `FILE` itself, so that nobody who holds it stops a run.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import duckdb

from load.build.compact import attach, compact
from load.errors import LoadError, WarehouseError, first_line
from load.publishing import aside, files
from load.publishing.layout import Layout, wal_of
from load.publishing.lock import write_lock
from load.publishing.target import Base, Version
from load.publishing.versions import add_event, choose, history, keep, last_published, name_of, removable, versions
from load.run import Limits
from load.warehouse import OFFLINE, check_file, last_run, open_readonly

#: So often a file that nobody keeps a version of is copied, where another program writes to it meanwhile.
_ATTEMPTS = 5


class FileTarget:
    """A `load.publishing.target.Target`: a file with its versions beside it."""

    def __init__(self, warehouse: Path) -> None:
        """Take the file, however it is named; it need not be there yet."""
        self.at = Layout.of(warehouse)

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
        """Refuse a folder that is not there, before anything is made in it.

        Raises:
            WarehouseError: it is not there, or a folder stands in the file's place.
        """
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
        aside.review(self.at)
        if not self.at.file.exists():
            aside.put_aside(self.at, "unknown")
            return Base()
        known = last_published(self.versions()) or self._adopt()
        if known.path.samefile(self.at.file):  # a hard link, as gongkai made them once
            self._keep_still(known.name)
        before = history(self.at.file)
        if not before or before[-1].version != known.name:
            add_event(self.at, "publish", known.name, before[-1].version if before else None)
        if aside.what_happened(self.at, known.path):
            files.copy(known.path, self.at.building)
            files.sync(self.at.building)
            self._put_in_place(known.name)
        return Base(known.path, known.name)

    def connect(self, limits: Limits) -> duckdb.DuckDBPyConnection:
        """A connection without a file yet; what does not fit into memory goes beside the file that is built."""
        connection = duckdb.connect(
            config={
                **OFFLINE,
                "memory_limit": limits.memory,
                "threads": str(limits.threads),
                "preserve_insertion_order": "false",
                "temp_directory": f"{self.at.building}.tmp",
                "checkpoint_threshold": "1TB",
            }
        )
        connection.execute("SET enable_progress_bar = false")
        return connection

    def begin(self, connection: duckdb.DuckDBPyConnection, base: Base) -> None:
        """Attach a copy of the base, or an empty file, as `warehouse`."""
        if base.path:
            files.copy(base.path, self.at.building)
        attach(connection, self.at.building, "warehouse")
        connection.execute("USE warehouse")

    def publish(self, connection: duckdb.DuckDBPyConnection, name: str, base: Base) -> None:
        """Close the file that was built, keep it as a version, and put it in the published file's place.

        Raises:
            LoadError: it was not closed cleanly.
        """
        name = name_of(name)
        compact(connection, self.at.building)
        if wal_of(self.at.building).exists():
            raise LoadError(f"{self.at.building} was not closed cleanly; nothing was published")
        files.sync(self.at.building)
        keep(self.at, self.at.building, name)
        self._put_in_place(base.version)
        with suppress(OSError):  # published is published; the next run adds the line
            add_event(self.at, "publish", name, base.version)

    def versions(self) -> list[Version]:
        """The versions that are kept, the latest to become current first."""
        return versions(self.at.file)

    def rollback(self, name: str | None) -> Version:
        """Put a copy of an earlier version in the published file's place, which may be damaged or gone.

        Raises:
            LoadError: there is no such version, or it cannot be opened.
        """
        found = self.versions()
        try:
            chosen = choose(found, name)
        except LoadError as error:
            raise LoadError(f"{self.at.file}: {error}") from error
        open_readonly(chosen.path, older=True).close()
        before = last_published(found)
        files.copy(chosen.path, self.at.building)
        files.sync(self.at.building)
        self._put_in_place(before.name if before else None)
        add_event(self.at, "rollback", chosen.name, before.name if before else None)
        return replace(chosen, is_current=True)

    def prune(self, keep: int) -> None:
        """Remove versions that are too many, but for those that a file kept aside is compared with."""
        spared = aside.spared(self.at)
        for one in removable(self.versions(), keep):
            if one.name not in spared:
                files.remove(one.path)

    def _put_in_place(self, before: str | None) -> None:
        """Rename the finished file over the published one; what others did to that one is kept."""
        files.take_rights(self.at.file, self.at.building)
        kept = aside.put_aside(self.at, before or "unknown")
        files.replace(self.at.building, self.at.file)
        files.sync(self.at.file.parent)
        aside.let_go(self.at, kept, self.at.version(before) if before else None)

    def _adopt(self) -> Version:
        """Keep a file that no version is known of as one, under its last run's name.

        Raises:
            WarehouseError: it is no warehouse that can be extended.
        """
        self.check()
        made = self._copy_still()
        name = name_of(last_run(made))
        keep(self.at, made, name)
        files.remove(made)
        return Version(name, self.at.version(name), None, is_current=True)

    def _keep_still(self, name: str) -> None:
        """Keep a version in a file of its own, which was a second name of the published one."""
        made = self._copy_still()
        keep(self.at, made, name)
        files.remove(made)

    def _copy_still(self) -> Path:
        """A copy of the published file, of a moment in which nobody wrote into it; a log beside it is not in it.

        Raises:
            WarehouseError: another program writes to it all the time.
        """
        for _ in range(_ATTEMPTS):
            before = self.at.file.stat()
            files.copy(self.at.file, self.at.building)
            after = self.at.file.stat()
            if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
                return self.at.building
        raise WarehouseError(f"another program keeps writing to {self.at.file}; nothing was changed")

    def _sweep(self) -> None:
        """Remove unfinished files; the lock says that no other run is alive."""
        for path in list(self.at.unfinished()):
            files.remove(path)
