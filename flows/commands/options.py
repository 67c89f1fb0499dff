"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.language import told
from load.errors import WarehouseError
from load.lake.address import server_of, warehouse_at
from load.publishing.layout import DEFAULT, SETTING

WAREHOUSE = DEFAULT


def _found(text: str | Path) -> Path:
    warehouse = warehouse_at(text)
    if server_of(warehouse) is None:
        return warehouse
    from load.publishing.publish import named_warehouse as of_server  # noqa: PLC0415 (a query waits for its imports)

    return of_server(text)


def named_warehouse(text: str | Path) -> Path:
    """What a person named as a warehouse.

    Raises:
        BadParameter: it is none.
    """
    try:
        return _found(text)
    except WarehouseError as error:
        raise typer.BadParameter(told(str(error))) from error


WarehouseOption = Annotated[
    Path,
    typer.Option(
        "--warehouse",
        "-w",
        envvar=SETTING,
        parser=named_warehouse,
        metavar="FILE",
        help="The DuckDB file, or ducklake:FILE.",
    ),
]
DataOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        envvar="GONGKAI_DATA",
        help="Where the Parquet files of a new lake go, a folder or s3://...; FILE.files by default.",
    ),
]
ManifestOption = Annotated[
    Path | None,
    typer.Option("--manifest", help="CSV or Parquet: uri, agency, report_year, published_date, url."),
]
DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        envvar="GONGKAI_DECISIONS",
        help="The folder of what people decided; decisions/ beside the warehouse by default.",
    ),
]
RosterOption = Annotated[
    Path | None,
    typer.Option("--roster", help="CSV: agency, from, to. Who must report; stays until another one is given."),
]
TextColumnOption = Annotated[
    str | None, typer.Option("--text-column", help="The column of tables that holds the text or HTML.")
]
UrlColumnOption = Annotated[
    str | None, typer.Option("--url-column", help="The column of tables that holds the page's address.")
]
OnOption = Annotated[
    str | None,
    typer.Option("--on", metavar="ADDRESS", help="The Dask scheduler whose workers read: tcp://host:8786."),
]
WorkOption = Annotated[
    str | None,
    typer.Option("--work", metavar="PLACE", help="With --on: where batches wait, DIR or s3://BUCKET/PREFIX."),
]
#: How rows are printed.
Format = Literal["table", "csv", "json", "parquet"]
