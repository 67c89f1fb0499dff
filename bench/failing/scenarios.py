"""What is done while something fails: a night, and each way back; and what of it must be true afterwards."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from bench.drill.nights import digest, left_over
from bench.failing.child import ABORTED, HUNG, Fault, result_of, run_command
from bench.synthetic.generate import generate
from load.publishing.layout import Layout

#: What comes before each scenario, and its own command; `FILE` and `INBOX` stand for the paths.
_NIGHT = ("ingest", "INBOX", "--warehouse", "FILE")
SCENARIOS: dict[str, tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]] = {
    "first night": ((), _NIGHT),
    "night": ((_NIGHT,), _NIGHT),
    "night beside": ((_NIGHT, ("hold", "--warehouse", "FILE")), _NIGHT),
    "rollback": ((_NIGHT, _NIGHT), ("rollback", "--warehouse", "FILE")),
    "release": ((_NIGHT, ("hold", "--warehouse", "FILE"), _NIGHT), ("release", "--warehouse", "FILE")),
}


@dataclass(frozen=True)
class Scenario:
    """One scenario, made ready.

    Attributes:
        name: in `SCENARIOS`.
        start: the folder as it is before the command; copied for each fault.
        place: where the command runs.
        words: the command.
        old: what readers find before it.
        new: and after it.
        mended: the folders, as `_as_left` has them, from which the next run ended as it should.
    """

    name: str
    start: Path
    place: Path
    words: tuple[str, ...]
    old: str
    new: str
    mended: set[str] = field(default_factory=set)

    @property
    def file(self) -> Path:
        """The warehouse."""
        return self.place / "w.duckdb"

    @property
    def is_untouched(self) -> bool:
        """Whether the published file and the versions beside it are those of before, by name, size and time."""
        return _versions(self.place) == _versions(self.start)

    def lay_out(self) -> None:
        """Put the folder as it was before."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.start, self.place)


def made_ready(name: str, folder: Path) -> Scenario:
    """A scenario with its folder, and what its command does when nothing fails."""
    before, words = SCENARIOS[name]
    place, start = folder / "place", folder / f"start {name}"
    shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(start, ignore_errors=True)
    inbox = place / "inbox"
    inbox.mkdir(parents=True)
    nights = iter(result_of(_texts))
    for one in before:
        if one == _NIGHT:
            _arrive(inbox, next(nights))
        _run(place, one)
    if words == _NIGHT:
        _arrive(inbox, next(nights))
    old = seen(place / "w.duckdb")
    shutil.copytree(place, start)
    _run(place, words)
    return Scenario(name, start, place, _filled(place, words), old, seen(place / "w.duckdb"))


