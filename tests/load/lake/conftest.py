"""A file and a lake that had the same nights, once for all tests of lakes."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from flows.request import Request
from flows.run.pipeline import ingest
from load.lake.address import warehouse_at
from load.warehouse import open_readonly
from tests.load.conftest import FIRST

SAMPLES = sorted(Path("data/samples").glob("*.txt"))[:4]
#: What tells of this warehouse and not of what it holds: when a run ended, and how its columns are commented.
OWN = {"ingest_run": "* EXCLUDE (finished_at)", "refreshed_by": "1", "warehouse_meta": "* EXCLUDE (checked_by)"}


@dataclass
class Both:
    """A file and a lake that had the same nights."""

    folder: Path
    nights: int = 0

    @property
    def file(self) -> Path:
        return self.folder / "w.duckdb"

    @property
    def lake(self) -> Path:
        return warehouse_at(f"ducklake:{self.folder / 'w.ducklake'}")

    def night(self, paths: list[Path], *, force: bool = False) -> None:
        at = FIRST + timedelta(days=self.nights)
        self.nights += 1
        given = [str(path.absolute()) for path in paths]
        results = [ingest(Request(given, w, force=force, started_at=at)).load for w in (self.file, self.lake)]
        assert results[0].counts == results[1].counts
        assert results[0].warnings == results[1].warnings

    def differences(self) -> list[str]:
        held = [contents(self.file), contents(self.lake)]
        assert held[0].keys() == held[1].keys()
        return [name for name in held[0] if held[0][name] != held[1][name]]


def cells(warehouse: Path) -> list[tuple[int, int]]:
    """How many cells it has, and a digest of them."""
    with open_readonly(warehouse) as connection:
        return connection.execute("SELECT count(*), sum(hash(it)) FROM every_cell() AS it").fetchall()


def contents(warehouse: Path) -> dict[str, tuple[int, int]]:
    """How many rows each table and view has, and a digest of them."""
    with open_readonly(warehouse) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'warehouse' "
            "UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = 'warehouse' AND NOT internal"
        ).fetchall()
        digest = "SELECT count(*), coalesce(sum(hash(it)), 0) FROM (SELECT {} FROM {}) AS it"
        return {
            name: connection.execute(digest.format(OWN.get(name, "*"), name)).fetchall()[0] for (name,) in sorted(names)
        }


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")
    both = Both(tmp_path_factory.mktemp("both"))
    both.night(SAMPLES[:2])
    both.night(SAMPLES)
    return both
