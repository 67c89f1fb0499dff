"""`python -m bench.fuzz`: break synthetic reports, ingest them in several nights, and look for each of them.

The inbox is cumulative, as a real one: a night sees the earlier nights' documents again. The last but one brings
damaged archives, the last nothing new. Ends with 1 if a document is lost, a night fails, a document makes the reader
fail, or the last night finds one that is not unchanged.
"""

import json
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from bench.fuzz import mutated, originals, write_damaged, write_night
from bench.fuzz.slowest import slowest
from bench.memory import memory_of

FOLDER = Path("build") / "fuzz"
GONGKAI = Path(sys.executable).with_name("gongkai")
_FOUND = "SELECT sha256 FROM report UNION SELECT sha256 FROM rejected_document WHERE sha256 IS NOT NULL"
_TOLD = "SELECT source_uri FROM report UNION SELECT source_uri FROM rejected_document"
_REASONS = "SELECT reason, count(*) FROM rejected_document GROUP BY ALL ORDER BY 2 DESC, 1"
_FAILED = ("reader_failed", "reader_killed", "reader_timed_out")


def main() -> None:
    """Write, ingest, compare; one line a night, then what was found."""
    parser = ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="broken documents")
    parser.add_argument("--nights", type=int, default=5)
    parser.add_argument("--damaged", type=int, default=300, help="damaged archives and tables, beside the documents")
    parser.add_argument("--timed", type=int, default=100, help="so many of the largest documents are timed alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to work in; it is emptied first")
    sys.exit(0 if run(parser.parse_args()) else 1)


def run(options: Namespace) -> bool:
    """All nights; whether nothing was lost and nothing failed."""
    shutil.rmtree(options.to, ignore_errors=True)
    inbox, warehouse = options.to / "inbox", options.to / "warehouse.duckdb"
    rng = Random(options.seed)
    documents = mutated(originals(min(options.count, 400), options.seed), rng)
    wanted: set[str] = set()
    wrong: list[str] = []
    seen, peak = 0, 0.0
    for night in range(options.nights):
        count = options.count * (night + 1) // options.nights - seen
        wanted |= write_night(inbox / f"night-{night}", documents, count, rng)
        seen += count
        done = _ingest(inbox, warehouse, f"night {night + 1}")
        peak = max(peak, done["peak"])
        # A document that prints a report several times counts once for each of its parts.
        if done["seen"] < seen:
            wrong.append(f"night {night + 1} saw {done['seen']:,} of {seen:,} documents")
    files = write_damaged(inbox / "damaged", documents, options.damaged, rng)
    peak = max(peak, _ingest(inbox, warehouse, "damaged")["peak"])
    again = _ingest(inbox, warehouse, "the same again", "--strict")
    if again["unchanged"] != again["seen"]:
        wrong.append(f"of {again['seen']:,} documents that were seen before {again['unchanged']:,} are unchanged")
    wrong += _lost(warehouse, wanted, files)
    print(f"peak memory {peak:,.0f} MB; slowest document: {slowest(inbox, options.timed)}")
    print("\n".join(wrong) or "nothing lost, nothing failed")
    return not wrong


def _ingest(inbox: Path, warehouse: Path, name: str, *options: str) -> dict[str, Any]:
    """One night through the command: its counts, which must add up, and its peak memory in MB."""
    begun = time.perf_counter()
    command: list[str | Path] = [GONGKAI, "ingest", inbox, "--warehouse", warehouse, "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(0.2)
        out, err = process.communicate()
    if process.returncode or "Traceback" in err or "panicked" in err:
        raise SystemExit(f"{name} ended with {process.returncode}: {err}")
    counts: dict[str, Any] = json.loads(out.splitlines()[-1])
    parts = {part: counts[part] for part in ("loaded", "unchanged", "superseded", "rejected")}
    if sum(parts.values()) != counts["seen"]:
        raise SystemExit(f"{name}: {parts} do not add up to {counts['seen']}")
    words = ", ".join(f"{part} {count:,}" for part, count in parts.items())
    print(f"{name}: seen {counts['seen']:,} = {words}; {time.perf_counter() - begun:.1f} s, {peak:,.0f} MB", flush=True)
    return {**counts, "peak": peak}


def _lost(warehouse: Path, wanted: set[str], damaged: list[Path]) -> list[str]:
    """What is neither a report nor refused, and whom the reader failed on; prints why documents were refused."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        lost = wanted - {digest for (digest,) in connection.execute(_FOUND).fetchall()}
        # A table's row names itself as the table was written: by a path from here.
        uris = {str(Path(uri.split("!/")[0]).resolve()) for (uri,) in connection.execute(_TOLD).fetchall()}
        reasons = dict(connection.execute(_REASONS).fetchall())
    print(f"{len(wanted):,} different documents; refused: {', '.join(f'{n:,} {why}' for why, n in reasons.items())}")
    silent = [file.name for file in damaged if str(file.resolve()) not in uris]
    failed = sum(reasons.get(reason, 0) for reason in _FAILED)
    return [
        *(f"lost: {digest}" for digest in sorted(lost)[:10]),
        *(f"not a word of {name}" for name in silent[:10]),
        *([f"{failed} documents that the reader failed on"] if failed else []),
    ]


if __name__ == "__main__":
    main()