def _versions(place: Path) -> list[tuple[str, int, int]]:
    """The published file and what stands beside it: name, size, time of the last change."""
    found = [*place.glob("w.duckdb"), *place.glob(".w.duckdb.versions/*")]
    return sorted((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in found)


def operations_of(scenario: Scenario, kind: str) -> list[str]:
    """The operations of an undisturbed run that can meet a fault, in order: name and path."""
    log = scenario.place.parent / "operations"
    log.unlink(missing_ok=True)
    scenario.lay_out()
    run_command(scenario.words, Fault(kind, 0, scenario.place), log)
    return log.read_text(errors="replace").splitlines() if log.exists() else []


def problems(scenario: Scenario, code: int, operation: str = "") -> Iterator[str]:
    """What is wrong after a run that ended with an exit code; then the next run is made, and what is wrong after it.

    A document of the inbox that cannot be read (`operation` is on its path) is refused, and the next run reads it.
    """
    now = scenario.old if scenario.is_untouched else seen(scenario.file)
    if code == HUNG:
        yield "it hung"
    if code == 0 and now != scenario.new and f"{scenario.place}/inbox/" in operation:
        yield from _read_later(scenario)
        return
    if now not in (scenario.old, scenario.new):
        yield "neither the old state nor the new one"
    if code == 0 and now != scenario.new and scenario.words[0] == "ingest":
        yield "ended well, but nothing is new"
    if code not in (0, 2, 3, ABORTED) and code >= 0:
        yield f"exit code {code}"
    if code == 0 and any(left_over(scenario.file)):
        yield from _swept_later(scenario, now)
    if now == scenario.old or code:
        left = _as_left(scenario)
        if left not in scenario.mended:
            wrong = list(_next_run(scenario, now))
            yield from wrong
            if not wrong:
                scenario.mended.add(left)


def _next_run(scenario: Scenario, now: str) -> Iterator[str]:
    """What is wrong after the run that follows; there is none where the new state is published already."""
    again = run_command(scenario.words) if now == scenario.old else 0
    if again:
        yield f"the next run ended with {again}"
    if seen(scenario.file) != scenario.new:
        yield "the next run does not end where an undisturbed one does"
    if now == scenario.old:
        yield from (f"left over after the next run: {name}" for name in left_over(scenario.file))


def _swept_later(scenario: Scenario, now: str) -> Iterator[str]:
    """What is wrong after a night in which nothing arrives: what could not be removed or noted before is by then."""
    if again := run_command(_filled(scenario.place, _NIGHT)):
        yield f"the night that sweeps ended with {again}"
    if seen(scenario.file) != now:
        yield "the night that sweeps changed something"
    yield from (f"left over: {name}" for name in left_over(scenario.file))


def _as_left(scenario: Scenario) -> str:
    """The folder as a run left it: from folders that are the same the next run is made once.

    Names without times and processes, with a file's bytes. Of the journal and the log of versions what each line tells;
    of a page whether it is whole; of the lock and the run's own database, which no two runs write alike, the size.
    """
    skipped = {"w.duckdb", *(name for name, *_ in _versions(scenario.place))} if scenario.is_untouched else set()
    files = sorted(path for path in scenario.place.rglob("*") if path.is_file() and path.name not in skipped)
    names = [re.sub(r"\d{5,}", "N", str(path.relative_to(scenario.place))) for path in files]
    return json.dumps(list(zip(names, map(_of, files), strict=True)))


def _of(path: Path) -> str | int | list[str]:
    """What of a file tells it from others, see `_as_left`."""
    held = path.read_bytes()
    if path.suffix == ".jsonl":
        return [_told(line) for line in held.splitlines(keepends=True)]
    if path.suffix == ".html":
        return int(held.rstrip().endswith(b"</html>"))
    return len(held) if path.suffix == ".lock" or path.name.startswith("hints") else sha256(held).hexdigest()


def _told(line: bytes) -> str:
    """What a line of the journal or the log tells; one that is torn is told as it is."""
    try:
        found = json.loads(line)
        return f"{found.get('did')} {found.get('outcome')} {line.endswith(bytes([10]))}"
    except (ValueError, AttributeError):
        return repr(line)


def _read_later(scenario: Scenario) -> Iterator[str]:
    """What is wrong after the run that follows one which could not read a document: there is one run more."""
    if again := run_command(scenario.words):
        yield f"the run that reads the document ended with {again}"
    if _without_runs(seen(scenario.file)) != _without_runs(scenario.new):
        yield "the next run does not end where an undisturbed one does"


def _without_runs(found: str) -> list[str]:
    return [line for line in found.splitlines() if not line.startswith("ingest_run ")]


def seen(file: Path) -> str:
    """What readers find, and what nights kept beside it."""
    found: str = result_of(_seen, file)
    return found


def _seen(file: Path) -> str:
    from load.publishing.versions import newest  # noqa: PLC0415 (in the child)

    try:
        published, latest = digest(file), newest(file)
        return f"{published}\n{published if latest == Layout.of(file).file else digest(latest)}"
    except Exception as error:
        return f"unreadable: {error}"


def _texts() -> list[str]:
    return [report.text for report in generate(3, 1)]


def _arrive(inbox: Path, text: str) -> None:
    (inbox / f"{len(list(inbox.iterdir()))}.txt").write_text(text, encoding="utf8")


def _run(place: Path, words: tuple[str, ...]) -> None:
    if code := run_command(_filled(place, words)):
        raise RuntimeError(f"{' '.join(words)} ended with {code}, without a fault")


def _filled(place: Path, words: tuple[str, ...]) -> tuple[str, ...]:
    paths = {"FILE": str(place / "w.duckdb"), "INBOX": str(place / "inbox")}
    return tuple(paths.get(word, word) for word in words)
