"""What was measured, as people read it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.speed.measure import COMPARED, Figures
from bench.speed.process import Cost

BUDGET = Path(__file__).parents[1] / "budget.csv"
#: Columns of the curve, and how wide they are.
_CURVE = {
    "reports": 10,
    "seconds": 9,
    "ms a report": 13,
    "read": 7,
    "feed": 7,
    "load": 7,
    "peak MB": 9,
    "bytes a report": 16,
    "times the floor": 17,
    "plain": 8,
}


def budget(garbles: int) -> dict[str, float]:
    """Milliseconds of processor time that a stage may take a report, and `whole`."""
    column = "garbled_ms" if garbles else "clean_ms"
    with BUDGET.open(encoding="utf-8", newline="") as file:
        return {row["stage"]: float(row[column]) for row in csv.DictReader(file)}


def over(figures: Figures, may: Mapping[str, float]) -> list[str]:
    """The stages that take more than they may."""
    took = {"whole": figures.ingest.processor, **{name: spent.processor for name, spent in figures.stages.items()}}
    return [stage for stage, processor in took.items() if figures.each(processor) > may.get(stage, float("inf"))]


def one(figures: Figures) -> Iterator[str]:
    """The lines on one corpus."""
    corpus, ingest, floor, plain = figures.corpus, figures.ingest, figures.floor, figures.plain
    may = budget(corpus.garbles)
    yield f"{corpus.count:,} reports, {figures.megabytes:,.0f} MB, {corpus.garbles} garbles a report"
    yield f"  {'':<14} {'seconds':>9} {'processor':>10} {'ms a report':>12} {'budget':>7}"
    yield _line("end to end", ingest.seconds, ingest.processor, figures, may["whole"])
    for stage, spent in figures.stages.items():
        yield _line(f"  {stage}", spent.seconds, spent.processor, figures, may.get(stage))
    yield _line("floor", floor.seconds, floor.processor, figures)
    yield _line("plain script", plain.seconds, plain.processor, figures)
    own, readers = (_of(time, figures) for time in (ingest.processor - figures.readers, figures.readers))
    yield f"  processor time: {own} of the run's own process, {readers} of its readers"
    yield f"  end to end is {_ratio(ingest, floor)} times the floor, and {corpus.count / ingest.seconds:,.0f} reports/s"
    yield f"  the plain script takes {_ratio(plain, ingest)} of end to end"
    yield f"    it finds {_share(figures)}; {figures.wrong:,} of its rows are printed nowhere"
    yield f"  peak memory {ingest.peak:,.0f} MB; a file of {figures.file_bytes / corpus.count:,.0f} bytes a report"
    yield f"  loaded {figures.loaded:,}, rejected {figures.rejected:,}"
    found = over(figures, may)
    meant = " (which is meant from 10,000 reports on)" if corpus.count < 10_000 else ""
    yield f"  over the budget{meant}: {', '.join(found)}" if found else f"  within the budget{meant}"
    if figures.attempts > 1:
        yield f"  stopped and begun again: {_ATTEMPTS.format(figures.attempts)}"


_ATTEMPTS = "reading is the sum of {} attempts, the load and the peak are the last one's"


def _line(name: str, seconds: float, processor: float, figures: Figures, may: float | None = None) -> str:
    """A line of the table."""
    each = figures.each(processor)
    clock = f"{seconds:.2f}" if seconds else ""  # feed runs beside read
    return f"  {name:<14} {clock:>9} {processor:10.2f} {each:12.3f} {'' if may is None else f'{may:7g}'}".rstrip()


def _of(processor: float, figures: Figures) -> str:
    """Processor time, whole and for a report."""
    return f"{processor:.2f} s ({figures.each(processor):.3f} ms a report)"


def _ratio(cost: Cost, other: Cost) -> str:
    """How often one costs the other."""
    clock, processor = cost.seconds / other.seconds, cost.processor / other.processor
    return f"{clock:.2f} (clock), {processor:.2f} (processor time)"


def _share(figures: Figures) -> str:
    """How much the plain script finds."""
    of = f" of the first {COMPARED:,} reports" if figures.corpus.count > COMPARED else ""
    share = 100 * figures.found / figures.printed
    return f"{figures.found:,} of {figures.printed:,} printed cells{of}, {share:.2f} %"


def curve(sizes: Sequence[Figures]) -> Iterator[str]:
    """One table for several corpora: how all of it grows with them."""
    yield "the curve in processor time: ms a report, how often the floor, and the plain script as a share of end to end"
    yield "".join(f"{name:>{width}}" for name, width in _CURVE.items())
    for one in sizes:
        cells = (
            f"{one.corpus.count:,}",
            f"{one.ingest.seconds:,.1f}{'*' if one.attempts > 1 else ''}",
            f"{one.each(one.ingest.processor):.3f}",
            *(f"{one.each(one.stages[stage].processor):.3f}" for stage in ("read", "feed")),
            f"{one.each(one.load):.3f}",
            f"{one.ingest.peak:,.0f}",
            f"{one.file_bytes / one.corpus.count:,.0f}",
            f"{one.ingest.processor / one.floor.processor:.1f}",
            f"{one.plain.processor / one.ingest.processor:.2f}",
        )
        yield "".join(f"{cell:>{width}}" for cell, width in zip(cells, _CURVE.values(), strict=True))
    if any(one.attempts > 1 for one in sizes):
        yield f"* stopped and begun again: {_ATTEMPTS.format('all')}"
