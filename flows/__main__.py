"""The entry of the command: imports nothing by itself, so that worker processes start fast."""

import signal
import sys

INTERRUPTED = 130


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


if __name__ == "__main__":
    main()
