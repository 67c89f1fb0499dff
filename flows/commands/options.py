"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

WAREHOUSE = Path("warehouse.duckdb")
WarehouseOption = Annotated[Path, typer.Option("--warehouse", "-w", help="The DuckDB file.")]


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"
