"""The documents of a few nights, and what each night's published version must hold."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import duckdb

from bench.synthetic.generate import generate

NIGHTS = 4
#: New reports a night; a batch is a few of them, so that a run has batches to find again.
REPORTS, BATCH = 24, 8
#: Never the same in two runs.
_TIMES = "ingested_at, seen_at, started_at, finished_at, run_id"


@dataclass(frozen=True)
class Expected:
    """The run without a fault.

    Attributes:
        digests: of version 0 (no file), 1, 2, …: what a reader must find.
        seconds: how long each night took.
        contents: different contents in all inboxes.
    """

    digests: list[str]
    seconds: list[float]
    contents: int


def make_inboxes(folder: Path, seed: int) -> int:
    """Write a folder of documents for each night: new ones, corrections, copies, and what is no report.

    Returns:
        How many different contents there are.
    """
    chance = Random(seed)
    reports = list(generate(NIGHTS * REPORTS, seed, garbles=("lost_column", "digit_split"), garbles_per_report=1))
    contents: set[str] = set()
    for night in range(NIGHTS):
        inbox = folder / f"night{night}"
        inbox.mkdir(parents=True)
        new = reports[night * REPORTS : (night + 1) * REPORTS]
        texts = {f"{number:03}.txt": report.text for number, report in enumerate(new)}
        for number in range(4):
            old = chance.choice(reports[: (night + 1) * REPORTS]).text
            texts[f"correction{number}.txt"] = f"{old}\n附：更正说明{night}{number}"
            texts[f"copy{number}.txt"] = chance.choice(new).text
        texts["junk.txt"] = f"no report, night {night}"
        for name, text in texts.items():
            (inbox / name).write_text(text, encoding="utf8")
        contents |= set(texts.values())
    return len(contents)


def command(inboxes: Path, night: int, warehouse: Path) -> list[str]:
    """The arguments of a night's run: it sees every inbox so far."""
    folders = [str(inboxes / f"night{one}") for one in range(night + 1)]
    return ["ingest", *folders, "--warehouse", str(warehouse), "--json"]


def environment() -> dict[str, str]:
    """Small batches, no Prefect."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_API", "GONGKAI_"))}
    return {**kept, "GONGKAI_BATCH_DOCUMENTS": str(BATCH), "GONGKAI_LOCK_SECONDS": "120"}


def run_without_faults(inboxes: Path, warehouse: Path, contents: int) -> Expected:
    """Every night once, undisturbed."""
    digests, seconds = [digest(warehouse)], []
    for night in range(NIGHTS):
        start = time.perf_counter()
        words = [sys.executable, "-m", "flows", *command(inboxes, night, warehouse)]
        subprocess.run(words, check=True, env=environment(), stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
        digests.append(digest(warehouse))
    return Expected(digests, seconds, contents)


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


def contents_kept(warehouse: Path) -> int:
    """Different contents that the warehouse has, loaded or refused."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    try:
        kept = "SELECT sha256 FROM report UNION SELECT sha256 FROM rejected_document"
        return int(connection.execute(f"SELECT count(*) FROM ({kept})").fetchall()[0][0])
    finally:
        connection.close()
