from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from load.publish import load_batches
from load.run import Limits, LoadResult, RunInfo
from tests.load.batches import Row, write_batch
from transform.forms import load_forms

Load = Callable[..., LoadResult]
FIRST = datetime(2022, 4, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "published" / "w.duckdb"


@pytest.fixture
def load(tmp_path: Path, file: Path) -> Load:
    """Loads documents, a list of them a batch, as the next run."""
    file.parent.mkdir()
    runs = iter(range(1000))

    def run(*batches: list[Row], wait: float = 10) -> Any:
        number = next(runs)
        folders = [write_batch(tmp_path / f"run{number}-{i}", *batch) for i, batch in enumerate(batches)]
        info = RunInfo(f"run{number}", FIRST + timedelta(days=number))
        return load_batches(file, folders, info, load_forms(), Limits(wait=wait))

    return run
