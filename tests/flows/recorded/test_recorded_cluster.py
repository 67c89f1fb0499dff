"""A recorded run on a Dask cluster: a task a batch that waits for a worker."""

import json
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="without the extra cluster")

from tests.flows.command import GONGKAI, ROOT, SAMPLES
from tests.flows.recorded.prefect_server import Server
from tests.flows.remote.cluster import Cluster
from tests.flows.remote.test_cluster import facts


def test_a_recorded_run_on_a_cluster_has_a_task_a_batch(server: Server, sample_file: Path, tmp_path: Path) -> None:
    file, cluster = tmp_path / "far.duckdb", Cluster(tmp_path / "cluster")
    try:
        cluster.worker("alone")
        cluster.wait_for(1)
        words = [SAMPLES, "--prefect", "--on", cluster.address, "--work", tmp_path / "work", "-w", file, "--json"]
        done = subprocess.run(
            [GONGKAI, "ingest", *map(str, words)],
            check=True,
            capture_output=True,
            text=True,
            env=server.environment | {"GONGKAI_BATCH_DOCUMENTS": "12"},
            timeout=900,
            cwd=ROOT,
        )
    finally:
        cluster.end()
    assert json.loads(done.stdout.splitlines()[-1])["loaded"] == 23
    assert facts(file) == facts(sample_file)
    (run,) = [run for run in server.runs() if run["parameters"]["warehouse"] == str(file)]
    assert (run["parameters"]["on"], run["parameters"]["work"]) == (cluster.address, str(tmp_path / "work"))
    tasks = server.ask("task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    assert {task["name"]: task["state_name"] for task in tasks} == dict.fromkeys(
        ("read and publish", "read documents 1-12", "read documents 13-24"), "Completed"
    )
