"""`python -m bench.drill`: cycles with a fault each until there were enough kills; exit 1 if anything is wrong or lost.

Cycles stand in `build/drill/cycles.jsonl`, and the table adds all of them up: the drill can be stopped and goes on.
"""

import json
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from bench.drill.cycles import cycle
from bench.drill.nights import made_ready

FOLDER = Path("build") / "drill"


def main() -> None:
    """Go on with the cycles."""
    parser = ArgumentParser(prog="python -m bench.drill", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="at least so many, with those of earlier calls")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--fresh", action="store_true", help="forget earlier cycles")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to work in")
    options = parser.parse_args()
    folder = options.to.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / "cycles.jsonl"
    if options.fresh:
        record.unlink(missing_ok=True)
    cycles = [json.loads(line) for line in record.read_text().splitlines()] if record.exists() else []
    end = time.monotonic() + options.seconds
    drill = made_ready(folder, options.seed)
    while sum(one["kills"] for one in cycles) < options.kills and time.monotonic() < end:
        done = cycle(drill, Random(f"{options.seed} {len(cycles)}"))
        cycles.append(done.row())
        with record.open("a") as lines:
            print(json.dumps(cycles[-1], ensure_ascii=False), file=lines)
        if len(cycles) % 20 == 0:
            print(f"{len(cycles)} cycles, {sum(one['kills'] for one in cycles)} kills", flush=True)
    sys.exit(1 if _told(cycles) else 0)


def _told(cycles: list[dict[str, Any]]) -> int:
    """Print the table; how much was wrong, lost or blocked."""
    names = ("kills", "lost", "blocked", "reads", "resumed", "seconds", "cpu")
    sums = {name: sum(one[name] for one in cycles) for name in names}
    wrong = [f"cycle {number}, {one['fault']}: {line}" for number, one in enumerate(cycles) for line in one["wrong"]]
    rows = {
        "cycles": len(cycles),
        "kills": sums["kills"],
        "wrong": len(wrong),
        "lost documents": sums["lost"],
        "blocked reads": sums["blocked"],
        "reads by library and by gongkai sql": sums["reads"],
        "slowest read, s": max((one["slowest"] for one in cycles), default=0),
        "finished batches found again": sums["resumed"],
        "seconds a cycle": f"{sums['seconds'] / max(1, len(cycles)):.1f}",
        "of the processor": f"{sums['cpu'] / max(1, len(cycles)):.1f}",
    }
    for name, value in rows.items():
        print(f"  {name:<44} {value:>8}")
    for title, column in (("hit by", "fault"), ("hit while", "step")):
        print(f"  {title}")
        counted = Counter(one[column] or "through before it was hit" for one in cycles)
        for name, count in counted.most_common():
            print(f"    {name:<42} {count:>8}")
    for line in wrong[:20]:
        print(f"  {line}")
    return len(wrong) + int(sums["lost"] + sums["blocked"])


if __name__ == "__main__":
    main()
