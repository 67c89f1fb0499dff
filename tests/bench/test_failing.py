"""Some file operations of a rollback fail, of each kind; `make failing` has all of them, and those of nights."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.command import ROOT

KINDS = ("EIO", "ENOSPC", "EINTR", "short")


@pytest.mark.skipif(shutil.which("cc") is None or sys.platform != "linux", reason="needs a C compiler, on Linux")
def test_an_operation_that_fails_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    kinds = [word for kind in KINDS for word in ("--kind", kind)]
    words = [sys.executable, "-m", "bench.failing", "--scenario", "rollback", "--every", "30", "--to", str(tmp_path)]
    done = subprocess.run([*words, *kinds], check=False, capture_output=True, text=True, cwd=ROOT, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    tried = [json.loads(line) for line in (tmp_path / "tried.jsonl").read_text().splitlines()]
    assert {one["kind"] for one in tried} == set(KINDS)
    assert any(one["code"] == 3 for one in tried), "some fault was met"
    assert all(not one["wrong"] for one in tried)
