"""One run as an operator sees it: `flows.run.pipeline.ingest` with a log and two lines in the journal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from extract.errors import StoreError, UnusableArgumentsError
from flows.operate.account import Ended, leave_page
from flows.operate.earlier import usual
from flows.operate.journal import Entry, journal_path, new_entry, read_entries, write_entry
from flows.operate.logs import LOGGER
from flows.outcome import Outcome
from flows.request import Request
from flows.run.pipeline import ingest
from flows.run.progress import Progress, silent
from flows.run.readers import Readers
from load.errors import LoadError, WarehouseError

#: Progress is logged once for so many seconds.
PROGRESS_SECONDS = 10.0


def watched_ingest(request: Request, *, readers: Readers | None = None, progress: Progress = silent) -> Outcome:
    """Ingest as `flows.run.pipeline.ingest`, and note it in the log and the journal, both under the request's name.

    Raises:
        extract.errors.UnusableArgumentsError, load.errors.WarehouseError: as `ingest`; noted before they are raised.
    """
    watch = _Watch(request, _journal(request))
    try:
        outcome = ingest(request, readers=readers, progress=watch.over(progress))
    except Exception as error:
        refused = is_expected(error) and not isinstance(error, LoadError)
        watch.end(Ended("refused" if refused else "failed", error=error))
        raise
    outcome = replace(outcome, usual=usual(watch.before, request.paths).seen)
    load = outcome.load
    watch.end(Ended(("kept" if outcome.held else "published") if load.published else "unchanged", outcome))
    for warning in filter(None, (outcome.alarm, outcome.remark_on_hold)):
        LOGGER.warning(warning, extra={"run": request.run})
    if outcome.undecided:
        LOGGER.warning("lines that are no decision", extra={"run": request.run, "lines": list(outcome.undecided)})
    return outcome


def _journal(request: Request) -> list[Entry]:
    """The journal as it is; one that cannot be read is no reason not to run."""
    try:
        return read_entries(request.warehouse.absolute())
    except OSError as error:
        LOGGER.warning(f"the journal cannot be read: {error}", extra={"run": request.run})
        return []


def is_expected(error: BaseException) -> bool:
    """Whether an error has a cause that its message names; any other is a fault of ours, worth its traceback."""
    return isinstance(error, UnusableArgumentsError | WarehouseError | StoreError)


@dataclass
class _Watch:
    """What the log, the journal and the run's page have of one run on its way."""

    request: Request
    before: Sequence[Entry]
    read: int = 0
    logged: float | None = None

    def over(self, progress: Progress) -> Progress:
        """Progress that is also logged, at most every few seconds; with its first step the run has started."""

        def step(stage: str, done: int) -> None:
            progress(stage, done)
            if self.logged is None:
                self._note(Ended("started"), "run started", paths=list(self.request.paths))
            self.read += done if stage == "read" else 0
            if stage != "read" or perf_counter() - (self.logged or 0) > PROGRESS_SECONDS:
                told = f"{self.read:,} documents read" if stage == "read" else f"step: {stage}"
                LOGGER.info(told, extra={"run": self.request.run, "stage": stage, "documents": self.read})
                self.logged = perf_counter()

        return step

    def end(self, ended: Ended) -> None:
        """Note the end; a run that was refused where none ever was leaves no file beside what is not ours."""
        if ended.state == "refused" and not journal_path(self.request.warehouse.absolute()).exists():
            return
        if ended.outcome:
            load, counts = ended.outcome.load, ended.outcome.counts()
            told = ", ".join(f"{count:,} {name}" for name, count in load.counts.items())
            facts = {"counts": counts, "reasons": load.reasons, "warnings": load.warnings}
            self._note(ended, f"run {ended.state}: {told}", **facts)
        else:
            why = str(ended.error) or type(ended.error).__name__
            self._note(ended, f"run {ended.state}: {why}", error=why)

    def _note(self, ended: Ended, told: str, **facts: object) -> None:
        """Write one record, with the facts as its fields, one line of the journal, and the page."""
        self.logged = perf_counter()
        warehouse = self.request.warehouse.absolute()
        LOGGER.info(told, extra={"run": self.request.run, "warehouse": str(warehouse), "outcome": ended.state, **facts})
        # Never worth a failed night; a run that fails itself for the same reason says so.
        level = LOGGER.warning if ended.outcome else LOGGER.info
        try:
            write_entry(warehouse, new_entry(self.request.run, ended.state, facts))
        except OSError as error:
            level("the journal cannot be written", extra={"error": str(error)})
        try:
            leave_page(self.request, ended, self.before)
        except Exception as error:
            level(f"the page of this run cannot be written: {error}", extra={"run": self.request.run})
