"""The recorded run against a real Prefect server on loopback: what it leaves there, and when it is tried again."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from flows.operate.journal import read_entries
from flows.operate.pages import page_path
from gongkai.queries.frames import run_query
from tests.flows.command import GONGKAI, ROOT, SAMPLES
from tests.flows.recorded.prefect_server import PREFECT, Server, receiver, until


def _ingest(server: Server, *words: object, code: int = 0, **more: str) -> "subprocess.CompletedProcess[str]":
    """`gongkai ingest`, recorded by the server."""
    done = subprocess.run(
        [GONGKAI, "ingest", *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        env=server.environment | more,
        timeout=900,
        cwd=ROOT,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def _artifacts(server: Server, run: str) -> dict[str, Any]:
    """A run's artifacts: key -> data."""
    body = {"artifacts": {"flow_run_id": {"any_": [run]}}}
    return {one["key"]: one["data"] for one in server.ask("artifacts/filter", body)}


def _logged(server: Server, run: str, last: str) -> list[str]:
    """The messages of a run's log, once one that begins so is there."""
    lines = server.ask("logs/filter", {"logs": {"flow_run_id": {"any_": [run]}}, "limit": 200})
    messages = [line["message"] for line in lines]
    return messages if any(message.startswith(last) for message in messages) else []


def test_a_run_is_named_has_a_task_a_batch_and_leaves_its_artifacts(
    server: Server, sample_file: Path, tmp_path: Path
) -> None:
    recorded, nobody = tmp_path / "recorded.duckdb", tmp_path / "nobody.txt"
    body = (SAMPLES / "synthetic-sample-014-2021.txt").read_text(encoding="utf8").split("一、总体情况", 1)[1]
    unsigned = body.rsplit("\n\n", 2)[0]
    nobody.write_text(f"2021年政府信息公开工作年度报告\n\n一、总体情况{unsigned}", encoding="utf8")
    done = _ingest(server, SAMPLES, nobody, "-w", recorded, "--json", GONGKAI_BATCH_DOCUMENTS="10")
    assert json.loads(done.stdout.splitlines()[-1])["loaded"] == 23
    (run,) = [run for run in server.runs() if run["parameters"]["warehouse"] == str(recorded)]
    assert run["state_name"] == "Completed"
    assert run["name"].startswith("samples nobody.txt 20")
    assert run["name"].endswith(" 25 documents")
    tasks = server.ask("task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    assert {task["name"]: task["state_name"] for task in tasks} == dict.fromkeys(
        ("read and publish", "read documents 1-10", "read documents 11-20", "read documents 21-25"), "Completed"
    )
    left = _artifacts(server, run["id"])
    assert "| loaded | 23 |" in left["summary"]
    assert "not\\_a\\_report | 1" in left["summary"]
    held, rejected = sorted(json.loads(left["rejected-documents"]), key=lambda row: str(row["reason"]))
    assert held["source_uri"] == str(nobody)
    assert rejected["source_uri"].endswith("synthetic-sample-notice.txt")
    assert {"one_current_report", "form_cells_complete"} <= {row["check"] for row in json.loads(left["checks"])}
    assert recorded.as_uri() in left["published"]
    ((name,),) = run_query(recorded, "SELECT run_id FROM ingest_run").rows()
    events = until(
        lambda: [one for one in server.events("gongkai.warehouse.published") if one["payload"]["run"] == name]
    )
    assert [event["payload"]["loaded"] for event in events] == [23]
    assert f"Run `{name}`" in left["summary"]
    assert {entry.run for entry in read_entries(recorded)} == {name}
    assert page_path(recorded, name).as_uri() in left["page"]
    (event,) = until(lambda: [one for one in server.events("gongkai.warehouse.held") if one["payload"]["run"] == name])
    assert event["payload"]["agency_unknown"] == 1
    assert "run started" in until(lambda: _logged(server, run["id"], "run published: 25 seen, 23 loaded"))
    everything = "SELECT * EXCLUDE (source_uri) FROM cell ORDER BY ALL"
    assert run_query(recorded, everything).equals(run_query(sample_file, everything)), "as without a server"


def test_unusable_arguments_fail_at_once_in_one_line(server: Server, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.duckdb"
    theirs.write_text("not a warehouse", encoding="utf8")
    done = _ingest(server, SAMPLES, "-w", theirs, code=2)
    # Prefect may log after our line while its client shuts down.
    assert sum(line.startswith("gongkai: ") for line in done.stderr.splitlines()) == 1
    (run,) = [run for run in server.runs() if run["parameters"]["warehouse"] == str(theirs)]
    assert run["state_name"] == "Failed"
    tasks = server.ask("task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    assert [(task["state_name"], task["run_count"]) for task in tasks] == [("Failed", 1)]
    assert "not a DuckDB file" in _artifacts(server, run["id"])["summary"]


def test_a_fault_that_may_pass_is_tried_again_and_told_to_the_webhook(server: Server, tmp_path: Path) -> None:
    busy = tmp_path / "busy.duckdb"
    holder = "import sys, time; from pathlib import Path; from load.publishing.lock import write_lock\n" + (
        "with write_lock(Path(sys.argv[1]), 0): print('held', flush=True); time.sleep(600)"
    )
    python = GONGKAI.with_name("python")
    with receiver() as (url, bodies):
        block = server.run(python, "deploy/webhook.py", url).split()[-1]
        notify = tmp_path / "notify.yaml"
        shipped = (ROOT / "deploy" / "notify.yaml").read_text(encoding="utf8")
        notify.write_text(shipped.replace("00000000-0000-0000-0000-000000000000", block), encoding="utf8")
        server.run(PREFECT, "automation", "create", "--from-file", notify)
        with subprocess.Popen([python, "-c", holder, busy], stdout=subprocess.PIPE, cwd=ROOT) as other:
            assert other.stdout
            assert other.stdout.readline() == b"held\n"
            quick = {"GONGKAI_LOCK_SECONDS": "0.1", "GONGKAI_RETRIES": "2", "GONGKAI_RETRY_SECONDS": "0.1"}
            try:
                done = _ingest(server, SAMPLES, "-w", busy, code=3, **quick)
            finally:
                other.kill()
        assert "another run" in done.stderr
        # (What failed in a test before may be told to it, too, where the server is late.)
        (body,) = until(lambda: [one for one in bodies if one.startswith("busy.duckdb: ")])
    assert "another run" in body
    (run,) = [run for run in server.runs() if run["parameters"]["warehouse"] == str(busy)]
    (task,) = server.ask("task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    assert (task["state_name"], task["run_count"]) == ("Failed", 3)
    tried = read_entries(busy)
    assert [entry.outcome for entry in tried if entry.outcome != "started"] == ["failed"] * 3
    (name,) = {entry.run for entry in tried}
    assert f"before run `{name}`" in _artifacts(server, run["id"])["summary"]


def test_the_doctor_finds_the_server(server: Server, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    answers = json.loads(server.run(GONGKAI, "doctor", "-w", warehouse, "--json"))
    assert {one["check"]: one["outcome"] for one in answers}["prefect"] == "pass"
    gone = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = subprocess.run(
        [GONGKAI, "doctor", "-w", warehouse, "--json"], env=gone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert {one["check"]: one["outcome"] for one in json.loads(done.stdout)}["prefect"] == "fail"


def test_a_schedule_without_its_server_says_which_does_not_answer(tmp_path: Path) -> None:
    gone = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = subprocess.run(
        [GONGKAI, "serve", tmp_path], env=gone, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "http://127.0.0.1:9/api does not answer" in done.stderr
    assert "Traceback" not in done.stderr
