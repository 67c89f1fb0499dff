"""Nights against a real Prefect server: a schedule that fires, and a run whose worker was killed."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.queries.frames import run_query
from load.publishing.lock import write_lock
from tests.flows.command import GONGKAI, ROOT, SAMPLES
from tests.flows.recorded.prefect_server import PATIENCE, PREFECT, Server, kill, outside_connections, until

#: The shipped automation waits three minutes; a run says every 30 s that it lives.
SILENCE = 45


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nights")


@contextmanager
def serving(server: Server, warehouse: Path, *words: object) -> Iterator[None]:
    """`gongkai serve` while it is asked something: each of its nights costs as much as all of a test."""
    process = server.start("serve", GONGKAI, "serve", SAMPLES, "-w", warehouse, *words)
    try:
        yield
        assert not outside_connections(process), "nothing leaves the machine"
    finally:
        kill(process)


def _quick(shipped: Path, folder: Path) -> Path:
    """The shipped automation for silent runs, with less patience."""
    stored: dict[str, list[dict[str, Any]]] = yaml.safe_load(shipped.read_text(encoding="utf8"))
    (silent,) = [one for one in stored["automations"] if one["name"] == "gongkai-silent-run-crashed"]
    silent["name"] = "quick"
    silent["trigger"]["within"] = SILENCE
    path = folder / "quick.yaml"
    path.write_text(yaml.safe_dump(silent), encoding="utf8")
    return path


def test_the_schedule_fires_and_its_copies_are_made(server: Server, folder: Path) -> None:
    warehouse, copy, theirs = folder / "served.duckdb", folder / "copy.sqlite", folder / "theirs.txt"
    theirs.write_text("not a copy", encoding="utf8")
    copies = ("--copy-to", f"sqlite:{theirs}", "--copy-to", f"sqlite:{copy}")

    def deployment() -> dict[str, Any]:
        made: list[dict[str, Any]] = server.ask(
            "deployments/filter", {"deployments": {"name": {"any_": ["every-minute"]}}}
        )
        return made[0] if made else {}

    with serving(server, warehouse, "--cron", "* * * * *", "--name", "every-minute", *copies):
        made = until(deployment)
        until(lambda: server.ask("automations/count", {}) == 3)
        ended = until(
            lambda: [
                run for run in server.runs() if run["deployment_id"] == made["id"] and run["state_name"] == "Failed"
            ]
        )
        # What a run tells comes in pieces, and what is still to come goes with the process that serves.
        published = "run published: 24 seen, 23 loaded, 0 unchanged, 0 superseded, 1 rejected"
        of_night = {"logs": {"flow_run_id": {"any_": [run["id"] for run in ended]}}, "limit": 200}
        until(lambda: published in {line["message"] for line in server.ask("logs/filter", of_night)})
    assert "the warehouse is as it should be, but not every copy of it" in ended[0]["state"]["message"]
    with sqlite3.connect(copy) as reader:
        assert reader.execute("SELECT count(*) FROM report").fetchone() == (23,)
    assert theirs.read_text(encoding="utf8") == "not a copy"
    until(
        lambda: [
            it for it in server.events("gongkai.warehouse.copy_failed") if it["payload"]["error"].count(theirs.name)
        ]
    )
    (schedule,) = made["schedules"]
    assert schedule["schedule"]["timezone"] == "Asia/Shanghai"
    assert made["global_concurrency_limit"]["limit"] == 1
    assert run_query(warehouse, "SELECT count(*) AS n FROM report")["n"].to_list() == [23]
    server.delete(f"deployments/{made['id']}")  # with all nights that nobody serves now
    first = next(iter(json.loads(server.run(GONGKAI, "status", "-w", warehouse, "--json"))["runs"][::-1]))
    assert (first["outcome"], first["counts"]["seen"]) == ("published", 24)


@pytest.fixture(scope="module")
def pooled(server: Server, folder: Path) -> Server:
    """The server, with the deployment of `prefect.yaml` for a work pool and the automations that `serve` brought."""
    server.run(PREFECT, "work-pool", "create", "gongkai", "--type", "process")
    paths = {"GONGKAI_INBOX": str(SAMPLES), "GONGKAI_WAREHOUSE": str(folder / "pool.duckdb")}
    server.run(PREFECT, "--no-prompt", "deploy", "--all", **paths)
    return server


def test_a_run_whose_worker_was_killed_is_picked_up(pooled: Server, folder: Path) -> None:
    warehouse = folder / "pool.duckdb"
    pooled.run(PREFECT, "automation", "create", "--from-file", _quick(ROOT / "deploy" / "automations.yaml", folder))
    deployment = pooled.ask("deployments/name/gongkai-ingest/nightly")["id"]

    def run() -> dict[str, Any]:
        (found,) = [one for one in pooled.runs() if one["deployment_id"] == deployment and one["start_time"]] or [{}]
        return found

    start_worker = (PREFECT, "worker", "start", "--pool", "gongkai", "--type", "process")
    with write_lock(warehouse, 0):
        pooled.ask(f"deployments/{deployment}/create_flow_run", {})
        worker = pooled.start("worker", *start_worker, GONGKAI_LOCK_SECONDS="600")
        until(lambda: run().get("state_name") == "Running")
        kill(worker)
    resource = f"prefect.flow-run.{run()['id']}"
    until(
        lambda: [
            e for e in pooled.events("prefect.flow-run.Crashed") if e["resource"]["prefect.resource.id"] == resource
        ]
    )
    # On a busy machine the second run too may be silent for so long; it is judged by the shipped patience.
    (quick,) = [one for one in pooled.ask("automations/filter", {}) if one["name"] == "quick"]
    pooled.delete(f"automations/{quick['id']}")
    worker = pooled.start("worker", *start_worker)
    done = until(lambda: [found for found in [run()] if found.get("state_name") == "Completed"], 2 * PATIENCE)[0]
    outside = outside_connections(worker)
    kill(worker)
    assert done["run_count"] == 2
    assert done["name"].startswith("samples 20")
    assert done["name"].endswith(" 24 documents")
    assert run_query(warehouse, "SELECT count(*) AS n FROM report")["n"].to_list() == [23]
    assert not outside, "nothing leaves the machine"


def test_parameters_are_described_and_checked_by_the_server(pooled: Server) -> None:
    deployment = pooled.ask("deployments/name/gongkai-ingest/nightly")
    properties = deployment["parameter_openapi_schema"]["properties"]
    assert all(properties[name]["description"] for name in ("paths", "warehouse", "text_column", "url_column"))
    refused: list[dict[str, Any]] = [{"paths": []}, {"paths": ["relative"]}, {"warehouse": "relative.duckdb"}]
    for wrong in refused:
        with pytest.raises(Exception, match=r"409|422"):
            pooled.ask(f"deployments/{deployment['id']}/create_flow_run", {"parameters": wrong})
