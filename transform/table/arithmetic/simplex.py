"""The simplex method in whole numbers: a corner of what sums of counts allow, or the sums that contradict each other.

Without rounding, by Bland's rule (Bland, Math. Oper. Res. 1977), which always ends. Plain numbers in and out.
"""

from collections.abc import Sequence
from math import gcd

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.int64]


class Tableau:
    """Sums over counts, `signs @ counts + rests = 0`, at a corner of what they allow.

    Attributes:
        body: rows of whole numbers; the counts, then a column for each sum, which tells how much of it is in a row.
        level: the right side of each row, never negative.
        basis: the column that each row stands for; its entry is positive, and zero in every other row.
        width: how many counts.
    """

    def __init__(self, signs: Matrix, rests: Sequence[int]) -> None:
        turned = np.array([-1 if rest > 0 else 1 for rest in rests], dtype=np.int64)
        sums, self.width = signs.shape
        self.body = np.hstack([signs * turned[:, None], np.eye(sums, dtype=np.int64)])
        # Python's own numbers: sums of sums may outgrow 64 bits.
        self.level = [abs(rest) for rest in rests]
        self.basis = list(range(self.width, self.width + sums))

    def begin(self) -> frozenset[int]:
        """Go to a corner; or the sums that contradict each other, none if there is one."""
        while True:
            unmet = [row for row, column in enumerate(self.basis) if column >= self.width]
            lacking = self.body[unmet].sum(axis=0)
            entering = np.flatnonzero(lacking[: self.width] > 0)
            row = self.leaving(int(entering[0])) if len(entering) else None
            if row is None:
                break
            self.pivot(row, int(entering[0]))
        if any(self.level[row] for row in unmet):
            return frozenset(np.flatnonzero(lacking[self.width :]).tolist())
        self._settle()
        return frozenset()

    def _settle(self) -> None:
        """A row that still stands for its sum, at zero, stands for a count or goes: the sum follows from others."""
        for row, column in enumerate(self.basis):
            counts = np.flatnonzero(self.body[row, : self.width])
            if column >= self.width and len(counts):
                self.pivot(row, int(counts[0]))
        kept = [row for row, column in enumerate(self.basis) if column < self.width]
        self.body = self.body[kept]
        self.level = [self.level[row] for row in kept]
        self.basis = [self.basis[row] for row in kept]

    def leaving(self, column: int) -> int | None:
        """The row that first reaches zero when `column` grows; None where none does."""
        best: int | None = None
        for row in (self.body[:, column] > 0).nonzero()[0].tolist():
            if best is None:
                best = row
                continue
            ahead = self.level[row] * int(self.body[best, column]) - self.level[best] * int(self.body[row, column])
            if ahead < 0 or (ahead == 0 and self.basis[row] < self.basis[best]):
                best = row
        return best

    def pivot(self, row: int, column: int) -> None:
        """Let `row` stand for `column`."""
        if self.body[row, column] < 0:
            self.body[row], self.level[row] = -self.body[row], -self.level[row]
        lead, own = int(self.body[row, column]), self.body[row].copy()
        shares = self.body[:, column].copy()
        shares[row] = 0
        others = shares.nonzero()[0]
        self.body[others] = self.body[others] * lead - shares[others, None] * own
        for other in others.tolist():
            self.level[other] = self.level[other] * lead - self.level[row] * int(shares[other])
            if lead != 1:
                self._reduce(other)
        self.basis[row] = column

    def _reduce(self, row: int) -> None:
        """Keep the numbers of a row small."""
        common = gcd(int(np.gcd.reduce(self.body[row])), self.level[row])
        if common > 1:
            self.body[row] //= common
            self.level[row] //= common

    def free(self) -> set[int]:
        """The counts that differ at a point next to this corner."""
        stuck = np.array([level == 0 for level in self.level], dtype=np.bool_)
        moves = np.atleast_1d(~(self.body[stuck, : self.width] > 0).any(axis=0))
        moves[self.basis] = False
        moved = (self.body[:, : self.width][:, moves] != 0).any(axis=1)
        return {*np.flatnonzero(moves).tolist(), *(self.basis[row] for row in np.flatnonzero(moved).tolist())}
