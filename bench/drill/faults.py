"""What is done to a run: killed with its group, alone, its workers; signals, two at once, a full disk, a clock."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

import psutil

from bench.drill.nights import Drill, environment

#: A run that is not through by then hangs.
LONGEST = 300.0


@dataclass(frozen=True)
class Hit:
    """What a fault did.

    Attributes:
        code: how the run ended.
        kills: processes that were killed.
        step: what the run had begun last when it was hit.
        fine: exit codes that are as they should be; below 0, of a run that was killed, all are.
    """

    code: int
    kills: int = 0
    step: str = ""
    fine: tuple[int, ...] = field(default=(0,))


Fault = Callable[[Drill, list[str], Random], Hit]


def none(drill: Drill, command: list[str], _chance: Random) -> Hit:
    """No fault."""
    return Hit(_wait(_start(drill, command)))


def kill_group(drill: Drill, command: list[str], chance: Random) -> Hit:
    """`kill -9` of the run and all its workers at once."""
    return _at_a_moment(drill, command, chance, lambda run: os.killpg(run.pid, signal.SIGKILL), kills=True)


def kill_parent(drill: Drill, command: list[str], chance: Random) -> Hit:
    """`kill -9` of the run alone; its workers are left to themselves."""
    return _at_a_moment(drill, command, chance, lambda run: run.kill(), kills=True)


def terminate(drill: Drill, command: list[str], chance: Random) -> Hit:
    """SIGTERM, as systemd does it."""
    return _at_a_moment(drill, command, chance, lambda run: run.terminate())


def interrupt(drill: Drill, command: list[str], chance: Random) -> Hit:
    """SIGINT to the whole group, as Ctrl-C does it."""
    return _at_a_moment(drill, command, chance, lambda run: os.killpg(run.pid, signal.SIGINT), fine=(0, 130))


def kill_in_publish(drill: Drill, command: list[str], chance: Random) -> Hit:
    """`kill -9` before a random file operation of the publish."""
    run = _start(drill, command, die=_operation(drill, command, chance))
    code = _wait(run)
    return Hit(code, int(code == -signal.SIGKILL), _step(drill) if code < 0 else "")


def kill_worker(drill: Drill, command: list[str], chance: Random) -> Hit:
    """`kill -9` of one worker, as the kernel does when memory is short; the run goes on."""
    run = _start(drill, command)
    moment, killed, step = time.monotonic() + chance.random() * drill.seconds / 2, 0, ""
    with suppress(psutil.Error):
        while run.poll() is None and not killed:
            workers = [one for one in psutil.Process(run.pid).children() if "spawn_main" in " ".join(one.cmdline())]
            if workers and time.monotonic() > moment:
                chance.choice(workers).kill()
                killed, step = 1, _step(drill)
            time.sleep(0.02)
    return Hit(_wait(run), killed, step)


def full_disk_early(drill: Drill, command: list[str], chance: Random) -> Hit:
    """No file may grow beyond some kilobytes: batches cannot be stored."""
    return _full_disk(drill, command, chance.randint(0, 60_000))


def full_disk_late(drill: Drill, command: list[str], chance: Random) -> Hit:
    """No file may grow as large as the next version: it cannot be built, or not be kept."""
    return _full_disk(drill, command, int(chance.uniform(0.2, 1.05) * max(drill.bytes)))


def two_at_once(drill: Drill, command: list[str], chance: Random) -> Hit:
    """A second run begins while the first goes on, and one of them may be killed."""
    first = _start(drill, command)
    with suppress(subprocess.TimeoutExpired):
        first.wait(chance.random() * drill.seconds / 2)
    second = _start(drill, command)
    killed, step = 0, ""
    if chance.random() < 0.8:
        time.sleep(chance.random() * drill.seconds / 2)
        step = _step(drill)
        victim = chance.choice((first, second))
        killed = int(victim.poll() is None)
        victim.kill()
    codes = sorted((_wait(first), _wait(second)))
    return Hit(codes[0] if codes[1] == 0 else codes[1], killed, step)


def wrong_clock(drill: Drill, command: list[str], chance: Random) -> Hit:
    """A clock that is years ahead or behind; the run may be killed in its publish too."""
    days = chance.choice((-9000, -400, -1, 1, 400, 20_000))
    run = _start(drill, command, die=chance.choice((0, _operation(drill, command, chance))), days=days)
    code = _wait(run)
    return Hit(code, int(code == -signal.SIGKILL), _step(drill) if code < 0 else "")


#: Name -> the fault, and how often beside the others.
FAULTS: dict[str, tuple[Fault, int]] = {
    "run and workers killed": (kill_group, 8),
    "run killed alone": (kill_parent, 6),
    "killed in the publish": (kill_in_publish, 8),
    "worker killed": (kill_worker, 2),
    "two runs at once": (two_at_once, 2),
    "wrong clock": (wrong_clock, 2),
    "SIGTERM": (terminate, 1),
    "SIGINT": (interrupt, 1),
    "disk full early": (full_disk_early, 1),
    "disk full late": (full_disk_late, 1),
}


def _operation(drill: Drill, command: list[str], chance: Random) -> int:
    """One of the file operations that a command makes."""
    return chance.randint(1, sum(step.startswith("file: ") for step in drill.course[command[0]]))


def _at_a_moment(  # noqa: PLR0913
    drill: Drill,
    command: list[str],
    chance: Random,
    act: Callable[["subprocess.Popen[bytes]"], None],
    *,
    kills: bool = False,
    fine: tuple[int, ...] = (0,),
) -> Hit:
    """Do something to a run at a random moment: of its time, or of the steps that it has behind it."""
    run = _start(drill, command)
    steps = chance.randint(1, len(drill.course[command[0]]))
    end = time.monotonic() + chance.random() * drill.seconds
    by_step = chance.random() < 0.8
    while run.poll() is None and (len(_steps(drill)) < steps if by_step else time.monotonic() < end):
        time.sleep(0.002)
    step = _step(drill)
    hit = run.poll() is None
    if hit:
        with suppress(ProcessLookupError):
            act(run)
    return Hit(_wait(run), int(hit and kills), step if hit else "", fine)


def _full_disk(drill: Drill, command: list[str], size: int) -> Hit:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    code = _wait(_start(drill, command, limit))
    return Hit(code, 0, _step(drill) if code else "", (0, 3))


def _start(
    drill: Drill, command: list[str], before: Callable[[], None] | None = None, *, die: int = 0, days: int = 0
) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "bench.drill.traced", str(drill.steps), str(die), str(days), *command]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(  # one thread here, so that a function may run before the program
        words,
        env=environment(),
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,
        preexec_fn=before,  # noqa: PLW1509
    )


def _steps(drill: Drill) -> list[str]:
    return drill.steps.read_text().splitlines() if drill.steps.exists() else []


def _step(drill: Drill) -> str:
    """What a run has begun last."""
    return (_steps(drill) or ["start"])[-1]


def _wait(run: "subprocess.Popen[bytes]") -> int:
    try:
        return run.wait(LONGEST)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        raise SystemExit(f"a run hung for {LONGEST:g} s") from None
