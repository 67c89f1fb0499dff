"""The entry of the command: imports nothing by itself, so that worker processes start fast."""

import sys


def main() -> None:
    """Run `gongkai`."""
    try:
        from flows.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
