"""The generated reports that speed is measured on; made once, and where it was stopped it goes on."""

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.synthetic.write import PARTS

FOLDER = Path("build") / "bench"


@dataclass(frozen=True)
class Corpus:
    """Generated reports: how many, from which seed, and how many garbles each."""

    count: int
    seed: int
    garbles: int

    @property
    def name(self) -> str:
        """Tells it from others."""
        return f"{self.count}-{self.seed}-{self.garbles}"

    @property
    def folder(self) -> Path:
        """Where it stands with its truth."""
        return FOLDER / self.name

    @property
    def texts(self) -> Path:
        """The reports alone, a thousand a folder."""
        return self.folder / "texts"

    def made(self) -> Path:
        """Its texts, which are made first where they are not there."""
        under_way = (self.folder / PARTS).exists()
        if under_way or not (self.folder / "reports.parquet").exists():
            if not under_way:
                shutil.rmtree(self.folder, ignore_errors=True)
            self._make()
        self.texts.mkdir(exist_ok=True)
        for part in sorted(self.folder.glob("[0-9]*")):  # the ingest is to find no table of truth beside them
            part.rename(self.texts / part.name)
        return self.texts

    def megabytes(self) -> float:
        """How large its texts are."""
        return sum(path.stat().st_size for path in self.texts.rglob("*.[th]*")) / 1e6

    def _make(self) -> None:
        """Generate it."""
        command = [sys.executable, "-m", "bench.synthetic", "--to", str(self.folder), "--jobs", "2"]
        command += ["--count", str(self.count), "--seed", str(self.seed)]
        if self.garbles:
            command += ["--garble", "all", "--garbles-per-report", str(self.garbles)]
        start = time.perf_counter()
        subprocess.run(command, check=True)
        print(f"generated {self.count:,} reports in {time.perf_counter() - start:.1f} s", flush=True)
