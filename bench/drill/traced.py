"""The command, with its steps written down as it goes: `python -m bench.drill.traced STEPS DIE DAYS COMMAND...`.

STEPS is a file that gets a line a step. The run kills itself before its DIE-th file operation of a publish (0: never),
and its clock is DAYS days ahead.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

OPERATIONS = ("copy", "link", "replace", "remove", "append", "sync")


def main() -> None:
    """Run the command."""
    steps, die, days = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    sys.argv = ["gongkai", *sys.argv[4:]]
    handle = os.open(steps, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(step: object) -> None:
        os.write(handle, f"{step}\n".encode())

    note("start")
    _trace(note, die)
    _shift(days)
    from flows.__main__ import main as command  # noqa: PLC0415 (what it takes to import is the first step)

    command()
    note("end")


def _trace(note: Callable[[object], None], die: int) -> None:
    """Note what is read, each stage of the load, and each file operation of the publish."""
    from flows.run import pipeline  # noqa: PLC0415
    from load.building.stages import Stages  # noqa: PLC0415
    from load.publishing import files  # noqa: PLC0415

    left = die

    def noted(function: Callable[..., Any], step: str, *, dies: bool = False) -> Callable[..., Any]:
        @wraps(function)
        def run(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 (whatever it takes and gives)
            nonlocal left
            left -= dies
            note(step or arguments[1])
            if dies and left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)

        return run

    def trace(module: object, name: str, step: str, *, dies: bool = False) -> None:
        setattr(module, name, noted(getattr(module, name), step, dies=dies))

    trace(pipeline, "store_documents", "read")
    trace(pipeline, "load_batches", "load")
    trace(Stages, "stage", "")  # the stages have their names there
    for name in OPERATIONS:
        trace(files, name, f"file: {name}", dies=True)


def _shift(days: int) -> None:
    """Let runs be named and ordered by a clock that is wrong."""
    if not days:
        return
    from flows import request  # noqa: PLC0415
    from load.publishing import log  # noqa: PLC0415

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:  # noqa: ANN401 (as in the library)
            return datetime.now(tz) + timedelta(days=days)

    for module in (request, log):
        module.datetime = Clock  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
