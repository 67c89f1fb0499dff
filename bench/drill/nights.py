"""The documents of a few nights, the warehouse after each, and what a reader must find in it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import duckdb

from bench.synthetic.generate import generate
from load.publishing.layout import Layout
from load.publishing.log import history, standing

#: New reports a night; a batch is a few documents, so that the first night has workers, and batches to find again.
REPORTS, BATCH = (4, 1, 1), 3
NIGHTS = len(REPORTS)
#: Never the same in two runs.
_TIMES = "ingested_at, seen_at, started_at, finished_at, run_id"
#: What a reader asks who has no library: `gongkai sql`.
QUESTION = "SELECT count(*) AS reports, sum(line_no) AS lines FROM report JOIN fact_application USING (report_id)"


@dataclass(frozen=True)
class Drill:
    """What cycles start from and must end at.

    Attributes:
        folder: of the drill.
        digests: of the warehouse before the first night, after it, after the second, ...
        answers: the same by `gongkai sql`.
        contents: different contents in the inboxes of all nights so far.
        bytes: size of the warehouse.
        seconds: how long the longest night took.
        course: the steps of an undisturbed `ingest` and `rollback`.
    """

    folder: Path
    digests: list[str]
    answers: list[str]
    contents: list[int]
    bytes: list[int]
    seconds: float = 0.0
    course: dict[str, list[str]] = field(default_factory=dict)

    @property
    def place(self) -> Path:
        """Where a cycle's warehouse stands."""
        return self.folder / "place"

    @property
    def file(self) -> Path:
        """A cycle's warehouse."""
        return self.place / "warehouse.duckdb"

    @property
    def steps(self) -> Path:
        """What the run under way has done."""
        return self.folder / "steps"

    def command(self, night: int) -> list[str]:
        """The arguments of a night's run: it sees every inbox so far."""
        inboxes = [str(self.folder / "inboxes" / f"night{one}") for one in range(night + 1)]
        return ["ingest", *inboxes, "--warehouse", str(self.file), "--json"]

    def lay_out(self, night: int) -> None:
        """Put the warehouse as it is before a night."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.folder / f"before{night}", self.place)
        self.steps.unlink(missing_ok=True)


def made_ready(folder: Path, seed: int) -> Drill:
    """Write the inboxes and run every night once, undisturbed; a copy of the warehouse is kept before each."""
    for name in ("inboxes", "place", *(f"before{night}" for night in range(NIGHTS + 1))):
        shutil.rmtree(folder / name, ignore_errors=True)
    contents = _write_inboxes(folder / "inboxes", seed)
    drill = Drill(folder, [], [], contents, [])
    drill.place.mkdir(parents=True)
    seconds = 0.0
    for night in range(NIGHTS + 1):
        there = drill.file.exists()
        drill.digests.append(digest(drill.file))
        drill.answers.append(answer(drill.file) if there else "none")
        drill.bytes.append(drill.file.stat().st_size if there else 0)
        shutil.copytree(drill.place, folder / f"before{night}")
        if night < NIGHTS:
            begun = time.perf_counter()
            drill.course["ingest"] = _course(drill, drill.command(night))
            seconds = max(seconds, time.perf_counter() - begun)
    drill.course["rollback"] = _course(drill, ["rollback", "--warehouse", str(drill.file)])
    return replace(drill, seconds=seconds)


def _course(drill: Drill, command: list[str]) -> list[str]:
    """Run a command, undisturbed; its steps."""
    drill.steps.unlink(missing_ok=True)
    words = [sys.executable, "-m", "bench.drill.traced", str(drill.steps), "0", "0", *command]
    subprocess.run(words, check=True, env=environment(), stdout=subprocess.DEVNULL)
    return drill.steps.read_text().splitlines()


def _write_inboxes(folder: Path, seed: int) -> list[int]:
    """Write a folder of documents for each night: new ones, a correction, a copy, and what is no report.

    Returns:
        How many different contents there are before each night, and after the last.
    """
    chance = Random(seed)
    reports = list(generate(sum(REPORTS), seed, garbles=("lost_column", "digit_split"), garbles_per_report=1))
    contents: set[str] = set()
    counts = [0]
    for night in range(NIGHTS):
        inbox = folder / f"night{night}"
        inbox.mkdir(parents=True)
        known = reports[: sum(REPORTS[: night + 1])]
        new = known[-REPORTS[night] :]
        texts = {f"{number:03}.txt": report.text for number, report in enumerate(new)}
        texts["correction.txt"] = f"{chance.choice(known).text}\n附：更正说明{night}"
        texts["copy.txt"] = chance.choice(new).text
        texts["junk.txt"] = f"no report, night {night}"
        for name, text in texts.items():
            (inbox / name).write_text(text, encoding="utf8")
        contents |= set(texts.values())
        counts.append(len(contents))
    return counts


def environment() -> dict[str, str]:
    """Small batches and one worker, no Prefect."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_API", "GONGKAI_"))}
    ours = {"GONGKAI_BATCH_DOCUMENTS": str(BATCH), "GONGKAI_WORKERS": "1", "GONGKAI_LOCK_SECONDS": "120"}
    return {**kept, **ours, "PYTHONPATH": os.getcwd()}  # noqa: PTH109


