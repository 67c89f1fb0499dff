"""What is let in, under which name and year: documents of the world through the real `gongkai ingest`.

`python -m bench.admission [--count N] [--seed S]`, and the last table of `make accuracy`. A row an operator
(`bench/synthetic/world`); a document counts in one row only. Of documents to load, `documents` counts the reports in
them, and the columns say in per cent of these:

- loaded: the report is in the warehouse;
- agency: and under a name that counts as right, with a region that does;
- year, dates, edition: and these are right (a date or edition that is not printed must be none or any);
- refused: of documents to refuse, those that were refused for what they are; of those to hold (`nobody`,
  `year_nowhere` …), those that were held for the reason due;
- made: agencies in the warehouse that no truth has;
- silent: cells `reported` or `inferred` with a value that is not the truth.

`--show N` lists documents that went wrong, `--operator NAME` keeps only one row's, `--to DIR` keeps documents, truth
and warehouse.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.admission_judge import Count, Judged, judge_all
from bench.admission_read import read_warehouse
from bench.synthetic.world import WorldDocument, rows, world
from bench.synthetic.world.write import write_world

_HEAD = ("operator", "documents", "loaded", "agency", "year", "dates", "edition", "refused", "made", "silent")
#: Documents where no number is given.
DOCUMENTS = 1500


def ingest(inbox: Path, warehouse: Path) -> None:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "flows", "ingest", str(inbox), "--warehouse", str(warehouse), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    if done.returncode:
        sys.exit(f"ingest ended with {done.returncode}: {done.stderr.strip()[-1000:]}")


def measure(documents: list[WorldDocument], folder: Path) -> list[Judged]:
    """Write the documents, run the command on them, judge what the warehouse holds."""
    inbox = write_world(documents, folder)
    warehouse = folder / "warehouse.duckdb"
    warehouse.unlink(missing_ok=True)
    ingest(inbox, warehouse)
    return list(judge_all(documents, read_warehouse(warehouse, inbox)))


def judged(count: int, seed: int, operator: str = "", folder: Path | None = None) -> list[Judged]:
    """What became of so many documents, or of those of one operator among them; kept in `folder` if there is one."""
    documents = [one for one in world(count, seed) if not operator or operator in one.operators]
    with TemporaryDirectory() as spare:
        return measure(documents, folder or Path(spare))


def table(documents: Iterable[Judged]) -> Iterator[str]:
    """The lines: operators by family, each family's sum, all."""
    counts: dict[str, Count] = defaultdict(Count)
    for one in documents:
        counts[one.document.operators[0]].add(one.count)
    families: dict[str, Count] = defaultdict(Count)
    yield " | ".join(_HEAD)
    for family, name, _ in dict.fromkeys(rows()):
        if name in counts:
            families[family].add(counts[name])
            yield counts[name].row(f"{family}: {name}")
    for family, count in families.items():
        yield count.row(f"all {family}")
    every = Count()
    for count in families.values():
        every.add(count)
    yield every.row("all")


def main() -> None:
    """Print the table, and what went wrong."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=DOCUMENTS, help="documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--operator", default="", help="only documents of this operator")
    parser.add_argument("--show", type=int, default=0, help="list so many documents that went wrong")
    parser.add_argument("--to", type=Path, help="keep documents, truth and warehouse in this folder")
    options, _ = parser.parse_known_args()
    found = judged(options.count, options.seed, options.operator, options.to)
    print(f"{len(found)} documents, seed {options.seed}")
    print("\n".join(table(found)), flush=True)
    for one in islice((one for one in found if one.wrong), options.show):
        print(f"\n{one.document.path} ({', '.join(one.document.operators)})")
        print("\n".join(f"    {line}" for line in one.wrong[:8]))


if __name__ == "__main__":
    main()
