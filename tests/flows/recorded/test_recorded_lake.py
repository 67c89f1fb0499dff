"""Recorded runs into a lake with its catalog in PostgreSQL, which is known by the name that it was given."""

import json
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")

from load.lake.address import HOME
from tests.flows.command import GONGKAI, ROOT, SAMPLES
from tests.flows.recorded.prefect_server import Server, until
from tests.postgres import NEEDED, Database

pytestmark = NEEDED


def _recorded(server: Server, home: Path, lake: str) -> str:
    """Ingest three samples into a lake, recorded; ask the lake how many reports it has."""
    documents = sorted(SAMPLES.glob("*.txt"))[:3]
    to = ["--warehouse", lake]
    ingest = ["ingest", *documents, "--prefect", *to, "--data", home / "data", "--json"]
    said = ""
    for words in (ingest, ["sql", "SELECT count(*) FROM report", *to, "--format", "csv"]):
        done = subprocess.run(
            [GONGKAI, *map(str, words)],
            check=False,
            capture_output=True,
            text=True,
            env=server.environment | {HOME: str(home / "state")},
            timeout=900,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stderr
        said = done.stdout
    return said.splitlines()[-1]


def _summary(server: Server, lake: str) -> tuple[str, str]:
    """The state of the run into a lake, and what its summary is called."""
    (run,) = [run for run in server.runs() if run["parameters"]["warehouse"] == lake]
    body = {"artifacts": {"flow_run_id": {"any_": [run["id"]]}, "key": {"any_": ["summary"]}}}
    (summary,) = server.ask("artifacts/filter", body)
    return run["state_name"], summary["description"]


def test_a_server_has_the_catalog(server: Server, postgres: Database, tmp_path: Path) -> None:
    lake = f"ducklake:postgres:host=127.0.0.1 port={postgres.port} dbname=postgres user=owner"
    assert _recorded(server, tmp_path, lake) == "3"
    assert _summary(server, lake) == ("Completed", f"What {lake} gained")
    resource = f"gongkai.warehouse.{lake}"
    events = until(
        lambda: [
            one
            for one in server.events("gongkai.warehouse.published")
            if one["resource"]["prefect.resource.id"] == resource
        ]
    )
    assert [event["payload"]["loaded"] for event in events] == [3]
    assert json.dumps(events).count(str(tmp_path / "state")) == 0, "no path of this machine's copy"
