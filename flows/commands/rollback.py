"""`gongkai rollback`: the published versions that are kept, and the way back to one."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from flows.settings import Settings
from load.publishing.publish import rollback
from load.publishing.versions import versions


def rollback_command(
    warehouse: WarehouseOption = WAREHOUSE,
    to: Annotated[str | None, typer.Option("--to", help="Version; the one before the current by default.")] = None,
    only_list: Annotated[bool, typer.Option("--list", help="Only list the versions that are kept.")] = False,
) -> None:
    """Bring back an earlier published version, in one step; the next run reads again what it lacks."""
    if not only_list:
        now = rollback(warehouse, to, Settings().lock_seconds)
        show.say(f"{warehouse} is version {now.name} again")
    show.frame(listed(warehouse), "Versions kept, the latest to become current first")


def listed(warehouse: Path) -> pl.DataFrame:
    """The versions as a table: version, published_at (UTC), megabytes, current."""
    rows = [
        {
            "version": one.name,
            "published_at": one.published_at.strftime("%Y-%m-%d %H:%M:%S") if one.published_at else None,
            "megabytes": round(one.path.stat().st_size / 1e6, 1),
            "current": "yes" if one.is_current else "",
        }
        for one in versions(warehouse)
    ]
    return pl.DataFrame(
        rows, schema={"version": pl.String, "published_at": pl.String, "megabytes": pl.Float64, "current": pl.String}
    )
