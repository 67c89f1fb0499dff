"""`python -m bench.cluster`: what a cluster's workers take off a run into a lake, with none, one, two and four of them.

Generates reports once, and ingests them into a fresh lake: by itself, then with a scheduler and so many workers of one
thread on this machine. For each, seconds of the stages, and processor seconds of the coordinator and of the workers,
which a busy machine does not stretch. More workers than cores tell what they cost, not what they gain.
"""

import json
import shutil
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from bench.speed.corpus import Corpus
from bench.speed.process import processor_of_children, without_settings

FOLDER = Path("build") / "cluster"
_DASK = Path(sys.executable).with_name("dask")
_INGEST = """
import json, sys
import load.building.kept, load.building.stage
from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from load.lake.address import Lake
from pathlib import Path
if __name__ == "__main__":
    lake, inbox, address, slice_of, chunk_of = sys.argv[1:]
    load.building.kept.SLICE, load.building.stage.CHUNK_BYTES = int(slice_of), int(chunk_of)
    done = ingest(Request([inbox], Lake(lake), Settings(on=address or None)))
    print(json.dumps({**done.counts(), "stages": done.stages}))
"""
#: Parquet bytes of a report in a batch.
_CHUNK_BYTES = 3_000
_SHOWN = ("read", "insert", "texts", "kept", "checks", "publish")


def main() -> None:
    """Print a line for each number of workers."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="reports")
    parser.add_argument("--pieces", type=int, default=8, help="slices, and chunks, that the load is cut into")
    parser.add_argument(
        "--workers", type=int, action="append", help="0 is a load by itself; may be given several times"
    )
    options = parser.parse_args()
    inbox = Corpus(options.count, 1, 0).made()
    names = (*_SHOWN, "all", "cpu", "of workers")
    print(f"{f'{options.count:,} reports':16}" + "".join(f"{name:>12}" for name in names))
    for workers in options.workers or [0, 1, 2, 4]:
        told = _run(inbox, workers, options.count // options.pieces)
        shown = [told["stages"].get(name, 0.0) for name in _SHOWN]
        rest = (told["wall"], told["cpu"], told["cpu_of_workers"])
        print(f"{f'{workers} workers':16}" + "".join(f"{value:>12.1f}" for value in (*shown, *rest)), flush=True)


def _run(inbox: Path, workers: int, slice_of: int) -> dict[str, Any]:
    """One run into a fresh lake: what it told of itself, and what it took."""
    lake = _fresh()
    with _cluster(workers) as (address, pids):
        before = sum(map(_processor, pids))
        used, start = processor_of_children(), time.perf_counter()
        words = [str(lake), str(inbox), address, str(slice_of), str(slice_of * _CHUNK_BYTES)]
        done = subprocess.run(
            [sys.executable, "-c", _INGEST, *words],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env=without_settings(),
        )
        wall, cpu = time.perf_counter() - start, processor_of_children() - used
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return {**told, "wall": wall, "cpu": cpu, "cpu_of_workers": sum(map(_processor, pids)) - before}


def _fresh() -> Path:
    """The path of a lake that is not there yet, in an empty folder."""
    work = FOLDER / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    return work.absolute() / "lake.ducklake"


@contextmanager
def _cluster(workers: int) -> Iterator[tuple[str, list[int]]]:
    """A scheduler's address and the workers' processes; nothing for none."""
    if not workers:
        yield "", []
        return
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    asked = [["scheduler", "--host", "127.0.0.1", "--port", str(port)]]
    asked += [["worker", address, "--nthreads", "1"] for _ in range(workers)]
    started = [_start(words) for words in asked]
    try:
        _wait(address, workers)
        yield address, [one.pid for one in started[1:]]
    finally:
        for one in started:
            one.terminate()
            one.wait()


def _start(words: list[str]) -> "subprocess.Popen[bytes]":
    """Start one of Dask's programs."""
    quiet = subprocess.DEVNULL
    return subprocess.Popen([str(_DASK), *words, "--no-dashboard"], stdout=quiet, stderr=quiet, env=without_settings())


def _wait(address: str, workers: int) -> None:
    """Wait until the workers are there."""
    command = f"from distributed import Client; Client({address!r}, timeout=60).wait_for_workers({workers}, timeout=60)"
    subprocess.run([sys.executable, "-c", command], check=True, env=without_settings())


def _processor(pid: int) -> float:
    """Processor seconds of a process and of those that it started."""
    found = 0.0
    root = psutil.Process(pid)
    for one in [root, *root.children(recursive=True)]:
        times = one.cpu_times()
        found += times.user + times.system + times.children_user + times.children_system
    return found


if __name__ == "__main__":
    main()
