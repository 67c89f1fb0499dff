"""The target that is a lake whose catalog is in PostgreSQL: a lake of this machine that is a copy of it.

The copy (`load.lake.address`) is a warehouse like any other, with its versions beside it. Before anything is put into
its place it is handed over to the server; whatever another machine published meanwhile is taken from there first.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from load.errors import LoadError, WarehouseError
from load.lake.server import fetch, hand_over, published_at, write_lock
from load.publishing import files
from load.publishing.file_target import FileTarget
from load.publishing.log import add_event
from load.publishing.place import put_in_place
from load.publishing.versions import keep, last_published

#: The servers whose lock this process holds, and the version that each holds: as it was taken, or handed over since.
_LOCKED: dict[str, str | None] = {}


class ServerTarget(FileTarget):
    """A `load.publishing.target.Target`: a server's lake, by way of this machine's copy."""

    def __init__(self, warehouse: Path, server: str, data: str | None = None) -> None:
        """Take the copy and its server, `postgres:host=... dbname=...`; neither need hold anything yet."""
        super().__init__(warehouse, data)
        self._server = server

    def check(self) -> None:
        """As for a file; a new lake's files must be where other machines find them.

        Raises:
            WarehouseError: see the message.
        """
        if published_at(self._server) is None and not self.new_lake.given:
            raise WarehouseError(f"{self._server} holds no lake yet: --data says where its files go, for all machines")
        super().check()

    @contextmanager
    def lock(self, seconds: float) -> Iterator[None]:
        """Hold the copy's lock and the server's; the copy is what the server holds by then.

        Raises:
            LoadError: another run, here or on another machine, holds one.
            WarehouseError: the server does not answer, or belongs to another program.
        """
        with super().lock(seconds):
            if self._server in _LOCKED:  # a run has it from its first batch on; the load inside asks again
                yield
                return
            with write_lock(self._server, seconds):
                _LOCKED[self._server] = published_at(self._server)
                try:
                    self._catch_up(_LOCKED[self._server])
                    yield
                finally:
                    del _LOCKED[self._server]

    def refresh(self) -> None:
        """Make the copy what the server holds, unless a run of this machine is under way, which does that itself.

        Raises:
            WarehouseError: the server does not answer, or belongs to another program.
        """
        with suppress(LoadError), FileTarget.lock(self, 0):
            self._catch_up(published_at(self._server))

    def _catch_up(self, name: str | None) -> None:
        """Publish here what another machine published; what was made here and never handed over goes."""
        current = last_published(self.versions())
        if name is None or (current and current.name == name and self.at.file.exists()):
            return
        before = current.name if current else None
        if not self.at.version(name).exists():
            fetch(self._server, self.at.building)
            keep(self.at, self.at.building, name)
        files.copy(self.at.version(name), self.at.building)
        put_in_place(self.at, before)
        add_event(self.at, "publish", name, before)

    def _hand_over(self, version: Path) -> None:
        self.new_lake.keep()  # the server may have it, whatever it says
        hand_over(version, self._server, _LOCKED[self._server])
        _LOCKED[self._server] = version.stem
