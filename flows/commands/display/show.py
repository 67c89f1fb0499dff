"""What a person sees on the terminal: summaries, lines, tables."""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.rule import Rule
from rich.table import Table

from extract.language import _, told
from gongkai.proving.standing import stands_now
from gongkai.visible import visible, visible_json, visible_line
from gongkai.words import word

if TYPE_CHECKING:
    import polars as pl

    from flows.outcome import Outcome
    from gongkai.queries.limited import Mixed

#: Wide enough for a table when the output is a pipe.
PIPED_WIDTH = 160
#: A text that is longer may be folded in a table.
FOLDED = 30
#: A code behind its number.
_COUNTED = re.compile(r"(?<=\d )[a-z_]+\b")


def terminal(*, err: bool = False) -> Console:
    """Stdout or stderr, wide enough for tables where it is a pipe."""
    stream = sys.stderr if err else sys.stdout
    return Console(stderr=err, width=None if stream.isatty() else PIPED_WIDTH, highlight=False)


def _asked_terminal() -> Console:
    """Stdout; a pipe is as wide as COLUMNS says, if it does."""
    console = terminal()
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and not sys.stdout.isatty():
        console.width = int(columns)
    return console


def outcome(done: "Outcome", warehouse: Path) -> None:
    """The counts of a run, its rejections by reason, and warnings of the data checks."""
    console = terminal()
    table = Table(title=text(warehouse), title_justify="left")
    for name in (*done.load.counts, "seconds"):
        table.add_column(word("count", name), justify="right")
    table.add_row(*(f"{count:,}" for count in done.load.counts.values()), f"{done.seconds:.1f}")
    console.print(table)
    for remark in done.remarks():
        console.print(f"  {text(_remark(remark))}")
    for name, count in done.load.forms.items():
        form, print_ = name.split()
        lacks = f"{word('form', form)} {word('print', print_)}"
        console.print(_("  form not printed: {count:,} {form}", count=count, form=lacks))
    for reason, count in done.load.reasons.items():
        console.print(_("  rejected: {count:,} {reason}", count=count, reason=text(with_code("reason", reason))))
    for check, count in done.load.warnings.items():
        console.print(_("  warning: {check} ({count:,} rows)", check=text(with_code("check", check)), count=count))


def _remark(remark: str) -> str:
    """A remark on a run in the reader's language, the codes that it counts (`2 waits`) too."""
    return _COUNTED.sub(lambda code: word("decision", word("reason", code[0])), told(remark))


def say(*lines: str) -> None:
    """Plain lines."""
    for line in lines:
        terminal().print(visible_line(line), markup=False, soft_wrap=True)


def as_json(text: str) -> None:
    """One line of JSON."""
    print(visible_json(text))


def more_rows(rows: int) -> None:
    """Say on stderr that there are more rows than were shown."""
    said = _("only the first {rows:,} rows; --limit shows more, --format csv all of them", rows=rows)
    print(said, file=sys.stderr)


def standing(source_uri: str, sha256: str, part: int | None) -> None:
    """Say on stderr where a document's file is not the one that was read any more."""
    told_of = {
        "changed": _("{file} is not the file that was read: its SHA-256 is another one now"),
        "absent": _("{file} is not there any more; what was read of it is shown"),
    }
    if now := stands_now(source_uri, sha256, part):
        print(visible_line(f"gongkai: {told_of[now].format(file=source_uri)}"), file=sys.stderr)


def mixed(found: "Mixed | None") -> None:
    """Say on stderr what a query adds up that overlaps."""
    if found:
        print(found.told(), file=sys.stderr)


def text(value: object) -> str:
    """A value as text among markup, safe to look at."""
    return escape(visible(str(value)))


def with_code(kind: str, code: str) -> str:
    """A code in words, and itself where those are other words: it is what a query asks for."""
    said = word(kind, code)
    return said if said == code else f"{said} {code}"


def frame(rows: "pl.DataFrame", title: str | None = None, *, is_ours: bool = False) -> None:
    """A frame as a table; the heads of one that is ours, and no view's, are in the reader's language."""
    heads = [word("head", name) for name in rows.columns] if is_ours else rows.columns
    table(heads, [kind.is_numeric() for kind in rows.dtypes], rows.iter_rows(), title)


def table(
    names: Sequence[str],
    numeric: Sequence[bool],
    rows: Iterable[Sequence[object]],
    title: str | None = None,
    console: Console | None = None,
) -> None:
    """Rows as a table, numbers to the right."""
    console = console or terminal()
    if title:
        console.print(f"\n[bold]{text(title)}[/bold]")
    shown = Table()
    for name, is_number in zip(names, numeric, strict=True):
        shown.add_column(text(name), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        shown.add_row(*("" if value is None else text(value) for value in row))
    console.print(shown)


def table_or_records(names: Sequence[str], numeric: Sequence[bool], rows: Sequence[Sequence[object]]) -> None:
    """Rows as a table where it fits with no more than its long texts folded, else each as a record of lines."""
    console = _asked_terminal()
    if _width(names, rows) <= console.width:
        table(names, numeric, rows, console=console)
        return
    for number, row in enumerate(rows, start=1):
        record = Table.grid(padding=(0, 2), expand=False)
        record.add_column(no_wrap=True, style="bold")
        record.add_column(overflow="fold")
        for name, value in zip(names, row, strict=True):
            record.add_row(text(name), "" if value is None else text(value))
        console.print(Rule(_("row {number}", number=number), align="left", characters="-"))
        console.print(record)


def _width(names: Sequence[str], rows: Sequence[Sequence[object]]) -> int:
    """Columns of the screen that a table needs; a Chinese character takes two."""
    widths = [max(map(cell_len, visible(name).splitlines()), default=0) for name in names]
    for row in rows:
        for place, value in enumerate(row):
            longest = max(map(cell_len, visible("" if value is None else str(value)).splitlines()), default=0)
            widths[place] = max(widths[place], min(longest, FOLDED))
    return sum(widths) + 3 * len(widths) + 1
