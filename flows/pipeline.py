"""The run: sources -> batches -> extract -> transform -> Parquet -> load -> publish, as plain functions.

Any runner can call `flows.batches.read_stored_batch`: a process here, a Prefect task in `flows.recorded`. Between the
steps pass paths; each batch's output is addressed by its content and by the parser's version, so that a run that died
goes on from its finished batches.
"""

import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

import polars as pl

from extract.documents import Batch, Limits, document_batches, read_raw
from extract.manifest import Manifest, read_manifest
from extract.sources import find_sources
from flows.batches import store_documents
from flows.settings import Settings
from flows.workers import Handle, Submit, batch_workers
from load.lock import write_lock
from load.publish import load_batches
from load.run import Limits as LoadLimits
from load.run import RunInfo
from load.warehouse import check_target, known_content
from transform.forms import load_forms


class UnusableArgumentsError(Exception):
    """No argument names anything that can be read."""


#: Told of progress: stage, how many more are done.
Progress = Callable[[str, int], None]


@dataclass
class Summary:
    """What a run did; the counts add up: seen = loaded + unchanged + superseded + rejected."""

    seen: int = 0
    loaded: int = 0
    unchanged: int = 0
    superseded: int = 0
    rejected: int = 0
    seconds: float = 0.0
    missing: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)

    def counts(self) -> dict[str, float]:
        """The counts that `--json` prints."""
        names = ("seen", "loaded", "unchanged", "superseded", "rejected", "seconds")
        return {name: value for name, value in asdict(self).items() if name in names}


def silent(stage: str, done: int) -> None:
    """Progress that nobody watches."""


def ingest(  # noqa: PLR0913
    paths: Sequence[str],
    warehouse: Path,
    settings: Settings,
    *,
    manifest: Path | None = None,
    submit: Submit | None = None,
    progress: Progress = silent,
) -> Summary:
    """Read everything under `paths` that the warehouse does not know yet, and publish it.

    Args:
        paths: files, folders, globs, archives, tables of text.
        warehouse: the DuckDB file to create or update.
        settings: batch sizes, workers, limits.
        manifest: what the crawler recorded of the documents; rows that name none are listed in `Summary.unmet`.
        submit: starts reading a batch; threads of this process by default.
        progress: told `read` and `load` with counts of documents.

    Raises:
        UnusableArgumentsError: none of the paths exists.
        extract.manifest.ManifestError: `manifest` cannot be used.
        load.errors.WarehouseError: `warehouse` is no warehouse and cannot become one.
        load.errors.LoadError: nothing was published; the warehouse is as before.
    """
    begun = time.perf_counter()
    # The warehouse itself and the manifest are never input, even where they stand in the inbox.
    own = [warehouse, *([manifest] if manifest else [])]
    found = find_sources(paths, skip=[str(path.absolute()) for path in own])
    if found.missing and len(found.missing) == len(paths):
        raise UnusableArgumentsError(f"no such file or folder: {', '.join(found.missing)}")
    told = read_manifest(manifest, paths) if manifest else None
    check_target(warehouse.resolve())
    summary = Summary(missing=found.missing, empty=found.empty)
    with write_lock(warehouse.resolve(), settings.lock_seconds):
        raws = read_raw(found.sources, Limits(max_document_bytes=settings.max_document_bytes))
        batches = document_batches(
            told.watch(raws) if told else raws,
            known_content(warehouse, told.find if told else None),
            batch_documents=settings.batch_documents,
            batch_bytes=settings.batch_bytes,
        )
        run = _Run(warehouse, settings, progress, summary, told)
        first = list(islice(batches, 2))
        with batch_workers(submit, settings.workers if len(first) > 1 else 0) as start:
            folders = list(_read_all(chain(first, batches), start, run))
        summary.stages["read"] = time.perf_counter() - begun
        _load(folders, run)
    summary.unmet = told.unmet() if told else []
    summary.seconds = round(time.perf_counter() - begun, 3)
    return summary


@dataclass
class _Run:
    """What the steps of one run share."""

    warehouse: Path
    settings: Settings
    progress: Progress
    summary: Summary
    manifest: Manifest | None = None
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def work(self) -> Path:
        """Where batches wait until they are published."""
        return self.warehouse.with_name(f".{self.warehouse.name}.batches")


def _load(folders: Sequence[Path], run: _Run) -> None:
    """Load the batches' folders, publish, and complete the summary."""
    run.progress("loading", 0)
    info = RunInfo(f"{run.started_at:%Y%m%dT%H%M%S.%f}Z", run.started_at, unchanged=run.summary.unchanged)
    limits = LoadLimits(wait=run.settings.lock_seconds)
    result = load_batches(run.warehouse, folders, info, load_forms(), limits)
    summary = run.summary
    summary.loaded, summary.superseded = result.loaded, result.superseded
    summary.rejected = result.rejected
    summary.unchanged += result.unchanged
    summary.warnings = result.warnings
    summary.stages |= result.seconds
    summary.reasons = _reasons(folders)
    shutil.rmtree(run.work, ignore_errors=True)


def _reasons(folders: Sequence[Path]) -> dict[str, int]:
    """Why documents were refused: reason -> how many."""
    if not folders:
        return {}
    reasons = pl.concat(pl.read_parquet(folder / "rejected.parquet", columns=["reason"]) for folder in folders)
    return dict(reasons.group_by("reason").len().sort("len", "reason", descending=[True, False]).iter_rows())


def _read_all(batches: Iterator[Batch], start: Submit, run: _Run) -> Iterator[Path]:
    """Store each batch's documents, have it read, and yield the folders; a few batches under way at once."""
    run.work.mkdir(parents=True, exist_ok=True)
    under_way: deque[tuple[Handle, int]] = deque()

    def finish() -> Path:
        handle, documents = under_way.popleft()
        folder = handle.result()
        run.progress("read", documents)
        return folder

    for batch in batches:
        new = batch.documents.height
        run.summary.seen += new + batch.unchanged
        run.summary.unchanged += batch.unchanged
        run.progress("read", batch.unchanged)
        if new:
            told = run.manifest.of(batch.documents["source_uri"]) if run.manifest else None
            documents, folder = store_documents(batch.documents, run.work, told)
            under_way.append((start(documents, folder), new))
        if len(under_way) > run.settings.workers:
            yield finish()
    while under_way:
        yield finish()
