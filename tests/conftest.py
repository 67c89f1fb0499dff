from pathlib import Path

import pytest
from filelock import FileLock

from tests.generated import generated_warehouse


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The generated warehouse, to be read only: made once for all test processes, by the first that asks."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "generated"
    with FileLock(f"{folder}.lock"):
        return folder / "warehouse.duckdb" if folder.exists() else generated_warehouse(folder)
