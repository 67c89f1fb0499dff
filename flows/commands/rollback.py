"""`gongkai rollback`: the published versions that are kept, and the way back to one."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from flows.settings import Settings
from gongkai.status import kept_versions
from load.publishing.publish import rollback


def rollback_command(
    warehouse: WarehouseOption = WAREHOUSE,
    to: Annotated[str | None, typer.Option("--to", help="Version; the one before the current by default.")] = None,
    only_list: Annotated[bool, typer.Option("--list", help="Only list the versions that are kept.")] = False,
) -> None:
    """Bring back an earlier published version, in one step; the next run reads again what it lacks."""
    if not only_list:
        now = rollback(warehouse, to, Settings().lock_seconds)
        show.say(f"{warehouse} is version {now.name} again")
    show.frame(_versions(warehouse), "Versions kept, the latest to become current first")


def _versions(warehouse: Path) -> pl.DataFrame:
    """The versions as a table: version, published_at (UTC), megabytes, current."""
    return kept_versions(warehouse).select(
        "version",
        pl.col("published_at").dt.strftime("%Y-%m-%d %H:%M:%S"),
        megabytes=(pl.col("bytes") / 1e6).round(1),
        current=pl.when("is_current").then(pl.lit("yes")).otherwise(pl.lit("")),
    )
