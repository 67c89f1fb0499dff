"""The run: sources -> batches -> extract -> transform -> Parquet -> load -> publish, as plain functions.

Any runner can call `flows.batches.read_stored_batch`: a process here, a Prefect task in `flows.recorded`. Between the
steps pass paths; each batch's output is addressed by its content and by the parser's version, so that a run that died
goes on from its finished batches.
"""

import shutil
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

import polars as pl

from extract.documents import Batch, Limits, document_batches, read_raw
from extract.manifest import MANIFEST_ROW, read_manifest
from extract.sources import Source, find_sources
from flows.batches import is_unfinished, store_documents
from flows.settings import Settings
from flows.summary import Progress, Summary, silent
from flows.workers import Handle, Submit, batch_workers
from load.build import Start
from load.hints import Hints
from load.known import stale_reports
from load.lock import write_lock
from load.publish import load_batches
from load.run import Limits as LoadLimits
from load.run import RunInfo
from load.upgrade import base_of
from load.warehouse import check_target
from transform.forms import load_forms
from transform.shapes import PARSER_VERSION

__all__ = ["Progress", "Summary", "UnusableArgumentsError", "ingest", "silent"]


class UnusableArgumentsError(Exception):
    """No argument names anything that can be read."""


def ingest(  # noqa: PLR0913
    paths: Sequence[str],
    warehouse: Path,
    settings: Settings,
    *,
    manifest: Path | None = None,
    force: bool = False,
    submit: Submit | None = None,
    progress: Progress = silent,
) -> Summary:
    """Read everything under `paths` that the warehouse does not know yet, and publish it.

    Args:
        paths: files, folders, globs, archives, tables of text.
        warehouse: the DuckDB file to create or update.
        settings: batch sizes, workers, limits.
        manifest: what the crawler recorded of the documents; rows that name none are listed in `Summary.unmet`.
        force: read known content again too.
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
    own = [warehouse, Path(f"{warehouse}.lock"), *([manifest] if manifest else [])]
    found = find_sources(paths, skip=[str(path.absolute()) for path in own])
    if found.missing and len(found.missing) == len(paths):
        raise UnusableArgumentsError(f"no such file or folder: {', '.join(found.missing)}")
    given = read_manifest(manifest, paths) if manifest else MANIFEST_ROW.to_frame()
    check_target(warehouse.resolve(), older=True)
    summary = Summary(missing=found.missing, empty=found.empty)
    with write_lock(warehouse.resolve(), settings.lock_seconds):
        run = _Run(warehouse, settings, progress, summary, force)
        run.work.mkdir(parents=True, exist_ok=True)
        run.base = base_of(warehouse.resolve(), run.work)
        with closing(Hints(run.work, run.base, given)) as hints:
            folders = _read(found.sources, hints, submit, run)
        summary.stages["read"] = time.perf_counter() - begun
        _load(folders, hints.path, run)
    summary.seconds = round(time.perf_counter() - begun, 3)
    return summary


@dataclass
class _Run:
    """What the steps of one run share."""

    warehouse: Path
    settings: Settings
    progress: Progress
    summary: Summary
    force: bool
    base: Path = Path()
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def work(self) -> Path:
        """Where batches wait until they are published."""
        return self.warehouse.with_name(f".{self.warehouse.name}.batches")


def _read(sources: Iterator[Source], hints: Hints, submit: Submit | None, run: _Run) -> list[Path]:
    """Read what is not known under the sources, then what is read again without its file; the batches' folders."""
    settings, summary = run.settings, run.summary
    known = hints.known(PARSER_VERSION, force=run.force)
    batches = document_batches(
        read_raw(sources, Limits(max_document_bytes=settings.max_document_bytes), settings.columns),
        known.digests,
        known.opened,
        batch_documents=settings.batch_documents,
        batch_bytes=settings.batch_bytes,
    )
    summary.stale = stale_reports(run.base, PARSER_VERSION)
    first = list(islice(batches, 2))
    is_large = len(first) > 1 or summary.stale > settings.batch_documents or is_unfinished(run.work)
    with batch_workers(submit, settings, large=is_large) as start:
        folders = list(_read_all(_new_documents(chain(first, batches), hints, run), start, run))
        again = hints.read_again(folders, PARSER_VERSION, settings.batch_documents)
        folders += list(_read_all(again, start, run))
    summary.unmet = hints.unmet()
    return list(dict.fromkeys(folders))


def _load(folders: Sequence[Path], hints: Path, run: _Run) -> None:
    """Load the batches' folders, publish, and complete the summary."""
    run.progress("loading", 0)
    name = f"{run.started_at:%Y%m%dT%H%M%S.%f}Z"
    info = RunInfo(name, run.started_at, force=run.force)
    limits = LoadLimits(wait=run.settings.lock_seconds, keep=run.settings.keep_versions)
    result = load_batches(run.warehouse, folders, info, load_forms(), limits, Start(run.base, hints))
    summary = run.summary
    summary.seen, summary.unchanged = result.seen, result.unchanged
    summary.loaded, summary.superseded = result.loaded, result.superseded
    summary.rejected, summary.reread = result.rejected, result.reread
    summary.warnings = result.warnings
    summary.published, summary.redefined = result.published, result.redefined
    summary.stages |= result.seconds
    summary.reasons = result.reasons
    summary.forms = result.forms
    shutil.rmtree(run.work, ignore_errors=True)


def _new_documents(batches: Iterator[Batch], hints: Hints, run: _Run) -> Iterator[pl.DataFrame]:
    """The documents of each batch that are read, under all their names that are known by then."""
    for batch in batches:
        run.progress("read", batch.unchanged)
        hints.meet(batch.met)
        hints.keep(batch.late)
        if batch.documents.height:
            yield hints.complete(batch.documents)


def _read_all(documents: Iterator[pl.DataFrame], start: Submit, run: _Run) -> Iterator[Path]:
    """Store each batch's documents, have it read, and yield the folders; a few batches under way at once."""
    under_way: deque[tuple[Handle, int]] = deque()

    def finish() -> Path:
        handle, documents = under_way.popleft()
        folder = handle.result()
        run.progress("read", documents)
        return folder

    for batch in documents:
        under_way.append((start(*store_documents(batch, run.work)), batch.height))
        if len(under_way) > run.settings.workers:
            yield finish()
    while under_way:
        yield finish()
