"""What a published warehouse holds: its runs, its reports, what was refused."""

from pathlib import Path

import polars as pl

from gongkai.queries.frames import run_query
from load.publishing.versions import versions
from load.scripts import named

VERSIONS = pl.Schema(
    {"version": pl.String(), "published_at": pl.Datetime("us", "UTC"), "bytes": pl.Int64(), "is_current": pl.Boolean()}
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
    """The published versions that are kept, newest first: `version`, `published_at`, `bytes`, `is_current`."""
    rows = [(one.name, one.published_at, one.path.stat().st_size, one.is_current) for one in versions(warehouse)]
    return pl.DataFrame(rows, schema=VERSIONS, orient="row")
