"""A run's account of itself: its page, from what it was asked, what came of it, and what other nights brought."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.operate.earlier import earlier_runs, usual
from flows.operate.journal import Entry, State
from flows.operate.memory import peaks
from flows.operate.pages import write_page
from flows.outcome import Outcome
from flows.request import Request
from gongkai.nights.night import Broken, Night, Note
from load.errors import CheckFailed


@dataclass(frozen=True)
class Ended:
    """How a run ended, or that it began.

    Attributes:
        state: as in the journal.
        outcome: what came of it; None where it did not end well.
        error: why not.
    """

    state: State
    outcome: Outcome | None = None
    error: Exception | None = None


def leave_page(request: Request, ended: Ended, before: Sequence[Entry]) -> Path:
    """Write the page of a run.

    Args:
        request: what it was asked to do.
        ended: how it ended.
        before: the journal when it began.

    Raises:
        OSError: it cannot be written.
    """
    # With the run through: a worker process of the next one does not wait for it, and a refused one needs none of it.
    from gongkai.nights.gather import gather  # noqa: PLC0415
    from gongkai.nights.page import page  # noqa: PLC0415

    night = _night(request, ended, before)
    return write_page(request.warehouse.absolute(), request.run, page(night, gather(night)))


def _night(request: Request, ended: Ended, before: Sequence[Entry]) -> Night:
    """All that a run knows of itself."""
    outcome, error = ended.outcome, ended.error
    load, peak, common = outcome.load if outcome else None, peaks(), usual(before, request.paths)
    return Night(
        run=request.run,
        run_id=load.run_id if load else None,
        warehouse=request.warehouse.absolute(),
        outcome=ended.state,
        started_at=request.started_at,
        ended_at=None if ended.state == "started" else datetime.now(UTC),
        paths=request.paths,
        earlier=earlier_runs(before, request.paths, request.run),
        usual=common.seen,
        usual_of=common.runs,
        counts=load.counts if load else None,
        is_short=bool(outcome and outcome.alarm),
        is_reread=bool(load and (load.reread or load.redefined)),
        reasons=load.reasons if load else {},
        warnings=load.warnings if load and load.published else None,
        broken=Broken(error.check, error.rows) if isinstance(error, CheckFailed) else None,
        error=" ".join((str(error) or type(error).__name__).split()) if error else "",
        seconds=outcome.seconds if outcome else None,
        stages=outcome.stages if outcome else {},
        peak=None if ended.state == "started" else peak.process,
        peak_worker=None if ended.state == "started" else peak.worker,
        version=load.version if load else None,
        before=outcome.before if outcome else None,
        held=outcome.held if outcome else None,
        notes=tuple(_notes(outcome)) if outcome else (),
    )


def _notes(outcome: Outcome) -> Iterator[Note]:
    """What the run did beside its documents."""
    load = outcome.load
    yield from (Note("note_missing", {"path": path}) for path in outcome.missing)
    yield from (Note("note_empty", {"path": path}) for path in outcome.empty)
    if load.reread:
        yield Note("note_reread", {"count": f"{load.reread:,}"})
    if load.reread and outcome.stale:
        yield Note("note_stale", {"count": f"{outcome.stale:,}"})
    if load.redefined:
        yield Note("note_redefined", {})
    for form, count in load.forms.items():
        yield Note(f"note_{form.replace(' ', '_')}", {"count": f"{count:,}"})
    if load.decisions:
        told = ", ".join(f"{count:,} {state}" for state, count in load.decisions.items())
        yield Note("note_decisions", {"told": told})
    if outcome.undecided:
        yield Note("note_undecided", {"count": len(outcome.undecided)})
    of_lists = {"note_unmet": outcome.unmet, "note_untold": outcome.untold, "note_unlisted": outcome.unlisted}
    yield from (Note(name, {"count": f"{len(it):,}", "first": it[0]}) for name, it in of_lists.items() if it)
    if outcome.gone:
        yield Note("note_gone", {"count": len(outcome.gone)})
