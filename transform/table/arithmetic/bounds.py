"""Bounds of open cells: what each identity alone says, given the bounds of its other cells, until nothing more follows.

Arrays over all documents of one edition: a row a document, a column a cell of the form. Fast, and complete where the
open cells of a report share at most one identity; what is left to say is said by `transform.table.arithmetic.ranges`.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: No upper bound is known. A row of numbers of twelve digits in ten-thousandths stays below; a row of these fits.
UNBOUNDED = np.int64(2**58)
#: Bounds that still move after so many rounds are left as they stand: true, but perhaps not as narrow as can be.
MOST_ROUNDS = 30


class Sums(NamedTuple):
    """An edition's identities, term by term: `sign` x cell, added up over a sum, is zero.

    Attributes:
        cells: the cells that stand in one, rising.
        names: the identity of each sum, in the order of the sums' numbers.
        numbers: these numbers.
        sum_of, cell_of, sign: of each term, by its place in `names` and `cells`; terms of a sum stand together.
        starts: the first term of each sum.
        by_cell: the terms ordered by cell; `cell_starts` the first of each cell in that order.
    """

    cells: Counts
    names: list[str]
    numbers: Counts
    sum_of: Counts
    cell_of: Counts
    sign: Counts
    starts: Counts
    by_cell: Counts
    cell_starts: Counts

    def matrix(self) -> Counts:
        """Sums x cells: the signs."""
        signs = np.zeros((len(self.names), len(self.cells)), dtype=np.int64)
        signs[self.sum_of, self.cell_of] = self.sign
        return signs


def sums_of(terms: pl.DataFrame) -> Sums:
    """The identities of one edition as arrays; `terms` as from `transform.table.rows.readings.identity_terms`."""
    ordered = terms.sort("sum", "cell")
    cells, cell_of = np.unique(ordered["cell"].to_numpy(), return_inverse=True)
    numbers, starts, sum_of = np.unique(ordered["sum"].to_numpy(), return_index=True, return_inverse=True)
    by_cell = np.argsort(cell_of, kind="stable")
    _, cell_starts = np.unique(cell_of[by_cell], return_index=True)
    names = [ordered["identity"][int(start)] for start in starts]
    sign = ordered["sign"].to_numpy().astype(np.int64)
    return Sums(cells, names, numbers, sum_of, cell_of, sign, starts, by_cell, cell_starts)


class Bounds(NamedTuple):
    """What counts can be: documents x cells.

    Attributes:
        low, high: the least and the greatest value.
        fixed_by: the sum that left one value, -1 where none did.
        broken: documents in which some bounds exclude each other.
    """

    low: Counts
    high: Counts
    fixed_by: Counts
    broken: Flags


def bounds_of(sums: Sums, values: Counts, is_open: Flags, left_out: Flags) -> Bounds:
    """Bounds of the open cells.

    Args:
        sums: the edition's identities.
        values: documents x cells; anything in open cells.
        is_open: documents x cells; open cells are counts, not negative.
        left_out: documents x sums; these sums say nothing.

    Returns:
        The bounds when a round changes nothing more; those of a document that is broken, as they stood when it showed.
    """
    low, high = np.where(is_open, 0, values), np.where(is_open, UNBOUNDED, values)
    fixed_by = np.full(values.shape, -1, dtype=np.int64)
    broken = np.zeros(len(values), dtype=np.bool_)
    moving = np.flatnonzero(is_open.any(axis=1))
    for _ in range(MOST_ROUNDS):
        if not len(moving):
            break
        least, most = _demands(sums, low[moving], high[moving], left_out[moving])
        here = is_open[moving]
        least = np.minimum(least, UNBOUNDED - 1)
        new_low = np.where(here, np.maximum(low[moving], _best_of_cells(sums, least, np.maximum)), low[moving])
        new_high = np.where(here, np.minimum(high[moving], _best_of_cells(sums, most, np.minimum)), high[moving])
        fixed = (new_low == new_high) & (low[moving] != high[moving])
        by = _fixing_sums(sums, least, most, new_low, new_high)
        fixed_by[moving] = np.where(fixed, by, fixed_by[moving])
        changed = ((new_low != low[moving]) | (new_high != high[moving])).any(axis=1)
        low[moving], high[moving] = new_low, new_high
        wrong = (new_low > new_high).any(axis=1)
        broken[moving[wrong]] = True
        moving = moving[changed & ~wrong]
    return Bounds(low, high, fixed_by, broken)


def _demands(sums: Sums, low: Counts, high: Counts, left_out: Flags) -> tuple[Counts, Counts]:
    """For each term the least and the greatest value that its sum leaves to its cell: documents x terms."""
    sign = sums.sign
    at_low, at_high = low[:, sums.cell_of], high[:, sums.cell_of]
    endless = at_high >= UNBOUNDED
    at_high = np.where(endless, 0, at_high)
    up = sign > 0
    small, small_endless = np.where(up, at_low, at_high) * sign, endless & ~up
    great, great_endless = np.where(up, at_high, at_low) * sign, endless & up
    small_rest, small_unknown = _sums_of_others(sums, small, small_endless)
    great_rest, great_unknown = _sums_of_others(sums, great, great_endless)
    silent = left_out[:, sums.sum_of]
    most = np.where(up, -small_rest, -great_rest) // sign
    least = -(np.where(up, great_rest, small_rest) // sign)
    most = np.where(np.where(up, small_unknown, great_unknown) | silent, UNBOUNDED, most)
    least = np.where(np.where(up, great_unknown, small_unknown) | silent, -UNBOUNDED, least)
    return least, most


def _sums_of_others(sums: Sums, shares: Counts, endless: Flags) -> tuple[Counts, Flags]:
    """What the other terms of a term's sum add up to, and whether one of them is endless."""
    total = np.add.reduceat(shares, sums.starts, axis=1)[:, sums.sum_of] - shares
    count = np.add.reduceat(endless.astype(np.int64), sums.starts, axis=1)[:, sums.sum_of] - endless
    return total, count > 0


def _best_of_cells(sums: Sums, of_terms: Counts, best: np.ufunc) -> Counts:
    """The best of what the terms of each cell say: documents x cells."""
    found: Counts = best.reduceat(of_terms[:, sums.by_cell], sums.cell_starts, axis=1)
    return found


def _fixing_sums(sums: Sums, least: Counts, most: Counts, low: Counts, high: Counts) -> Counts:
    """The first sum that leaves one value to a cell by itself, else the first that gave the last of its bounds."""
    at_low, at_high = low[:, sums.cell_of], high[:, sums.cell_of]
    alone = (np.maximum(least, 0) == at_low) & (most == at_high)
    last = len(sums.names)
    rank = np.where(alone, sums.sum_of, np.where((least == at_low) | (most == at_high), sums.sum_of + last, 2 * last))
    return _best_of_cells(sums, rank, np.minimum) % last
