"""`make bench`: how fast, in how much memory, and how that compares with just reading the same bytes.

Generates N synthetic reports (default 20,000; kept under `build/bench`), ingests them in a process of its own, and
times the floor in the same run: DuckDB finding every number in the same files. Ratios travel between machines, seconds
do not.
"""

import json
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from bench.memory import memory_of

FOLDER = Path("build") / "bench"
_FLOOR = "SELECT sum(len(regexp_extract_all(content, '[0-9]+'))) FROM read_text('{}/*/*')"
_INGEST = """
import json, sys
from pathlib import Path
from flows.run.pipeline import ingest
from flows.request import Request
from flows.settings import Settings
if __name__ == "__main__":
    done = ingest(Request([sys.argv[1]], Path(sys.argv[2]), Settings()))
    print(json.dumps({**done.counts(), "stages": done.stages}))
"""


def main() -> None:
    """Print one table for each count."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, action="append", help="reports; may be given several times")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--garbles", type=int, default=0, help="garbles a report; 0 is clean")
    parser.add_argument("--again", type=int, default=1, help="ingest so often and report the median")
    options = parser.parse_args()
    for count in options.count or [20_000]:
        _bench(count, options)


def _bench(count: int, options: Namespace) -> None:
    """Generate, warm, time, print."""
    reports = _reports(count, options)
    size = sum(path.stat().st_size for path in reports.rglob("*.[th]*")) / 1e6
    floor = min(_floor(reports) for _ in range(2))
    runs = sorted((_ingest(reports) for _ in range(options.again)), key=lambda run: run["seconds"])
    run = runs[len(runs) // 2]
    print(f"{count:,} reports, {size:,.0f} MB, {options.garbles} garbles a report")
    print(f"  end to end     {run['seconds']:8.2f} s   {count / run['seconds']:8,.0f} reports/s")
    for stage, seconds in run["stages"].items():
        print(f"    {stage:<12} {seconds:8.2f} s")
    print(f"  floor          {floor:8.2f} s   end to end is {run['seconds'] / floor:.1f} times the floor")
    print(f"  peak memory    {run['peak']:8.0f} MB")
    print(f"  loaded {run['loaded']:,}, rejected {run['rejected']:,}", flush=True)


def _reports(count: int, options: Namespace) -> Path:
    """The generated reports; made once."""
    folder = FOLDER / f"{count}-{options.seed}-{options.garbles}"
    done = folder / "reports.parquet"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        garbles = ["--garble", "all", "--garbles-per-report", str(options.garbles)] if options.garbles else []
        command = [
            "--count",
            str(count),
            "--seed",
            str(options.seed),
            "--to",
            str(folder),
            "--jobs",
            "2",
            *garbles,
        ]
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bench.synthetic", *command], check=True)
        print(f"generated {count:,} reports in {time.perf_counter() - start:.1f} s")
    texts = folder / "texts"
    if not texts.exists():
        texts.mkdir()
        for part in sorted(folder.iterdir()):
            if part.is_dir() and part != texts:
                part.rename(texts / part.name)
    return texts


def _floor(reports: Path) -> float:
    """Seconds that DuckDB needs to find every number in the same files, in a process of its own."""
    code = "import duckdb, sys; duckdb.sql('SET threads = 2'); duckdb.sql(sys.argv[1]).fetchall()"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, _FLOOR.format(reports)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _ingest(reports: Path) -> dict[str, Any]:
    """One ingest into a new warehouse, in a process of its own: counts, seconds a stage, peak memory in MB."""
    work = FOLDER / "warehouse"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    command = [sys.executable, "-c", _INGEST, str(reports), str(work / "warehouse.duckdb")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(0.1)
        printed = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"the ingest failed with exit code {process.returncode}")
    result: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return {**result, "peak": peak}


if __name__ == "__main__":
    main()
