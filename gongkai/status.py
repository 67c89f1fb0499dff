"""What a published warehouse holds: its runs, its reports, what was refused."""

from pathlib import Path

import polars as pl

from gongkai.queries.frames import run_query
from load.publishing.versions import versions

VERSIONS = pl.Schema(
    {"version": pl.String(), "published_at": pl.Datetime("us", "UTC"), "bytes": pl.Int64(), "is_current": pl.Boolean()}
)
_REASONS = """
SELECT reason, count(*) AS documents, max(seen_at) AS last_seen, arg_max(source_uri, seen_at) AS example,
    arg_max(detail, seen_at) AS detail
FROM rejected_document GROUP BY reason ORDER BY documents DESC, reason
"""
_HELD = """
SELECT reason, count(*) AS documents, min(held_since) AS longest, max(held_since) AS latest,
    date_diff('day', min(held_since), now())::INTEGER AS days, arg_min(source_uri, held_since) AS example,
    arg_min(candidates, held_since) AS candidates
FROM held_document GROUP BY reason ORDER BY documents DESC, reason
"""
_LAST_REJECTED = """
SELECT source_uri, reason, detail, sha256 FROM rejected_document
WHERE seen_at = (SELECT max(started_at) FROM ingest_run) ORDER BY reason, source_uri LIMIT {limit}
"""
_SIZE = """
SELECT count(*) AS versions, count(*) FILTER (is_current) AS reports, count(DISTINCT agency_id) AS agencies,
    min(report_year) AS first_year, max(report_year) AS last_year FROM report
"""


def rejections(warehouse: Path) -> pl.DataFrame:
    """Refused documents by reason: `reason`, `documents`, `last_seen`, `example` and its `detail`."""
    return run_query(warehouse, _REASONS)


def waiting(warehouse: Path) -> pl.DataFrame:
    """Held documents: `reason`, `documents`, since when (`longest`, `latest`, `days`), `example`, its `candidates`."""
    return run_query(warehouse, _HELD)


def last_rejected(warehouse: Path, limit: int) -> pl.DataFrame:
    """Documents that the last run which changed the file refused: `source_uri`, `reason`, `detail`, `sha256`."""
    return run_query(warehouse, _LAST_REJECTED.format(limit=int(limit)))


def size(warehouse: Path) -> dict[str, int | None]:
    """How many `versions`, current `reports` and `agencies` there are, and their `first_year` and `last_year`."""
    return run_query(warehouse, _SIZE).row(0, named=True)


def kept_versions(warehouse: Path) -> pl.DataFrame:
    """The published versions that are kept, newest first: `version`, `published_at`, `bytes`, `is_current`."""
    rows = [(one.name, one.published_at, one.path.stat().st_size, one.is_current) for one in versions(warehouse)]
    return pl.DataFrame(rows, schema=VERSIONS, orient="row")
