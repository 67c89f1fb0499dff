"""Ctrl-C, wherever it meets a run: 130, nothing between old and new, nothing left open."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.flows.command import GONGKAI, SAMPLES, ingest


@pytest.mark.parametrize("sign", ["w.duckdb.lock", ".w.duckdb.batches/*.parquet", ".w.duckdb.building-*"])
def test_ctrl_c_ends_a_run_with_130(tmp_path: Path, sign: str) -> None:
    warehouse, files = tmp_path / "w.duckdb", sorted(SAMPLES.glob("*-2021.txt"))[:3]
    command = [str(word) for word in (GONGKAI, "ingest", *files, "--warehouse", warehouse, "--json")]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        try:
            until = time.monotonic() + 60
            while not list(tmp_path.glob(sign)) and process.poll() is None and time.monotonic() < until:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130, told
    assert b"Traceback" not in told
    counts = ingest(*files, warehouse=warehouse)
    assert counts["seen"] == counts["loaded"] + counts["superseded"] + counts["rejected"] + counts["unchanged"] > 0
