"""What a load is asked to do, what it may use, and what it did."""

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import datetime
from itertools import chain, count

from transform.shapes import PARSER_VERSION

#: A table of batches that only those with a document of several reports have.
WHOLE_TEXT = "document_text"


@dataclass(frozen=True)
class RunInfo:
    """What the warehouse keeps of a run.

    Attributes:
        run_id: name of the run, unique in the warehouse.
        started_at: with its zone; the `ingested_at` of everything loaded.
        parser_version: version of the reader of documents.
        force: known content is read again, and what was read of it before replaced.
    """

    run_id: str
    started_at: datetime
    parser_version: str = PARSER_VERSION
    force: bool = False


@dataclass(frozen=True)
class Counts:
    """Documents by what became of them, each part counted; seen = loaded + unchanged + superseded + rejected.

    Attributes:
        seen: documents that the run was given, and held ones that came in without their file.
        loaded: documents new, or held before, that are the current version of their report.
        unchanged: documents whose content was known, read again or not, or came twice in the run.
        superseded: documents new, or held before, that are an older version than the current one.
        rejected: documents newly refused.
    """

    seen: int = 0
    loaded: int = 0
    unchanged: int = 0
    superseded: int = 0
    rejected: int = 0


#: The names of the counts; whoever prints or stores them goes by this.
COUNTS = tuple(count.name for count in fields(Counts))


@dataclass(frozen=True)
class LoadResult(Counts):
    """What a load did.

    Attributes:
        reread: known documents that were read again; among `unchanged`.
        reasons: why documents are refused that were not refused so before: reason -> how many.
        agencies: agencies with a new document.
        published: whether there is a new version; there is none when nothing was new.
        version: its name; None where there is none.
        run_id: the run's name in `ingest_run` of that version; None likewise.
        redefined: whether views and kept tables were made anew, by other SQL or data than those of the file before.
        forms: reports read in this run without a whole form: `application cut` (or `absent`, `picture`) -> how many.
        decisions: what people decided, where it was settled anew: state -> how many.
        warnings: rows found by each check of severity `warn`.
        seconds: spent in each stage.
    """

    reread: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    agencies: int = 0
    published: bool = False
    version: str | None = None
    run_id: str | None = None
    redefined: bool = False
    forms: dict[str, int] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Name -> number, in the order of `COUNTS`."""
        return {name: getattr(self, name) for name in COUNTS}


def unused(name: str, taken: Collection[str]) -> str:
    """A run's name, numbered where another run has it: runs are named by the clock, which may show the same twice."""
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken)


@dataclass(frozen=True)
class Limits:
    """What a load may use.

    Attributes:
        memory: DuckDB's memory limit; what does not fit goes to a folder beside the file.
        threads: DuckDB's threads.
        wait: seconds to wait for another run to finish.
        keep: earlier published versions to keep beside the current one.
    """

    memory: str = "600MB"
    threads: int = 2
    wait: float = 10.0
    keep: int = 2
