"""The run: sources -> batches -> extract -> transform -> Parquet -> load -> publish, as plain functions.

Any runner can call `flows.run.batches.read_stored_batch`: a process here, a Prefect task in `flows.recorded.flow`.
Between the steps pass paths; each batch's output is addressed by its content and by the parser's version, so that a run
that died goes on from its finished batches.
"""

import shutil
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from time import perf_counter

import polars as pl

from extract.decisions.shape import Decisions
from extract.documents import Batch, Limits, Raw, document_batches
from extract.errors import StoreError, UnusableArgumentsError
from extract.object_store import SCHEME
from extract.readers import read_raw
from extract.sources.arguments import Found, find_sources
from extract.sources.source import Source
from flows.operate.memory import check_room
from flows.outcome import Outcome
from flows.request import Request
from flows.run.batches import is_unfinished, store_documents
from flows.run.lists import manifest_rows, roster_rows
from flows.run.progress import Progress, silent
from flows.run.readers import Handle, Readers, batch_readers
from load.building.upgrade import base_of
from load.building.version import Start
from load.building.workers import Workers
from load.decisions.folder import digest, parsed, read_files
from load.hints.hints import Hints, Known
from load.hints.known import decided_from
from load.publishing.erasing import erase_versions
from load.publishing.publish import load_batches, target_of
from load.run import LoadResult, RunInfo
from transform.decisions import meant
from transform.forms import Forms, load_forms
from transform.shapes import PARSER_VERSION


def ingest(request: Request, *, readers: Readers | None = None, progress: Progress = silent) -> Outcome:
    """Read everything under the request's paths that its warehouse does not know yet, and publish it.

    Args:
        request: what to read into which warehouse, under which name.
        readers: who reads the batches; by default those that the request asks for.
        progress: as `flows.run.progress.Progress`.

    Raises:
        UnusableArgumentsError: none of the paths exists, or there is no memory to begin with.
        extract.lists.manifest.ManifestError: the manifest cannot be used.
        extract.lists.roster.RosterError: nor the roster.
        load.errors.WarehouseError: the warehouse is none and cannot become one.
        load.errors.LoadError: nothing was published; the warehouse is as before.
    """
    begun = perf_counter()
    check_room()
    found = _find(request)
    manifest, untold = manifest_rows(request)
    roster, unlisted = roster_rows(request)
    forms = load_forms()
    written = decision_files(request)
    target = target_of(request.warehouse, request.data)
    target.check()
    with target.lock(request.settings.lock_seconds):
        request.work.mkdir(parents=True, exist_ok=True)
        base = base_of(target.base(), request.work)
        decisions, mark = known_decisions(written, base.path, forms)
        progress("read", 0)
        with closing(Hints(request.work, base.path, manifest, decisions, roster, mark)) as hints:
            stale = hints.stale_reports(PARSER_VERSION)
            run = _Run(request, hints, progress, stale)
            folders = _read(found.sources, readers, run)
            unmet, gone = hints.unmet(), hints.gone
        read_seconds = perf_counter() - begun
        progress("loading", 0)
        load = _load(folders, Start(base, hints.path, progress, _load_workers(request)), request, forms)
        erase_versions(request.warehouse)
    return Outcome(
        run=request.run,
        load=load,
        seconds=round(perf_counter() - begun, 3),
        read_seconds=read_seconds,
        missing=tuple(found.missing),
        empty=tuple(found.empty),
        unmet=tuple(unmet),
        held=base.held,
        before=base.version,
        asked=bool(request.paths),
        stale=stale,
        undecided=tuple(map(str, decisions.problems)) if decisions else (),
        untold=untold,
        unlisted=unlisted,
        gone=tuple(gone),
    )


def _find(request: Request) -> Found:
    """What the request's paths name.

    Raises:
        UnusableArgumentsError: none of them exists.
    """
    found = find_sources(request.paths, skip=request.own_files)
    if found.missing and len(found.missing) == len(request.paths):
        raise UnusableArgumentsError(f"no such file or folder: {', '.join(found.missing)}")
    return found


@dataclass(frozen=True)
class _Run:
    """What the steps of reading share."""

    request: Request
    hints: Hints
    progress: Progress
    stale: int


