"""Results that took long are kept, a line each, and not measured again for the same commit and the same reports."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.speed.corpus import FOLDER, Corpus

CURVE = FOLDER / "curve.jsonl"
Result = dict[str, Any]


def kept(part: str, corpus: Corpus, commit: str, measure: Callable[[], Result]) -> Result:
    """A part's result, measured unless it is kept.

    Args:
        part: what is measured.
        corpus: on which reports.
        commit: of which code; empty where that is unknown, and nothing is kept.
        measure: measures it.
    """
    key = {"part": part, "commit": commit, "count": corpus.count, "seed": corpus.seed, "garbles": corpus.garbles}
    if not commit:
        return measure()
    for line in CURVE.read_text(encoding="utf-8").splitlines() if CURVE.exists() else ():
        if (known := _record(line)) and known["key"] == key:
            result: Result = known["result"]
            return result
    result = measure()
    with CURVE.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"key": key, "result": result}) + "\n")
    return result


def _record(line: str) -> Result | None:
    """A line of the file; None for one that was cut off as it was written."""
    try:
        record: Result = json.loads(line)
    except ValueError:
        return None
    return record


def commit_of(folder: Path) -> str:
    """The commit of a checkout, and a digest of what was changed since; empty outside of a checkout."""
    try:
        head = _git(folder, "rev-parse", "--short=12", "HEAD").decode().strip()
        changes = _git(folder, "diff", "HEAD") + _git(folder, "ls-files", "--others", "--exclude-standard")
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{head}+{hashlib.sha256(changes).hexdigest()[:8]}" if changes else head


def _git(folder: Path, *command: str) -> bytes:
    """What git prints."""
    return subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True).stdout
