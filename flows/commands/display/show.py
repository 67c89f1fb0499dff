"""What a person sees on the terminal: summaries, lines, tables."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    import polars as pl

    from flows.outcome import Outcome

#: Wide enough for a table when the output is a pipe.
PIPED_WIDTH = 160


def terminal(*, err: bool = False) -> Console:
    """Stdout or stderr, wide enough for tables where it is a pipe."""
    stream = sys.stderr if err else sys.stdout
    return Console(stderr=err, width=None if stream.isatty() else PIPED_WIDTH, highlight=False)


def outcome(done: "Outcome", warehouse: Path) -> None:
    """The counts of a run, its rejections by reason, and warnings of the data checks."""
    console = terminal()
    table = Table(title=f"{escape(str(warehouse))}", title_justify="left")
    for name in (*done.load.counts, "seconds"):
        table.add_column(name, justify="right")
    table.add_row(*(f"{count:,}" for count in done.load.counts.values()), f"{done.seconds:.1f}")
    console.print(table)
    for remark in done.remarks():
        console.print(f"  {remark}")
    for form, count in done.load.forms.items():
        console.print(f"  form not printed: {count:,} {form}")
    for reason, count in done.load.reasons.items():
        console.print(f"  rejected: {count:,} {escape(reason)}")
    for check, count in done.load.warnings.items():
        console.print(f"  warning: {check} ({count:,} rows)")


def say(*lines: str) -> None:
    """Plain lines."""
    for line in lines:
        terminal().print(line, markup=False, soft_wrap=True)


def file(pieces: Iterable[bytes]) -> None:
    """A file's bytes on stdout, as they come."""
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def more_rows(rows: int) -> None:
    """Say on stderr that there are more rows than were shown."""
    print(f"only the first {rows:,} rows; --limit shows more, --format csv all of them", file=sys.stderr)


def frame(rows: "pl.DataFrame", title: str | None = None) -> None:
    """A frame as a table."""
    table(rows.columns, [kind.is_numeric() for kind in rows.dtypes], rows.iter_rows(), title)


def table(
    names: Sequence[str], numeric: Sequence[bool], rows: Iterable[Sequence[object]], title: str | None = None
) -> None:
    """Rows as a table, numbers to the right."""
    console = terminal()
    if title:
        console.print(f"\n[bold]{escape(title)}[/bold]")
    shown = Table()
    for name, is_number in zip(names, numeric, strict=True):
        shown.add_column(escape(name), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        shown.add_row(*("" if value is None else escape(str(value)) for value in row))
    console.print(shown)
