"""Section 二 of the truth: documents, decisions, fees."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from bench.synthetic.edition import CellKey, Edition, FormRow

Values = tuple[int | Decimal, ...]


@dataclass
class Stock:
    """What an agency has at the end of a year: documents in force, and items by row."""

    documents: Counter[str] = field(default_factory=Counter)
    items: dict[str, int] = field(default_factory=dict)


def fill_disclosure(
    cells: dict[CellKey, int | Decimal], edition: Edition, stock: Stock, busy: int, rng: Random
) -> None:
    """Fill the cells of section 二 and bring `stock` to the end of the year."""
    for row in edition.of_form("disclosure"):
        fill = _FILLS.get(row.columns)
        if fill is not None:
            cells.update(zip(row.keys, fill(row, stock, busy, rng), strict=True))


def _documents(row: FormRow, stock: Stock, busy: int, rng: Random) -> Values:
    issued = _new_documents(row, busy, rng)
    repealed = rng.randint(0, min(3, stock.documents[row.code])) if rng.random() < 0.3 else 0
    stock.documents[row.code] += issued - repealed
    return issued, repealed, stock.documents[row.code]


def _published_documents(row: FormRow, stock: Stock, busy: int, rng: Random) -> Values:
    created = _new_documents(row, busy, rng)
    stock.documents[row.code] += created
    return created, created, stock.documents[row.code]


def _new_documents(row: FormRow, busy: int, rng: Random) -> int:
    """Counties make no regulations; other documents come a few a year."""
    if row.code == "regulation" or rng.random() < 0.55:
        return 0
    return rng.randint(1, 5 + 8 * busy)


def _decisions(_row: FormRow, _stock: Stock, busy: int, rng: Random) -> Values:
    if rng.random() < (0.6, 0.4, 0.2)[busy]:
        return (0,)
    return (rng.randint(1, rng.choice((12, 150, (300, 3000, 30000)[busy]))),)


def _items(row: FormRow, stock: Stock, busy: int, rng: Random) -> Values:
    prior, change = _items_changed(row, stock, busy, rng)
    decisions = _decisions(row, stock, busy, rng) if prior + change else (0,)
    return prior, change, *decisions


def _items_changed(row: FormRow, stock: Stock, _busy: int, rng: Random) -> tuple[int, int]:
    """Items of last year and the change, which is negative where items were given up."""
    prior = stock.items.get(row.code, rng.choice((0, 0, rng.randint(1, 120))))
    change = rng.randint(-min(prior, 9), 9) if prior and rng.random() < 0.5 else 0
    stock.items[row.code] = prior + change
    return prior, change


def _fee(_row: FormRow, _stock: Stock, _busy: int, rng: Random) -> Values:
    return (_amount(rng),) if rng.random() < 0.25 else (0,)


def _procurement(_row: FormRow, _stock: Stock, _busy: int, rng: Random) -> Values:
    return (rng.randint(1, 40), _amount(rng)) if rng.random() < 0.4 else (0, 0)


def _amount(rng: Random) -> Decimal:
    """An amount of money in 万元 with none to four decimals."""
    decimals = rng.randint(0, 4)
    return Decimal(rng.randint(1, rng.choice((9, 90, 3000)) * 10**decimals)).scaleb(-decimals)


_FILLS: dict[tuple[str, ...], Callable[[FormRow, Stock, int, Random], Values]] = {
    ("issued", "repealed", "in_force"): _documents,
    ("created", "disclosed", "disclosed_total"): _published_documents,
    ("decisions",): _decisions,
    ("amount",): _fee,
    ("prior_items", "change", "decisions"): _items,
    ("prior_items", "change"): _items_changed,
    ("projects", "amount"): _procurement,
}
