"""`gongkai sql`: one read-only query, printed as it comes."""

from typing import Annotated

import typer

from flows.commands.options import WAREHOUSE, Format, WarehouseOption
from flows.printing import print_frames
from load.query import frames, query_rows

#: A table on the screen needs all its rows in memory, and nobody reads more.
TABLE_ROWS = 1000


def sql_command(
    query: Annotated[str, typer.Argument(help="One SELECT.")],
    warehouse: WarehouseOption = WAREHOUSE,
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
    limit: Annotated[
        int | None, typer.Option(min=1, help=f"Rows to print at most; {TABLE_ROWS} in a table, else all.")
    ] = None,
) -> None:
    """Run one read-only query and print a table."""
    rows = limit or (TABLE_ROWS if form is Format.table else None)
    with query_rows(warehouse, query) as found:
        print_frames(frames(found, None if rows is None else rows + 1), form, rows)
