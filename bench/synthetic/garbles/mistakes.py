"""Mistakes of the author: exactly one identity of a report broken, all others left holding.

The identities depend on each other: the sums over applicants and the sums over rows share their totals.
So one broken identity often shows in two of its instances (a column and the total column, or two rows), but
never in another identity.
"""

from collections import Counter
from decimal import Decimal
from random import Random

from bench.synthetic.edition import CellKey, Edition

Cells = dict[CellKey, int | Decimal]


def choose_mistakes(rng: Random, editions: list[Edition], share: float) -> list[str]:
    """For each year's report the identity to break, or ""."""
    chosen = []
    for place, edition in enumerate(editions):
        before = editions[place - 1].identities if place else {}
        possible = [name for name, looks_back in edition.identities.items() if not looks_back or name in before]
        wrong, name = rng.random() < share, rng.choice(possible)
        chosen.append(name if wrong else "")
    return chosen


def disturb(mistake: str, open_requests: Counter[str], documents: Counter[str]) -> list[str]:
    """Start the year from other numbers than the last year's report ended with."""
    if mistake == "carry_over":
        open_requests["natural_person"] += 1
        return [f"{mistake}:natural_person", f"{mistake}:total"]
    if mistake == "stock_continuity":
        documents["normative_document"] += 1
        return [f"{mistake}:normative_document"]
    return []


def break_identity(mistake: str, cells: Cells, edition: Edition, rng: Random) -> list[str]:
    """Break an identity of the year itself in its finished cells.

    Where no requests were handled no applicants_sum can be broken alone: outcomes_sum then is.
    """
    *applicants, total = edition.of_form("application")[0].columns
    applicant = rng.choice(applicants)
    swapped = _swap_totals(cells, edition, total) if mistake == "applicants_sum" else []
    if mistake == "requests_balance":
        return _add(cells, "new_received", mistake, (applicant, total))
    if mistake == "outcomes_sum" or (mistake == "applicants_sum" and not swapped):
        return _add(cells, rng.choice(edition.outcomes), "outcomes_sum", (applicant, total))
    if mistake == "results_sum":
        row = rng.choice(edition.of_form("dispute"))
        cells["dispute", row.code, row.columns[-1]] += 1
        return [f"{mistake}:{row.code}"]
    return swapped


def _add(cells: Cells, row: str, mistake: str, columns: tuple[str, str]) -> list[str]:
    """One request more in a row, for an applicant and in the total."""
    for column in columns:
        cells["application", row, column] += 1
    return [f"{mistake}:{column}" for column in columns]


def _swap_totals(cells: Cells, edition: Edition, total: str) -> list[str]:
    """Two totals typed into each other's rows; nothing where no total differs from the largest."""
    totals = {row: cells["application", row, total] for row in edition.outcomes}
    first = max(totals, key=lambda row: totals[row])
    second = min(totals, key=lambda row: totals[row])
    if totals[first] == totals[second]:
        return []
    cells["application", first, total] = totals[second]
    cells["application", second, total] = totals[first]
    return [f"applicants_sum:{row}" for row in totals if row in (first, second)]
