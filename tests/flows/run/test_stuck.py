"""A document that its reader never comes back from: refused alone, and the night goes on."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.request import Request
from flows.run import isolation, workers
from flows.run.pipeline import ingest
from flows.settings import Settings
from gongkai.queries.frames import run_query
from tests.flows import stuck
from tests.flows.command import ROOT, SAMPLES

#: A sound document may take so many times what the run that died took, on however busy a machine.
TIMES = 3
#: A night whose one batch is read on a thread that lets no other run.
_NIGHT = """
import sys
from pathlib import Path
from flows.run import workers
from flows.run.pipeline import ingest
from flows.request import Request
from flows.settings import Settings
from tests.flows import stuck

workers.read_stored_batch = stuck.stops
ingest(Request([sys.argv[1]], Path(sys.argv[2]), Settings(batch_seconds=0.5)))
"""
#: The same where the thread is deaf before the one that waits for it comes to run again.
_AT_ONCE = _NIGHT.replace(
    "ingest(",
    """begin = workers._in_thread


def begins_late(batch):
    future = begin(batch)
    threading.Event().wait()
    return future


workers._in_thread = begins_late
ingest(""",
).replace("import sys\n", "import sys\nimport threading\n")
REASONS = "SELECT source_uri, reason, detail FROM rejected_document"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    good, bad = (path.read_text(encoding="utf8") for path in sorted(SAMPLES.glob("*-2021.txt"))[:2])
    (folder / "good.txt").write_text(good, encoding="utf8")
    (folder / "bad.txt").write_text(f"{bad}\n{stuck.WORD}", encoding="utf8")
    return folder


def test_a_run_that_hangs_ends_and_the_next_one_refuses_the_document_alone(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "w.duckdb"
    words = [sys.executable, "-c", _NIGHT, str(inbox), str(warehouse)]
    begun = time.monotonic()
    died = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    patience = TIMES * (time.monotonic() - begun)
    assert died.returncode == 1
    assert "Timeout" in died.stderr
    assert not warehouse.exists()

    for module in (workers, isolation):
        monkeypatch.setattr(module, "read_stored_batch", stuck.stops)
    monkeypatch.setattr(workers, "LEAST", 1)
    load = ingest(Request([str(inbox)], warehouse, Settings(batch_seconds=patience))).load
    assert (load.loaded, load.rejected) == (1, 1)
    ((uri, reason, detail),) = run_query(warehouse, REASONS).rows()
    assert (Path(uri).name, reason) == ("bad.txt", "reader_timed_out")
    assert "GONGKAI_BATCH_SECONDS" in detail

    monkeypatch.undo()
    ingest(Request([str(inbox)], warehouse, Settings()))
    assert run_query(warehouse, "FROM report").height == 2, "tried again the next night"
    assert run_query(warehouse, REASONS).height == 0


def test_a_thread_that_lets_no_other_run_from_the_start_ends_the_run(inbox: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-c", _AT_ONCE, str(inbox), str(tmp_path / "w.duckdb")]
    died = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert (died.returncode, "Timeout" in died.stderr) == (1, True)


def test_a_thread_that_hangs_is_left_behind(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (workers, isolation):
        monkeypatch.setattr(module, "read_stored_batch", stuck.waits)
    (inbox / "good.txt").unlink()
    outcome = ingest(Request([str(inbox)], tmp_path / "w.duckdb", Settings(batch_seconds=1)))
    assert outcome.load.reasons == {"reader_timed_out": 1}
