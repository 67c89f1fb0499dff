"""The ways from the command line to Prefect; Prefect is only imported here, it takes seconds."""

import os
from pathlib import Path
from typing import Annotated

import typer

from extract.errors import UnusableArgumentsError
from extract.raw import Columns
from flows.commands.options import WAREHOUSE, ManifestOption, TextColumnOption, UrlColumnOption, WarehouseOption
from flows.recorded.offline import set_environment
from flows.run.summary import Summary

NIGHTLY = "0 2 * * *"


def record(paths: list[str], warehouse: Path, manifest: Path | None, columns: Columns, *, force: bool) -> Summary:
    """The run as a recorded Prefect flow."""
    set_environment()
    from flows.recorded.flow import ingest_recorded  # noqa: PLC0415

    return ingest_recorded(_absolute(paths), str(warehouse.absolute()), _told(manifest), columns, force=force)


def serve_command(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    paths: Annotated[list[str], typer.Argument(help="What each night's run reads.")],
    warehouse: WarehouseOption = WAREHOUSE,
    manifest: ManifestOption = None,
    cron: Annotated[str, typer.Option(help="When, in Asia/Shanghai.")] = NIGHTLY,
    name: Annotated[str, typer.Option(help="Of the schedule; each of several needs its own.")] = "nightly",
    text_column: TextColumnOption = None,
    url_column: UrlColumnOption = None,
) -> None:
    """Register and run the nightly schedule against a Prefect server (PREFECT_API_URL)."""
    if not os.environ.get("PREFECT_API_URL"):
        raise UnusableArgumentsError("PREFECT_API_URL is not set: start `prefect server start` and set it")
    set_environment()
    from flows.recorded.nightly import serve_nightly  # noqa: PLC0415

    serve_nightly(
        _absolute(paths), str(warehouse.absolute()), cron, name, _told(manifest), Columns(text_column, url_column)
    )


def _told(manifest: Path | None) -> str | None:
    """The manifest's path for a run in another folder."""
    return str(manifest.absolute()) if manifest else None


def _absolute(paths: list[str]) -> list[str]:
    """A worker runs in a folder of its own, where a relative path means nothing."""
    return [path if "://" in path else os.path.abspath(path) for path in paths]  # noqa: PTH100
