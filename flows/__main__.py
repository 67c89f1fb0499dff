"""The entry of the command: imports nothing of ours by itself, so that worker processes start fast."""

import atexit
import gc
import os
import signal
import sys
import threading

INTERRUPTED = 130
#: New objects before Python looks for rings of dead ones. Modules make hundreds of thousands, all of which stay:
#: looking every 700, as it does by itself, takes a tenth of the processor time of a small night.
OBJECTS = 100_000
gc.set_threshold(OBJECTS)  # here, since a worker process imports this first, too


def command() -> None:
    """The process: `main`, its exit code kept for a thread that is left behind."""
    code: list[int] = []
    atexit.register(_leave, code)  # the first, so the last of all that runs
    try:
        main()
        code.append(0)
    except SystemExit as ended:
        if isinstance(ended.code, int):
            code.append(ended.code)
        raise


def main() -> None:
    """Run `gongkai`; one that SIGINT met ends with 130, also where a library made another error of it, or none."""
    met: list[int] = []

    def interrupt(number: int, _frame: object) -> None:
        met.append(number)
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # not where it is ignored
        signal.signal(signal.SIGINT, interrupt)
    try:
        from flows.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BaseException:
        if met:
            sys.exit(INTERRUPTED)
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    if met:
        sys.exit(INTERRUPTED)


def _leave(code: list[int]) -> None:
    """Go at once where a thread was left behind: before 3.14 Python unwinds it, which aborts one in a C++ library.

    A reading thread is left behind by Ctrl-C, and by a batch that did not come back in time.
    """
    if code and threading.active_count() > 1:
        for stream in (sys.stdout, sys.stderr):
            if stream and not stream.closed:
                stream.flush()
        os._exit(code[0])


if __name__ == "__main__":
    command()
