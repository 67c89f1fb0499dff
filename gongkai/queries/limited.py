"""One query of anybody's in a process of its own, with limits of memory and time: the most it costs is itself.

What DuckDB counts against no limit (`printf`, `repeat`), what never ends, and what ends the process that runs it (JSON
a million levels deep) is one clear error to whoever asked. `gongkai.queries.answering` is what the process does.
"""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from extract.language import _
from gongkai.queries.apart import REPORT, SAID, Clock, answering
from load.errors import QueryError, WarehouseError

#: How an answer is written; `rows` is JSON, for a table: names, which of them are numbers, values as text.
Form = Literal["rows", "csv", "json", "parquet"]
_PIECE = 1 << 20


class LimitError(QueryError):
    """The query took more memory or time than it may.

    Attributes:
        limit: the field of `Limits` that it met.
    """

    def __init__(self, message: str, limit: str) -> None:
        """Say what it took, and which limit it met."""
        super().__init__(message)
        self.limit = limit


class Mixed(NamedTuple):
    """A query adds up rows of `view` that overlap; `column` says which they are, `choice` is the usual one.

    `is_kind`: they are those of governments and of their departments. A `unit` tells amounts apart, `is_current`
    versions of one report.
    """

    view: str
    column: str
    choice: str
    is_kind: bool = False

    def told(self) -> str:
        """The same as a sentence."""
        if self.is_kind:
            return _(
                "{view} has governments, which may report for their whole area, beside their departments: without "
                "WHERE {column} = '{choice}', or GROUP BY {column}, a sum may count the same thing more than once",
                view=self.view,
                column=self.column,
                choice=self.choice,
            )
        if self.column == "is_current":
            return _("{view} has every version of a report: cell has those that count, each once", view=self.view)
        if self.column == "unit":
            return _(
                "{view} has amounts in several units: without WHERE {column} = '{choice}', or GROUP BY {column}, a sum "
                "adds up numbers of different things",
                view=self.view,
                column=self.column,
                choice=self.choice,
            )
        return _(
            "{view} has a row for each {column}, and some of them hold others: without WHERE {column} = '{choice}', or "
            "GROUP BY {column}, a sum counts the same thing more than once",
            view=self.view,
            column=self.column,
            choice=self.choice,
        )


class Rows(NamedTuple):
    """The first rows of a result: the columns' names, each one once, which of them are numbers, and the values.

    `mixed`: what the query adds up that overlaps.
    """

    names: list[str]
    numeric: list[bool]
    values: list[tuple[str | None, ...]]
    mixed: Mixed | None = None


@dataclass(frozen=True)
class Limits:
    """What a query may take.

    Attributes:
        seconds: from its start on; the clock stands while nobody takes what is there.
        memory: bytes of the process that runs it. Linux keeps it whatever the query does; elsewhere DuckDB keeps two
            thirds of it for what it counts.
    """

    seconds: float = 60.0
    memory: int = 1_000_000_000


#: What anybody's query may take.
USUAL = Limits()


def limited_rows(path: Path, sql: str, limit: int, limits: Limits = USUAL) -> Rows:
    """The first rows of one SELECT (or FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW) on a published warehouse.

    Raises:
        WarehouseError: `path` is no warehouse.
        QueryError: the text is not exactly one such statement, or it fails; a LimitError where it takes too much.
    """
    answer = LimitedAnswer(path, sql, "rows", limit, limits)
    names, numeric, values = json.loads(b"".join(answer))
    return Rows(names, numeric, [tuple(row) for row in values], answer.mixed)


class LimitedAnswer:
    """All rows of such a query as the bytes of a file.

    Attributes:
        is_cut: whether there are more rows than `limit`; known once the last piece was taken.
        mixed: what the query adds up that overlaps; known then, too.
    """

    def __init__(self, path: Path, sql: str, form: Form, limit: int | None = None, limits: Limits = USUAL) -> None:
        """Remember what is asked; it is run when the first piece is."""
        self.is_cut, self._limits = False, limits
        self.mixed: Mixed | None = None
        self._asked = {"path": str(path), "sql": sql, "form": form, "limit": limit, **vars(limits)}

    def __iter__(self) -> Iterator[bytes]:
        """The pieces, as they come.

        Raises:
            WarehouseError, QueryError, LimitError: as `limited_rows`; pieces before it are not the whole.
        """
        with TemporaryDirectory(prefix="gongkai-") as name, answering(self._asked, Path(name)) as process:
            with Clock(process, self._limits.seconds) as clock:
                assert process.stdout
                output = process.stdout.fileno()
                while piece := clock.wait_for(lambda: os.read(output, _PIECE)):
                    yield piece
                clock.wait_for(process.wait)
            if clock.is_over:
                raise LimitError(f"the query takes longer than its limit of {self._limits.seconds:g} s", "seconds")
            self._conclude(Path(name), process.returncode)

    def _conclude(self, folder: Path, code: int) -> None:
        """Hear what the process reported, or what its end says."""
        try:
            report: dict[str, Any] = json.loads((folder / REPORT).read_bytes())
        except (OSError, ValueError):
            raise self._death(code, (folder / SAID).read_bytes()) from None
        self.is_cut = report["is_cut"]
        self.mixed = Mixed(*report["mixed"]) if report["mixed"] else None
        if report["failed"] == "memory":
            raise self._too_large()
        if report["failed"]:
            raise (WarehouseError if report["failed"] == "warehouse" else QueryError)(report["error"])

    def _death(self, code: int, said: bytes) -> QueryError:
        """What to say of a process that ended without a report."""
        if b"alloc" in said or code == -signal.SIGKILL:
            return self._too_large()
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return QueryError(
            f"the query ended the process that ran it ({how}): most likely something in it is nested too deeply"
        )

    def _too_large(self) -> LimitError:
        return LimitError(f"the query needs more memory than its limit of {self._limits.memory / 1e9:g} GB", "memory")
