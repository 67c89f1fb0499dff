"""What a run is asked to do, in one object that every step passes on; it names the run, once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.settings import Settings


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Request:
    """One run, as whoever starts it asks for it.

    Attributes:
        paths: files, folders, globs, archives, tables of text.
        warehouse: the DuckDB file to create or update.
        settings: batch sizes, workers, limits.
        manifest: what the crawler recorded of the documents; rows that name none are listed in `Summary.unmet`.
        force: read known content again too.
        started_at: when it was asked for, which names it; tried again after a fault that passes, it is the same run.
    """

    paths: Sequence[str]
    warehouse: Path
    settings: Settings = field(default_factory=Settings)
    manifest: Path | None = None
    force: bool = False
    started_at: datetime = field(default_factory=_now)

    @property
    def run(self) -> str:
        """The run's name, which the journal, the log, `ingest_run`, the version and Prefect's records carry."""
        return f"{self.started_at:%Y%m%dT%H%M%S.%f}Z"
