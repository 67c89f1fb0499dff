"""The folder of decisions beside a warehouse: read whole, once a run; written a line at a time, by one at a time.

A file for each person, so that folders that are kept with git merge by themselves; whoever edits one by hand does what
`gongkai decide` does. A line is added in one write and is on the disk before anybody is told that it stands.
"""

import csv
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from extract.decisions.files import decisions_of
from extract.decisions.shape import COLUMNS, Decisions, Problem
from load.errors import LoadError

#: Held while a line is written, and while the folder is read.
LOCK = ".lock"
_SECONDS = 30.0
#: So often a file is read again that somebody else is writing.
_TRIES = 5


def read_decisions(folder: Path) -> Decisions | None:
    """Read every CSV file of the folder into memory, each as it stood at one moment; None where there is no folder.

    Raises:
        LoadError: the folder cannot be read.
    """
    read = read_files(folder)
    return None if read is None else parsed(read)


def decisions_in(folder: Path) -> Decisions:
    """What the folder holds; nothing where there is none.

    Raises:
        LoadError: it cannot be read.
    """
    return read_decisions(folder) or decisions_of({})


def read_files(folder: Path) -> dict[str, bytes | None] | None:
    """The CSV files of the folder, each as it stood at one moment, None of one that does not stand still; or no folder.

    Raises:
        LoadError: the folder cannot be read.
    """
    if not folder.is_dir():
        return None
    try:
        with _locked(folder, needed=False):
            return {path.name: _bytes(path) for path in sorted(folder.glob("*.csv"))}
    except OSError as error:
        raise LoadError(f"{folder} cannot be read: {error.strerror}") from error


def digest(read: Mapping[str, bytes | None], version: str) -> str:
    """What tells whether files, and who reads them, are as before; empty where one did not stand still.

    Args:
        read: as from `read_files`.
        version: of the reader.
    """
    found = sha256(version.encode())
    for name, data in read.items():
        if data is None:
            return ""
        found.update(f"{name}\n{len(data)}\n".encode() + data)
    return found.hexdigest()


def parsed(read: Mapping[str, bytes | None]) -> Decisions:
    """The decisions of files.

    Args:
        read: as from `read_files`.
    """
    found = decisions_of({name: data for name, data in read.items() if data is not None})
    moving = [
        Problem(
            name, 1, None, "the file is being written, and does not stand still; its decisions stay as they were", True
        )
        for name, data in read.items()
        if data is None
    ]
    return found._replace(problems=sorted([*found.problems, *moving]))


def add_chosen(folder: Path, who: str, choose: Callable[[Decisions | None], Sequence[Mapping[str, str]]]) -> Path:
    """Add decisions of one person that are chosen by what stands in the folder, which nobody changes meanwhile.

    Args:
        folder: made where it is not there, and something is chosen.
        who: decides.
        choose: from what the folder holds, None where there is none, to the decisions to add: column -> text, as in
            `extract.decisions.shape.COLUMNS`; all are there afterwards, or none. What it raises is raised, and
            nothing is written.

    Returns:
        The file, which need not be there where nothing was chosen.

    Raises:
        LoadError: the folder cannot be read or written.
    """
    path = folder / f"{_file_name(who)}.csv"
    if not folder.is_dir() and not choose(None):
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder, needed=True):
            there = parsed({one.name: _bytes(one) for one in sorted(folder.glob("*.csv"))})
            if chosen := choose(there):
                _append(path, chosen)
    except OSError as error:
        raise LoadError(f"{path} cannot be written: {error.strerror}") from error
    return path


def _append(path: Path, told: Sequence[Mapping[str, str]]) -> None:
    """Add lines to a file, in one write that is on the disk afterwards."""
    with path.open("ab+") as file:
        columns = _head(path, {name: text for line in told for name, text in line.items() if text})
        start = "" if _ends_whole(path) else "\n"
        head = "" if path.stat().st_size else _line(columns)
        lines = "".join(_line([line.get(name, "") for name in columns]) for line in told)
        file.write(f"{start}{head}{lines}".encode())
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _locked(folder: Path, *, needed: bool) -> Iterator[None]:
    """Hold the folder's lock; a reader of a folder that it may not write into does without."""
    lock = FileLock(folder / LOCK)
    held = False
    try:
        with suppress(*(() if needed else (OSError,))):
            lock.acquire(timeout=_SECONDS)
            held = True
        yield
    except Timeout as error:
        raise LoadError(f"somebody else has been writing into {folder} for {_SECONDS:g} s; try again") from error
    finally:
        if held:
            lock.release()


def _bytes(path: Path) -> bytes | None:
    """A file as it stood at one moment; None where it changes each time that it is read."""
    for _ in range(_TRIES):
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
        if (before.st_mtime_ns, before.st_size, before.st_ino) == (after.st_mtime_ns, len(data), after.st_ino):
            return data
    return None


def _file_name(who: str) -> str:
    """A file's name after a person's, which may hold anything."""
    return re.sub(r"[^\w-]+", "_", who).strip("_")[:60] or "someone"


def _head(path: Path, told: Mapping[str, str]) -> list[str]:
    """The columns that a file has; all of them where it is new.

    Raises:
        LoadError: what is told would not fit into it.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            columns = next(csv.reader(file), list(COLUMNS))
            file.read()
    except UnicodeDecodeError as error:
        raise LoadError(f"{path} is not UTF-8; save it as UTF-8 first") from error
    lacks = [name for name, text in told.items() if text and name not in columns]
    if lacks:
        raise LoadError(f"{path} has no column {', '.join(lacks)}; add it to its head first")
    return columns


def _ends_whole(path: Path) -> bool:
    """Whether a file is empty or ends with a line's end: a torn line is never written on."""
    data = path.read_bytes()[-1:]
    return data in {b"", b"\n"}


def _line(fields: list[str]) -> str:
    """One line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(fields)
    return out.getvalue()
