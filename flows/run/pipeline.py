"""The run: sources -> batches -> extract -> transform -> Parquet -> load -> publish, as plain functions.

Any runner can call `flows.run.batches.read_stored_batch`: a process here, a Prefect task in `flows.recorded.flow`.
Between the steps pass paths; each batch's output is addressed by its content and by the parser's version, so that a run
that died goes on from its finished batches.
"""

import shutil
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import polars as pl

from extract.documents import Batch, Limits, document_batches, read_raw
from extract.errors import UnusableArgumentsError
from extract.lists.manifest import MANIFEST_ROW, read_manifest
from extract.sources.arguments import Source, find_sources
from flows.request import Request
from flows.run.batches import is_unfinished, store_documents
from flows.run.summary import Progress, Summary, silent
from flows.run.workers import Handle, Submit, batch_workers
from load.build.hints import Hints
from load.build.known import stale_reports
from load.build.upgrade import base_of
from load.build.version import Start
from load.publishing.lock import write_lock
from load.publishing.publish import load_batches
from load.run import Limits as LoadLimits
from load.run import RunInfo
from load.warehouse import check_target
from transform.forms import load_forms
from transform.shapes import PARSER_VERSION


def ingest(request: Request, *, submit: Submit | None = None, progress: Progress = silent) -> Summary:
    """Read everything under the request's paths that its warehouse does not know yet, and publish it.

    Args:
        request: what to read into which warehouse, under which name.
        submit: starts reading a batch; threads of this process by default.
        progress: told `read` and `load` with counts of documents.

    Raises:
        UnusableArgumentsError: none of the paths exists.
        extract.lists.manifest.ManifestError: the manifest cannot be used.
        load.errors.WarehouseError: the warehouse is none and cannot become one.
        load.errors.LoadError: nothing was published; the warehouse is as before.
    """
    begun = time.perf_counter()
    paths, warehouse, manifest = request.paths, request.warehouse, request.manifest
    # The warehouse itself and the manifest are never input, even where they stand in the inbox.
    own = [warehouse, Path(f"{warehouse}.lock"), *([manifest] if manifest else [])]
    found = find_sources(paths, skip=[str(path.absolute()) for path in own])
    if found.missing and len(found.missing) == len(paths):
        raise UnusableArgumentsError(f"no such file or folder: {', '.join(found.missing)}")
    given = read_manifest(manifest, paths) if manifest else MANIFEST_ROW.to_frame()
    check_target(warehouse.resolve(), older=True)
    summary = Summary(run=request.run, missing=found.missing, empty=found.empty)
    with write_lock(warehouse.resolve(), request.settings.lock_seconds):
        run = _Run(request, progress, summary)
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

    request: Request
    progress: Progress
    summary: Summary
    base: Path = Path()

    @property
    def work(self) -> Path:
        """Where batches wait until they are published."""
        warehouse = self.request.warehouse
        return warehouse.with_name(f".{warehouse.name}.batches")


def _read(sources: Iterator[Source], hints: Hints, submit: Submit | None, run: _Run) -> list[Path]:
    """Read what is not known under the sources, then what is read again without its file; the batches' folders."""
    settings, summary = run.request.settings, run.summary
    known = hints.known(PARSER_VERSION, force=run.request.force)
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
    request = run.request
    info = RunInfo(request.run, request.started_at, force=request.force)
    limits = LoadLimits(wait=request.settings.lock_seconds, keep=request.settings.keep_versions)
    result = load_batches(request.warehouse, folders, info, load_forms(), limits, Start(run.base, hints))
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
        if len(under_way) > run.request.settings.workers:
            yield finish()
    while under_way:
        yield finish()
