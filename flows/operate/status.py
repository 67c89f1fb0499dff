"""`gongkai status`: the last runs, what is published, what waits, and what was refused and why."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from extract.documents import Limits, document_batches
from extract.language import N_
from extract.readers import read_raw
from extract.sources.arguments import find_sources
from flows.operate.journal import Entry, read_entries
from flows.operate.pages import known_page
from flows.request import Request
from flows.run.batches import SEAL
from gongkai.status import kept_versions, published_events, rejections, size, waiting, who_is_held
from load.hints.known import known_content
from load.publishing.lock import lock_holder
from load.publishing.versions import newest
from load.run import COUNTS
from transform.shapes import PARSER_VERSION

Status = dict[str, Any]


def status(request: Request, runs: int) -> Status:
    """Everything that an operator asks first, ready to be printed or to be JSON.

    Args:
        request: its warehouse may not be there yet; documents under its paths that are not known yet are counted,
            for which each is read and hashed.
        runs: how many of the last runs.

    Returns:
        `warehouse`, `published` (None before the first publish: bytes, when, reports, agencies, years), `running` (the
        lock's holder), `runs` (newest first, each with its `page`, None where that is gone), `hold` (the version that
        stays published, since when, and the newest beside it; None where nights publish), `versions`, `events` (what
        was published, rolled back, held and released, newest first), `rejected` (by reason), `held` (what waits for a
        name or a manifest, by reason), `backlog` (None without paths),
        `unfinished` (batches that a dead run left, which the next run goes on from).

    Raises:
        load.errors.WarehouseError: `warehouse` is no warehouse.
    """
    warehouse = request.warehouse
    there = warehouse.exists()
    holder = lock_holder(warehouse)
    entries = read_entries(warehouse.absolute())
    return {
        "warehouse": str(warehouse),
        "published": _published(warehouse) if there else None,
        "running": holder,
        "runs": [run | {"page": _page(request, run["run"])} for run in last_runs(entries, holder, runs)],
        "hold": who_is_held(warehouse),
        "versions": kept_versions(warehouse).to_dicts(),
        "events": published_events(warehouse).head(runs).to_dicts(),
        "rejected": rejections(warehouse).to_dicts() if there else [],
        "held": waiting(warehouse).to_dicts() if there else [],
        "backlog": _backlog(request) if request.paths else None,
        "unfinished": unfinished(request),
    }


def as_json(found: Status) -> str:
    """One JSON object; instants as ISO 8601."""
    return json.dumps(found, ensure_ascii=False, default=str)


def last_runs(entries: Sequence[Entry], holder: str | None, limit: int) -> list[dict[str, Any]]:
    """The last runs, newest first: `run`, `started`, `ended`, `outcome`, `counts`, `error`, `paths`.

    A run without an end is `running` where its process holds the lock, else `died`: killed, or cut off from power.
    """
    by_run: dict[str, list[Entry]] = {}
    for entry in entries:
        by_run[entry.run] = [*by_run.pop(entry.run, []), entry]  # the last line says where it stands
    found = []
    for run, lines in list(reversed(by_run.items()))[:limit]:  # in the journal's order: a name only tells the clock
        # A run that was tried again has several beginnings and ends; while it runs again, it has no end.
        begun = [entry for entry in lines if entry.outcome == "started"] or lines
        end = lines[-1] if lines[-1].outcome != "started" else None
        unended = "running" if (holder or "").startswith(f"process {begun[-1].pid},") else "died"
        found.append(
            {
                "run": run,
                "started": begun[0].at,
                "ended": end.at if end else None,
                "outcome": end.outcome if end else unended,
                "counts": end.counts if end else {},
                "error": end.error if end else "",
                "paths": begun[0].paths,
            }
        )
    return found


def unfinished(request: Request) -> dict[str, int]:
    """How many batches a dead run left in the folder of batches: `read` ones, and `unread` ones."""
    entries = list(request.work.iterdir()) if request.work.is_dir() else []
    read = sum((entry / SEAL).is_file() and not entry.name.endswith(".partial") for entry in entries)
    return {"read": read, "unread": sum(entry.name.endswith(".documents.parquet") for entry in entries)}


def _page(request: Request, run: str) -> str | None:
    """The page of a run, where it is still there."""
    page = known_page(request.warehouse, run)
    return str(page) if page else None


def _published(warehouse: Path) -> dict[str, Any]:
    """The published file: its size, its age, and what is in it."""
    stat = warehouse.stat()
    at = datetime.fromtimestamp(stat.st_mtime, UTC).isoformat(timespec="seconds")
    return {"at": at, "bytes": stat.st_size, **size(warehouse)}


def _backlog(request: Request) -> dict[str, Any]:
    """Documents under the paths that the warehouse does not know: `new`, of those `unreadable`, and `known`."""
    settings = request.settings
    found = find_sources(request.paths, skip=request.own_files)
    raws = read_raw(found.sources, Limits(max_document_bytes=settings.max_document_bytes), settings.columns)
    batches = document_batches(
        raws, known_content(newest(request.warehouse), PARSER_VERSION), batch_documents=settings.batch_documents
    )
    new = unreadable = known = 0
    for batch in batches:
        new += batch.documents.height
        unreadable += batch.documents["reason"].count()
        known += batch.unchanged
    return {"new": new, "unreadable": unreadable, "known": known, "missing": [*found.missing, *found.empty]}


def tables(found: Status) -> Iterator[tuple[str, pl.DataFrame]]:
    """The same as titled tables for people."""
    rows = [
        {"run": run["run"], "started (UTC)": run["started"][:19], "outcome": run["outcome"]}
        | {name: run["counts"].get(name) for name in (*COUNTS, "seconds")}
        | {"error": run["error"]}
        for run in found["runs"]
    ]
    yield N_("Last runs"), pl.DataFrame(rows, infer_schema_length=None)
    yield N_("Published, rolled back, held and released"), pl.DataFrame(found["events"], infer_schema_length=None)
    yield N_("Versions kept"), pl.DataFrame(found["versions"], infer_schema_length=None)
    yield N_("Rejected, by reason"), pl.DataFrame(found["rejected"], infer_schema_length=None)
    yield N_("Held: read as reports, but open who or which year"), pl.DataFrame(found["held"], infer_schema_length=None)
