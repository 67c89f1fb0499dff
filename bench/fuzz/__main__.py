"""`python -m bench.fuzz`: break synthetic reports, ingest them in several nights, and look for each of them.

In slices, each an inbox and a warehouse of its own. The inbox is cumulative, as a real one: a night sees those of
the nights before again. The last but one brings damaged archives, the last nothing new. What a slice came to stands in
`build/fuzz/slices.jsonl`, and the table adds all of them up: the fuzz can be stopped, and goes on. Ends
with 1 if a document is lost, a night fails, a document makes the reader fail, or the last night finds one that is not
unchanged.
"""

import json
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
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
_ENDED = "SELECT source_uri FROM rejected_document WHERE reason = 'archive_limit'"
_REASONS = "SELECT reason, count(*) FROM rejected_document GROUP BY ALL ORDER BY 2 DESC, 1"
_FAILED = ("reader_failed", "reader_killed", "reader_timed_out")


def main() -> None:
    """Go on with the slices, and print the table."""
    parser = ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="broken documents, with those of earlier calls")
    parser.add_argument("--slice", type=int, default=5_000, help="so many of them at once")
    parser.add_argument("--nights", type=int, default=2)
    parser.add_argument("--damaged", type=int, default=150, help="damaged archives and tables a slice, beside them")
    parser.add_argument("--timed", type=int, default=20, help="so many of a slice's largest documents are timed alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fresh", action="store_true", help="forget earlier slices")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to work in")
    options = parser.parse_args()
    record = options.to / "slices.jsonl"
    options.to.mkdir(parents=True, exist_ok=True)
    if options.fresh:
        record.unlink(missing_ok=True)
    slices = [json.loads(line) for line in record.read_text().splitlines()] if record.exists() else []
    while (left := options.count - sum(one["documents"] for one in slices)) > 0:
        number = len(slices)
        here = Namespace(**vars(options) | {"to": options.to / "slice", "seed": options.seed * 1_000 + number})
        here.count = min(left, options.slice)
        slices.append(run(here))
        with record.open("a") as lines:
            print(json.dumps(slices[-1], ensure_ascii=False), file=lines)
    sys.exit(1 if _told(slices) else 0)


def run(options: Namespace) -> dict[str, Any]:
    """All nights of a slice: what came of its documents, and what is wrong, in a line each."""
    shutil.rmtree(options.to, ignore_errors=True)
    inbox, warehouse = options.to / "inbox", options.to / "warehouse.duckdb"
    rng = Random(options.seed)
    documents = mutated(originals(min(options.count, 400), options.seed), rng)
    wanted: dict[str, Path] = {}
    wrong: list[str] = []
    begun = time.perf_counter()
    given, done = 0, Counter[str]()
    for night in range(options.nights):
        count = options.count * (night + 1) // options.nights - given
        wanted |= write_night(inbox / f"night-{night}", documents, count, rng)
        given += count
        counts = _ingest(inbox, warehouse, f"night {night + 1}", done)
        # A document that prints a report several times counts once for each of its parts.
        if counts["seen"] < given:
            wrong.append(f"night {night + 1} saw {counts['seen']:,} of {given:,} documents")
    files = write_damaged(inbox / "damaged", documents, options.damaged, rng)
    _ingest(inbox, warehouse, "damaged", done)
    again = _ingest(inbox, warehouse, "the same again", done, "--strict")
    if again["unchanged"] != again["seen"]:
        wrong.append(f"of {again['seen']:,} documents that were seen before {again['unchanged']:,} are unchanged")
    wrong += _lost(warehouse, wanted, files)
    print(f"slowest document: {slowest(inbox, options.timed)}")
    print("\n".join(wrong) or "nothing lost, nothing failed", flush=True)
    return {
        **{"documents": given, "damaged": len(files), "different": len(wanted), "seen_again": again["seen"]},
        **{"unchanged_again": again["unchanged"], **done, "seconds": round(time.perf_counter() - begun)},
        "wrong": wrong,
    }


def _told(slices: list[dict[str, Any]]) -> int:
    """Print what all slices came to; how much is wrong."""
    names = [name for name in slices[0] if name not in {"wrong", "peak_mb"}]
    for name in names:
        print(f"  {name.replace('_', ' '):<24} {sum(one[name] for one in slices):>12,}")
    print(f"  {'peak memory, MB':<24} {max(one['peak_mb'] for one in slices):>12,}")
    wrong = [f"slice {number}: {line}" for number, one in enumerate(slices) for line in one["wrong"]]
    print(f"  {'slices':<24} {len(slices):>12,}\n  {'wrong':<24} {len(wrong):>12,}")
    print("\n".join(wrong[:20]))
    return len(wrong)


def _ingest(inbox: Path, warehouse: Path, name: str, done: Counter[str], *options: str) -> dict[str, int]:
    """One night through the command: its counts, which must add up; `done` gains what is new, and the peak in MB."""
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
    counts: dict[str, int] = json.loads(out.splitlines()[-1])
    parts = {part: counts[part] for part in ("loaded", "unchanged", "superseded", "rejected")}
    if sum(parts.values()) != counts["seen"]:
        raise SystemExit(f"{name}: {parts} do not add up to {counts['seen']}")
    words = ", ".join(f"{part} {count:,}" for part, count in parts.items())
    print(f"{name}: seen {counts['seen']:,} = {words}; {time.perf_counter() - begun:.1f} s, {peak:,.0f} MB", flush=True)
    done.update({part: counts[part] for part in ("loaded", "superseded", "rejected")})
    done["peak_mb"] = max(done["peak_mb"], round(peak))
    return counts


def _lost(warehouse: Path, wanted: dict[str, Path], damaged: list[Path]) -> list[str]:
    """What is neither a report nor refused, and whom the reader failed on; prints why documents were refused.

    What stands in an archive behind the place where it unpacks to too much is refused with the archive, in one row.
    """
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        lost = wanted.keys() - {digest for (digest,) in connection.execute(_FOUND).fetchall()}
        ended = {Path(uri).resolve() for (uri,) in connection.execute(_ENDED).fetchall()}
        # A table's row names itself as the table was written: by a path from here.
        uris = {str(Path(uri.split("!/")[0]).resolve()) for (uri,) in connection.execute(_TOLD).fetchall()}
        reasons = dict(connection.execute(_REASONS).fetchall())
    print(f"{len(wanted):,} different documents; refused: {', '.join(f'{n:,} {why}' for why, n in reasons.items())}")
    silent = [file.name for file in damaged if str(file.resolve()) not in uris]
    failed = sum(reasons.get(reason, 0) for reason in _FAILED)
    return [
        *(f"lost: {digest} of {wanted[digest]}" for digest in sorted(lost) if wanted[digest].resolve() not in ended),
        *(f"not a word of {name}" for name in silent[:10]),
        *([f"{failed} documents that the reader failed on"] if failed else []),
    ]


if __name__ == "__main__":
    main()
