"""`gongkai diff`: what changed between two warehouses."""

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import polars as pl
import typer

from extract.language import _
from flows.commands.display import show
from flows.commands.display.stdout import stdout
from flows.commands.options import Format, named_warehouse
from gongkai.differences.warehouses import PARTS, Comparison, compared
from gongkai.exports.folder import new_folder
from gongkai.queries.written import FileForm, write_frames
from gongkai.words import word

#: The parts of `gongkai.differences.warehouses`.
Part = Literal["summary", "reports", "facts", "identities", "metrics"]
#: Columns of codes -> the kind of their words.
_CODES = {
    **{"part": "part", "change": "change", "old_state": "state", "new_state": "state"},
    **{"old_status": "verdict", "new_status": "verdict"},
}
#: A file that every folder of differences holds.
_MARKER = "gongkai-diff.txt"


def diff_command(  # noqa: PLR0913 (the options of a command)
    old: Annotated[Path, typer.Argument(parser=named_warehouse, metavar="OLD", help="The warehouse before.")],
    new: Annotated[Path, typer.Argument(parser=named_warehouse, metavar="NEW", help="The warehouse after.")],
    *,
    output: Annotated[
        Format, typer.Option("--format", help="How to print --only, or write --to (Parquet by default).")
    ] = "table",
    only: Annotated[Part | None, typer.Option(help="One part; machine formats print the summary otherwise.")] = None,
    to: Annotated[Path | None, typer.Option(help="Write every row of every part into this new folder.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="Rows of each part to show in tables.")] = 20,
    force: Annotated[bool, typer.Option("--force", help="Replace a folder that --to made before.")] = False,
) -> None:
    """Show what changed between two warehouses: reports, facts, identities, metrics; summary first."""
    with compared(old, new) as comparison:
        if to is not None:
            _write(comparison, to, "parquet" if output == "table" else output, force=force)
        if output == "table":
            _print(comparison, [only] if only else list(PARTS), limit)
        elif to is None:
            out = stdout(output)
            write_frames(comparison.rows(only or "summary"), output, out)
            out.flush()
        if to is not None:
            show.say(_("every change is in {to}", to=to))


def _write(comparison: Comparison, to: Path, output: FileForm, *, force: bool) -> None:
    """One file a part."""
    with new_folder(to, _MARKER, force=force) as folder:
        (folder / _MARKER).write_text("Written by gongkai diff; docs/commands.md describes the columns.\n")
        for part in PARTS:
            with (folder / f"{part}.{output}").open("wb") as file:
                write_frames(comparison.rows(part), output, file)


def _print(comparison: Comparison, parts: list[str], limit: int) -> None:
    """The summary, then the first rows of each part."""
    show.say(_("parser {versions}", versions=" -> ".join(comparison.parsers)))
    for part in parts:
        rows = comparison.count(part)
        if not rows:
            if part == parts[0]:
                show.say(_("no difference"))
            continue
        shown = rows if part == "summary" else min(rows, limit)
        cut = _("{part}: {rows:,} rows, the first {shown:,} (--to DIR writes all)")
        title = cut if shown < rows else _("{part}: {rows:,} rows")
        found = _without_empty_columns(comparison.shown(part, shown))
        named = show.with_code("part", part)
        show.frame(_in_words(found), title.format(part=named, rows=rows, shown=shown), is_ours=True)


def _in_words(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its codes in the reader's language."""
    coded = {name: kind for name, kind in _CODES.items() if name in frame.columns}
    return frame.with_columns(
        pl.col(name).cast(pl.String).map_elements(partial(word, kind), pl.String) for name, kind in coded.items()
    )


def _without_empty_columns(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame without the columns that are NULL in every row."""
    return frame.select(name for name in frame.columns if frame[name].null_count() < frame.height)
