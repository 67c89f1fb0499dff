"""One process, timed from outside: the clock, processor time, memory."""

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from bench.memory import memory_of


@dataclass(frozen=True)
class Cost:
    """What a process took with all that it started, from its start to its end, imports included.

    Attributes:
        seconds: on the clock.
        processor: seconds of processor time, user and system.
        peak: the most memory at once, in MB, looked at ten times a second.
    """

    seconds: float
    processor: float
    peak: float


def timed(command: Sequence[str]) -> tuple[Cost, str]:
    """Run a command: what it cost and what it printed.

    Raises:
        SystemExit: it failed.
    """
    before, start = processor_of_children(), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
        seconds = time.perf_counter() - start
        printed = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"{' '.join(command[1:4])} failed with exit code {process.returncode}")
    return Cost(seconds, processor_of_children() - before, peak), printed


def processor_of_children() -> float:
    """Seconds of processor time of all processes that this one had started and that have ended, theirs included."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def without_settings() -> dict[str, str]:
    """The environment of this process without what somebody has set for runs of their own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
