"""The work place: a batch comes back as it was sealed, or not at all; in a folder as in an object store."""

from pathlib import Path

import pytest

pytest.importorskip("obstore", reason="without the extra cluster")

from flows.remote.place import Folder, Place, Store, place_at
from flows.run.batches import SEAL, is_whole, write_tables
from transform.shapes import TABLES


@pytest.fixture(params=["folder", "store"])
def place(request: pytest.FixtureRequest, store: str, tmp_path: Path) -> Place:
    """A work place of each kind, empty."""
    if request.param == "store":
        return place_at(f"{store}/work")
    (tmp_path / "work").mkdir()
    return place_at(str(tmp_path / "work"))


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A finished batch, on a worker."""
    write_tables({name: shape.to_frame() for name, shape in TABLES.items()}, tmp_path / "there" / "b1")
    return tmp_path / "there" / "b1"


def test_a_batch_comes_as_it_was_sealed(place: Place, batch: Path, tmp_path: Path) -> None:
    documents = tmp_path / "b1.documents.parquet"
    documents.write_bytes(b"documents")
    place.put_documents("b1", documents)
    assert (place.documents("b1"), place.is_sealed("b1"), place.sealed()) == (b"documents", False, set())
    place.seal("b1", batch)
    assert (place.documents("b1"), place.is_sealed("b1"), place.sealed()) == (None, True, {"b1"})
    (tmp_path / "here" / "b1").mkdir(parents=True)
    (tmp_path / "here" / "b1" / "left over").touch()
    place.fetch("b1", tmp_path / "here" / "b1")
    assert is_whole(tmp_path / "here" / "b1")
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["b1"]
    assert sorted(path.name for path in (tmp_path / "here" / "b1").iterdir()) == sorted(
        path.name for path in batch.iterdir()
    )
    place.unseal("b1")
    assert (place.is_sealed("b1"), place.sealed()) == (False, set())
    place.clear()
    assert list(place.names()) == []


def test_one_that_is_torn_or_gone_is_not_whole(place: Place, batch: Path, tmp_path: Path) -> None:
    place.fetch("b1", tmp_path / "here" / "b1")
    assert not is_whole(tmp_path / "here" / "b1")
    place.seal("b1", batch)
    torn = "b1.tar" if isinstance(place, Store) else "b1/report.parquet"
    data = place.get(torn) or b""
    for part in (data[: len(data) // 2], data[:-700], b""):
        place.put(torn, part)
        place.fetch("b1", tmp_path / "here" / "b1")
        assert not is_whole(tmp_path / "here" / "b1") or part == data[:-700]  # the end of an archive is padding
    if isinstance(place, Folder):
        place.remove([f"b1/{SEAL}"])
        assert not place.is_sealed("b1")
