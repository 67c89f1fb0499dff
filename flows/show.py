"""What a person sees on the terminal: progress, summaries, explanations, query results."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from flows import pipeline

#: Wide enough for a table when the output is a pipe.
PIPED_WIDTH = 160


def terminal(*, err: bool = False) -> Console:
    """Stdout or stderr, wide enough for tables where it is a pipe."""
    stream = sys.stderr if err else sys.stdout
    return Console(stderr=err, width=None if stream.isatty() else PIPED_WIDTH, highlight=False)


@contextmanager
def progress(*, quiet: bool) -> Iterator[pipeline.Progress]:
    """A bar on a terminal, plain lines (each ten thousand documents) when piped, nothing where `quiet`."""
    console = terminal(err=True)
    if quiet and not console.is_terminal:
        yield pipeline.silent
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
    with Progress(*columns, console=console, transient=True) as bar:
        reading = bar.add_task("reading documents", total=None)

        def move(stage: str, done: int) -> None:
            if stage == "found":
                bar.update(reading, total=done)
            elif stage == "read":
                bar.advance(reading, done)
            else:
                bar.update(reading, description=stage)

        yield move


def _plain_lines(console: Console) -> pipeline.Progress:
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


def summary(done: pipeline.Summary, warehouse: Path) -> None:
    """The counts of a run, its rejections by reason, and warnings of the data checks."""
    console = terminal()
    table = Table(title=f"{escape(str(warehouse))}", title_justify="left")
    names = ("seen", "loaded", "unchanged", "superseded", "rejected")
    for name in (*names, "seconds"):
        table.add_column(name, justify="right")
    table.add_row(*(f"{getattr(done, name):,}" for name in names), f"{done.seconds:.1f}")
    console.print(table)
    for remark in done.remarks():
        console.print(f"  {remark}")
    for form, count in done.forms.items():
        console.print(f"  form not printed: {count:,} {form}")
    for reason, count in done.reasons.items():
        console.print(f"  rejected: {count:,} {escape(reason)}")
    for check, count in done.warnings.items():
        console.print(f"  warning: {check} ({count:,} rows)")


def say(*lines: str) -> None:
    """Plain lines."""
    for line in lines:
        terminal().print(line, markup=False)


def frame(rows: pl.DataFrame, title: str | None = None) -> None:
    """A frame as a table."""
    console = terminal()
    if title:
        console.print(f"\n[bold]{escape(title)}[/bold]")
    table = Table()
    for name, kind in rows.schema.items():
        table.add_column(escape(name), justify="right" if kind.is_numeric() else "left", overflow="fold")
    for row in rows.iter_rows():
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    console.print(table)
