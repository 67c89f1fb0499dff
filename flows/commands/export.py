"""`gongkai export`: tidy tables for other programs."""

from pathlib import Path
from typing import Annotated, Literal

import polars as pl
import typer

from extract.language import _
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from gongkai.exports.export import export


def export_command(
    to: Annotated[Path, typer.Option(help="The folder to make.")],
    warehouse: WarehouseOption = WAREHOUSE,
    kind: Annotated[
        Literal["parquet", "csv", "xlsx"], typer.Option("--format", help="What the files are.")
    ] = "parquet",
    table: Annotated[
        list[str] | None, typer.Option(help="Only this table or view; may be given several times.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier export.")] = False,
) -> None:
    """Write tidy tables with a data dictionary and a Frictionless datapackage.json."""
    written = export(warehouse, to, kind, table or [], force=force)
    rows = pl.DataFrame([(it.path.name, it.rows, it.bytes) for it in written], ["file", "rows", "bytes"], orient="row")
    title = _("{folder}: {tables} tables, data-dictionary.md, datapackage.json", folder=to, tables=len(written))
    show.frame(rows, title, is_ours=True)
