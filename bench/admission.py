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
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.admission_read import Found, Warehouse, read_warehouse
from bench.synthetic.world import Truth, WorldDocument, rows, world
from bench.synthetic.world.write import write_world

_HEAD = ("operator", "documents", "loaded", "agency", "year", "dates", "edition", "refused", "made", "silent")
#: Documents where no number is given.
DOCUMENTS = 1500

_HELD = ("agency_unknown", "year_unknown")
_SURE = ("reported", "inferred")


@dataclass
class Count:
    """What became of one row's documents; each a number of reports, or of documents where they hold none."""

    due: int = 0
    loaded: int = 0
    agency: int = 0
    year: int = 0
    dates: int = 0
    edition: int = 0
    to_refuse: int = 0
    refused: int = 0
    silent: int = 0
    made: set[str] = field(default_factory=set)

    def row(self, name: str) -> str:
        """One line of the table."""
        shares = [_share(part, self.due) for part in (self.loaded, self.agency, self.year, self.dates, self.edition)]
        refused = _share(self.refused, self.to_refuse)
        cells = [name, str(self.due + self.to_refuse), *shares, refused, str(len(self.made)), str(self.silent)]
        return " | ".join(cells)

    def add(self, other: "Count") -> None:
        """Sum up."""
        for name in ("due", "loaded", "agency", "year", "dates", "edition", "to_refuse", "refused", "silent"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.made |= other.made


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


@dataclass(frozen=True)
class Judged:
    """One document: what it adds to its row, and what is wrong with it."""

    document: WorldDocument
    count: Count
    wrong: tuple[str, ...]


def judge_all(documents: Iterable[WorldDocument], warehouse: Warehouse) -> Iterator[Judged]:
    """Each document beside what became of it."""
    known = list(documents)
    names = {name for document in known for part in document.parts for name in part.names}
    names |= {name for document in known for name in document.known}
    for document in known:
        yield _judged(document, warehouse, names)


def _judged(document: WorldDocument, warehouse: Warehouse, names: set[str]) -> Judged:
    found = warehouse.reports.get(document.path, {})
    count, wrong = Count(), list[str]()
    for report in found.values():
        if report.agency_name not in names:
            count.made.add(report.agency_name)
            wrong.append(f"made agency {report.agency_name}")
    if document.expect == "load":
        for number, part in enumerate(document.parts, 1):
            wrong += _part(count, part, found.get(number), number)
        wrong += [f"part {number} is none" for number in found if number > len(document.parts)]
        if not found:
            wrong.append(f"refused: {warehouse.refused.get(document.path, ('not mentioned', ''))}")
    else:
        count.to_refuse = 1
        reason, detail = warehouse.refused.get(document.path, ("", ""))
        right = not found and _as_due(document, reason)
        count.refused = int(right)
        if not right:
            got = ", ".join(f"{one.agency_name} {one.year}" for one in found.values()) or f"{reason} {detail}"
            wrong.append(f"{document.expect} {document.reason} is due, got {got}")
    return Judged(document, count, tuple(wrong))


def _as_due(document: WorldDocument, reason: str) -> bool:
    """Refused for the reason due; a page of spam for any."""
    if document.expect == "held":
        return bool(reason) if document.spam else reason == document.reason
    return bool(reason) and reason not in _HELD


def _part(count: Count, part: Truth, found: Found | None, number: int) -> list[str]:
    """Compare one report with its truth; what is wrong is returned."""
    count.due += 1
    due = f"part {number}: {part.agency_name} {part.year}"
    if found is None:
        return [f"{due} is not loaded"]
    count.loaded += 1
    right = {
        "agency": found.agency_name in part.names and found.region_code in part.codes,
        "year": found.year == part.year,
        "dates": (found.signed_date, found.published_date) == (part.signed_date, part.published_date),
        "edition": part.edition is None or found.edition == part.edition,
    }
    for name, holds in right.items():
        setattr(count, name, getattr(count, name) + holds)
    silent = [
        key
        for key, (value, state) in found.cells.items()
        if value is not None and state in _SURE and value != part.cells.get(key)
    ]
    count.silent += len(silent)
    wrong = [
        f"{due}: {name} is {_got(found, name)}, due {_due(part, name)}" for name, holds in right.items() if not holds
    ]
    return wrong + [f"{due}: silent {'.'.join(key)} {found.cells[key]}, is {part.cells.get(key)}" for key in silent[:3]]


def _got(found: Found, name: str) -> str:
    if name == "agency":
        return f"{found.agency_name} {found.region_code}"
    return f"{found.signed_date}, {found.published_date}" if name == "dates" else str(getattr(found, name))


def _due(part: Truth, name: str) -> str:
    if name == "agency":
        return f"{part.agency_name} {'/'.join(sorted(map(str, part.codes)))}"
    return f"{part.signed_date}, {part.published_date}" if name == "dates" else str(getattr(part, name))


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
