"""The same run as a recorded Prefect flow: a task a batch. Nothing outside `flows` knows Prefect."""

from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from prefect import flow, get_client, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.runtime import flow_run
from prefect.states import Failed
from prefect.tasks import Task, exponential_backoff
from pydantic import Field

from extract.raw import Columns
from flows.operate.logs import set_up_logs
from flows.outcome import Outcome
from flows.recorded.artifacts import leave_artifacts, leave_failure
from flows.recorded.copies import made_copies
from flows.recorded.events import COPY_FAILED, FAILED, HELD, PUBLISHED, TOO_FEW, UNCHANGED, emit
from flows.request import Request
from flows.run.batches import StoredBatch
from flows.run.night import is_expected, watched_ingest
from flows.run.readers import Handle, Readers, batch_readers
from flows.settings import Settings
from load.lake.address import named, warehouse_at
from load.publishing.transient import is_transient

#: Where the agencies publish, and where a night is a night.
TIME_ZONE = "Asia/Shanghai"
#: A worker runs in a folder of its own, where a relative path means nothing.
_ABSOLUTE = r"^(/|[A-Za-z]:|[a-z0-9]+://)"

InboxPath = Annotated[str, Field(pattern=_ABSOLUTE)]
Paths = Annotated[list[InboxPath], Field(min_length=1)]
#: A server's lake has no path here.
Warehouse = Annotated[str, Field(pattern=r"^((ducklake:)?(/|[A-Za-z]:)|ducklake:postgres:)")]
Copy = Annotated[str, Field(pattern=r"^(sqlite:/|postgres(ql)?://)")]


