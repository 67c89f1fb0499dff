"""`gongkai export`: tidy tables for other programs."""

from pathlib import Path
from typing import Annotated, Literal

import polars as pl
import typer

from extract.language import _
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from gongkai.exports.copies.postgres import without_password
from gongkai.exports.copies.targets import is_copy, make_copy
from gongkai.exports.export import export


def export_command(
    to: Annotated[str, typer.Option(help="The folder to make, or for a copy sqlite:FILE or postgresql://...")],
    warehouse: WarehouseOption = WAREHOUSE,
    kind: Annotated[
        Literal["parquet", "csv", "xlsx"], typer.Option("--format", help="What the files are.")
    ] = "parquet",
    table: Annotated[
        list[str] | None, typer.Option(help="Only this table or view; may be given several times.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier export.")] = False,
) -> None:
    """Write tidy tables with a data dictionary and a Frictionless datapackage.json, or a copy in a database."""
    if is_copy(to):
        copied = make_copy(warehouse, to, table or [], force=force)
        found = pl.DataFrame([(it.name, it.rows) for it in copied], ["table", "rows"], orient="row")
        show.frame(found, f"{without_password(to)}: {len(copied)} tables")
        return
    written = export(warehouse, Path(to), kind, table or [], force=force)
    rows = pl.DataFrame([(it.path.name, it.rows, it.bytes) for it in written], ["file", "rows", "bytes"], orient="row")
    title = _("{folder}: {tables} tables, data-dictionary.md, datapackage.json", folder=to, tables=len(written))
    show.frame(rows, title, is_ours=True)
