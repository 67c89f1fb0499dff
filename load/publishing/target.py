"""The interface that `load` publishes through; docs/architecture.md says what a file and a lake do for each call."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import duckdb

from load.run import Limits


@dataclass(frozen=True)
class Version:
    """One published version that is still there.

    Attributes:
        name: of the run that made it, such as `20261121T020000.123456Z`.
        path: its file, open to readers.
        published_at: when it last became the current one; None where it never did, or the log does not say.
        is_current: it is what stands in the published place now.
        is_beside: a night kept it beside a version that was held, and it never was current.
    """

    name: str
    path: Path
    published_at: datetime | None
    is_current: bool = False
    is_beside: bool = False


@dataclass(frozen=True)
class Base:
    """What a next version starts from; it is only read.

    Attributes:
        path: the warehouse as it was published last (or kept last, beside a version that is held), or what was made of
            it where it is of an older schema; None where nothing was published yet.
        version: its name.
        held: the version that stays published, whatever is made; None where nights publish.
    """

    path: Path | None = None
    version: str | None = None
    held: str | None = None


class Target(Protocol):
    """Where a warehouse is published; whatever changes it is called under its lock."""

    def lock(self, seconds: float) -> AbstractContextManager[None]:
        """Be the one writer until the block ends; what a dead run left half done is gone by then.

        Raises:
            LoadError: another run is still writing after `seconds`.
        """
        ...

    def base(self) -> Base:
        """What was published last; before, what a crash or another program left is put right and reported.

        Raises:
            WarehouseError: what stands there cannot be used as a warehouse.
        """
        ...

    def connect(self, limits: Limits) -> duckdb.DuckDBPyConnection:
        """A connection to build with, without a database yet."""
        ...

    def begin(self, connection: duckdb.DuckDBPyConnection, base: Base) -> None:
        """Open the next version for writing, as the database `warehouse`; it holds all that the base does."""
        ...

    def publish(self, connection: duckdb.DuckDBPyConnection, name: str, base: Base) -> str:
        """Make the next version the published one, in one step and for good, and keep it under a name, as it returns.

        Where a version is held, the next one is only kept beside it.
        """
        ...

    def versions(self) -> list[Version]:
        """The versions that are kept, the latest to become current first."""
        ...

    def rollback(self, name: str | None, *, hold: bool) -> Version:
        """Make an earlier version the published one; by default the one that was current before.

        Args:
            name: of the version.
            hold: it stays published, and what nights make is kept beside it.

        Raises:
            LoadError: there is no such version, or another one is held and this one is not to be.
        """
        ...

    def hold(self) -> str:
        """Keep the current version published, whatever nights make; its name.

        Raises:
            LoadError: one is held already, or nothing is published.
        """
        ...

    def release(self) -> str:
        """Let nights publish again, and publish the last version that they kept beside the held one; its name.

        Raises:
            LoadError: no version is held.
        """
        ...

    def prune(self, keep: int) -> None:
        """Let go of all versions but the current one and the `keep` ones that were current last."""
        ...
