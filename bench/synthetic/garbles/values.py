"""Garbles of the printed values. Each returns whether it changed anything."""

from random import Random

from bench.synthetic.layout.draft import DASHES, Draft

_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def zeros_gone(draft: Draft, _rng: Random) -> bool:
    """All zeros dropped, as a crawler does that keeps no repeated lines."""
    return _print_zero(draft, "", ())


def blank_zero(draft: Draft, rng: Random) -> bool:
    """Zeros of one form, or of all, printed as empty cells."""
    return _print_zero(draft, "", _some_forms(draft, rng))


def dash_zero(draft: Draft, rng: Random) -> bool:
    """Zeros of one form, or of all, printed as `-`, `—` or `/`."""
    return _print_zero(draft, rng.choice(DASHES), _some_forms(draft, rng))


def wu_zero(draft: Draft, rng: Random) -> bool:
    """Zeros of one form, or of all, printed as `无`."""
    return _print_zero(draft, "无", _some_forms(draft, rng))


def full_width(draft: Draft, rng: Random) -> bool:
    """Full-width digits in one form, or in all."""
    for row in draft.rows(*_some_forms(draft, rng)):
        row.values = [value.translate(_FULL_WIDTH) for value in row.values]
    return True


def thousands(draft: Draft, _rng: Random) -> bool:
    """Separators of thousands in every number that has them."""
    changed = False
    for row, place, _ in draft.values():
        whole, point, decimals = row.values[place].partition(".")
        if len(whole) > 3 and whole.isascii() and whole.isdigit():
            row.values[place] = f"{int(whole):,}{point}{decimals}"
            changed = True
    return changed


def digit_split(draft: Draft, rng: Random) -> bool:
    """One to three numbers come apart: `1 2` for 12."""
    long = [(row, place) for row, place, _ in draft.values() if _is_long(row.values[place])]
    for row, place in rng.sample(long, min(len(long), rng.randint(1, 3))):
        cut = rng.randrange(1, len(row.values[place]))
        row.values[place] = f"{row.values[place][:cut]} {row.values[place][cut:]}"
    return bool(long)


def letter_o(draft: Draft, rng: Random) -> bool:
    """The letter O for 0 in a run of rows."""
    rows = draft.rows("disclosure", "application")
    start = rng.randrange(len(rows))
    run = rows[start : start + rng.randint(2, 8)]
    changed = any("0" in value for row in run for value in row.values)
    for row in run:
        row.values = [value.replace("0", "O") for value in row.values]
    return changed


def unit_in_cell(draft: Draft, rng: Random) -> bool:
    """A unit behind the amounts, and behind some counts of section 二."""
    for row, place, (_, _, column) in draft.values("disclosure"):
        value = row.values[place]
        if not value or value in DASHES or not value[-1].isdigit():
            continue
        if column == "amount":
            row.values[place] = f"{value}万元"
        elif rng.random() < 0.3:
            row.values[place] = f"{value}件"
    return True


def plus_sign(draft: Draft, rng: Random) -> bool:
    """Changes printed as `+5`, or as `增5` and `减5` (edition 2019)."""
    signs = rng.choice((("+", "-"), ("增", "减")))
    changed = False
    for row, place, (_, _, column) in draft.values("disclosure"):
        value = row.values[place]
        digits = value.removeprefix("-")
        if column == "change" and digits.isdigit() and int(digits):
            row.values[place] = signs[value.startswith("-")] + digits
            changed = changed or row.values[place] != value
    return changed


def _print_zero(draft: Draft, text: str, forms: tuple[str, ...]) -> bool:
    zeros = [(row, place) for row, place, _ in draft.values(*forms) if row.values[place] == "0"]
    for row, place in zeros:
        row.values[place] = text
    return bool(zeros)


def _some_forms(draft: Draft, rng: Random) -> tuple[str, ...]:
    """One of the forms that are printed, or none named for all of them."""
    return rng.choice([(), *((form,) for form in draft.tables)])


def _is_long(value: str) -> bool:
    return len(value) > 1 and value.isascii() and value.isdigit()
