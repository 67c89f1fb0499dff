"""A published warehouse that is read for as long as a program runs, each query on the version that is there then."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import duckdb
import polars as pl

from load.errors import QueryError, first_line
from load.scripts import read_scripts
from load.warehouse import open_readonly

#: What tells one published file from the next: device, inode, time of change, bytes.
Version = tuple[int, int, int, int]
#: Bytes of answers that are kept; a version's answers never change.
KEPT = 256 * 1024 * 1024
#: Memory that queries may take; what needs more goes to temporary files, and the night's run keeps the rest.
MEMORY = "2GB"
#: DuckDB takes room for so many rows of each column, however few there are; a kept answer keeps that room.
_ROWS_AT_ONCE = 8_192
_PARAMETER = re.compile(r"\$(\w+)")


class Published:
    """One warehouse file, followed through every publish.

    One connection with a cursor a query; when the file was replaced, it is opened anew as soon as no query runs on it.
    """

    def __init__(self, path: Path) -> None:
        """Remember the path; the file need not be there yet."""
        self.path = path
        # The folder is made when first needed and removed by DuckDB.
        self._spill = str(Path(gettempdir()) / f"gongkai-{uuid4().hex}")
        self._calm = threading.Condition()
        self._running = 0
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._opened: Version | None = None
        self._answers: dict[tuple[object, ...], pl.DataFrame] = {}

    def version(self) -> Version | None:
        """What stands at the path now; None where nothing does."""
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_size

    def rows(self, query: str, **chosen: object) -> pl.DataFrame:
        """The rows of one query of `sql/dashboard`.

        Args:
            query: name of its file.
            chosen: values of its `$parameters`; those that it does not have are left out, those that lack are NULL.

        Raises:
            WarehouseError: there is no warehouse of this version at the path.
            QueryError: the query fails.
        """
        sql = _queries()[query]
        values = {name: chosen.get(name) for name in _PARAMETER.findall(sql)}
        with self._reading() as connection:
            key = (self._opened, query, *sorted(values.items()))
            found = self._answers.get(key)
            if found is None:
                found = _answer(connection, sql, values)
                self._keep(key, found)
            return found

    def browsed(self, sql: str, seconds: float) -> pl.DataFrame:
        """The rows of a query of `gongkai.queries.browse`, as many as it may have.

        Raises:
            WarehouseError: there is no warehouse of this version at the path.
            QueryError: it fails, or takes longer than so many seconds.
        """
        with self._reading() as connection:
            key = (self._opened, sql)
            found = self._answers.get(key)
            if found is None:
                bell = threading.Timer(seconds, connection.interrupt)
                bell.start()
                try:
                    found = _answer(connection, sql, {})
                finally:
                    bell.cancel()
                self._keep(key, found)
            return found

    def _keep(self, key: tuple[object, ...], found: pl.DataFrame) -> None:
        """Keep an answer, and let go of the oldest where they grow too many."""
        with self._calm:
            self._answers[key] = found
            left = sum(answer.estimated_size() for answer in self._answers.values())
            for old in list(self._answers):
                if left <= KEPT:
                    break
                left -= self._answers.pop(old).estimated_size()

    def close(self) -> None:
        """Let go of the file."""
        with self._calm:
            self._calm.wait_for(lambda: not self._running)
            self._let_go()

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on the version that is there now; it is not replaced before the block ends."""
        with self._calm:
            # Nobody starts on an old version, so the wait ends with the queries that run now. One look a turn, since a
            # publish between two would close what they run on.
            while not (is_new := self._is_new()) and self._running:
                self._calm.wait()
            if not is_new:
                self._open()
            assert self._connection is not None
            cursor = self._connection.cursor()
            cursor.execute("USE warehouse")  # a cursor does not inherit it
            self._running += 1
        try:
            yield cursor
        except QueryError as error:
            # After such an error DuckDB refuses everything: whoever comes next opens the file anew.
            if isinstance(error.__cause__, duckdb.FatalException | duckdb.InternalException):
                self._opened = None
            raise
        finally:
            cursor.close()
            with self._calm:
                self._running -= 1
                self._calm.notify_all()

    def _is_new(self) -> bool:
        """Whether what is open is what stands at the path."""
        return self._connection is not None and self._opened == self.version()

    def _open(self) -> None:
        """Open what stands at the path; a publish meanwhile is seen by the next query."""
        self._let_go()
        version = self.version()
        self._connection = open_readonly(self.path, {"temp_directory": self._spill, "memory_limit": MEMORY})
        self._connection.execute("SET enable_external_access = false; SET python_enable_replacements = false")
        self._opened = version

    def _let_go(self) -> None:
        """Close what is open."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._opened = None, None
        self._answers.clear()


def _queries() -> dict[str, str]:
    """Name -> SQL of each file of `sql/dashboard`."""
    return {script.name: script.sql for script in read_scripts("dashboard")}


def _answer(connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, object]) -> pl.DataFrame:
    """Run a query."""
    try:
        return connection.execute(sql, values).pl(_ROWS_AT_ONCE)
    except duckdb.InterruptException as error:
        raise QueryError("the query takes longer than it may: narrow it by a filter") from error
    except duckdb.Error as error:
        raise QueryError(first_line(error)) from error
