"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from load.publishing.layout import DEFAULT, SETTING

WAREHOUSE = DEFAULT

WarehouseOption = Annotated[
    Path, typer.Option("--warehouse", "-w", envvar=SETTING, readable=False, help="The DuckDB file.")
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
