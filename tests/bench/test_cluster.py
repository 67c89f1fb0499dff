"""`python -m bench.cluster` runs: by itself, and with a worker for its pieces."""

import pytest

pytest.importorskip("distributed", reason="without the extra cluster")

from pathlib import Path

from bench import cluster


def test_a_run_by_itself_and_one_with_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setattr("sys.argv", ["cluster", "--count", "40", "--pieces", "2", "--workers", "0", "--workers", "1"])
    cluster.main()
    head, alone, helped = capsys.readouterr().out.splitlines()[-3:]
    assert head.split()[:3] == ["40", "reports", "read"]
    assert alone.split()[-1] == "0.0"
    assert float(helped.split()[-1]) > 0
