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
from load.explain import Explanation

#: Wide enough for a table when the output is a pipe.
PIPED_WIDTH = 160
#: So many lines of leftovers are shown for each reason.
LEFTOVER_LINES = 5
_COLOURS = {"reported": "green", "repaired": "yellow", "inferred": "cyan", "missing": "red"}
_STATES = {"pass": "green", "fail": "red", "unknown": "yellow"}


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


def explanation(found: Explanation, *, everything: bool) -> None:
    """One report: each printed line of its forms, what it was read as, and why; then the checks."""
    console = terminal()
    console.print(f"[bold]{escape(found.agency)}[/bold]  {found.year}  edition {found.edition}")
    console.print(f"{escape(found.source_uri)}  (report {found.report_id}, line numbers count in its text)")
    rows = found.rows if everything else [row for row in found.rows if row.worth_showing]
    table = _columns("line", "printed", "row", "read as", "state", "why")
    for row in rows:
        table.add_row(
            "" if row.line_no is None else str(row.line_no),
            escape(row.printed),
            f"{row.form} {row.row_code}",
            escape(row.values),
            f"[{_COLOURS[row.state]}]{row.state}[/]",
            escape(row.reason),
        )
    console.print(table)
    if len(rows) < len(found.rows):
        console.print(f"{len(found.rows) - len(rows)} rows of plainly printed zeros are not shown (--all shows them).")
    if everything:
        console.print(_fates(found))
    console.print(f"{found.passed} identities hold.")
    for (code, status, detail), scopes in found.open_checks.items():
        console.print(f"[{_STATES[status]}]{status}[/] {code} ({', '.join(scopes)}): {escape(detail)}")
    for line in _left_over(found, everything=everything):
        console.print(line, markup=False)
    for reason, words in found.words.items():
        console.print(f"[bold]{escape(reason)}[/bold]: {escape(words)}")


def _columns(*names: str) -> Table:
    """An empty table whose cells wrap."""
    table = Table(show_lines=False)
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _fates(found: Explanation) -> Table:
    """Every printed line of the forms, and what became of it."""
    table = _columns("line", "cells", "became")
    for line in found.lines:
        place = str(line.first) if line.first == line.last else f"{line.first}-{line.last}"
        table.add_row(place, escape(line.printed), escape(line.fate))
    return table


def _left_over(found: Explanation, *, everything: bool) -> Iterator[str]:
    """What is left over, line by line; of each reason only the first lines, unless `everything` is asked for."""
    lines: dict[str, dict[int, list[str]]] = {}
    for line_no, token, reason in found.leftovers:
        lines.setdefault(reason, {}).setdefault(line_no, []).append(token)
    for reason, places in lines.items():
        shown = list(places.items())[: None if everything else LEFTOVER_LINES]
        for line_no, tokens in shown:
            yield f"left over on line {line_no}: {' '.join(tokens)} ({reason})"
        if len(shown) < len(places):
            yield f"left over on {len(places) - len(shown)} more lines ({reason}; --all shows them)"
