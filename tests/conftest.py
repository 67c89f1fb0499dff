"""What tests of all folders share: the order and the processes they run in, and warehouses to be read only."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

import load.attached
from tests.flows.samples import sample_warehouse
from tests.generated import generated_warehouse
from tests.postgres import Database, started

# Whoever tests, texts are English unless a test asks for others.
os.environ["GONGKAI_LANG"] = "en"

# No example fails because the machine is busy.
settings.register_profile("any_load", deadline=None)
settings.load_profile("any_load")

#: Folders whose files share a server.
TOGETHER = ("tests/flows/recorded", "tests/flows/remote", "tests/load/lake")
#: What takes longest or waits for servers, browsers and pictures; each file is run by one process, in this order.
FIRST = (
    "flows/recorded",
    "flows/remote",
    "flows/inputs",
    "extract/scan",
    "dashboards",
    "deploy",
    "bench",
    "docs",
    "flows",
    "load",
    "transform/table",
)


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A PostgreSQL server of the file's own."""
    with started(tmp_path_factory.mktemp("postgres")) as database:
        yield database


def pytest_configure() -> None:
    """Nights of few documents load on one thread, a quarter cheaper; recorded runs and the wheel on two, as shipped.

    Files that these processes make have DuckDB's smallest blocks, a tenth of the bytes to copy; those of commands that
    are started have blocks as shipped.
    """
    os.environ.setdefault("GONGKAI_LOAD_THREADS", "1")
    load.attached.BLOCK_BYTES = 16_384


def pytest_xdist_auto_num_workers() -> int:
    """Test processes for `-n auto`: one a core and one more, since some of them wait."""
    return (os.cpu_count() or 1) + 1


class ByFile(LoadFileScheduling):  # type: ignore[misc]
    """Each file, or folder of files that share something, is run by one process."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """How tests are given to processes."""
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes long begin first, so that no process is left with it at the end."""
    here = Path(__file__).parent
    folders = {path: path.relative_to(here).as_posix() for path in {item.path for item in items}}
    ranks = {
        path: next((rank for rank, first in enumerate(FIRST) if folder.startswith(first)), len(FIRST))
        for path, folder in folders.items()
    }
    items.sort(key=lambda item: ranks[item.path])


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
