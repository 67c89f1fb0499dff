"""The command for the tests: as a process where that is what is tested, else in this one, which saves its start."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from flows.__main__ import main
from flows.operate.logs import LOGGER
from gongkai.queries.frames import run_query

ROOT = Path(__file__).resolve().parents[2]
GONGKAI = ROOT / ".venv" / "bin" / "gongkai"
SAMPLES = ROOT / "data" / "samples"
COUNTS = ("loaded", "unchanged", "superseded", "rejected")


Done = subprocess.CompletedProcess[str]


def gongkai(*words: object, code: int = 0) -> Done:
    """What the command does with these words, here, without Prefect; an error is one line and no traceback."""
    command = ["gongkai", *map(str, words)]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with plain(), patch.multiple(sys, argv=command, stdout=out, stderr=err):
        try:
            main()
            left: object = 0
        except SystemExit as exit_:
            left = exit_.code or 0
    texts = (bytes(stream.buffer.getbuffer()).decode() for stream in (out, err))
    return _checked(Done(command, int(str(left)), *texts), code)


def gongkai_process(*words: object, code: int = 0, stdin: str | None = None) -> Done:
    """The same as a process of its own: the installed command, as a user types it."""
    with plain():
        done = subprocess.run(
            [GONGKAI, *map(str, words)], check=False, capture_output=True, text=True, timeout=600, input=stdin
        )
    return _checked(done, code)


@contextmanager
def plain() -> Iterator[None]:
    """An environment without Prefect; it and the log are as before afterwards."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_API")}
    with patch.dict(os.environ, plain, clear=True), patch.multiple(LOGGER, handlers=[], level=0, propagate=True):
        yield


def _checked(done: Done, code: int) -> Done:
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
    assert set(counts) >= {"seen", *COUNTS, "seconds"}
    assert counts["seen"] == sum(counts[name] for name in COUNTS)
    return counts


def rows(warehouse: Path, sql: str) -> list[dict[str, object]]:
    """A query's rows as the command writes them in JSON, without its process."""
    found: list[dict[str, object]] = json.loads(run_query(warehouse, sql).write_json())
    return found
