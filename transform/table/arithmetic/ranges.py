"""Exactly what the identities say of open counts: which have one value, and which identities contradict each other.

The counts that keep all sums are the whole points of a polyhedron. A form's table is a flow from rows to columns, so
its matrix is totally unimodular, and what holds of the polyhedron holds of its whole points (Hoffman and Kruskal 1956).
One call for each distinct pattern of open cells.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from transform.table.arithmetic.simplex import Matrix, Tableau

#: Patterns that are remembered: reports cut off or torn alike leave the same sums open.
REMEMBERED = 20_000


class Forced(NamedTuple):
    """The one value of a count, and the sums that leave it that."""

    value: int
    sums: frozenset[int]


def forced_counts(signs: Matrix, rests: Sequence[int]) -> dict[int, Forced] | None:
    """The counts to which sums leave one value.

    Args:
        signs: sums x counts; `signs @ counts + rests = 0`, counts are whole and not negative.
        rests: one for each sum.

    Returns:
        By the count's place; None where the sums contradict each other.
    """
    found: dict[int, Forced] = {}
    for sums, counts in _parts(signs):
        part = np.ascontiguousarray(signs[np.ix_(sums, counts)])
        ones = _forced_in_part(part.tobytes(), part.shape, tuple(rests[i] for i in sums))
        if ones is None:
            return None
        for place, one in ones.items():
            found[counts[place]] = Forced(one.value, frozenset(sums[i] for i in one.sums))
    return found


def contradicting_sums(signs: Matrix, rests: Sequence[int]) -> set[int]:
    """The sums that have a part in a contradiction.

    A contradiction is a smallest set of sums that cannot hold together. Its sums go, until none is left; then every
    sum that contradicts what is left together with one of those that went goes too. So what is left holds together,
    and with each of the others that can hold at all.

    Args:
        signs: as for `forced_counts`.
        rests: as for `forced_counts`.

    Returns:
        The places of these sums.
    """
    gone: set[int] = set()
    for sums, counts in _parts(signs):
        part = np.ascontiguousarray(signs[np.ix_(sums, counts)])
        gone |= {sums[i] for i in _contradicting_in_part(part.tobytes(), part.shape, tuple(rests[i] for i in sums))}
    return gone


def _parts(signs: Matrix) -> list[tuple[list[int], list[int]]]:
    """Sums and counts that hang together: no sum has counts of two parts."""
    parts: list[tuple[list[int], list[int]]] = []
    waiting = np.atleast_1d(signs.any(axis=1))
    while waiting.any():
        sums = np.zeros(len(signs), dtype=np.bool_)
        sums[np.flatnonzero(waiting)[0]] = True
        while True:
            counts = signs[sums].any(axis=0)
            more = signs[:, counts].any(axis=1)
            if (more == sums).all():
                break
            sums[:] = more
        parts.append((np.flatnonzero(sums).tolist(), np.flatnonzero(counts).tolist()))
        waiting &= ~sums
    return parts


@lru_cache(maxsize=REMEMBERED)
def _forced_in_part(signs: bytes, shape: tuple[int, int], rests: tuple[int, ...]) -> dict[int, Forced] | None:
    """`forced_counts` for one part."""
    tableau = Tableau(np.frombuffer(signs, dtype=np.int64).reshape(shape), rests)
    if tableau.begin():
        return None
    free = tableau.free()
    found: dict[int, Forced] = {}
    for column in range(shape[1]):
        if column not in free and (one := _one_value(tableau, column)):
            found[column] = one
        free |= tableau.free()
    return found


def _one_value(tableau: Tableau, column: int) -> Forced | None:
    """The value of a count and the sums that neither let it grow nor fall; None where they do."""
    reasons: set[int] = set()
    for grows in (True, False):
        row = _stuck_row(tableau, column, grows=grows)
        if row is None:
            return None
        if grows or tableau.level[row] > 0:
            reasons |= set(np.flatnonzero(tableau.body[row, tableau.width :]).tolist())
    own = tableau.basis.index(column)
    whole, part = divmod(tableau.level[own], int(tableau.body[own, column]))
    return Forced(whole, frozenset(reasons)) if part == 0 else None


def _stuck_row(tableau: Tableau, column: int, *, grows: bool) -> int | None:
    """The row that keeps a count from growing (or falling), where one does; stays at the corner."""
    while True:
        if column not in tableau.basis:
            entering = column
        else:
            own = tableau.basis.index(column)
            ahead = tableau.body[own, : tableau.width] * (-1 if grows else 1)
            ahead[column] = 0
            helping = np.flatnonzero(ahead > 0)
            if not len(helping) or (not grows and tableau.level[own] == 0):
                return own
            entering = int(helping[0])
        row = tableau.leaving(entering)
        if row is None or tableau.level[row] > 0:
            return None
        tableau.pivot(row, entering)


@lru_cache(maxsize=REMEMBERED)
def _contradicting_in_part(signs: bytes, shape: tuple[int, int], rests: tuple[int, ...]) -> frozenset[int]:
    """`contradicting_sums` for one part."""
    matrix = np.frombuffer(signs, dtype=np.int64).reshape(shape)

    def smallest_clash(sums: Iterable[int]) -> set[int]:
        """A smallest set of these that cannot hold together; empty if they can."""
        kept = _clash(matrix, rests, sorted(sums))
        for one in sorted(kept):
            kept = _clash(matrix, rests, sorted(kept - {one})) or kept
        return kept

    left = set(range(shape[0]))
    while clash := smallest_clash(left):
        left -= clash
    alone = {one for one in range(shape[0]) if _clash(matrix, rests, [one])}
    while True:
        others = (smallest_clash({*left, one}) for one in range(shape[0]) if one not in left | alone)
        clash = next(filter(None, others), set())
        if not clash & left:
            return frozenset(range(shape[0])) - left
        left -= clash


def _clash(matrix: Matrix, rests: Sequence[int], sums: list[int]) -> set[int]:
    """Sums of these that cannot hold together; empty if all can."""
    found = Tableau(matrix[sums], [rests[i] for i in sums]).begin()
    return {sums[i] for i in found}
