"""`python -m bench.nights`: what a night of 1,000 new reports costs beside what the warehouse has already.

Generates reports once (kept under `build/nights`), loads 10,000, 50,000 and 200,000 of them, and on a copy of each of
these warehouses times a few nights in processes of their own: seconds, processor seconds (which a busy machine does not
stretch), the stages, the file's growth, and the second look at the same inbox. `--warehouse FILE` takes one as it is.
"""

import json
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from bench.speed.process import processor_of_children, without_settings

FOLDER = Path("build") / "nights"
PER_FOLDER = 1000
_INGEST = """
import json, sys
from pathlib import Path
from flows.run.pipeline import ingest
from flows.request import Request
from flows.settings import Settings
if __name__ == "__main__":
    done = ingest(Request(sys.argv[2:], Path(sys.argv[1]), Settings()))
    print(json.dumps({**done.counts(), "stages": done.stages}))
"""


def main() -> None:
    """Print a block for each size, then the curve."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, action="append", help="reports there already; may be given several times")
    parser.add_argument("--new", type=int, default=1000, help="new reports a night")
    parser.add_argument("--nights", type=int, default=3, help="nights on each; the median counts")
    parser.add_argument("--warehouse", type=Path, action="append", default=[], help="instead of making one")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    sizes = [] if options.warehouse and not options.stored else sorted(options.stored or [10_000, 50_000, 200_000])
    inbox = _reports(sizes[-1] if sizes else 0, options)
    curve = []
    for base in [*options.warehouse, *_bases(sizes, inbox)]:
        curve.append(_measure(base, inbox, options))
    names = ("stored", "night, s", "cpu, s", "second look, s", "file, MB", "grows by, MB")
    print("\n" + "".join(f"{name:>16}" for name in names))
    for row in curve:
        print(f"{row[0]:>16,}" + "".join(f"{value:>16.1f}" for value in row[1:]))


def _reports(stored: int, options: Namespace) -> list[Path]:
    """Folders of 1,000 reports: those of the nights first, then the ones to be stored before."""
    count = stored + options.new * options.nights
    folder = FOLDER / f"reports-{options.seed}-{count}"
    if not (folder / "reports.parquet").exists():
        shutil.rmtree(folder, ignore_errors=True)
        words = ["--count", str(count), "--seed", str(options.seed), "--to", str(folder), "--jobs", "2"]
        subprocess.run([sys.executable, "-m", "bench.synthetic", *words], check=True)
    return sorted(path for path in folder.iterdir() if path.is_dir())


def _bases(sizes: list[int], inbox: list[Path]) -> list[Path]:
    """Warehouses of these sizes, each made from the one before."""
    made: list[Path] = []
    end = len(inbox)
    for size in sizes:
        path = FOLDER / f"stored-{size}.duckdb"
        if not path.exists():
            partial = FOLDER / "making.duckdb"
            partial.unlink(missing_ok=True)
            if made:
                shutil.copyfile(made[-1], partial)
            _ingest(partial, inbox[end - size // PER_FOLDER :])
            partial.rename(path)
        made.append(path)
    return made


def _measure(base: Path, inbox: list[Path], options: Namespace) -> tuple[int, float, float, float, float, float]:
    """The nights on a copy of one warehouse: stored, seconds, processor seconds, second look, MB, MB a night."""
    work = FOLDER / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    warehouse = work / "warehouse.duckdb"
    shutil.copyfile(base, warehouse)
    before = warehouse.stat().st_size / 1e6
    folders = options.new // PER_FOLDER
    runs = [_ingest(warehouse, inbox[night * folders :][:folders]) for night in range(options.nights)]
    look = _ingest(warehouse, inbox[: folders * options.nights])
    stored = _stored(warehouse) - sum(run["loaded"] + run["superseded"] for run in runs)
    print(f"{stored:,} reports stored, {options.new:,} new ones a night")
    for run in runs:
        stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in run["stages"].items())
        print(f"  {run['wall']:6.1f} s, {run['cpu']:5.1f} s of processor: {stages}", flush=True)
    size = warehouse.stat().st_size / 1e6
    growth = (size - before) / options.nights
    shutil.rmtree(work)
    return stored, median(run["wall"] for run in runs), median(run["cpu"] for run in runs), look["wall"], size, growth


def _ingest(warehouse: Path, folders: list[Path]) -> dict[str, Any]:
    """One run in a process of its own, from its start to its end."""
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    used = processor_of_children()
    start = time.perf_counter()
    words = [sys.executable, "-c", _INGEST, str(warehouse), *map(str, folders)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, env=without_settings())
    wall = time.perf_counter() - start
    cpu = processor_of_children() - used
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**told, "wall": wall, "cpu": cpu}


def _stored(warehouse: Path) -> int:
    """How many reports a warehouse has."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    try:
        return int(connection.execute("SELECT count(*) FROM report").fetchall()[0][0])
    finally:
        connection.close()


if __name__ == "__main__":
    main()
