"""One run as an operator sees it: `flows.run.pipeline.ingest` with a log and two lines in the journal."""

from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter

from extract.errors import UnusableArgumentsError
from flows.operate.journal import State, journal_path, new_entry, read_entries, write_entry
from flows.operate.logs import LOGGER
from flows.outcome import NIGHTS, Outcome
from flows.request import Request
from flows.run.pipeline import ingest
from flows.run.progress import Progress, silent
from flows.run.workers import Submit
from load.errors import LoadError, WarehouseError

#: Progress is logged once for so many seconds.
PROGRESS_SECONDS = 10.0
#: What is usual is told by so many runs at most.
_LAST = 10


def watched_ingest(request: Request, *, submit: Submit | None = None, progress: Progress = silent) -> Outcome:
    """Ingest as `flows.run.pipeline.ingest`, and note it in the log and the journal, both under the request's name.

    Raises:
        extract.errors.UnusableArgumentsError, load.errors.WarehouseError: as `ingest`; noted before they are raised.
    """
    watch = _Watch(request)
    try:
        usual = _usual(request)
        outcome = replace(ingest(request, submit=submit, progress=watch.over(progress)), usual=usual)
    except Exception as error:
        refused = is_expected(error) and not isinstance(error, LoadError)
        watch.end("refused" if refused else "failed", error=str(error) or type(error).__name__)
        raise
    load = outcome.load
    state: State = ("kept" if outcome.held else "published") if load.published else "unchanged"
    watch.end(state, counts=outcome.counts(), reasons=load.reasons, warnings=load.warnings)
    for warning in filter(None, (outcome.alarm, outcome.remark_on_hold)):
        LOGGER.warning(warning, extra={"run": request.run})
    if outcome.undecided:
        LOGGER.warning("lines that are no decision", extra={"run": request.run, "lines": list(outcome.undecided)})
    return outcome


def _usual(request: Request) -> float | None:
    """How many documents the last runs over the same paths saw, their median; None where there are too few."""
    entries = read_entries(request.warehouse.absolute())
    runs = {entry.run for entry in entries if entry.paths == list(request.paths)}
    seen = [entry.counts["seen"] for entry in entries if entry.run in runs and entry.counts.get("seen")][-_LAST:]
    return median(seen) if len(seen) >= NIGHTS else None


def is_expected(error: BaseException) -> bool:
    """Whether an error has a cause that its message names; any other is a fault of ours, worth its traceback."""
    return isinstance(error, UnusableArgumentsError | WarehouseError)


@dataclass
class _Watch:
    """What the log and the journal have of one run on its way."""

    request: Request
    read: int = 0
    logged: float | None = None

    def over(self, progress: Progress) -> Progress:
        """Progress that is also logged, at most every few seconds; with its first step the run has started."""

        def step(stage: str, done: int) -> None:
            progress(stage, done)
            if self.logged is None:
                self._note("started", paths=list(self.request.paths))
            self.read += done if stage == "read" else 0
            if stage != "read" or perf_counter() - (self.logged or 0) > PROGRESS_SECONDS:
                LOGGER.info("progress", extra={"run": self.request.run, "stage": stage, "documents": self.read})
                self.logged = perf_counter()

        return step

    def end(self, state: State, **facts: object) -> None:
        """Note the end; a run that was refused where none ever was leaves no file beside what is not ours."""
        if state != "refused" or journal_path(self.request.warehouse.absolute()).exists():
            self._note(state, **facts)

    def _note(self, state: State, **facts: object) -> None:
        """Write one record, with the facts as its fields, and one line of the journal."""
        self.logged = perf_counter()
        warehouse = self.request.warehouse.absolute()
        named = {"run": self.request.run, "warehouse": str(warehouse), "outcome": state}
        LOGGER.info(f"run {state}", extra={**named, **facts})
        try:
            write_entry(warehouse, new_entry(self.request.run, state, facts))
        except OSError as error:
            # Never worth a failed night; a run that fails itself for the same reason says so.
            level = LOGGER.warning if state in ("published", "kept", "unchanged") else LOGGER.info
            level("the journal cannot be written", extra={"error": str(error)})
