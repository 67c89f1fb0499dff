"""What a run is asked to do, in one object that every step passes on; it names the run, once."""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from flows.settings import Settings
from load.publishing.layout import Layout


def _now() -> datetime:
    return datetime.now(UTC)


def _absolute(path: str) -> str:
    """A path for a process that runs in another folder; an address is one already."""
    return path if "://" in path else os.path.abspath(path)  # noqa: PTH100  (links stay as given)


@dataclass(frozen=True)
class Request:
    """One run, as whoever starts it asks for it; `status` and `doctor` ask about the same.

    Attributes:
        paths: files, folders, globs, archives, tables of text.
        warehouse: the DuckDB file to create or update, or the catalog of a lake.
        settings: batch sizes, workers, limits, and the columns of tables.
        manifest: what the crawler recorded of the documents; rows that name none are listed in `Outcome.unmet`.
        force: read known content again too.
        decisions: the folder of what people decided; by default `decisions` beside the warehouse, where there is one.
        roster: which agencies must report; the one given last where there is none.
        data: where the Parquet files of a lake go that is to be made.
        started_at: when it was asked for, which names it; tried again after a fault that passes, it is the same run.
    """

    paths: Sequence[str]
    warehouse: Path
    settings: Settings = field(default_factory=Settings)
    manifest: Path | None = None
    force: bool = False
    decisions: Path | None = None
    roster: Path | None = None
    data: str | None = None
    started_at: datetime = field(default_factory=_now)

    @property
    def run(self) -> str:
        """The run's name, which the journal, the log, `ingest_run`, the version and Prefect's records carry."""
        return f"{self.started_at:%Y%m%dT%H%M%S.%f}Z"

    @property
    def work(self) -> Path:
        """The folder where batches wait until they are published."""
        return Layout.of(self.warehouse).batches

    @property
    def place(self) -> str:
        """Where batches wait that a cluster reads: a folder or `s3://bucket/...` of this warehouse's own."""
        if not self.settings.work:
            return str(self.work)
        file = Layout.of(self.warehouse).file
        name = file.name if re.fullmatch(r"[\w.-]+", file.name) else "lake"  # never an address with who asks
        own = f"{name}-{hashlib.sha256(str(file).encode()).hexdigest()[:8]}"
        return f"{_absolute(self.settings.work).rstrip('/')}/{own}"

    @property
    def decision_folder(self) -> Path:
        """The folder of what people decided; it need not be there."""
        return self.decisions or Layout.of(self.warehouse).decisions

    @property
    def own_files(self) -> list[str]:
        """Files and folders that are never input, even where they stand in the inbox."""
        at = Layout.of(self.warehouse)
        own = [self.warehouse, at.file, at.lock, at.wal, at.data, self.decision_folder]
        own += [path for path in (self.manifest, self.roster) if path]
        return [
            *(str(path.absolute()) for path in own),
            *([_absolute(self.settings.work)] if self.settings.work else []),
        ]

    def absolute(self) -> "Request":
        """The same for a process that runs in another folder, where a relative path means nothing."""
        paths = [_absolute(path) for path in self.paths]
        settings = self.settings.model_copy(
            update={"work": _absolute(self.settings.work)} if self.settings.work else {}
        )
        manifest = self.manifest.absolute() if self.manifest else None
        decisions = self.decisions.absolute() if self.decisions else None
        roster = self.roster.absolute() if self.roster else None
        warehouse = self.warehouse.absolute()
        data = _absolute(self.data) if self.data else None
        there = replace(self, paths=paths, warehouse=warehouse, settings=settings, data=data)
        return replace(there, manifest=manifest, decisions=decisions, roster=roster)
