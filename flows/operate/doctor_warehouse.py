"""What `gongkai doctor` looks at around a warehouse: folders, disk, the file, the lock, the last run."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flows.operate.diagnosis import Check, Finding, Subject
from flows.operate.journal import read_entries
from flows.operate.status import last_runs, unfinished
from gongkai.status import size
from load.build.kept import is_outdated
from load.errors import WarehouseError
from load.publishing.lock import lock_holder
from load.warehouse import SCHEMA_VERSION, check_target, reading
from transform.forms import load_forms

#: A publish builds a copy beside the file; batches and DuckDB's spill want room too.
ROOM = 512 * 1024 * 1024


def folder(subject: Subject) -> Iterator[Finding]:
    """A run can write beside the warehouse."""
    place = subject.warehouse.resolve().parent
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        told = f"{place}: {error.strerror}"
        yield Finding(
            "folder", "fail", told, f"create it, and give the user that runs gongkai ({os.getuid()}) its rights"
        )
    else:
        yield Finding("folder", "pass", f"{place} can be written")


def inboxes(subject: Subject) -> Iterator[Finding]:
    """Every inbox can be listed or read."""
    for path in map(Path, subject.paths):
        if os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
            yield Finding("inbox", "pass", f"{path} can be read")
        else:
            told = f"{path} cannot be read" if path.exists() else f"{path} does not exist"
            yield Finding("inbox", "fail", told, "correct the path, or its owner and rights")


def disk(subject: Subject) -> Iterator[Finding]:
    """There is room for the copy that a publish builds, and for the night's batches."""
    place = subject.warehouse.resolve()
    if not place.parent.is_dir():
        return
    free = shutil.disk_usage(place.parent).free
    have = place.stat().st_size if place.exists() else 0
    told = f"{free / 1e9:,.1f} GB free, the warehouse has {have / 1e9:,.1f} GB"
    advice = "free some, or keep fewer versions (GONGKAI_KEEP_VERSIONS)"
    if free < have + ROOM:
        yield Finding("disk", "fail", f"{told}; a publish needs {(have + ROOM) / 1e9:,.1f} GB", advice)
    elif free < 3 * have + ROOM:
        yield Finding("disk", "warn", f"{told}: enough for now", advice)
    else:
        yield Finding("disk", "pass", told)


def database(subject: Subject) -> Iterator[Finding]:
    """The file is a warehouse of this version that opens and can be extended."""
    path = subject.warehouse
    if not path.exists():
        yield Finding("database", "warn", f"{path} is not there yet", "the first run makes it; or correct --warehouse")
        return
    try:
        check_target(path.resolve())
        content = size(path)
        with reading(path) as connection:
            old = is_outdated(connection, load_forms())
    except WarehouseError as error:
        advice = "bring back an earlier version (docs/operations.md), or ingest everything into a new file"
        if "gongkai upgrade" in str(error):
            yield Finding("database", "warn", str(error), "nothing: the next run does it; or gongkai upgrade")
        else:
            yield Finding("database", "fail", str(error), advice)
    else:
        told = f"opens, schema {SCHEMA_VERSION}, {content['reports']:,} reports"
        if old:
            advice = "the next run makes them anew, also without new documents"
            yield Finding("database", "warn", f"{told}; its views are those of another gongkai", advice)
        else:
            yield Finding("database", "pass", told)


def lock(subject: Subject) -> Iterator[Finding]:
    """Nobody writes, or it is known who; a dead process's lock is no lock."""
    try:
        holder = lock_holder(subject.warehouse)
    except OSError as error:
        yield Finding("lock", "fail", f"{subject.warehouse}.lock: {error.strerror}", "correct its owner and rights")
        return
    if holder:
        advice = f"wait for it, or look at it: ps -fp {holder}"
        yield Finding("lock", "warn", f"process {holder} is writing", advice)
    else:
        yield Finding("lock", "pass", "free")


def last_run(subject: Subject) -> Iterator[Finding]:
    """The last run ended well, and left nothing behind."""
    runs = last_runs(read_entries(subject.warehouse.absolute()), lock_holder(subject.warehouse), 1)
    if not runs:
        yield Finding("last run", "warn", "none is known", "run `gongkai ingest`, or start the schedule")
        return
    (run,) = runs
    told = f"{run['started']}: {' '.join(filter(None, (run['outcome'], run['error'])))}"
    left = unfinished(subject.warehouse)
    if run["outcome"] in ("failed", "refused"):
        yield Finding("last run", "warn", told, "docs/operations.md says what each reason asks for")
    elif run["outcome"] == "died":
        advice = f"run it again: it goes on from the {left['read']} batches that were read"
        yield Finding("last run", "warn", told, advice)
    else:
        yield Finding("last run", "pass", told)


AROUND: list[Check] = [folder, inboxes, disk, database, lock, last_run]
