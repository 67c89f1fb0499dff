"""What `gongkai doctor` looks at around a warehouse: folders, disk, the file, the lock, the last run."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extract.errors import StoreError, UnusableArgumentsError
from extract.language import N_
from extract.sources.arguments import find_sources
from flows.operate.diagnosis import Check, Diagnosis
from flows.operate.journal import read_entries
from flows.operate.status import last_runs, unfinished
from flows.request import Request
from gongkai.status import size, who_is_held
from load.building.definition import is_outdated
from load.errors import WarehouseError
from load.publishing.aside import kept_aside
from load.publishing.layout import Layout
from load.publishing.lock import lock_holder
from load.publishing.publish import target_of
from load.warehouse import SCHEMA_VERSION, reading
from transform.forms import load_forms

#: A publish builds a copy beside the file and keeps another as a version; batches and DuckDB's spill want room too.
ROOM = 512 * 1024 * 1024
#: How a run ended, as `last_run` says it.
ENDS = (N_("published"), N_("kept"), N_("unchanged"), N_("failed"), N_("refused"), N_("died"), N_("running"))


def folder(request: Request) -> Iterator[Diagnosis]:
    """A run can write beside the warehouse."""
    place = request.warehouse.resolve().parent
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        found = f"{place}: {error.strerror}"
        yield Diagnosis(
            "folder", "fail", found, f"create it, and give the user that runs gongkai ({os.getuid()}) its rights"
        )
    else:
        yield Diagnosis("folder", "pass", f"{place} can be written")


def inboxes(request: Request) -> Iterator[Diagnosis]:
    """Every inbox can be listed or read, and has a file in it."""
    for path in request.paths:
        there = Path(path)
        try:
            found = find_sources([path], skip=request.own_files)
        except (StoreError, UnusableArgumentsError) as error:
            yield Diagnosis("inbox", "fail", str(error), "look at the AWS_... variables of the environment")
            continue
        if found.missing:
            yield Diagnosis("inbox", "fail", f"{path} does not exist", "correct the path, or mount its disk")
        elif there.exists() and not os.access(path, os.R_OK | (os.X_OK if there.is_dir() else 0)):
            yield Diagnosis("inbox", "fail", f"{path} cannot be read", "correct its owner and rights")
        elif next(found.sources, None) is None:
            yield Diagnosis("inbox", "fail", f"nothing in {path}", "mount its disk, or look at the crawler")
        else:
            yield Diagnosis("inbox", "pass", f"{path} can be read")


def disk(request: Request) -> Iterator[Diagnosis]:
    """There is room for the copies that a publish makes, and for the night's batches."""
    place = request.warehouse.resolve()
    if not place.parent.is_dir():
        return
    free = shutil.disk_usage(place.parent).free
    have = place.stat().st_size if place.exists() else 0
    found = f"{free / 1e9:,.1f} GB free, the warehouse has {have / 1e9:,.1f} GB"
    advice = "free some, or keep fewer versions (GONGKAI_KEEP_VERSIONS)"
    if free < 2 * have + ROOM:
        yield Diagnosis("disk", "fail", f"{found}; a publish needs {(2 * have + ROOM) / 1e9:,.1f} GB", advice)
    elif free < 4 * have + ROOM:
        yield Diagnosis("disk", "warn", f"{found}: enough for now", advice)
    else:
        yield Diagnosis("disk", "pass", found)


def database(request: Request) -> Iterator[Diagnosis]:
    """The file is a warehouse of this version that opens and can be extended."""
    path = request.warehouse
    if not path.exists():
        yield Diagnosis(
            "database", "warn", f"{path} is not there yet", "the first run makes it; or correct --warehouse"
        )
        return
    try:
        target_of(path).check()
        content = size(path)
        with reading(path) as connection:
            old = is_outdated(connection, load_forms())
    except WarehouseError as error:
        advice = "bring back an earlier version (docs/operations.md), or ingest everything into a new file"
        if "gongkai upgrade" in str(error):
            yield Diagnosis("database", "warn", str(error), "nothing: the next run does it; or gongkai upgrade")
        else:
            yield Diagnosis("database", "fail", str(error), advice)
    else:
        found = f"opens, schema {SCHEMA_VERSION}, {content['reports']:,} reports"
        if old:
            advice = "the next run makes them anew, also without new documents"
            yield Diagnosis("database", "warn", f"{found}; its views are those of another gongkai", advice)
        else:
            yield Diagnosis("database", "pass", found)


def lock(request: Request) -> Iterator[Diagnosis]:
    """Nobody writes, or it is known who; a dead process's lock is no lock."""
    try:
        holder = lock_holder(request.warehouse)
    except OSError as error:
        yield Diagnosis(
            "lock", "fail", f"{Layout.of(request.warehouse).lock}: {error.strerror}", "correct its owner and rights"
        )
        return
    if holder:
        advice = f"wait for it, or look at it: ps -fp {holder}"
        yield Diagnosis("lock", "warn", f"process {holder} is writing", advice)
    else:
        yield Diagnosis("lock", "pass", N_("free"))


def other_programs(request: Request) -> Iterator[Diagnosis]:
    """Nothing is kept aside that another program wrote into the published file, or holds."""
    at = Layout.of(request.warehouse)
    if kept := kept_aside(at):
        found = f"held or changed by another program: {', '.join(map(str, kept))}"
        advice = f"compare it (gongkai diff {at.file} FILE), then remove it with its .wal"
        yield Diagnosis("other programs", "warn", found, advice)


def hold(request: Request) -> Iterator[Diagnosis]:
    """Nights publish, or it is known that a version is held."""
    if held := who_is_held(request.warehouse):
        found = (
            f"version {held['version']} stays published since {held['since']:%Y-%m-%d}; the newest is {held['newest']}"
        )
        yield Diagnosis("hold", "warn", found, "gongkai release publishes the newest, once it is to be seen")


def last_run(request: Request) -> Iterator[Diagnosis]:
    """The last run ended well, and left nothing behind."""
    runs = last_runs(read_entries(request.warehouse.absolute()), lock_holder(request.warehouse), 1)
    if not runs:
        yield Diagnosis("last run", "warn", "none is known", "run `gongkai ingest`, or start the schedule")
        return
    (run,) = runs
    found = f"{run['started']}: {' '.join(filter(None, (run['outcome'], run['error'])))}"
    left = unfinished(request)
    if run["outcome"] in ("failed", "refused"):
        yield Diagnosis("last run", "warn", found, "docs/operations.md says what each reason asks for")
    elif run["outcome"] == "died":
        advice = f"run it again: it goes on from the {left['read']} batches that were read"
        yield Diagnosis("last run", "warn", found, advice)
    else:
        yield Diagnosis("last run", "pass", found)


WAREHOUSE_CHECKS: list[Check] = [folder, inboxes, disk, database, other_programs, hold, lock, last_run]
