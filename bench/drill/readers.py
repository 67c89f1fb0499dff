"""Readers that query the warehouse all the while, and tell what they found: one JSON line a read.

`python -m bench.drill.readers FILE HOW`: by `library`, which holds the file open for a moment and asks twice, with
the same answer; or by `sql`, the command. It ends when its standard input does.
"""

import json
import random
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from bench.drill.nights import Drill, answer, digest_of, environment

HOW = ("library", "sql")
#: Linux: how long somebody waited for a processor.
_PRESSURE = Path("/proc/pressure/cpu")
#: Nobody waits so long for an answer of milliseconds, but for want of a processor (`_starved`); how long a file is held
#: open at most, and when the next read begins.
BLOCKED_SECONDS, HOLD, PAUSE = 30.0, 0.5, 0.7


@dataclass
class Reads:
    """What the readers saw: reads, and what must not be: failures, waits, answers that no published version gives."""

    reads: int = 0
    slowest: float = 0.0
    blocked: int = 0
    wrong: list[str] = field(default_factory=list)


def start_readers(drill: Drill) -> list[subprocess.Popen[str]]:
    """One reader of each kind; their lines go to files in the drill's folder."""
    found = []
    for how in HOW:
        words = [sys.executable, "-m", "bench.drill.readers", str(drill.file), how]
        with (drill.folder / f"{how}.jsonl").open("w") as out:
            found.append(subprocess.Popen(words, stdin=subprocess.PIPE, stdout=out, text=True, env=environment()))
    return found


def judge(readers: list[subprocess.Popen[str]], drill: Drill, versions: list[int]) -> Reads:
    """End the readers and judge their lines: each answer is a published version's, in the order of `versions`."""
    for reader in readers:
        reader.communicate(timeout=120)
    found = Reads()
    for how in HOW:
        expected = drill.digests if how == "library" else drill.answers
        place = 0
        for line in (drill.folder / f"{how}.jsonl").read_text().splitlines():
            told = json.loads(line)
            found.reads += 1
            found.slowest = max(found.slowest, told["seconds"])
            found.blocked += told["seconds"] - told["starved"] > BLOCKED_SECONDS
            later = [at for at in range(place, len(versions)) if expected[versions[at]] == told["answer"]]
            if later:
                place = later[0]
            else:
                found.wrong.append(f"{how}: {told['answer'][:300]!r} after version {versions[place]}")
    return found


def _starved() -> float:
    """Seconds since the machine's start in which somebody waited for a processor; 0 where the kernel does not tell."""
    try:
        return int(_PRESSURE.read_text().split("total=")[1].split()[0]) / 1e6
    except (OSError, IndexError, ValueError):
        return 0.0


def _read(warehouse: Path, how: str) -> dict[str, object]:
    """One read: the time until the answer, without the time of holding; and how much of it the machine was too busy."""
    before = _starved()
    seconds, found = _timed(warehouse, how)
    return {"seconds": seconds, "starved": _starved() - before, "answer": found}


def _timed(warehouse: Path, how: str) -> tuple[float, str]:
    """The time until the answer, without the time of holding, and the answer."""
    if not warehouse.exists():
        return 0.0, "none"
    start = time.perf_counter()
    found = answer(warehouse) if how == "sql" else ""
    seconds = time.perf_counter() - start
    if how == "sql":
        return seconds, found
    try:
        connection = duckdb.connect(str(warehouse), read_only=True, config={"threads": "1"})
        try:
            found = digest_of(connection)
            seconds = time.perf_counter() - start
            time.sleep(random.random() * HOLD)
            if digest_of(connection) != found:
                found = "changed while open"
        finally:
            connection.close()
    except duckdb.Error as error:
        found = f"error: {error}"
    return seconds, found


def main() -> None:
    """Read until nobody listens."""
    warehouse, how = Path(sys.argv[1]), sys.argv[2]
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        print(json.dumps(_read(warehouse, how)), flush=True)


if __name__ == "__main__":
    main()
