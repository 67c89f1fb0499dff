"""`python -m bench.failing`: make each operation of a night, a rollback, a release fail; exit 1 if anything is wrong.

What was tried stands in `build/failing/tried.jsonl`, and is not tried again: the loop can be stopped and goes on. First
comes each different operation (by name and file) once, then the last of each, then all others.
"""

import json
import os
import re
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.failing.child import ABORTED, KINDS, Fault, built, import_once, run_command
from bench.failing.scenarios import SCENARIOS, Scenario, made_ready, operations_of, problems

FOLDER = Path("build") / "failing"
#: Limits of memory are tried up to the first that is enough, and at most so many.
LIMITS = 64


def main() -> None:
    """All faults of all scenarios, or some."""
    parser = ArgumentParser(prog="python -m bench.failing", description=__doc__)
    parser.add_argument("--scenario", choices=list(SCENARIOS), action="append", help="only this one; may be repeated")
    parser.add_argument("--kind", choices=list(KINDS), action="append", help="only this fault; may be repeated")
    parser.add_argument("--every", type=int, default=1, help="only every n-th operation")
    parser.add_argument("--different", action="store_true", help="only the first and last of each different operation")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--fresh", action="store_true", help="forget what was tried before")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to work in")
    options = parser.parse_args()
    library = built(options.to.absolute())
    if os.environ.get("LD_PRELOAD") != str(library):  # a library is preloaded by the start of a program only
        words = [sys.executable, "-m", "bench.failing", *sys.argv[1:]]
        os.execve(sys.executable, words, {**os.environ, **_QUIET, "LD_PRELOAD": str(library)})
    import_once()
    sys.exit(1 if run(options) else 0)


#: One reader, one thread: the operations come in nearly the same order each time. A library whose threads could not be
#: started never answers; a run is to give it up long before the loop gives up the run.
_QUIET = {
    "POLARS_MAX_THREADS": "1",
    "GONGKAI_WORKERS": "1",
    "GONGKAI_LOG_LEVEL": "error",
    "GONGKAI_BATCH_SECONDS": "10",
}


def run(options: Namespace) -> int:
    """Try what is not tried yet, and print the table; how many faults ended wrong."""
    folder = options.to.absolute()
    record = folder / "tried.jsonl"
    if options.fresh:
        record.unlink(missing_ok=True)
    tried = [json.loads(line) for line in record.read_text().splitlines()] if record.exists() else []
    known = {(one["scenario"], one["kind"], one["number"]) for one in tried}
    end = time.monotonic() + options.seconds
    with record.open("a") as lines:
        for name in options.scenario or SCENARIOS:
            scenario = made_ready(name, folder)
            for kind in options.kind or KINDS:
                for one in _tried(scenario, kind, options, known):
                    tried.append(one)
                    print(json.dumps(one), file=lines, flush=True)
                    if time.monotonic() > end:
                        return _told(tried)
    return _told(tried)


def _tried(
    scenario: Scenario, kind: str, options: Namespace, known: set[tuple[str, str, int]]
) -> Iterator[dict[str, Any]]:
    """Each fault of a kind, once: what happened."""
    operations = [""] * LIMITS if kind == "memory" else operations_of(scenario, kind)
    different = len(set(map(_without_numbers, operations)))
    for number in _order(operations, only_different=options.different and kind != "memory")[:: options.every]:
        if (scenario.name, kind, number) in known:
            continue
        scenario.lay_out()
        code = run_command(scenario.words, Fault(kind, number, scenario.place))
        wrong = list(problems(scenario, code, operations[number - 1]))
        did = {"scenario": scenario.name, "kind": kind, "number": number, "of": len(operations), "different": different}
        yield {**did, "operation": operations[number - 1], "code": code, "wrong": wrong}
        if kind == "memory" and code == 0:
            return


def _order(operations: list[str], *, only_different: bool) -> list[int]:
    """The numbers of operations, from 1: the first of each different one, the last of each, then the others."""
    names = list(map(_without_numbers, operations))
    firsts = {name: at for at, name in reversed(list(enumerate(names, 1)))}
    lasts = {name: at for at, name in enumerate(names, 1)}
    ends = [*sorted(firsts.values()), *sorted(lasts.values())]
    return list(dict.fromkeys(ends if only_different else [*ends, *range(1, len(names) + 1)]))


def _without_numbers(operation: str) -> str:
    """An operation without what is different in each run: times, digests, processes."""
    return re.sub(r"[0-9a-f]{6,}|\d+", "N", operation)


def _told(tried: list[dict[str, Any]]) -> int:
    """Print what was tried; how many faults ended wrong."""
    print(_line(("scenario", "fault", "operations", "different", "tried", "exit 0", "refused", "died", "wrong")))
    for scenario, kind in dict.fromkeys((one["scenario"], one["kind"]) for one in tried):
        here = [one for one in tried if (one["scenario"], one["kind"]) == (scenario, kind)]
        ends = Counter(_end(one["code"]) for one in here)
        of, different = (max(one[name] for one in here) for name in ("of", "different"))
        wrong = sum(bool(one["wrong"]) for one in here)
        print(_line((scenario, kind, of, different, len(here), ends["exit 0"], ends["refused"], ends["died"], wrong)))
    bad = [one for one in tried if one["wrong"]]
    for one in bad[:20]:
        print(f"  {one['scenario']}, {one['kind']} {one['number']} ({one['operation']}): {'; '.join(one['wrong'])}")
    print(f"  {len(tried)} faults, {len(bad)} wrong")
    return len(bad)


def _end(code: int) -> str:
    """How a run ended, by its exit code: well, with an error that it told, or by a signal or the C library."""
    if code == 0:
        return "exit 0"
    return "died" if code < 0 or code == ABORTED else "refused"


def _line(cells: tuple[str | int, ...]) -> str:
    """A line of the table."""
    scenario, kind, *counts = cells
    return f"  {scenario:<14}{kind:<8}" + "".join(f"{count:>11}" for count in counts)


if __name__ == "__main__":
    main()
