"""The entry of the command: imports nothing by itself, so that worker processes start fast."""


def main() -> None:
    """Run `gongkai`."""
    from flows.cli import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
