"""What is told of one run: what it knows of itself, and what the version that it made says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from transform.shapes import PARSER_VERSION


class Earlier(NamedTuple):
    """One run over the same paths, for comparison.

    Attributes:
        run: its name.
        ended_at: when it ended.
        outcome: how, as the journal says.
        seen, fresh: documents that arrived, and those of them that were not known; None where the run does not say.
    """

    run: str
    ended_at: datetime
    outcome: str
    seen: int | None
    fresh: int | None


class Note(NamedTuple):
    """A remark: a key of `data/nights/words.csv`, and what stands in its places."""

    key: str
    values: Mapping[str, object]


class Broken(NamedTuple):
    """A check that stopped the run: its name, and the first rows that it found."""

    check: str
    rows: Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Night:
    """What a run knows of itself. What is None is not known; nothing is 0 unless it was counted.

    Attributes:
        run: its name, as the journal and the log have it.
        run_id: its name in `ingest_run`; None where it published nothing.
        warehouse: the published file.
        outcome: where it is or how it ended: a state of the journal (`flows.operate.journal.State`).
        started_at, ended_at: by the clock.
        reader: version of the reader of documents.
        paths: what it was asked to read.
        earlier: runs over the same paths before, oldest first.
        usual, usual_of: the median of what arrived in the last runs over these paths, and of how many it is.
        counts: documents by what became of them: `load.run.COUNTS`.
        is_short: nothing arrived, or far less than on other nights.
        is_reread: reports may say another thing than before: some were read again, or figures are worked out otherwise.
        reasons: documents newly refused, by reason.
        warnings: rows that each check found; None where the checks did not come to their end.
        broken: the check that stopped it.
        error: why it published nothing, in one line.
        seconds, stages: how long it took, whole and by stage.
        peak, peak_worker: the most memory of this process, and of one reader process that has ended, in bytes.
        version: the version that it made; None where it made none.
        before: the version that this one grew from, or that stays published.
        held: the version that stays published while nights go on beside it.
        notes: what it did beside its documents.
    """

    run: str
    warehouse: Path
    outcome: str
    started_at: datetime
    run_id: str | None = None
    ended_at: datetime | None = None
    reader: str = PARSER_VERSION
    paths: Sequence[str] = ()
    earlier: Sequence[Earlier] = ()
    usual: float | None = None
    usual_of: int = 0
    counts: Mapping[str, int] | None = None
    is_short: bool = False
    is_reread: bool = False
    reasons: Mapping[str, int] = field(default_factory=dict)
    warnings: Mapping[str, int] | None = None
    broken: Broken | None = None
    error: str = ""
    seconds: float | None = None
    stages: Mapping[str, float] = field(default_factory=dict)
    peak: int | None = None
    peak_worker: int | None = None
    version: str | None = None
    before: str | None = None
    held: str | None = None
    notes: Sequence[Note] = ()


class Brought(NamedTuple):
    """A report that the run brought: a row of `sql/nights/documents.sql`."""

    report_id: str
    agency_id: str
    agency: str | None
    report_year: int
    source_uri: str
    sha256: str
    is_current: bool
    reported: int | None
    repaired: int | None
    inferred: int | None
    recognised: int | None
    decided: int | None
    missing: int | None
    failing: int | None
    brought: int


class Refused(NamedTuple):
    """A document that the run refused: a row of `sql/nights/refused.sql`."""

    reason: str
    source_uri: str
    detail: str | None
    sha256: str | None
    is_held: bool
    documents: int


class Moved(NamedTuple):
    """A headline figure that is not what it was: a row of `sql/nights/moved.sql`.

    Attributes:
        whose: figures are added up: `own` (departments, offices, townships), a government's level, or `open`.
        movers: the reports that moved it most, each with what it said before and says now.
    """

    report_year: int
    whose: str
    measure: str
    old_value: Decimal | None
    old_known: int | None
    old_reports: int | None
    value: Decimal | None
    known: int | None
    reports: int | None
    moved_by: int
    movers: Sequence[Mapping[str, object]]


class Unreported(NamedTuple):
    """How many agencies have no report of the year that is due: the row of `sql/nights/due.sql`.

    Attributes:
        report_year: the year before the newest run.
        reports: current reports of it.
        unreported: agencies of the view `unreported`: the deadline `overdue`, `not_due`, or `no_deadline` set by law.
        maybe: of how many a held or refused document may be theirs.
    """

    report_year: int
    reports: int
    unreported: int
    overdue: int
    not_due: int
    no_deadline: int
    maybe: int


@dataclass(frozen=True)
class Told:
    """What the version says that the run made, or where it made none, the one that stays published.

    Attributes:
        brought: reports that the run brought, the first of them.
        refused: documents that it refused, the first of each reason.
        waiting: documents held in all, by reason; None where nothing is published.
        moved: headline figures that moved; None where they were not compared.
        not_compared: why they were not: a key of `data/nights/words.csv`.
        unreported: who has no report of the year that is due; None where it is not known.
        error: why nothing of this could be read, in one line.
    """

    brought: Sequence[Brought] = ()
    refused: Sequence[Refused] = ()
    waiting: Mapping[str, int] | None = None
    moved: Sequence[Moved] | None = None
    not_compared: str = ""
    unreported: Unreported | None = None
    error: str = ""
