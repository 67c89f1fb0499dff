"""Where everything that belongs to a warehouse stands: beside its file, under names that no inbox is read from.

```text
FILE                         what is published; put there by a rename, never written in place
FILE.lock                    held by the one run that writes; the file stays, its lock goes with the process
FILE.files/                  of a lake, whose catalog FILE is: its tables as Parquet files; a mark, while it is made
FILE.wal                     never ours: the log of another program that writes into FILE
decisions/                   what people decided, a CSV file for each person (load.decisions)
.FILE.runs.jsonl             the journal: two lines a run (flows.operate.journal)
.FILE.runs/NAME.html         the page of each of the last runs (flows.operate.pages)
.FILE.batches/               documents and batches of the run under way, or of one that died
.FILE.building-PID           the next version, which nobody reads; what a dead run left goes with the next
.FILE.versions/NAME.duckdb   each published version, named after its run: a file of its own, which nobody else opens
.FILE.versions/log.jsonl     what was published and rolled back, in order
.FILE.aside/NAME.duckdb      what another program holds open, or wrote, in the place of the version NAME; its log
                             beside it (NAME.duckdb.wal)
```

All of it stands beside the file itself, also where the warehouse is given as a symbolic link to it.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from load.lake.address import Lake

SUFFIX = ".duckdb"
#: The setting that names the warehouse, and the file where it is not set.
SETTING = "GONGKAI_WAREHOUSE"
DEFAULT = Path("warehouse.duckdb")
_KEPT, _BUILT = re.compile(r"\.(.+)\.(?:versions|aside)"), re.compile(r"\.(.+)\.building-.*")


@dataclass(frozen=True)
class Layout:
    """The paths of one warehouse; none of them need be there.

    Attributes:
        file: what is published.
        is_lake: it is the catalog of a lake, where it is there; what is made there becomes one.
    """

    file: Path
    is_lake: bool = False

    @classmethod
    def of(cls, warehouse: Path) -> "Layout":
        """The layout around a warehouse, given in whatever way."""
        return cls(Path(warehouse.resolve()), isinstance(warehouse, Lake))

    @classmethod
    def around(cls, path: Path) -> "Layout":
        """The layout of the warehouse that a file is, is a version of, or is built for."""
        file = Path(path.resolve())
        if kept := _KEPT.fullmatch(file.parent.name):
            return cls(file.parent.with_name(kept[1]))
        if built := _BUILT.fullmatch(file.name):
            return cls(file.with_name(built[1]))
        return cls(file)

    @property
    def lock(self) -> Path:
        """What a run locks."""
        return Path(f"{self.file}.lock")

    @property
    def wal(self) -> Path:
        """Where DuckDB keeps what another program wrote into the published file, and has not yet put into it."""
        return wal_of(self.file)

    @property
    def data(self) -> Path:
        """Folder of a lake's Parquet files, unless it was made with another one."""
        return Path(f"{self.file}.files")

    @property
    def decisions(self) -> Path:
        """Folder of what people decided."""
        return self.file.with_name("decisions")

    @property
    def journal(self) -> Path:
        """One line when a run starts, one when it ends."""
        return self._beside("runs.jsonl")

    @property
    def pages(self) -> Path:
        """Folder of the pages of the last runs."""
        return self._beside("runs")

    @property
    def batches(self) -> Path:
        """Folder of what a run has read and not published yet."""
        return self._beside("batches")

    @property
    def versions(self) -> Path:
        """Folder of the published versions."""
        return self._beside("versions")

    @property
    def log(self) -> Path:
        """What was published and rolled back."""
        return self.versions / "log.jsonl"

    @property
    def aside(self) -> Path:
        """Folder of what other programs did to the published file."""
        return self._beside("aside")

    @property
    def building(self) -> Path:
        """The next version, while this process builds it; DuckDB's spill has the same name and more."""
        return self._beside(f"building-{os.getpid()}")

    def version(self, name: str) -> Path:
        """The file of a version."""
        return self.versions / f"{name}{SUFFIX}"

    def unfinished(self) -> Iterator[Path]:
        """What runs build that are not through, this one's and dead ones'."""
        yield from self.file.parent.glob(f"{_literal(self._beside('building-').name)}*")
        yield from self.versions.glob("*.partial")

    def _beside(self, what: str) -> Path:
        return self.file.with_name(f".{self.file.name}.{what}")


def wal_of(file: Path) -> Path:
    """Where DuckDB keeps the log of a file."""
    return Path(f"{file}.wal")


def _literal(name: str) -> str:
    """A name in which no character stands for others, for `glob`."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
