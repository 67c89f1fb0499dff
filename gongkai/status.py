"""What a published warehouse holds: its runs, its reports, what was refused."""

from pathlib import Path
from typing import Any

import polars as pl

from gongkai.queries.frames import run_query
from load.publishing.layout import Layout
from load.publishing.log import history, standing
from load.publishing.versions import newest, versions
from load.scripts import named

VERSIONS = pl.Schema(
    {
        **{"version": pl.String(), "published_at": pl.Datetime("us", "UTC"), "bytes": pl.Int64()},
        **{"is_current": pl.Boolean(), "is_beside": pl.Boolean()},
    }
)
EVENTS = pl.Schema(
    {"at": pl.Datetime("us", "UTC"), "event": pl.String(), "version": pl.String(), "before": pl.String()}
)


def rejections(warehouse: Path) -> pl.DataFrame:
    """Refused documents by reason: `reason`, `documents`, `last_seen`, `example` and its `detail`."""
    return run_query(warehouse, named("dashboard", "refused"))


def waiting(warehouse: Path) -> pl.DataFrame:
    """Held documents: `reason`, `documents`, since when (`longest`, `latest`, `days`), `example`, its `candidates`."""
    return run_query(warehouse, named("status", "held"))


def last_rejected(warehouse: Path, limit: int) -> pl.DataFrame:
    """Documents that the last run which changed the file refused: `source_uri`, `reason`, `detail`, `sha256`."""
    return run_query(warehouse, named("status", "last_rejected")).head(limit)


def size(warehouse: Path) -> dict[str, int | None]:
    """How many `versions`, current `reports` and `agencies` there are, and their `first_year` and `last_year`."""
    return run_query(warehouse, named("status", "size")).row(0, named=True)


def kept_versions(warehouse: Path) -> pl.DataFrame:
    """The versions that are kept, newest first: `version`, `published_at`, `bytes`, `is_current`, `is_beside`.

    One that nights kept beside a version that is held is `is_beside`, and has no `published_at`.
    """
    rows = [
        (one.name, one.published_at, one.path.stat().st_size, one.is_current, one.is_beside)
        for one in versions(warehouse)
    ]
    return pl.DataFrame(rows, schema=VERSIONS, orient="row")


def published_events(warehouse: Path) -> pl.DataFrame:
    """What became of the published place, newest first: `at`, `event`, `version`, `before`.

    Events are `publish`, `rollback`, `hold`, `release`, and `beside` (a version that is kept beside a held one).
    """
    rows = [(one.at, one.did, one.version, one.before) for one in reversed(history(warehouse))]
    return pl.DataFrame(rows, schema=EVENTS, orient="row")


def who_is_held(warehouse: Path) -> dict[str, Any] | None:
    """The `version` that stays published, `since` when, and the `newest` beside it; None where nights publish."""
    hold = standing(history(warehouse)).hold
    if hold is None:
        return None
    latest = newest(warehouse)
    beside = latest.stem if latest != Layout.of(warehouse).file else hold.version
    return {"version": hold.version, "since": hold.at, "newest": beside}
