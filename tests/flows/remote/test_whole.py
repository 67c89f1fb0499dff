"""All of it at once: an inbox, a work place and data in an object store, workers of a cluster, a catalog in PostgreSQL.

As docs/lake.md has it: gongkai ingest s3://bucket/inbox/ --on tcp://10.0.0.1:8786 --work s3://bucket/work
--warehouse 'ducklake:postgres:host=10.0.0.2 dbname=lake user=gongkai' --data s3://bucket/data/, and then
gongkai sql 'FROM report' --warehouse the same.
"""

from pathlib import Path

import duckdb
import pytest

pytest.importorskip("obstore", reason="without the extra cluster")

from extract.object_store import Objects
from load.extensions import load_extension
from load.lake.address import HOME
from load.object_store import connect_store
from tests.flows.command import SAMPLES, gongkai
from tests.flows.remote.cluster import Cluster
from tests.flows.remote.conftest import KEY_ID, SECRET
from tests.postgres import NEEDED, Database

pytestmark = NEEDED


def test_store_cluster_and_server(
    cluster: Cluster, store: str, postgres: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = Objects(f"{store}/inbox")
    for path in sorted(SAMPLES.glob("*.txt"))[:3]:
        objects.put(path.name, path.read_bytes())
    lake = f"ducklake:postgres:host=127.0.0.1 port={postgres.port} dbname=postgres user=owner"
    monkeypatch.setenv(HOME, str(tmp_path / "one machine"))
    places = ["--work", f"{store}/work", "--data", f"{store}/data/"]
    done = gongkai("ingest", f"{store}/inbox/", "--on", cluster.address, *places, "--warehouse", lake, "--json")
    assert '"loaded": 3' in done.stdout
    again = gongkai("ingest", f"{store}/inbox/", "--on", cluster.address, *places, "--warehouse", lake, "--json")
    assert '"unchanged": 3' in again.stdout

    monkeypatch.setenv(HOME, str(tmp_path / "another machine"))
    assert "3" in gongkai("sql", "SELECT count(*) FROM report", "--warehouse", lake, "--format", "csv").stdout
    with duckdb.connect() as connection:  # and a program that knows DuckLake, and nothing of gongkai
        for extension in ("postgres_scanner", "ducklake"):
            load_extension(connection, extension, "cluster")
        connect_store(connection)
        connection.execute(f"ATTACH '{lake}' AS lake (READ_ONLY); USE lake")
        assert connection.execute("SELECT count(*) FROM scorecard").fetchall() == [(3,)]

    assert not list(tmp_path.rglob("*.parquet")), "nothing stays on a machine"
    said = done.stdout + done.stderr + again.stdout + again.stderr
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (KEY_ID, SECRET):
        assert secret not in said
        assert secret.encode() not in kept
