"""A warehouse of the sample reports, and a changed copy of it."""

import shutil
from pathlib import Path

import duckdb

from load.building.kept import refresh_kept
from tests.flows.command import SAMPLES, ingest


def sample_warehouse(path: Path) -> Path:
    """The sample reports, ingested."""
    counts = ingest(SAMPLES, warehouse=path)
    assert (counts["seen"], counts["loaded"], counts["rejected"]) == (24, 23, 1)
    return path


def changed(before: Path, after: Path, *statements: str, refreshed: bool = True) -> Path:
    """A copy with some statements run on it, as a bug or another parser would have left it, kept tables too."""
    shutil.copy(before, after)
    with duckdb.connect(str(after)) as connection:
        for statement in statements:
            connection.execute(statement)
        if refreshed:
            connection.execute("UPDATE refreshed_report SET parser_version = ''")
            refresh_kept(connection)
    return after
