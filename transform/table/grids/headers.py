"""One header and the columns of one row of the form: which cell stands over which place."""

from functools import lru_cache
from itertools import pairwise

#: A header's cell that is a label of the form, but no column's.
OTHER = "-"

Codes = tuple[str | None, ...]


@lru_cache(maxsize=4096)
def cells_over_places(  # noqa: PLR0913, PLR0917
    head: Codes, bare: Codes, over: Codes, codes: Codes, names: Codes, parts: Codes
) -> list[int | None] | None:
    """Which cell of a header stands over each place of a row.

    Args:
        head: the column code of each of its cells, None where the cell is no known label, `-` where it is one that
            is no column's.
        bare: the same cells as they are printed, cleaned.
        over: the row of the form whose label stands above each of them, None for none.
        codes: the column code of each place.
        names: the form's label of each place, cleaned.
        parts: the row of the form that each place is of.

    Returns:
        For each place the cell's index, None where no cell is certain; None where the header contradicts the form.
    """
    if whole := _each_named(head, over, codes, parts):
        return whole
    first = next((at for at, code in enumerate(head) if code in codes), len(head))
    cells = [at for at, code in enumerate(head) if at >= first or code != OTHER]
    named = [head[at] if head[at] != OTHER else None for at in cells]
    if len(cells) == len(codes):
        found: list[int | None] | None = list(cells) if _is_in_order(named, codes) else None
    elif len(set(codes)) < len(codes):
        known = [at for at, code in zip(cells, named, strict=True) if code]
        found = list(known) if tuple(head[at] for at in known) == codes else None
    else:
        found = _places_between(cells, named, codes)
    if found and any(over[at] not in {None, part} for at, part in zip(found, parts, strict=True) if at is not None):
        return None
    # What shares no character with the label of its place is a column of the author's own.
    return found and [
        at if at is None or head[at] == code or set(bare[at] or "") & set(name or "") else None
        for at, code, name in zip(found, codes, names, strict=True)
    ]


def _each_named(head: Codes, over: Codes, codes: Codes, parts: Codes) -> list[int | None] | None:
    """The cells of a header that names each column once, or once in each part of a wide row, in whatever order."""
    size = len(set(codes))
    named = [at for at, code in enumerate(head) if code in codes]
    if len(named) != len(codes) or codes != codes[:size] * (len(codes) // size):
        return None
    blocks = [named[at : at + size] for at in range(0, len(named), size)]
    found = [{head[at]: at for at in block} for block in blocks]
    order = list(dict.fromkeys(parts))
    labels = [{over[at] for at in block} for block in blocks]
    if len(order) > 1 and any(label != {None} for label in labels):
        ordered = [
            next((one for one, label in zip(found, labels, strict=True) if label == {part}), {}) for part in order
        ]
        found = ordered
    if any(len(block) < size for block in found):
        return None
    return [block[code] for block in found for code in codes[:size]]


def _is_in_order(named: list[str | None], codes: Codes) -> bool:
    """Whether as many cells as places stand in the form's order; a label printed twice may stand for its neighbour."""
    wrong = [name for name, code in zip(named, codes, strict=True) if name and name != code]
    return all(named.count(name) > codes.count(name) for name in wrong)


def _places_between(cells: list[int], named: list[str | None], codes: Codes) -> list[int | None] | None:
    """Places of a header with more or fewer cells than the row: the named ones, and what fits just between them."""
    known = [(at, codes.index(name)) for at, name in enumerate(named) if name in codes and named.count(name) == 1]
    if not known or [place for _, place in known] != sorted(place for _, place in known):
        return None
    found: list[int | None] = [None] * len(codes)
    for at, place in known:
        found[place] = cells[at]
    bounds = [(-1, -1), *known, (len(cells), len(codes))]
    for (at, place), (next_at, next_place) in pairwise(bounds):
        if next_at - at == next_place - place:
            for step in range(1, next_at - at):
                found[place + step] = cells[at + step]
    return found
