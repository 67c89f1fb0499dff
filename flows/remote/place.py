"""Where batches wait that a cluster reads: a folder that all see, or an object store.

```text
seen.txt                  a run's sign, by which a worker proves that it sees the place
NAME.documents.parquet    documents to read; gone once they are
NAME/TABLE.parquet        what was read of them, as in `flows.run.batches`
NAME/whole.txt            the seal, written last: a batch without it is none
```
"""

import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

from extract.object_store import SCHEME, Objects
from flows.run.batches import SEAL

SIGN = "seen.txt"
_DOCUMENTS = ".documents.parquet"
#: Tables that are on their way at once; an object store takes its time for each.
_AT_ONCE = 8


class Place(ABC):
    """Named bytes, each written whole or not at all, and the batches in them."""

    address: str

    @abstractmethod
    def put(self, name: str, data: bytes) -> None:
        """Write one."""

    @abstractmethod
    def get(self, name: str) -> bytes | None:
        """Read one; None where it is not there."""

    @abstractmethod
    def names(self) -> Iterator[str]:
        """All names."""

    @abstractmethod
    def remove(self, names: Sequence[str]) -> None:
        """Remove some, whether they are there or not."""

    @abstractmethod
    def is_folder(self, folder: Path) -> bool:
        """Whether what is put here stands in that folder of this machine."""

    def put_documents(self, name: str, documents: Path) -> None:
        """Let a batch's documents wait here."""
        if not self.is_folder(documents.parent):
            self.put(name + _DOCUMENTS, documents.read_bytes())

    def documents(self, name: str) -> bytes | None:
        """A batch's documents; None once they are read, and where this is not the place that they were put."""
        return self.get(name + _DOCUMENTS)

    def seal(self, name: str, folder: Path) -> None:
        """Put a finished batch here, its seal last; its documents go."""
        tables = sorted(folder.glob("*.parquet"))
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(lambda path: self.put(f"{name}/{path.name}", path.read_bytes()), tables))
        self.put(f"{name}/{SEAL}", (folder / SEAL).read_bytes())
        self.remove([name + _DOCUMENTS])

    def is_sealed(self, name: str) -> bool:
        """Whether a batch is finished."""
        return self.get(f"{name}/{SEAL}") is not None

    def sealed(self) -> set[str]:
        """The names of all finished batches."""
        return {name.removesuffix(f"/{SEAL}") for name in self.names() if name.endswith(f"/{SEAL}")}

    def unseal(self, name: str) -> None:
        """Let a batch that turned out to be torn be read again."""
        self.remove([f"{name}/{SEAL}"])

    def fetch(self, name: str, folder: Path) -> None:
        """Bring a finished batch into a folder of this machine; `is_whole` tells whether it came as it was."""
        if self.is_folder(folder.parent):
            return
        partial = folder.with_name(f"{folder.name}.{uuid4().hex}.partial")
        partial.mkdir(parents=True)
        seal = self.get(f"{name}/{SEAL}") or b""
        files = [line.rpartition(" ")[2] for line in seal.decode("ascii", "replace").splitlines()]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for file, data in zip(files, pool.map(lambda file: self.get(f"{name}/{file}"), files), strict=True):
                (partial / Path(file).name).write_bytes(data or b"")
        (partial / SEAL).write_bytes(seal)
        shutil.rmtree(folder, ignore_errors=True)
        partial.replace(folder)

    def clear(self) -> None:
        """Remove everything that runs left here."""
        self.remove(list(self.names()))


class Folder(Place):
    """A place that is a folder."""

    def __init__(self, root: Path) -> None:
        """Take a folder; only `make` makes it, never a worker that does not see it."""
        self.root = root
        self.address = str(root)

    def make(self) -> None:
        """Make the folder."""
        self.root.mkdir(parents=True, exist_ok=True)

    def put(self, name: str, data: bytes) -> None:
        """Write a file, put in its place by a rename."""
        path = self.root / name
        if path.parent != self.root:
            path.parent.mkdir(exist_ok=True)
        partial = path.with_name(f"{path.name}.{uuid4().hex}.partial")
        partial.write_bytes(data)
        partial.replace(path)

    def get(self, name: str) -> bytes | None:
        """Read a file."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def names(self) -> Iterator[str]:
        """The files."""
        for folder, _, files in os.walk(self.root):
            yield from ((Path(folder) / file).relative_to(self.root).as_posix() for file in files)

    def remove(self, names: Sequence[str]) -> None:
        """Remove files."""
        for name in names:
            (self.root / name).unlink(missing_ok=True)

    def is_folder(self, folder: Path) -> bool:
        """Whether it is this one."""
        return self.root.resolve() == folder.resolve()

    def clear(self) -> None:
        """Remove the folder, which is of one warehouse alone."""
        shutil.rmtree(self.root, ignore_errors=True)


class Store(Place):
    """A place in an object store."""

    def __init__(self, address: str) -> None:
        """Take an address; as `extract.object_store.Objects`."""
        self.objects = Objects(address)
        self.address = address

    def put(self, name: str, data: bytes) -> None:
        """Write an object."""
        self.objects.put(name, data)

    def get(self, name: str) -> bytes | None:
        """Read an object."""
        return self.objects.get(name)

    def names(self) -> Iterator[str]:
        """The objects."""
        return (name for name, _ in self.objects.sizes())

    def remove(self, names: Sequence[str]) -> None:
        """Remove objects."""
        self.objects.remove(names)

    def is_folder(self, folder: Path) -> bool:
        """Never."""
        del folder
        return False


def place_at(address: str) -> Place:
    """The place of an address, as `flows.request.Request.place` gives it.

    Raises:
        UnusableArgumentsError, MissingExtraError: as `extract.object_store.Objects`.
    """
    return Store(address) if address.startswith(SCHEME) else Folder(Path(address))
