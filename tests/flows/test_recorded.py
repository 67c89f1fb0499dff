"""The recorded run against a real Prefect server on loopback."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL
from prefect.testing.utilities import prefect_test_harness

from flows.pipeline import ingest
from flows.recorded import ingest_recorded
from flows.settings import Settings
from load.query import run_query
from tests.flows.command import GONGKAI, SAMPLES


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that this module's tests share."""
    with prefect_test_harness(server_startup_timeout=120):
        yield str(PREFECT_API_URL.value())


def _runs() -> tuple[dict[str, str], dict[str, str]]:
    """Flow runs and task runs that the server knows: name -> state."""
    with get_client(sync_client=True) as client:
        flows, tasks = client.read_flow_runs(), client.read_task_runs()
    return (
        {run.name: run.state_name or "" for run in flows},
        {run.name: run.state_name or "" for run in tasks},
    )


def test_a_flow_run_with_a_task_a_batch(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert server
    monkeypatch.setenv("GONGKAI_BATCH_DOCUMENTS", "8")
    recorded, direct = tmp_path / "recorded.duckdb", tmp_path / "direct.duckdb"
    summary = ingest_recorded([str(SAMPLES)], str(recorded))
    assert (summary.seen, summary.loaded, summary.rejected) == (24, 23, 1)
    flows, tasks = _runs()
    assert flows[f"ingest into {recorded}"] == "Completed"
    assert sorted(tasks.values()) == ["Completed"] * 3
    ingest([str(SAMPLES)], direct, Settings())
    everything = "SELECT * EXCLUDE (source_uri) FROM cell ORDER BY ALL"
    assert run_query(recorded, everything).equals(run_query(direct, everything))


def test_the_command_records_where_an_api_is_configured(server: str, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    words = ["ingest", str(SAMPLES), "--warehouse", str(warehouse), "--json"]
    environment = {**os.environ, "PREFECT_API_URL": server}
    done = subprocess.run([GONGKAI, *words], check=False, capture_output=True, text=True, env=environment, timeout=180)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["loaded"] == 23
    flows, _ = _runs()
    assert flows[f"ingest into {warehouse}"] == "Completed"


def test_a_failed_load_fails_the_run_in_one_line(server: str, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.duckdb"
    theirs.write_text("not a warehouse", encoding="utf8")
    environment = {**os.environ, "PREFECT_API_URL": server}
    done = subprocess.run(
        [GONGKAI, "ingest", SAMPLES, "--warehouse", theirs],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        timeout=180,
    )
    assert done.returncode == 2
    # Prefect may log after our line while its client shuts down.
    assert sum(line.startswith("gongkai: ") for line in done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    flows, _ = _runs()
    assert flows[f"ingest into {theirs}"] == "Failed"
