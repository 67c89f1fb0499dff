"""Pieces of a load done by a real Dask cluster: the tables are those of a load by itself."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

pytest.importorskip("distributed", reason="without the extra cluster")

from flows.operate.logs import LOGGER
from flows.remote import cluster as remote
from flows.remote import loading
from flows.remote.connection import ClusterError
from flows.request import Request
from flows.run.batches import SEAL
from flows.run.night import watched_ingest
from gongkai.queries.frames import run_query
from load.building.chunks import HANGING
from load.lake.address import Lake, named
from load.scripts import read_scripts
from tests.flows.command import SAMPLES, gongkai
from tests.flows.remote.cluster import Cluster
from tests.flows.remote.test_cluster import facts, settings

KEPT = [script.name for script in read_scripts("kept")]


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices of a few reports, and a chunk for each batch."""
    monkeypatch.setattr("load.building.kept.SLICE", 6)
    monkeypatch.setattr("load.building.stage.CHUNK_BYTES", 1)


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is warned of."""
    found: list[str] = []
    monkeypatch.setattr(LOGGER, "warning", lambda text, *parts: found.append(text % parts))
    return found


def kept(warehouse: Path) -> list[object]:
    """What the kept tables hold, and what hangs on reports."""
    tables = (*KEPT, *HANGING)
    return [run_query(warehouse, f"SELECT sum(hash(it)), count(*) FROM {table} AS it").row(0) for table in tables]


def orders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slices that come back from workers, from now on."""
    found: list[str] = []
    bring = loading._brought

    def noted(*asked: object) -> Path | None:
        rows = bring(*asked)  # type: ignore[arg-type]
        found.append("" if rows is None else rows.name)
        return rows

    monkeypatch.setattr(loading, "_brought", noted)
    return found


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("place", ["no place", "folder", "store"])
@pytest.mark.parametrize("is_lake", [False, True], ids=["file", "lake"])
def test_the_kept_tables_are_those_of_one_machine(  # noqa: PLR0917
    cluster: Cluster,
    store: str,
    sample_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    warnings: list[str],
    place: str,
    is_lake: bool,
) -> None:
    work = {"no place": None, "folder": tmp_path / "work", "store": f"{store}/work"}[place]
    warehouse = Lake(tmp_path / "far.ducklake") if is_lake else tmp_path / "far.duckdb"
    brought = orders(monkeypatch)
    watched_ingest(Request([str(SAMPLES)], warehouse, settings(cluster, work, 8)))
    slices, chunks = [f"slice-{number}-rows" for number in range(4)], [f"chunk-{number}-rows" for number in range(3)]
    assert brought == [*(chunks if is_lake else []), *slices]
    assert not warnings
    assert facts(warehouse) == facts(sample_file)
    assert kept(warehouse) == kept(sample_file)
    if is_lake:
        with duckdb.connect(str(warehouse), read_only=True) as catalog:
            files = catalog.execute("SELECT bool_and(path_is_relative), count(*) FROM ducklake_data_file").fetchall()
        assert files[0][0], "a lake is moved with its files"
    assert gongkai("check", "--warehouse", named(warehouse)).returncode == 0
    assert not list(cluster.folder.glob("worker*/tmp/gongkai-*")), "nothing waits on the workers"
    assert not list(tmp_path.glob("work/*")), "nor in the work place"


@pytest.mark.usefixtures("small_pieces")
def test_a_slice_that_no_worker_can_work_out_is_worked_out_by_the_load(
    cluster: Cluster,
    sample_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    warnings: list[str],
) -> None:
    asked = settings(cluster, None, 24).model_copy(update={"load_memory": "600MB"})
    brought = orders(monkeypatch)
    monkeypatch.setattr(loading, "_put", _torn(loading._put))
    watched_ingest(Request([str(SAMPLES)], tmp_path / "far.duckdb", asked))
    assert brought == ["slice-0-rows", "", "slice-2-rows", "slice-3-rows"]
    assert len(warnings) == 1
    assert "slice-1 is done without the cluster" in warnings[0]
    assert kept(tmp_path / "far.duckdb") == kept(sample_file)


@pytest.mark.usefixtures("small_pieces")
def test_a_cluster_that_went_away_is_done_without(
    cluster: Cluster,
    sample_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    warnings: list[str],
) -> None:
    def lost(*_: object) -> None:
        raise ClusterError("the scheduler was lost")

    monkeypatch.setattr(loading, "cluster_readers", lost)
    watched_ingest(Request([str(SAMPLES)], tmp_path / "far.duckdb", settings(cluster, None, 24)))
    assert warnings == ["the load goes on without the cluster: the scheduler was lost"]
    assert kept(tmp_path / "far.duckdb") == kept(sample_file)


def _torn(put: Callable[[remote.Cluster, Path], str]) -> Callable[[remote.Cluster, Path], str]:
    """A work place that tears the second slice."""

    def torn(cluster: remote.Cluster, folder: Path) -> str:
        name = put(cluster, folder)
        if folder.name == "slice-1":
            cluster.place.put(f"{name}/{SEAL}", b"torn")
        return name

    return torn
