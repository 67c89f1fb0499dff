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
#: Nobody waits so long for an answer of milliseconds, however busy the machine; how long a file is held open at most,
#: and when the next read begins.
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
            found.blocked += told["seconds"] > BLOCKED_SECONDS
            later = [at for at in range(place, len(versions)) if expected[versions[at]] == told["answer"]]
            if later:
                place = later[0]
            else:
                found.wrong.append(f"{how}: {told['answer'][:300]!r} after version {versions[place]}")
    return found


def _read(warehouse: Path, how: str) -> dict[str, object]:
    """One read: the time until the answer, without the time of holding."""
    if not warehouse.exists():
        return {"seconds": 0.0, "answer": "none"}
    start = time.perf_counter()
    found = answer(warehouse) if how == "sql" else ""
    seconds = time.perf_counter() - start
    if how == "sql":
        return {"seconds": seconds, "answer": found}
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
    return {"seconds": seconds, "answer": found}


def main() -> None:
    """Read until nobody listens."""
    warehouse, how = Path(sys.argv[1]), sys.argv[2]
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        print(json.dumps(_read(warehouse, how)), flush=True)


if __name__ == "__main__":
    main()
