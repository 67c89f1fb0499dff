"""`python -m bench.speed.ingesting FOLDER FILE SPENT`: one ingest, and what its stages took of clock and processor.

A stage lasts until the next begins, as the run's own progress tells. Its processor time is that of all threads; while
batches are read, that of the readers' processes is `read`, and that of the run's own process, which finds, hashes,
decodes and stores the documents meanwhile, is `feed`. (A night of one batch reads on a thread: then all is `read`.)

SPENT keeps, batch by batch, what reading took so far. An ingest that was stopped and is started again goes on from the
batches that are read, and adds what they took. A load that was stopped is done again whole, and counts once.

Readers' processes import this module as their main one, so it imports nothing of gongkai before it is called.
"""

import json
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

READING = ("read", "feed")


@dataclass
class Spent:
    """What a stage took.

    Attributes:
        seconds: on the clock.
        processor: seconds of processor time.
    """

    seconds: float = 0.0
    processor: float = 0.0

    def add(self, seconds: float, processor: float) -> None:
        """It took more."""
        self.seconds += seconds
        self.processor += processor


class Meter:
    """Takes the time of the stages as the run's progress tells of them.

    Attributes:
        stages: what each took.
        earlier: what of it attempts took that were stopped.
        readers: seconds of processor time of all processes that the run started.
        attempts: how often this ingest was started.
    """

    def __init__(self, kept: Path) -> None:
        """Begin, with what stopped attempts took.

        Args:
            kept: the file that keeps what reading took.
        """
        self.kept = kept
        self.stages = {"start": Spent(), **{name: Spent() for name in READING}}
        self.earlier, self.readers, self.attempts = Spent(), 0.0, 1
        with suppress(FileNotFoundError):
            before = json.loads(kept.read_text(encoding="utf-8"))
            self.attempts += before["attempts"]
            self.readers = before["readers"]
            for name in READING:
                self.stages[name] = Spent(**before[name])
                self.earlier.add(**before[name])
        self._now, self._at, self._apart = "start", _times(), False
        self._keep()

    def progress(self, stage: str, _: int = 0) -> None:
        """A stage begins, or of reading: a batch is through."""
        now = _times()
        seconds, own, children = (after - before for after, before in zip(now, self._at, strict=True))
        self._at, self._apart, self.readers = now, self._apart or children > 0, self.readers + children
        spent = self.stages.setdefault(self._now, Spent())
        if self._now == "read" and self._apart:
            spent.add(seconds, children)
            self.stages["feed"].add(0.0, own)
        else:
            spent.add(seconds, own + children)
        if self._now == "read":
            self._keep()
        self._now = "stage" if stage == "loading" else stage

    def _keep(self) -> None:
        """Keep what reading took so far."""
        partial = self.kept.with_suffix(".partial")
        reading = {name: asdict(self.stages[name]) for name in READING}
        counted = {"attempts": self.attempts, "readers": self.readers}
        partial.write_text(json.dumps({**counted, **reading}), encoding="utf-8")
        partial.replace(self.kept)


def _times() -> tuple[float, float, float]:
    """The clock, this process's processor time, and that of its children, ended ones and those that run."""
    import psutil  # noqa: PLC0415

    from bench.speed.process import processor_of_children  # noqa: PLC0415

    children = processor_of_children()
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            times = child.cpu_times()
            children += times.user + times.system
    return time.perf_counter(), time.process_time(), children


def main() -> None:
    """Ingest, and print the counts and the stages."""
    from flows.request import Request  # noqa: PLC0415
    from flows.run.pipeline import ingest  # noqa: PLC0415

    folder, warehouse, kept = sys.argv[1:]
    meter = Meter(Path(kept))
    done = ingest(Request([folder], Path(warehouse)), progress=meter.progress)
    meter.progress("end")
    stages = {name: asdict(spent) for name, spent in meter.stages.items()}
    told = {"stages": stages, "earlier": asdict(meter.earlier), "readers": meter.readers, "attempts": meter.attempts}
    print(json.dumps({**done.counts(), **told}))


if __name__ == "__main__":
    main()
