"""One cycle: a run with a fault, the run after it, and what is wrong then."""

import resource
import time
from dataclasses import asdict, dataclass, field
from random import Random
from typing import Any

from bench.drill import faults
from bench.drill.nights import NIGHTS, Drill, contents_kept, digest, left_over
from bench.drill.readers import Reads, judge, start_readers


@dataclass
class Cycle:
    """What happened in a cycle; `table` adds cycles up.

    Attributes:
        fault: its name in `faults.FAULTS`, with the command that it hit.
        step: what the run had begun last when it was hit; empty where it was through.
        code: how the run that was hit ended.
        kills: processes that were killed.
        resumed: finished batches that the next run found.
        seconds: of the whole cycle.
        cpu: of the processor, for runs and readers together.
        lost: contents that the warehouse lacks.
        wrong: what was wrong, in a line each.
    """

    fault: str
    step: str = ""
    code: int = 0
    kills: int = 0
    resumed: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    lost: int = 0
    reads: int = 0
    slowest: float = 0.0
    blocked: int = 0
    wrong: list[str] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """As a line of the record."""
        return asdict(self)


def cycle(drill: Drill, chance: Random) -> Cycle:
    """Choose a night, or a rollback, and a fault; run, judge."""
    begun, spent = time.perf_counter(), _spent()
    name = chance.choices(list(faults.FAULTS), [weight for _, weight in faults.FAULTS.values()])[0]
    goes_back = name.startswith(("run", "killed", "SIG")) and chance.random() < 0.2
    night = NIGHTS if goes_back else 0 if name == "worker killed" else chance.randrange(NIGHTS)
    drill.lay_out(night)
    readers = start_readers(drill)
    done = Cycle(f"{'rollback' if goes_back else 'night'}: {name}")
    try:
        versions = _rolled_back(drill, done, name, chance) if goes_back else _night(drill, done, name, night, chance)
        time.sleep(0.3)
    finally:
        reads = judge(readers, drill, versions if done.fault and not done.wrong else list(range(NIGHTS + 1)))
    _finish(drill, done, versions[-1], reads)
    done.seconds, done.cpu = round(time.perf_counter() - begun, 2), round(_spent() - spent, 2)
    return done


def _spent() -> float:
    """Seconds of the processor that ended processes of ours have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _night(drill: Drill, done: Cycle, name: str, night: int, chance: Random) -> list[int]:
    """A night with a fault, and the night again; the versions that readers may see, in order."""
    _hit(done, faults.FAULTS[name][0](drill, drill.command(night), chance))
    if digest(drill.file) not in drill.digests[night : night + 2]:
        done.wrong.append("after the fault: neither the old version nor the new one")
    done.resumed = len(list(drill.place.glob(f".{drill.file.name}.batches/*/whole.txt")))
    _run_through(drill, done, drill.command(night))
    return [night, night + 1]


def _rolled_back(drill: Drill, done: Cycle, name: str, chance: Random) -> list[int]:
    """A rollback with a fault, the rollback again where it was not made, and the night that loads again."""
    back = ["rollback", "--warehouse", str(drill.file)]
    _hit(done, faults.FAULTS[name][0](drill, back, chance))
    now = digest(drill.file)
    if now not in drill.digests[NIGHTS - 1 :]:
        done.wrong.append("after the fault: neither the old version nor the new one")
    if now != drill.digests[NIGHTS - 1]:
        _run_through(drill, done, back)
    if digest(drill.file) != drill.digests[NIGHTS - 1]:
        done.wrong.append("the rollback did not bring back the version before")
    _run_through(drill, done, drill.command(NIGHTS - 1))
    return [NIGHTS, NIGHTS - 1, NIGHTS]


def _hit(done: Cycle, hit: faults.Hit) -> None:
    done.step, done.code, done.kills = hit.step, hit.code, hit.kills
    if hit.code >= 0 and hit.code not in hit.fine:
        done.wrong.append(f"the run that was hit ended with {hit.code}")


def _run_through(drill: Drill, done: Cycle, command: list[str]) -> None:
    hit = faults.none(drill, command, Random())
    if hit.code:
        done.wrong.append(f"{command[0]} after the fault ended with {hit.code}")


def _finish(drill: Drill, done: Cycle, version: int, reads: Reads) -> None:
    """Compare with the undisturbed run."""
    if digest(drill.file) != drill.digests[version]:
        done.wrong.append("not the result of the undisturbed run")
    done.lost = drill.contents[version] - contents_kept(drill.file)
    done.wrong += [f"left over: {name}" for name in left_over(drill.file)]
    done.reads, done.slowest, done.blocked = reads.reads, round(reads.slowest, 2), reads.blocked
    done.wrong += reads.wrong
