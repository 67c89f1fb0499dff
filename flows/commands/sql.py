"""`gongkai sql`: one read-only query in a process with limits, printed as it comes."""

from collections.abc import Iterable
from typing import Annotated, BinaryIO

import typer

from flows.commands.display import show
from flows.commands.display.stdout import stdout
from flows.commands.options import WAREHOUSE, Format, WarehouseOption
from gongkai.exports.formulas import begin
from gongkai.queries.limited import USUAL, LimitedAnswer, LimitError, Limits, limited_rows

#: A table on the screen needs all its rows in memory, and nobody reads more.
TABLE_ROWS = 1000
#: What raises which limit.
_OPTIONS = {"seconds": "--seconds", "memory": "--gigabytes"}


def sql_command(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    query: Annotated[str, typer.Argument(help="One SELECT.")],
    warehouse: WarehouseOption = WAREHOUSE,
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = "table",
    limit: Annotated[
        int | None, typer.Option(min=1, help=f"Rows to print at most; {TABLE_ROWS} in a table, else all.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help="What the query may take.")] = USUAL.seconds,
    gigabytes: Annotated[float, typer.Option(min=0.1, help="Of memory.")] = USUAL.memory / 1e9,
) -> None:
    """Run one read-only query and print a table."""
    limits = Limits(seconds, int(gigabytes * 1e9))
    try:
        if output == "table":
            rows = limit or TABLE_ROWS
            found = limited_rows(warehouse, query, rows + 1, limits)
            show.table_or_records(found.names, found.numeric, found.values[:rows])
            is_cut, mixed = len(found.values) > rows, found.mixed
        else:
            rows, answer = limit or 0, LimitedAnswer(warehouse, query, output, limit, limits)
            _write(answer, stdout(output), output)
            is_cut, mixed = answer.is_cut, answer.mixed
    except LimitError as error:
        raise LimitError(f"{error}: {_OPTIONS[error.limit]} allows more", error.limit) from error
    if is_cut:
        show.more_rows(rows)
    show.mixed(mixed)


def _write(pieces: Iterable[bytes], out: BinaryIO, output: Format) -> None:
    """Write a file as it comes."""
    for number, piece in enumerate(pieces):
        if output == "csv" and not number:
            begin(out)
        out.write(piece)
    out.flush()
