"""`gongkai sql`: one read-only query, printed as it comes."""

from typing import Annotated

import typer

from flows.commands.display import show
from flows.commands.options import WAREHOUSE, Format, WarehouseOption
from gongkai.queries.sealed import first_rows

#: A table on the screen needs all its rows in memory, and nobody reads more.
TABLE_ROWS = 1000


def sql_command(
    query: Annotated[str, typer.Argument(help="One SELECT.")],
    warehouse: WarehouseOption = WAREHOUSE,
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = "table",
    limit: Annotated[
        int | None, typer.Option(min=1, help=f"Rows to print at most; {TABLE_ROWS} in a table, else all.")
    ] = None,
) -> None:
    """Run one read-only query and print a table."""
    if output == "table":
        rows = limit or TABLE_ROWS
        found = first_rows(warehouse, query, rows + 1)
        show.table(found.names, found.numeric, found.values[:rows])
        if len(found.values) > rows:
            show.more_rows(rows)
        return
    from flows.commands.display.rows import print_frames  # noqa: PLC0415 (frames take longer to import than most queries take)
    from gongkai.queries.frames import frames, query_rows  # noqa: PLC0415

    with query_rows(warehouse, query) as chunks:
        print_frames(frames(chunks, None if limit is None else limit + 1), output, limit)
