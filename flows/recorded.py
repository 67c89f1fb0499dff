"""The same run as a recorded Prefect flow: a task a batch. Nothing outside `flows` knows Prefect."""

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.schedules import Cron
from prefect.states import Failed

from extract.manifest import ManifestError
from flows.batches import read_stored_batch
from flows.pipeline import Summary, UnusableArgumentsError, ingest
from flows.settings import Settings
from flows.workers import Handle
from load.errors import WarehouseError

#: When the schedule of `gongkai serve` fires: after midnight where the agencies publish.
NIGHTLY, TIME_ZONE = "0 2 * * *", "Asia/Shanghai"


@task(
    name="read-batch",
    task_run_name="read-{folder.name}",
    retries=2,
    retry_delay_seconds=5,
    cache_policy=NO_CACHE,
)
def read_batch_task(documents: Path, folder: Path) -> Path:
    """Read one stored batch; see `flows.batches.read_stored_batch`."""
    return read_stored_batch(documents, folder)


def _submit(documents: Path, folder: Path) -> Handle:
    """Start one batch as a task run."""
    return read_batch_task.submit(documents, folder)


@flow(name="ingest", flow_run_name="ingest into {warehouse}")
def ingest_flow(
    paths: list[str], warehouse: str = "warehouse.duckdb", manifest: str | None = None, force: bool = False
) -> Summary | State[Summary]:
    """Read everything under `paths` that the warehouse does not know yet, and publish it.

    Args:
        paths: files, folders, globs, archives, tables of text.
        warehouse: the DuckDB file to create or update.
        manifest: what the crawler recorded of the documents, CSV or Parquet.
        force: read known documents again too.
    """
    told = Path(manifest) if manifest else None
    try:
        return ingest(paths, Path(warehouse), Settings(), manifest=told, force=force, submit=_submit)
    except (UnusableArgumentsError, ManifestError, WarehouseError) as error:
        # A failure with a cause that one line tells is a state, not a traceback in the log.
        return Failed(message=str(error), data=error)


def ingest_recorded(paths: list[str], warehouse: str, manifest: str | None = None, *, force: bool = False) -> Summary:
    """Run the flow here and now, recorded.

    Raises:
        UnusableArgumentsError, ManifestError, load.errors.WarehouseError: as `flows.pipeline.ingest`.
    """
    state = ingest_flow(paths, warehouse, manifest, force, return_state=True)
    result = state.result()
    assert isinstance(result, Summary)
    return result


def serve_nightly(paths: list[str], warehouse: str, cron: str = NIGHTLY, manifest: str | None = None) -> None:
    """Register the nightly deployment at the configured Prefect server and run what it schedules, for ever."""
    ingest_flow.serve(
        name="nightly",
        schedule=Cron(cron, timezone=TIME_ZONE),
        parameters={"paths": paths, "warehouse": warehouse, "manifest": manifest},
        limit=1,
    )