def _is_worth_retrying(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Only faults that may pass; unusable arguments and failed checks stay what they are."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, BaseException) and is_transient(error)


@task(
    name="read documents",
    task_run_name="read documents {which}",
    retries=2,
    retry_delay_seconds=5,
    retry_condition_fn=_is_worth_retrying,
    cache_policy=NO_CACHE,
)
def read_batch_task(batch: StoredBatch, readers: Readers, which: str) -> Path:  # noqa: ARG001 (its name)
    """Read one stored batch by a worker process, here or of a cluster; this task waits for it and keeps its record.

    Args:
        batch: the batch.
        readers: who reads it.
        which: the numbers of its documents among all that the run reads, for the task's name.
    """
    return readers.start(batch).result()


class _Recorded:
    """Readers of whom each batch is a task."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers
        self.number = count(1)

    @property
    def at_once(self) -> int:
        """As of the readers."""
        return self.readers.at_once

    def start(self, batch: StoredBatch) -> Handle:
        """Start the task that reads a batch."""
        of_batch = list(islice(self.number, batch.size))
        return read_batch_task.submit(batch, self.readers, span(of_batch[0], of_batch[-1]))


@task(
    name="read and publish",
    task_run_name="read and publish",
    retry_condition_fn=_is_worth_retrying,
    cache_policy=NO_CACHE,
)
def read_and_publish(request: Request) -> Outcome | State[Outcome]:
    """The whole run; tried again where a fault may pass, it goes on from the batches that were finished."""
    with batch_readers(request) as readers:
        try:
            return watched_ingest(request, readers=_Recorded(readers))
        except Exception as error:
            if not is_expected(error):
                raise
            # A failure whose message names the cause is a state, not a traceback in the log.
            return Failed(message=str(error), data=error)


def span(first: int, last: int) -> str:
    """Numbers that follow each other, as a person writes them: `1-1000`, or `7`."""
    return f"{first}-{last}" if last > first else str(first)


def run_name(documents: int | None = None) -> str:
    """What ran: the inbox, the date in China, and how many documents once that is known."""
    paths = list(flow_run.get_parameters().get("paths", ()))
    names = " ".join(Path(path).name or path for path in paths[:3]) + (" …" if len(paths) > 3 else "")
    night = (flow_run.get_scheduled_start_time() or datetime.now(UTC)).astimezone(ZoneInfo(TIME_ZONE))
    counted = "" if documents is None else f" {documents:,} documents"
    return f"{names} {night:%Y-%m-%d}{counted}"


@flow(name="gongkai-ingest", flow_run_name=run_name, validate_parameters=True)
def ingest_flow(  # noqa: PLR0913, PLR0917  (each is a parameter of the deployment)
    paths: Paths,
    warehouse: Warehouse,
    manifest: InboxPath | None = None,
    force: bool = False,
    text_column: str | None = None,
    url_column: str | None = None,
    decisions: InboxPath | None = None,
    copies: tuple[Copy, ...] = (),
    roster: InboxPath | None = None,
    on: str | None = None,
    work: InboxPath | None = None,
    data: str | None = None,
) -> Outcome | State[Outcome]:
    """Read everything under `paths` that the warehouse does not know yet, and publish it.

    Args:
        paths: Files, folders, globs, archives, tables of text; absolute paths.
        warehouse: The DuckDB file to create or update, or `ducklake:` and the catalog of a lake; an absolute path, or
            `ducklake:postgres:host=... dbname=...`.
        manifest: What the crawler recorded of the documents, CSV or Parquet; an absolute path.
        force: Read known documents again too.
        text_column: The column of tables that holds the text or HTML, where its name is not known.
        url_column: The column of tables that holds the page's address, where its name is not known.
        decisions: The folder of what people decided; `decisions` beside the warehouse by default; an absolute path.
        copies: Where the tables are copied to afterwards, also where nothing was published: `sqlite:FILE` with an
            absolute path, `postgresql://...` without a password.
        roster: Who must report, CSV: agency, from, to; an absolute path. The one given last where there is none.
        on: The Dask scheduler whose workers read, `tcp://host:8786`; without, processes of this machine read.
        work: Where batches wait that a cluster reads: a folder that its workers see, or `s3://bucket/prefix`.
        data: Where the Parquet files of a lake go that is to be made: a folder with an absolute path, or `s3://...`.
    """
    settings = Settings().with_columns(Columns(text_column, url_column)).with_cluster(on, work)
    set_up_logs(settings.log_format, settings.log_level)
    told = (Path(path) if path else None for path in (manifest, decisions, roster))
    request = Request(paths, warehouse_at(warehouse), settings, next(told), force, next(told), next(told), data=data)
    patient = read_and_publish.with_options(
        retries=settings.retries, retry_delay_seconds=exponential_backoff(settings.retry_seconds)
    )
    try:
        # A state that failed raises its error here.
        outcome = patient(request, return_state=True).result()
        assert isinstance(outcome, Outcome)
    except Exception as error:
        emit(FAILED, request, {"error": str(error), "kind": type(error).__name__})
        leave_failure(error, request)
        if not is_expected(error):
            raise
        return Failed(message=str(error), data=error)
    _leave_record(outcome, request)
    if said := made_copies(request.warehouse, copies):
        emit(COPY_FAILED, request, {"error": said})
        return Failed(message=said)
    return outcome


def _leave_record(outcome: Outcome, request: Request) -> None:
    """What Prefect keeps of a run that ended well: its name, artifacts, and events."""
    _name_by_count(outcome)
    leave_artifacts(outcome, request)
    is_published = outcome.load.published and not outcome.held
    emit(
        PUBLISHED if is_published else UNCHANGED,
        request,
        outcome.counts() | ({"held": outcome.held} if outcome.held else {}),
    )
    if outcome.alarm:
        emit(TOO_FEW, request, {"error": outcome.alarm, **outcome.counts()})
    if outcome.waiting:
        emit(HELD, request, {"error": outcome.remark_on_waiting, **outcome.waiting})


def _name_by_count(outcome: Outcome) -> None:
    """Give the run the name that says how many documents it saw."""
    with get_client(sync_client=True) as client:
        client.update_flow_run(UUID(flow_run.get_id()), name=run_name(outcome.load.seen))


def ingest_recorded(request: Request) -> Outcome:
    """Run the flow here and now, recorded.

    Raises:
        extract.errors.UnusableArgumentsError, load.errors.WarehouseError: as `flows.run.pipeline.ingest`.
    """
    outcome = ingest_flow(**parameters(request), return_state=True).result()
    assert isinstance(outcome, Outcome)
    return outcome


def parameters(request: Request) -> dict[str, Any]:
    """A request as the parameters of `ingest_flow`, which makes one of them again where it runs."""
    there, columns = request.absolute(), request.settings.columns
    return {
        "paths": there.paths,
        "warehouse": named(there.warehouse),
        "manifest": str(there.manifest) if there.manifest else None,
        "force": there.force,
        "text_column": columns.text,
        "url_column": columns.url,
        "decisions": str(there.decisions) if there.decisions else None,
        "roster": str(there.roster) if there.roster else None,
        "on": there.settings.on,
        "work": there.settings.work,
        "data": there.data,
    }
