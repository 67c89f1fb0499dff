import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from load.publishing.layout import Layout
from load.publishing.publish import load_batches
from load.run import Limits, LoadResult, RunInfo
from tests.load.batches import Row, document, write_batch
from transform.forms import load_forms

Load = Callable[..., LoadResult]
FIRST = datetime(2022, 4, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "published" / "w.duckdb"


@pytest.fixture
def load(tmp_path: Path, file: Path, first_nights: "FirstNights") -> Load:
    """Loads documents, a list of them a batch, as the next run; a first night that another test had is copied."""
    return loader(tmp_path, file, first_nights)


@pytest.fixture
def load_anew(tmp_path: Path, file: Path) -> Load:
    """The same, where how the first night writes is what the test is about."""
    return loader(tmp_path, file)


@pytest.fixture(scope="session")
def first_nights(tmp_path_factory: pytest.TempPathFactory) -> "FirstNights":
    """What first nights left."""
    return FirstNights(tmp_path_factory.mktemp("first_nights"))


@pytest.fixture
def loaded(one_document: Path, tmp_path: Path) -> Path:
    """A copy: DuckDB 1.5.5 may spin for ever where one process opens a path anew while it still closes it."""
    (tmp_path / "published").mkdir()
    return Path(shutil.copy(one_document, tmp_path / "published" / "w.duckdb"))


@pytest.fixture
def first_night(first_published: Path, file: Path) -> None:
    """What `load([document("a")])` publishes first, copied: making it takes a second."""
    shutil.copytree(first_published, file.parent)


@pytest.fixture(scope="session")
def first_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the first night of a document leaves."""
    folder = tmp_path_factory.mktemp("first")
    loader(folder, folder / "published" / "w.duckdb")([document("a")])
    return folder / "published"


@pytest.fixture
def second_night(twice_published: Path, file: Path) -> None:
    """What `load([document("b", agency="b")])` publishes the night after, copied likewise."""
    shutil.copytree(twice_published, file.parent)


@pytest.fixture(scope="session")
def twice_published(first_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that both nights leave."""
    folder = tmp_path_factory.mktemp("second")
    shutil.copytree(first_published, folder / "published")
    loader(folder, folder / "published" / "w.duckdb")([document("b", agency="b")])
    return folder / "published"


@pytest.fixture(scope="session")
def one_document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one document."""
    folder = tmp_path_factory.mktemp("loaded")
    loader(folder, folder / "published" / "w.duckdb")([document("x")])
    return folder / "published" / "w.duckdb"


class FirstNights:
    """What the first nights of this process published, by their documents: making it takes longer than copying it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.results: dict[str, LoadResult] = {}

    def of(self, documents: object, published: Path, run: Callable[[], LoadResult]) -> LoadResult:
        """Publish as `run` does into an empty folder, or as it did for the same documents."""
        name = sha256(repr(documents).encode()).hexdigest()
        if name in self.results:
            shutil.copytree(self.folder / name, published, dirs_exist_ok=True)
        else:
            self.results[name] = run()
            shutil.copytree(published, self.folder / name)
        return self.results[name]


def loader(folder: Path, file: Path, first_nights: FirstNights | None = None) -> Load:
    """What `load` is, with the batches in a folder."""
    runs = count(len(list(Layout.of(file).versions.glob("*.duckdb"))) if file.exists() else 0)
    file.parent.mkdir(exist_ok=True)

    def run(*batches: list[Row], wait: float = 10, force: bool = False) -> Any:
        number = next(runs)

        def now() -> LoadResult:
            folders = [write_batch(folder / f"run{number}-{i}", *batch) for i, batch in enumerate(batches)]
            info = RunInfo(f"run{number}", FIRST + timedelta(days=number), force=force)
            return load_batches(file, folders, info, load_forms(), Limits(threads=1, wait=wait))

        is_first = first_nights and number == 0 and not any(file.parent.iterdir())
        return first_nights.of([batches, force], file.parent, now) if first_nights and is_first else now()

    return run
