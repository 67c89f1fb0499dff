"""The progress of a run on the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from flows.commands.display.show import terminal
from flows.run.progress import Progress, silent


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """A bar on a terminal, plain lines (each ten thousand documents) when piped, nothing where `quiet`."""
    console = terminal(err=True)
    if quiet and not console.is_terminal:
        yield silent
        return
    if not console.is_terminal:
        yield _plain_lines(console)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        reading = bar.add_task("reading documents", total=None)

        def move(stage: str, done: int) -> None:
            if stage == "found":
                bar.update(reading, total=done)
            elif stage == "read":
                bar.advance(reading, done)
            else:
                bar.update(reading, description=stage)

        yield move


def _plain_lines(console: Console) -> Progress:
    """Progress as lines: one each ten thousand documents, one a later stage."""
    total = 0

    def line(stage: str, done: int) -> None:
        nonlocal total
        if stage == "read":
            before, total = total, total + done
            if before // 10_000 != total // 10_000:
                console.print(f"read {total} documents")
        elif stage != "found":
            console.print(f"{stage}")

    return line
