"""`gongkai rollback`, `hold`, `release`: the versions that are kept, the way back to one, and what stays published."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from extract.language import N_, _
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from flows.settings import Settings
from gongkai.status import kept_versions
from load.publishing.publish import hold as hold_version
from load.publishing.publish import release, rollback

#: What is said of nights after a rollback that is not held, and while a version is held.
LOADS_AGAIN = N_(
    "the next run loads again what this version lacks, and publishes it; rollback --hold keeps this one published"
)
GO_ON = N_("it stays published: nights go on beside it, until gongkai release")


def rollback_command(
    warehouse: WarehouseOption = WAREHOUSE,
    to: Annotated[str | None, typer.Option("--to", help="Version; the one before the current by default.")] = None,
    only_list: Annotated[bool, typer.Option("--list", help="Only list the versions that are kept.")] = False,
    hold: Annotated[bool, typer.Option("--hold", help="It stays published until gongkai release.")] = False,
) -> None:
    """Bring back an earlier published version, in one step; the next run reads again what it lacks."""
    if not only_list:
        now = rollback(warehouse, to, Settings().lock_seconds, hold=hold)
        again = _("{warehouse} is version {version} again", warehouse=warehouse, version=now.name)
        show.say(again, _(GO_ON if hold else LOADS_AGAIN))
    show.frame(_versions(warehouse), _("Versions kept, the latest to become current first"), is_ours=True)


def hold_command(warehouse: WarehouseOption = WAREHOUSE) -> None:
    """Keep the version that is published now; nights go on beside it, until `release`."""
    version = hold_version(warehouse, Settings().lock_seconds)
    show.say(_("{warehouse} is held at version {version}", warehouse=warehouse, version=version), _(GO_ON))


def release_command(warehouse: WarehouseOption = WAREHOUSE) -> None:
    """Publish the newest version that nights kept beside the held one, and let them publish again."""
    version = release(warehouse, Settings().lock_seconds)
    show.say(_("{warehouse} is version {version}; nights publish again", warehouse=warehouse, version=version))


def _versions(warehouse: Path) -> pl.DataFrame:
    """The versions as a table: version, published_at (UTC), megabytes, current."""
    return kept_versions(warehouse).select(
        "version",
        pl.col("published_at").dt.strftime("%Y-%m-%d %H:%M:%S"),
        megabytes=(pl.col("bytes") / 1e6).round(1),
        current=pl.when("is_current")
        .then(pl.lit(_("yes")))
        .when("is_beside")
        .then(pl.lit(_("beside")))
        .otherwise(pl.lit("")),
    )
