"""Where batches wait that a cluster reads: a folder that all see, or an object store.

```text
seen.txt                  a run's sign, by which a worker proves that it sees the place
NAME.documents.parquet    documents to read; gone once they are
NAME/TABLE.parquet        what was read of them, as in `flows.run.batches`
NAME/whole.txt            the seal, written last: a batch without it is none
NAME.tar                  in an object store both in one, which costs one request instead of twenty
```
"""

import io
import os
import shutil
import tarfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from extract.object_store import SCHEME, Objects
from flows.run.batches import SEAL

SIGN = "seen.txt"
_DOCUMENTS, _PACKED = ".documents.parquet", ".tar"


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

    @abstractmethod
    def seal(self, name: str, folder: Path) -> None:
        """Put a finished batch here, whole or not at all; its documents go."""

    @abstractmethod
    def is_sealed(self, name: str) -> bool:
        """Whether a batch is finished."""

    @abstractmethod
    def sealed(self) -> set[str]:
        """The names of all finished batches."""

    @abstractmethod
    def unseal(self, name: str) -> None:
        """Let a batch that turned out to be torn be read again."""

    @abstractmethod
    def fetch(self, name: str, folder: Path) -> None:
        """Bring a finished batch into a folder of this machine; `is_whole` tells whether it came as it was."""

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

    def seal(self, name: str, folder: Path) -> None:
        """Put the tables here, the seal last."""
        for path in sorted(folder.glob("*.parquet")):
            self.put(f"{name}/{path.name}", path.read_bytes())
        self.put(f"{name}/{SEAL}", (folder / SEAL).read_bytes())
        self.remove([name + _DOCUMENTS])

    def is_sealed(self, name: str) -> bool:
        """Whether the seal is here."""
        return (self.root / name / SEAL).exists()

    def sealed(self) -> set[str]:
        """The batches whose seals are here."""
        return {path.parent.name for path in self.root.glob(f"*/{SEAL}")}

    def unseal(self, name: str) -> None:
        """Remove the seal."""
        self.remove([f"{name}/{SEAL}"])

    def fetch(self, name: str, folder: Path) -> None:
        """Copy what the seal names."""
        if self.is_folder(folder.parent):
            return
        seal = self.get(f"{name}/{SEAL}") or b""
        names = [line.rpartition(" ")[2] for line in seal.decode("ascii", "replace").splitlines()]
        _lay(folder, {**{file: self.get(f"{name}/{file}") or b"" for file in names}, SEAL: seal})


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

    def seal(self, name: str, folder: Path) -> None:
        """Put tables and seal here, as one object."""
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as packed:
            for path in [*sorted(folder.glob("*.parquet")), folder / SEAL]:
                data = path.read_bytes()
                entry = tarfile.TarInfo(path.name)
                entry.size = len(data)
                packed.addfile(entry, io.BytesIO(data))
        self.put(name + _PACKED, out.getvalue())
        self.remove([name + _DOCUMENTS])

    def is_sealed(self, name: str) -> bool:
        """Whether the object is here."""
        return self.objects.size(name + _PACKED) is not None

    def sealed(self) -> set[str]:
        """The batches whose objects are here."""
        return {name.removesuffix(_PACKED) for name in self.names() if name.endswith(_PACKED)}

    def unseal(self, name: str) -> None:
        """Remove the object."""
        self.remove([name + _PACKED])

    def fetch(self, name: str, folder: Path) -> None:
        """Bring the object, and lay out what is in it."""
        found: dict[str, bytes] = {}
        with suppress(tarfile.TarError), tarfile.open(fileobj=io.BytesIO(self.get(name + _PACKED) or b"")) as packed:
            for entry in packed:
                if (data := packed.extractfile(entry)) and not entry.issparse():
                    found[entry.name] = data.read()
        _lay(folder, found)


def _lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of these files and no other, in one step."""
    partial = folder.with_name(f"{folder.name}.{uuid4().hex}.partial")
    partial.mkdir(parents=True)
    for name, data in files.items():
        (partial / Path(name).name).write_bytes(data)
    shutil.rmtree(folder, ignore_errors=True)
    partial.replace(folder)


def place_at(address: str) -> Place:
    """The place of an address, as `flows.request.Request.place` gives it.

    Raises:
        UnusableArgumentsError, MissingExtraError: as `extract.object_store.Objects`.
    """
    return Store(address) if address.startswith(SCHEME) else Folder(Path(address))
