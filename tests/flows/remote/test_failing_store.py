"""An object store that fails now and then costs time, and nothing else: inbox, work place and tables of a lake."""

from pathlib import Path

import pytest

pytest.importorskip("obstore", reason="without the extra cluster")
pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")

from extract.object_store import Objects
from tests.flows.command import SAMPLES, gongkai
from tests.flows.remote.cluster import Cluster
from tests.flows.remote.conftest import who_asks
from tests.flows.remote.flaky import flaky


def test_a_store_that_fails_now_and_then_costs_time_only(
    store: str, store_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = Objects(f"{store}/inbox")
    for path in sorted(SAMPLES.glob("*.txt"))[:3]:
        objects.put(path.name, path.read_bytes())
    lake = ["--warehouse", f"ducklake:{tmp_path / 'lake.ducklake'}"]
    cluster = Cluster(tmp_path / "cluster")
    try:
        with flaky(store_address, every=4) as busy:
            monkeypatch.setenv("AWS_ENDPOINT_URL", busy.address)
            cluster.worker("alone", **who_asks(busy.address))
            places = ["--on", cluster.address, "--work", f"{store}/work", "--data", f"{store}/data/"]
            done = gongkai("ingest", f"{store}/inbox/", *places, *lake, "--json")
            assert '"loaded": 3' in done.stdout
            refused = busy.refused
            assert "3" in gongkai("sql", "SELECT count(*) FROM report", *lake, "--format", "csv").stdout
            gongkai("check", *lake)
            assert busy.refused > refused > 10, "it did fail"
    finally:
        cluster.end()
    monkeypatch.setenv("AWS_ENDPOINT_URL", store_address)
    gongkai("check", *lake)