def digest(warehouse: Path) -> str:
    """What a reader finds, without times: of each table and of `cell`, its rows whatever their order."""
    if not warehouse.exists():
        return "none"
    connection = duckdb.connect(str(warehouse), read_only=True, config={"threads": "1"})
    try:
        return digest_of(connection)
    finally:
        connection.close()


def digest_of(connection: duckdb.DuckDBPyConnection) -> str:
    """The same of an open warehouse."""
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' UNION ALL SELECT 'cell' ORDER BY 1"
    ).fetchall()
    parts = []
    for (name,) in names:
        times = f"COLUMNS(lambda c: c NOT IN ({', '.join(repr(it) for it in _TIMES.split(', '))}))"
        rows = connection.execute(
            f"SELECT count(*), sum(hash(one)) FROM (SELECT {times} FROM {name}) AS one"
        ).fetchall()
        parts.append(f"{name} {rows[0][0]} {rows[0][1]}")
    return "\n".join(parts)


def answer(warehouse: Path) -> str:
    """What `gongkai sql` says to `QUESTION`; its error where it fails."""
    words = [sys.executable, "-m", "flows", "sql", QUESTION, "--warehouse", str(warehouse), "--format", "json"]
    done = subprocess.run(words, check=False, capture_output=True, text=True, env=environment())
    return done.stdout.strip() if done.returncode == 0 else f"error: {done.stderr.strip()}"


def contents_kept(warehouse: Path) -> int:
    """Different contents that the warehouse has, loaded or refused."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    try:
        kept = "SELECT sha256 FROM report UNION SELECT sha256 FROM rejected_document"
        return int(connection.execute(f"SELECT count(*) FROM ({kept})").fetchall()[0][0])
    finally:
        connection.close()


def left_over(warehouse: Path) -> Iterator[str]:
    """What stands beside a warehouse although no run is under way, and what its log does not know."""
    at = Layout.of(warehouse)
    own = {at.file.name, at.lock.name, at.journal.name, at.pages.name, at.versions.name, "inbox"}
    beside = [path for path in at.file.parent.iterdir() if path.name not in own]
    yield from (path.name for path in beside if path.is_file() or any(path.iterdir()))
    known = {f"{event.version}.duckdb" for event in history(at.file)} | {at.log.name}
    yield from (f"{at.versions.name}/{path.name}" for path in at.versions.glob("*") if path.name not in known)
    yield from (f"{at.pages.name}/{path.name}" for path in at.pages.glob("*") if path.suffix != ".html")
    current = standing(history(at.file)).current
    if at.file.exists() and (not current or not at.version(current).exists()):
        yield f"no version for {at.file.name}"
