"""Run the drill and print its table; exit code 1 unless every count that must be 0 is 0."""

import shutil
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.drill import faults
from bench.drill.nights import NIGHTS, Expected, contents_kept, digest, make_inboxes, run_without_faults
from bench.drill.readers import Reads, judge, start_readers

FOLDER = Path("build") / "drill"
#: What is done to a run, and how often beside the others.
FAULTS: dict[str, tuple[faults.Fault, int]] = {
    "run killed at a random moment": (faults.kill, 8),
    "run killed inside the publish": (faults.kill_in_publish, 6),
    "worker killed": (faults.kill_worker, 2),
    "disk full": (faults.full_disk, 2),
}
#: After so many faults a night is left alone.
FAULTS_A_NIGHT = 12
READ_AFTERWARDS = 0.3


@dataclass
class Tally:
    """What happened, and what must not."""

    kills: int = 0
    runs: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: int = 0
    unexpected: list[str] = field(default_factory=list)


def main() -> None:
    """Nights over and over, until there were enough kills."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="at least so many")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begun = time.perf_counter()
    shutil.rmtree(FOLDER, ignore_errors=True)
    inboxes = FOLDER.absolute() / "inboxes"
    contents = make_inboxes(inboxes, options.seed)
    expected = run_without_faults(inboxes, _warehouse("expected"), contents)
    print(f"{NIGHTS} nights, {contents} different documents; undisturbed {sum(expected.seconds):.1f} s", flush=True)
    tally, reads, chance = Tally(), Reads(), Random(options.seed)
    cycle = 0
    while tally.kills < options.kills:
        cycle += 1
        _cycle(inboxes, _warehouse(f"cycle{cycle}"), expected, tally, reads, chance)
        print(f"cycle {cycle}: {tally.kills} kills, {reads.reads} reads", flush=True)
    _print(tally, reads, cycle, time.perf_counter() - begun)
    for line in [*tally.wrong, *tally.unexpected, *reads.wrong, *reads.failed][:20]:
        print(f"  {line}")
    bad = tally.lost + reads.blocked + len(tally.wrong) + len(tally.unexpected) + len(reads.wrong) + len(reads.failed)
    sys.exit(1 if bad else 0)


def _cycle(  # noqa: PLR0913, PLR0917
    inboxes: Path, warehouse: Path, expected: Expected, tally: Tally, reads: Reads, chance: Random
) -> None:
    """All nights on a new warehouse, each with faults, with readers all the while."""
    answers = warehouse.parent / "readers"
    readers = start_readers(warehouse, answers)
    for night in range(NIGHTS):
        _night(inboxes, night, warehouse, expected, tally, chance)
        if digest(warehouse) != expected.digests[night + 1]:
            tally.wrong.append(f"{warehouse.parent.name}, night {night}: not the result of the undisturbed run")
    time.sleep(READ_AFTERWARDS)
    judge(readers, answers, expected.digests, reads)
    tally.lost += expected.contents - contents_kept(warehouse)
    shutil.rmtree(warehouse.parent)


def _night(  # noqa: PLR0913, PLR0917
    inboxes: Path, night: int, warehouse: Path, expected: Expected, tally: Tally, chance: Random
) -> None:
    """One night's run, started again after each fault until it is through."""
    names, weights = list(FAULTS), [weight for _, weight in FAULTS.values()]
    for attempt in range(FAULTS_A_NIGHT + 1):
        tally.resumed += len(list(warehouse.parent.glob(f".{warehouse.name}.batches/*/whole.txt")))
        name = chance.choices(names, weights)[0] if attempt < FAULTS_A_NIGHT else "left alone"
        fault = FAULTS[name][0] if attempt < FAULTS_A_NIGHT else faults.none
        code, killed = fault(inboxes, night, warehouse, expected.seconds[night], chance)
        tally.runs[name] += 1
        tally.kills += killed
        if code == 0:
            return
        if code > 0 and not (code == 3 and name == "disk full"):
            tally.unexpected.append(f"{name}: exit code {code}")


def _warehouse(name: str) -> Path:
    folder = FOLDER.absolute() / name
    folder.mkdir(parents=True)
    return folder / "warehouse.duckdb"


def _print(tally: Tally, reads: Reads, cycles: int, seconds: float) -> None:
    rows = {
        "kills": tally.kills,
        "wrong results": len(tally.wrong) + len(reads.wrong),
        "blocked or failed reads": reads.blocked + len(reads.failed),
        "lost documents": tally.lost,
        "runs that ended otherwise than they should": len(tally.unexpected),
        "": "",
        "reads": reads.reads,
        "slowest read, s": f"{reads.slowest:.2f}",
        "versions seen by readers": len(reads.versions - {-1}),
        "finished batches found again": tally.resumed,
        "nights": cycles * NIGHTS,
        **{f"runs: {name}": count for name, count in tally.runs.most_common()},
        "seconds": f"{seconds:.0f}",
    }
    for name, value in rows.items():
        print(f"  {name:<44} {value:>8}" if name else "")


if __name__ == "__main__":
    main()
