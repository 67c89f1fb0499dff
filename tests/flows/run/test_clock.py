"""A clock that jumps, or stands still: whatever it shows, the order of the runs decides."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.flows.command import SAMPLES, gongkai, ingest, rows

REPORT = (SAMPLES / "synthetic-sample-029-2021.txt").read_text(encoding="utf-8")
LATER, EARLIER = datetime(2031, 5, 1, tzinfo=UTC), datetime(2007, 5, 1, tzinfo=UTC)
CURRENT = "SELECT source_uri, decided_by FROM report_history WHERE is_current"
Night = Callable[[datetime], str]


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    """A run at an instant, over a new version of one report, equal in dates and mark; the current file afterwards."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()

    def run(now: datetime) -> str:
        number = len(list(inbox.iterdir()))
        (inbox / f"{number}.txt").write_text(f"{REPORT}\n附{'件' * (number + 1)}", encoding="utf-8")
        with monkeypatch.context() as patch:
            for module in ("flows.request", "load.building.version", "load.publishing.log"):
                patch.setattr(f"{module}.datetime", _clock(now))
            assert ingest(inbox, warehouse=tmp_path / "w.duckdb")["loaded"] == 1
        return current(tmp_path / "w.duckdb")

    return run


def _clock(instant: datetime) -> type[datetime]:
    """A `datetime` by which it is always the same instant."""

    class Clock(datetime):
        @classmethod
        def now(cls, _tz: object = None) -> datetime:  # type: ignore[override]
            return instant

    return Clock


def current(warehouse: Path) -> str:
    (row,) = rows(warehouse, CURRENT)
    assert row["decided_by"] in {"only_version", "ingested_at"}
    return Path(str(row["source_uri"])).name


def test_versions_and_revisions_are_in_the_order_of_the_runs(night: Night, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    for number, now in enumerate((LATER, EARLIER, EARLIER)):
        assert night(now) == f"{number}.txt"
    found = json.loads(gongkai("status", "-w", warehouse, "--json").stdout)
    later, earlier = "20310501T000000.000000Z", "20070501T000000.000000Z"
    assert [run["run"] for run in found["runs"]] == [earlier, later], "the runs are listed in the journal's order"
    assert [(one["version"], one["is_current"]) for one in found["versions"]] == [
        (f"{earlier}-2", True),
        (earlier, False),
        (later, False),
    ], "kept are the last ones, also where two runs were named at the same instant"
    gongkai("rollback", "-w", warehouse)
    assert current(warehouse) == "1.txt"
    gongkai("rollback", "-w", warehouse)
    assert current(warehouse) == "2.txt"
    gongkai("rollback", "--to", later, "-w", warehouse)
    assert current(warehouse) == "0.txt"
    gongkai("rollback", "--to", earlier, "-w", warehouse)
    assert len(rows(warehouse, "SELECT DISTINCT ingested_at FROM report")) == 2


def test_a_manifest_date_of_the_year_9999_outranks_nothing(tmp_path: Path) -> None:
    inbox, manifest, warehouse = tmp_path / "inbox", tmp_path / "m.csv", tmp_path / "w.duckdb"
    inbox.mkdir()
    given = {"0.txt": "9999-12-31", "1.txt": "2022-01-20", "2.txt": "2098-01-20"}
    for number, name in enumerate(given):
        (inbox / name).write_text(f"{REPORT}\n附{'件' * number}", encoding="utf-8")
    manifest.write_text("\n".join(["uri,published_date", *(f"{inbox / name},{day}" for name, day in given.items())]))
    assert ingest(inbox, "--manifest", manifest, warehouse=warehouse)["loaded"] == 1
    found = rows(warehouse, "SELECT parse_filename(source_uri) AS name, published_date FROM report ORDER BY 1")
    assert [(row["name"], row["published_date"]) for row in found] == [
        *(("0.txt", None), ("1.txt", "2022-01-20"), ("2.txt", None))
    ]
    assert rows(warehouse, "SELECT decided_by FROM report_history WHERE decided_by = 'published_date'") == []
