"""What is done to a run: killed at a moment, a worker killed, killed inside the publish, a full disk."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import psutil

from bench.drill.nights import command, environment

#: A run that is not through by then hangs.
LONGEST = 300.0
#: Ends the run before the n-th file operation of its publish, as a kill from outside would.
_DYING = """
import os, signal, sys
from flows.__main__ import main
if __name__ == "__main__":
    from load.publishing import files
    left = int(sys.argv.pop(1))
    def wrapped(operation):
        def run(*arguments):
            global left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return operation(*arguments)
        return run
    for name in ("copy", "link", "replace", "remove", "append", "sync"):
        setattr(files, name, wrapped(getattr(files, name)))
    main()
"""
#: A fault does its work on a run and returns the run's exit code and how many processes it killed.
Fault = Callable[[Path, int, Path, float, Random], tuple[int, int]]


def none(inboxes: Path, night: int, warehouse: Path, _seconds: float, _chance: Random) -> tuple[int, int]:
    """No fault."""
    return _wait(_start(inboxes, night, warehouse)), 0


def kill(inboxes: Path, night: int, warehouse: Path, seconds: float, chance: Random) -> tuple[int, int]:
    """`kill -9` of the run at a random moment; its workers are left to themselves."""
    run = _start(inboxes, night, warehouse)
    try:
        return run.wait(chance.random() * seconds), 0
    except subprocess.TimeoutExpired:
        run.kill()
        return _wait(run), 1


def kill_in_publish(inboxes: Path, night: int, warehouse: Path, _seconds: float, chance: Random) -> tuple[int, int]:
    """`kill -9` before a random file operation of the publish."""
    script = warehouse.with_name("dying.py")
    script.write_text(_DYING, encoding="utf8")
    words = [sys.executable, str(script), str(chance.randrange(16)), *command(inboxes, night, warehouse)]
    code = _wait(subprocess.Popen(words, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    return code, int(code == -signal.SIGKILL)


def kill_worker(inboxes: Path, night: int, warehouse: Path, seconds: float, chance: Random) -> tuple[int, int]:
    """`kill -9` of one worker at a random moment, as the kernel does when memory is short; the run goes on."""
    run = _start(inboxes, night, warehouse)
    moment, killed = time.monotonic() + chance.random() * seconds, 0
    with suppress(psutil.Error):
        while run.poll() is None and not killed:
            workers = [one for one in psutil.Process(run.pid).children() if "spawn_main" in " ".join(one.cmdline())]
            if workers and time.monotonic() > moment:
                chance.choice(workers).kill()
                killed = 1
            time.sleep(0.02)
    return _wait(run), killed


def full_disk(inboxes: Path, night: int, warehouse: Path, _seconds: float, chance: Random) -> tuple[int, int]:
    """No file may grow beyond a random size: writes fail, as on a full disk."""
    size = int(chance.random() * 12e6)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return _wait(_start(inboxes, night, warehouse, limit)), 0


def _start(
    inboxes: Path, night: int, warehouse: Path, before: Callable[[], None] | None = None
) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "flows", *command(inboxes, night, warehouse)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(  # one thread here, so that a function may run before the program
        words,
        env=_environment(),
        stdout=quiet,
        stderr=quiet,
        preexec_fn=before,  # noqa: PLW1509
    )


def _environment() -> dict[str, str]:
    return {**environment(), "PYTHONPATH": os.getcwd()}  # noqa: PTH109


def _wait(run: "subprocess.Popen[bytes]") -> int:
    try:
        return run.wait(LONGEST)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()
        raise SystemExit(f"a run hung for {LONGEST:g} s") from None
