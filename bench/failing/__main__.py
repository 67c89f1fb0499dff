"""`python -m bench.failing`: make each operation of a night, a rollback, a release fail; exit 1 if anything is wrong.

What was tried stands in `build/failing/tried.jsonl`, and is not tried again: the loop can be stopped and goes on.
"""

import json
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.failing.child import KINDS, Fault, built, run_command
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
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--fresh", action="store_true", help="forget what was tried before")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to work in")
    options = parser.parse_args()
    library = built(options.to.absolute())
    if os.environ.get("LD_PRELOAD") != str(library):  # a library is preloaded by the start of a program only
        words = [sys.executable, "-m", "bench.failing", *sys.argv[1:]]
        os.execve(sys.executable, words, {**os.environ, **_QUIET, "LD_PRELOAD": str(library)})
    sys.exit(1 if run(options) else 0)


#: One reader, one thread: the operations come in nearly the same order each time.
_QUIET = {"POLARS_MAX_THREADS": "1", "GONGKAI_WORKERS": "1", "GONGKAI_LOG_LEVEL": "error"}


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
                for one in _tried(scenario, kind, options.every, known):
                    tried.append(one)
                    print(json.dumps(one), file=lines, flush=True)
                    if time.monotonic() > end:
                        return _told(tried)
    return _told(tried)


def _tried(scenario: Scenario, kind: str, every: int, known: set[tuple[str, str, int]]) -> Iterator[dict[str, Any]]:
    """Each fault of a kind, once: what happened."""
    operations = [""] * LIMITS if kind == "memory" else operations_of(scenario, kind)
    for number in range(1, len(operations) + 1, every):
        if (scenario.name, kind, number) in known:
            continue
        scenario.lay_out()
        code = run_command(scenario.words, Fault(kind, number, scenario.place))
        wrong = list(problems(scenario, code))
        did = {"scenario": scenario.name, "kind": kind, "number": number, "of": len(operations)}
        yield {**did, "operation": operations[number - 1], "code": code, "wrong": wrong}
        if kind == "memory" and code == 0:
            return


def _told(tried: list[dict[str, Any]]) -> int:
    """Print what was tried; how many faults ended wrong."""
    print(f"  {'scenario':<14} {'fault':<8} {'operations':>10} {'tried':>6} {'exit 0':>7} {'refused':>8}   died  wrong")
    for scenario, kind in dict.fromkeys((one["scenario"], one["kind"]) for one in tried):
        here = [one for one in tried if (one["scenario"], one["kind"]) == (scenario, kind)]
        ends = Counter("exit 0" if one["code"] == 0 else "died" if one["code"] < 0 else "refused" for one in here)
        wrong = sum(bool(one["wrong"]) for one in here)
        of = max(one["of"] for one in here)
        counts = f"{of:>10} {len(here):>6} {ends['exit 0']:>7} {ends['refused']:>8} {ends['died']:>6} {wrong:>6}"
        print(f"  {scenario:<14} {kind:<8} {counts}")
    bad = [one for one in tried if one["wrong"]]
    for one in bad[:20]:
        print(f"  {one['scenario']}, {one['kind']} {one['number']} ({one['operation']}): {'; '.join(one['wrong'])}")
    print(f"  {len(tried)} faults, {len(bad)} wrong")
    return len(bad)


if __name__ == "__main__":
    main()
