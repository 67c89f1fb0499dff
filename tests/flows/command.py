"""The installed command as a process, for the tests."""

import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GONGKAI = ROOT / ".venv" / "bin" / "gongkai"
SAMPLES = ROOT / "data" / "samples"
COUNTS = ("loaded", "unchanged", "superseded", "rejected")


def gongkai(*words: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command without Prefect and check how it exits; an error is one line and no traceback."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_API")}
    done = subprocess.run(
        [GONGKAI, *map(str, words)], check=False, capture_output=True, text=True, env=environment, timeout=120
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def powerless(*words: object) -> list[str]:
    """A command line without root's right to read and write whatever it likes."""
    drop = ["--reuid=0", "--bounding-set=-all", "--inh-caps=-all", "--securebits=+noroot"]
    return [*(["setpriv", *drop] if os.geteuid() == 0 else []), str(GONGKAI), *map(str, words)]


def ingest(*words: object, warehouse: Path, code: int = 0) -> dict[str, int]:
    """Ingest with --json; the counts, which must add up."""
    done = gongkai("ingest", *words, "--warehouse", warehouse, "--json", code=code)
    counts: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    assert set(counts) == {"seen", *COUNTS, "seconds"}
    assert counts["seen"] == sum(counts[name] for name in COUNTS)
    return counts


def rows(warehouse: Path, sql: str) -> list[dict[str, object]]:
    """A query's rows through the command."""
    found: list[dict[str, object]] = json.loads(
        gongkai("sql", sql, "--warehouse", warehouse, "--format", "json").stdout
    )
    return found
