"""What tests of all folders share: warehouses to be read only, made once for all test processes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.flows.samples import sample_warehouse
from tests.generated import generated_warehouse


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that all test processes share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def generated(shared: Path) -> Path:
    """The generated warehouse."""
    return _once(shared / "generated", generated_warehouse)


@pytest.fixture(scope="session")
def sample_file(shared: Path) -> Path:
    """A warehouse of the sample reports: whoever changes it copies it."""

    def make(folder: Path) -> Path:
        folder.mkdir()
        return sample_warehouse(folder / "warehouse.duckdb")

    return _once(shared / "samples", make)


def _once(folder: Path, make: Callable[[Path], Path]) -> Path:
    """The warehouse in a folder, by whoever asks first."""
    with FileLock(f"{folder}.lock"):
        return folder / "warehouse.duckdb" if folder.exists() else make(folder)