def _read(sources: Iterator[Source], readers: Readers | None, run: _Run) -> list[Path]:
    """Read what is not known under the sources, then what is read again without its file; the batches' folders."""
    request, settings = run.request, run.request.settings
    known = run.hints.known(PARSER_VERSION, force=request.force)
    batches = document_batches(
        _raws(sources, request, known),
        known.digests,
        known.opened,
        batch_documents=settings.batch_documents,
        batch_bytes=settings.batch_bytes,
    )
    first = list(islice(batches, 2))
    is_large = len(first) > 1 or run.stale > settings.batch_documents or is_unfinished(request.work)
    with nullcontext(readers) if readers else batch_readers(request, large=is_large) as reading:
        folders = list(_read_all(_new_documents(chain(first, batches), run), reading, run))
        again = run.hints.read_again(folders, PARSER_VERSION, settings.batch_documents)
        folders += list(_read_all(again, reading, run))
    return list(dict.fromkeys(folders))


def _raws(sources: Iterator[Source], request: Request, known: Known) -> Iterator[Raw]:
    """The sources' documents: found here, or by the workers of a cluster, where stores hold them."""
    settings = request.settings
    if settings.on and any(path.startswith(SCHEME) for path in request.paths):
        from flows.remote.fetching import read_by_workers  # noqa: PLC0415 (Dask is an extra)

        return read_by_workers(sources, request, known)
    return read_raw(sources, Limits(max_document_bytes=settings.max_document_bytes), settings.columns)


def decision_files(request: Request) -> dict[str, bytes | None] | None:
    """The files of decisions, as `load.decisions.folder.read_files` gives them; None where there is no folder.

    Raises:
        UnusableArgumentsError: the folder that was named is not there.
        load.errors.LoadError: it cannot be read.
    """
    found = read_files(request.decision_folder)
    if found is None and request.decisions:
        raise UnusableArgumentsError(f"{request.decisions} is no folder of decisions: it is not there")
    return found


def known_decisions(
    read: Mapping[str, bytes | None] | None, base: Path | None, forms: Forms
) -> tuple[Decisions | None, str]:
    """What people decided, as far as it can be meant; None where the warehouse has just that, or there is no folder.

    Returns:
        That, and what tells the files from other ones; empty where a line of them is no decision.
    """
    if read is None:
        return None, ""
    mark = digest(read, PARSER_VERSION)
    if mark and base and mark == decided_from(base):
        return None, mark
    found = meant(parsed(read), forms)
    return found, "" if found.problems else mark


def _load_workers(request: Request) -> Workers | None:
    """Who does pieces of the load: the workers of the run's cluster."""
    if not request.settings.on:
        return None
    from flows.remote.loading import LoadWorkers  # noqa: PLC0415 (Dask is an extra)

    return LoadWorkers(request)


def _load(folders: Sequence[Path], start: Start, request: Request, forms: Forms) -> LoadResult:
    """Load the batches' folders and publish; they are removed once that went well.

    Nothing makes no first warehouse; a manifest does, whose documents may come on another night, and a roster.
    """
    if not (folders or start.base.path or request.manifest or request.roster):
        _forget_batches(request)
        return LoadResult()
    info = RunInfo(request.run, request.started_at, force=request.force)
    limits = request.settings.load_limits
    result = load_batches(request.warehouse, folders, info, forms, limits, start, request.data)
    _forget_batches(request)
    return result


def _forget_batches(request: Request) -> None:
    """Remove what was read for a run that is through, here and where a cluster reads it."""
    shutil.rmtree(request.work, ignore_errors=True)
    if request.settings.on and request.settings.work:
        from flows.remote.place import place_at  # noqa: PLC0415 (object stores are an extra)

        with suppress(OSError, StoreError):  # published is published; the next run's go with it
            place_at(request.place).clear()


def _new_documents(batches: Iterator[Batch], run: _Run) -> Iterator[pl.DataFrame]:
    """The documents of each batch that are read, under all their names that are known by then."""
    for batch in batches:
        run.progress("read", batch.unchanged)
        run.hints.meet(batch.met)
        run.hints.keep(batch.late)
        if batch.documents.height:
            yield run.hints.complete(batch.documents)


def _read_all(documents: Iterator[pl.DataFrame], readers: Readers, run: _Run) -> Iterator[Path]:
    """Store each batch's documents, have it read, and yield the folders; a few batches under way at once."""
    under_way: deque[tuple[Handle, int]] = deque()

    def finish() -> Path:
        handle, documents = under_way.popleft()
        folder = handle.result()
        run.progress("read", documents)
        return folder

    for batch in documents:
        under_way.append((readers.start(store_documents(batch, run.request.work)), batch.height))
        if len(under_way) > readers.at_once:
            yield finish()
    while under_way:
        yield finish()
