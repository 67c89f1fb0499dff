"""One run as an operator sees it: `flows.run.pipeline.ingest` with a log and two lines in the journal."""

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from extract.errors import UnusableArgumentsError
from flows.operate.journal import Outcome, journal_path, new_entry, write_entry
from flows.operate.logs import LOGGER
from flows.request import Request
from flows.run.pipeline import ingest
from flows.run.summary import Progress, Summary, silent
from flows.run.workers import Submit
from load.errors import LoadError, WarehouseError

#: Progress is logged once for so many seconds.
PROGRESS_SECONDS = 10.0


def watched_ingest(request: Request, *, submit: Submit | None = None, progress: Progress = silent) -> Summary:
    """Ingest as `flows.run.pipeline.ingest`, and tell the log and the journal, both under the request's name.

    Raises:
        extract.errors.UnusableArgumentsError, load.errors.WarehouseError: as `ingest`; noted before they are raised.
    """
    run = _Run(request.run, request.warehouse.absolute(), list(request.paths))
    try:
        summary = ingest(request, submit=submit, progress=run.watch(progress))
    except Exception as error:
        refused = is_expected(error) and not isinstance(error, LoadError)
        run.ended("refused" if refused else "failed", error=str(error) or type(error).__name__)
        raise
    run.ended(
        "published" if summary.published else "unchanged",
        counts=summary.counts(),
        reasons=summary.reasons,
        warnings=summary.warnings,
    )
    return summary


def is_expected(error: BaseException) -> bool:
    """Whether an error has a cause that its one line tells; any other is a fault of ours, worth its traceback."""
    return isinstance(error, UnusableArgumentsError | WarehouseError)


@dataclass
class _Run:
    """One run on its way: what the log and the journal say about it."""

    name: str
    warehouse: Path
    paths: list[str]
    read: int = 0
    logged: float | None = None

    def watch(self, progress: Progress) -> Progress:
        """Progress that is also logged, at most every few seconds; with its first step the run has started."""

        def tell(stage: str, done: int) -> None:
            progress(stage, done)
            if self.logged is None:
                self._note("started", paths=self.paths)
            self.read += done if stage == "read" else 0
            if stage != "read" or perf_counter() - (self.logged or 0) > PROGRESS_SECONDS:
                LOGGER.info("progress", extra={"run": self.name, "stage": stage, "documents": self.read})
                self.logged = perf_counter()

        return tell

    def ended(self, outcome: Outcome, **facts: object) -> None:
        """The end; one that was refused before there ever was a run here leaves no trace beside what is not ours."""
        if outcome != "refused" or journal_path(self.warehouse).exists():
            self._note(outcome, **facts)

    def _note(self, outcome: Outcome, **facts: object) -> None:
        """One record, with the facts as its fields, and one line of the journal; whoever is told raises the alarm."""
        self.logged = perf_counter()
        told = f"run {outcome}"
        LOGGER.info(told, extra={"run": self.name, "warehouse": str(self.warehouse), "outcome": outcome, **facts})
        try:
            write_entry(self.warehouse, new_entry(self.name, outcome, facts))
        except OSError as error:
            # Never worth a failed night; a run that fails itself for the same reason says so.
            level = LOGGER.warning if outcome in ("published", "unchanged") else LOGGER.info
            level("the journal cannot be written", extra={"error": str(error)})
