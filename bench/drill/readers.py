"""Readers that query the warehouse all the while, and tell what they found: one JSON line a read.

`python -m bench.drill.readers FILE HOLD`: a reader that holds the file open for up to HOLD seconds asks twice, before
and after, and must get the same answer. It ends when its standard input does.
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

from bench.drill.nights import digest_of

#: Nobody waits so long for an answer of milliseconds, however busy the machine.
BLOCKED_SECONDS = 30.0


@dataclass
class Reads:
    """What the readers saw: reads, failures, waits, and answers that no published version gives."""

    reads: int = 0
    failed: list[str] = field(default_factory=list)
    blocked: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    versions: set[int] = field(default_factory=set)


def start_readers(warehouse: Path, folder: Path, holds: tuple[float, ...] = (0.0, 2.0)) -> list[subprocess.Popen[str]]:
    """One reader for each time of holding; their lines go to files in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number, hold in enumerate(holds):
        words = [sys.executable, "-m", "bench.drill.readers", str(warehouse), str(hold)]
        with (folder / f"reader{number}.jsonl").open("w") as out:
            found.append(subprocess.Popen(words, stdin=subprocess.PIPE, stdout=out, text=True))
    return found


def judge(readers: list[subprocess.Popen[str]], folder: Path, digests: list[str], reads: Reads) -> None:
    """End the readers and judge their lines: each answer is a published version's, and never an older one's."""
    for reader in readers:
        reader.communicate(timeout=60)
    for path in sorted(folder.glob("reader*.jsonl")):
        last = 0
        for line in path.read_text().splitlines():
            told = json.loads(line)
            reads.reads += 1
            reads.slowest = max(reads.slowest, told["seconds"])
            reads.blocked += told["seconds"] > BLOCKED_SECONDS
            if told["error"]:
                reads.failed.append(told["error"])
                continue
            place = digests.index(told["digest"]) if told["digest"] in digests else -1
            if place < last:
                reads.wrong.append(f"{path.name}: {'no version' if place < 0 else f'version {place} after {last}'}")
            last = max(last, place)
            reads.versions.add(place)
    for path in folder.glob("reader*.jsonl"):
        path.unlink()


def _read(warehouse: Path, hold: float) -> dict[str, object]:
    """One read: the time until the answer, without the time of holding."""
    if not warehouse.exists():
        return {"seconds": 0.0, "digest": "none", "error": ""}
    start = time.perf_counter()
    try:
        connection = duckdb.connect(str(warehouse), read_only=True, config={"threads": "1"})
        try:
            found = digest_of(connection)
            seconds = time.perf_counter() - start
            if hold:
                time.sleep(random.random() * hold)
                if digest_of(connection) != found:
                    return {"seconds": seconds, "digest": "changed while open", "error": ""}
        finally:
            connection.close()
    except duckdb.Error as error:
        return {"seconds": time.perf_counter() - start, "digest": "", "error": str(error)}
    return {"seconds": seconds, "digest": found, "error": ""}


def main() -> None:
    """Read until nobody listens."""
    warehouse, hold = Path(sys.argv[1]), float(sys.argv[2])
    while not select.select([sys.stdin], [], [], 0.05)[0]:
        print(json.dumps(_read(warehouse, hold)), flush=True)


if __name__ == "__main__":
    main()
