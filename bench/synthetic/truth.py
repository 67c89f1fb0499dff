"""What is true: some years of one agency, in which every identity of the form holds.

A mistake of the author changes the truth itself: what the report prints is what it reports.
"""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from bench.synthetic.disclosure import Stock, fill_disclosure
from bench.synthetic.edition import CellKey, Edition
from bench.synthetic.garbles.mistakes import break_identity, disturb

Value = int | Decimal

#: Shares of agencies that receive hardly any requests, some, and many.
_BUSY = (55, 30, 15)
_APPLICANT_WEIGHTS = {"natural_person": 80, "enterprise": 10}
_OUTCOME_WEIGHTS = {"granted": 60, "partially_granted": 15, "unavailable_not_held": 30, "other_total": 6}


@dataclass(frozen=True)
class Year:
    """One report's truth.

    Attributes:
        number: the report year.
        edition: the form it is printed on.
        cells: every cell of the edition.
        mistakes: `check_code:scope` of every identity instance that the author broke; all of one check_code.
    """

    number: int
    edition: Edition
    cells: dict[CellKey, Value]
    mistakes: tuple[str, ...]


@dataclass
class _Agency:
    """What goes over from one year to the next."""

    busy: int
    open_requests: Counter[str] = field(default_factory=Counter)
    stock: Stock = field(default_factory=Stock)


def history(rng: Random, years: list[tuple[int, Edition]], mistakes: list[str]) -> list[Year]:
    """The truth of consecutive years of one agency.

    Args:
        rng: the agency's own source of chance.
        years: report years with their editions, ascending.
        mistakes: for each year the identity that its author breaks, or "".
    """
    agency = _Agency(rng.choices((0, 1, 2), _BUSY)[0])
    if agency.busy:
        agency.open_requests["natural_person"] = rng.randint(0, 2 * agency.busy)
    agency.stock.documents["normative_document"] = rng.choice((0, 0, rng.randint(1, 60)))
    return [_year(agency, rng, *year, mistake) for year, mistake in zip(years, mistakes, strict=True)]


def _year(agency: _Agency, rng: Random, number: int, edition: Edition, mistake: str) -> Year:
    cells: dict[CellKey, Value] = dict.fromkeys(edition.keys, 0)
    broken = disturb(mistake, agency.open_requests, agency.stock.documents)
    fill_disclosure(cells, edition, agency.stock, agency.busy, rng)
    _fill_application(cells, edition, agency, rng)
    _fill_dispute(cells, edition, agency.busy, rng)
    broken += break_identity(mistake, cells, edition, rng)
    return Year(number, edition, cells, tuple(broken))


def _fill_application(cells: dict[CellKey, Value], edition: Edition, agency: _Agency, rng: Random) -> None:
    """Section 三: who asked, what was left from last year, what came of it, what is left now."""
    *applicants, total = edition.of_form("application")[0].columns
    weights = [_APPLICANT_WEIGHTS.get(column, 2) for column in applicants]
    received = Counter(rng.choices(applicants, weights, k=_requests(agency.busy, rng)))
    outcome_weights = [_OUTCOME_WEIGHTS.get(row, 3) for row in edition.outcomes]
    table: Counter[tuple[str, str]] = Counter()
    for column in applicants:
        in_hand = received[column] + agency.open_requests[column]
        left = min(in_hand, rng.randint(0, in_hand // 6 + (rng.random() < 0.1)))
        outcomes = Counter(rng.choices(edition.outcomes, outcome_weights, k=in_hand - left))
        rows = {"new_received": received[column], "carried_in": agency.open_requests[column]}
        for row, count in {**rows, **outcomes, "handled_total": in_hand - left, "carried_out": left}.items():
            table[row, column] += count
            table[row, total] += count
        agency.open_requests[column] = left
    cells.update({("application", row, column): count for (row, column), count in table.items()})


def _requests(busy: int, rng: Random) -> int:
    """How many requests came in this year."""
    if busy == 2:
        return rng.randint(15, 240)
    if busy == 1:
        return rng.randint(0, 12)
    return rng.choice((0, 0, 0, 0, rng.randint(1, 2)))


def _fill_dispute(cells: dict[CellKey, Value], edition: Edition, busy: int, rng: Random) -> None:
    """Section 四: mostly nothing, a few cases with busy agencies."""
    for row in edition.of_form("dispute"):
        *results, total = row.columns
        if rng.random() < (0.02, 0.12, 0.5)[busy]:
            counts = Counter(rng.choices(results, (6, 2, 2, 3), k=rng.randint(1, 3 * busy + 1)))
            cells.update({("dispute", row.code, result): count for result, count in counts.items()})
            cells["dispute", row.code, total] = counts.total()
