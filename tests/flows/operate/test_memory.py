"""A run that may not grow is refused before it begins; it would wait for a thread that never starts."""

import subprocess
import sys
from pathlib import Path

from tests.flows.command import ROOT, SAMPLES

#: The command, in a process that may take 64 MB more than it has when everything is imported.
NARROW = """
import resource, sys
import flows.commands.ingest, flows.run.night
from flows.__main__ import main
have = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (have + 64 * 1024 * 1024,) * 2)
sys.argv = ["gongkai", *sys.argv[1:]]
main()
"""


def test_a_process_without_address_space_is_one_line(tmp_path: Path) -> None:
    words = [sys.executable, "-c", NARROW, "ingest", str(SAMPLES), "-w", str(tmp_path / "w.duckdb")]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=600, cwd=ROOT)
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines() == [
        "gongkai: this process may not take 512 MB of memory more, which a run needs: raise its limit (ulimit -v)"
    ]
    assert list(tmp_path.iterdir()) == []
