"""Documents of the world beside what a warehouse holds of them: counts, and what is wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.admission_read import Found, Warehouse
from bench.synthetic.world import Truth, WorldDocument

_HELD = ("agency_unknown", "year_unknown")
_SURE = ("reported", "inferred", "recognised")


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
