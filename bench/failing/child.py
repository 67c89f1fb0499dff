"""Work in a child of this process, with a fault or without; everything is imported once, in the parent."""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("failing.c")
#: The faults by their number in `failing.c`; `memory` is no call that fails but a limit of the address space.
KINDS = {"EIO": 1, "ENOSPC": 2, "EINTR": 3, "short": 4, "ENOMEM": 5, "memory": 6}
#: Allocations of so many bytes can fail; limits of memory rise by so much.
LARGE, STEP = 256 * 1024, 16 * 1024 * 1024
#: A child that is not through by then hangs, and is killed; its exit code is this.
LONGEST, HUNG = 120.0, -99
#: The C library's own end where there is no memory for a thread: "cannot allocate memory for thread-local data: ABORT".
ABORTED = 127


#: Imported once, in the parent: none of them lets polars begin its threads, which a child would not have.
MODULES = (
    "flows.cli",
    "flows.run.night",
    "flows.commands.ingest",
    "flows.commands.rollback",
    "gongkai.nights.gather",
    "gongkai.nights.page",
    "pyarrow.dataset",
    "rjieba",
)


@dataclass(frozen=True)
class Fault:
    """The `number`-th operation under `folder` that can meet the fault `kind` meets it; 0 for none."""

    kind: str
    number: int
    folder: Path


def built(folder: Path) -> Path:
    """The library that is preloaded, compiled.

    Raises:
        FileNotFoundError: there is no C compiler.
    """
    library = folder / "failing.so"
    folder.mkdir(parents=True, exist_ok=True)
    if not library.exists() or library.stat().st_mtime < SOURCE.stat().st_mtime:
        words = ["cc", "-O1", "-shared", "-fPIC", "-Wall", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(words, check=True)
    return library


def import_once() -> None:
    """Import here what each child would import again."""
    for name in MODULES:
        import_module(name)


def run_command(words: Sequence[str], fault: Fault | None = None, log: Path | None = None) -> int:
    """Run `gongkai` with these words; its exit code, below 0 for the signal that ended it.

    Args:
        words: as on the command line.
        fault: what it meets.
        log: where the operations that could meet it are listed.
    """
    child = os.fork()
    if child == 0:
        _command(words, fault, log)
    return _waited(child)


def result_of(function: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """What a function returns in a child, as JSON: so no thread of a library begins here, which a fork would lose."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, json.dumps(function(*arguments)).encode())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as told:
        text = told.read()
    if _waited(child):
        raise RuntimeError(f"{function.__name__} failed")
    return json.loads(text)


def _command(words: Sequence[str], fault: Fault | None, log: Path | None) -> None:
    """The child's side: never returns."""
    code, counted = 1, -1
    try:
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        sys.argv = ["gongkai", *words]
        from flows.__main__ import main  # noqa: PLC0415 (in the child)

        if fault:
            counted = _arm(fault, log)
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        if fault and fault.kind == "ENOMEM" and counted >= 0:
            os.write(counted, b"allocation\n" * ctypes.CDLL(None).failing_count())
        os._exit(code)


def _arm(fault: Fault, log: Path | None) -> int:
    """From here on, what is to fail fails; the handle of the log, -1 for none."""
    if fault.kind == "memory":
        if fault.number:
            have = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (have + fault.number * STEP,) * 2)
        return -1
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND) if log else -1
    library = ctypes.CDLL(None)
    library.failing_arm(
        os.fsencode(fault.folder), KINDS[fault.kind], ctypes.c_long(fault.number), handle, ctypes.c_size_t(LARGE)
    )
    return handle


def _waited(child: int) -> int:
    """The exit code of a child, `HUNG` where it was not through in time."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return HUNG
