"""The form's arithmetic: what the identities say about the cells that are not cleanly printed.

Only cells without a clean print are ever given a value: where every way of filling the open cells with counts that
keeps all identities gives a cell one value, that is its value. Counts are whole and not negative, clean prints stand.
A cell whose print has several readings is open like a blank one and proves nothing.

An author makes mistakes, so some identities are left out first:

- those that cannot hold by themselves: their prints do not add up, or leave less than nothing to their open cells.
  These cells stay open, whatever other identities say;
- those that take part in a contradiction, a smallest set of identities that the clean prints do not let hold
  together. What is left holds together, and also with each one of those left out, so that no identity denies a value
  that is found (`transform.table.arithmetic.ranges.contradicting_sums`);
- those that force a value which the print of that cell does not allow.
"""

from typing import NamedTuple

import numpy as np
import polars as pl

from transform.table.arithmetic.bounds import Counts, Flags, Sums, bounds_of, sums_of
from transform.table.arithmetic.ranges import contradicting_sums, forced_counts

#: One open cell that identities fix.
SOLVED_CELL = pl.Schema({"doc": pl.UInt32, "cell": pl.Int32, "value": pl.Int64, "identity": pl.String})
#: One identity of a document that was left out.
LEFT_OUT = pl.Schema({"doc": pl.UInt32, "sum": pl.Int32})
#: The identity of a value that only several identities together leave.
SEVERAL = "all_sums"


class Closed(NamedTuple):
    """What identities say of open cells.

    Attributes:
        found: `SOLVED_CELL`, the cells that are fixed.
        left_out: `LEFT_OUT`, the identities with open cells that were left out.
    """

    found: pl.DataFrame
    left_out: pl.DataFrame


def solved_cells(cells: pl.DataFrame, terms: pl.DataFrame, doubted: pl.DataFrame | None = None) -> pl.DataFrame:
    """Close open cells as far as the identities fix them.

    Args:
        cells: doc UInt32, edition String, cell Int32, value Int64 (null: open), options List(Int64) (null where
            nothing is printed there; else the values that the print allows).
        terms: as from `transform.table.rows.readings.identity_terms`.
        doubted: `LEFT_OUT`, identities that say nothing here; none by default.

    Returns:
        `SOLVED_CELL`, only the cells that were open and are fixed; identity is the one that fixed it, the last of
        several (`all_sums` where only several together do).
    """
    return closed_cells(cells, terms, doubted).found


def closed_cells(cells: pl.DataFrame, terms: pl.DataFrame, doubted: pl.DataFrame | None = None) -> Closed:
    """As `solved_cells`; and the identities left out: doc UInt32, sum Int32 (of those that hold an open cell)."""
    found, left_out = [SOLVED_CELL.to_frame()], [LEFT_OUT.to_frame()]
    touched = cells.filter(pl.col("value").is_null()).join(terms, on=["edition", "cell"], how="semi")
    if touched.is_empty():
        return Closed(*found, *left_out)
    theirs = cells.join(touched.select("doc").unique(), on="doc", how="semi")
    for (edition,), group in theirs.partition_by("edition", as_dict=True, maintain_order=True).items():
        sums = sums_of(terms.filter(edition=edition))
        values, without = _closed_of_edition(sums, group.filter(pl.col("cell").is_in(sums.cells.tolist())), doubted)
        found.append(values)
        left_out.append(without)
    return Closed(pl.concat(found), pl.concat(left_out))


def _closed_of_edition(sums: Sums, cells: pl.DataFrame, doubted: pl.DataFrame | None) -> Closed:
    """`closed_cells` for the reports of one edition; only cells that stand in a sum."""
    docs, row = np.unique(cells["doc"].to_numpy(), return_inverse=True)
    column = np.searchsorted(sums.cells, cells["cell"].to_numpy())
    values, is_open = (
        np.zeros((len(docs), len(sums.cells)), dtype=np.int64),
        np.ones((len(docs), len(sums.cells)), bool),
    )
    values[row, column] = cells["value"].fill_null(0).to_numpy()
    is_open[row, column] = cells["value"].is_null().to_numpy()
    open_cells = cells.filter(pl.col("value").is_null()).select("doc", "cell", "options")
    left_out = _impossible_sums(sums, values, is_open)
    barred = is_open & ((left_out.astype(np.int64) @ np.abs(sums.matrix())) > 0)
    if doubted is not None and not doubted.is_empty():
        theirs = doubted.filter(pl.col("doc").is_in(docs.tolist()) & pl.col("sum").is_in(sums.numbers.tolist()))
        at_doc = np.searchsorted(docs, theirs["doc"].to_numpy())
        left_out[at_doc, np.searchsorted(sums.numbers, theirs["sum"].to_numpy())] = True
    done = [SOLVED_CELL.to_frame()]
    waiting = np.arange(len(docs))
    while len(waiting):
        found, torn = _fixed_cells(sums, values[waiting], is_open[waiting], left_out[waiting], barred[waiting])
        found = found.with_columns(pl.Series("doc", docs[waiting][found["doc"].to_numpy()], dtype=pl.UInt32))
        found = found.join(open_cells, on=["doc", "cell"], maintain_order="left")
        # A print without any reading allows nothing and denies nothing.
        excluded = found.filter(~_is_allowed() & (pl.col("options").list.len() > 0)).select("doc", "cell")
        found = found.filter(_is_allowed())
        again = np.union1d(waiting[torn], np.searchsorted(docs, excluded["doc"].to_numpy())).astype(np.int64)
        for doc in again.tolist():
            excluded_cells = np.searchsorted(sums.cells, excluded.filter(doc=int(docs[doc]))["cell"].to_numpy())
            left_out[doc] |= _wrong_sums(sums, values[doc], is_open[doc], left_out[doc], excluded_cells.tolist())
        done.append(found.filter(~pl.col("doc").is_in(docs[again].tolist())).select(SOLVED_CELL.names()))
        waiting = again
    at_doc, at_sum = np.nonzero(left_out)
    without = {"doc": docs[at_doc], "sum": sums.numbers[at_sum]}
    return Closed(pl.concat(done), pl.DataFrame(without, schema=LEFT_OUT))


def _impossible_sums(sums: Sums, values: Counts, is_open: Flags) -> Flags:
    """The sums with open cells that cannot hold, whatever counts stand there: documents x sums."""
    signs = sums.matrix()
    rests = np.where(is_open, 0, values) @ signs.T
    adds, takes = ((is_open.astype(np.int64) @ (signs * way > 0).T) > 0 for way in (1, -1))
    found: Flags = (adds | takes) & (((rests > 0) & ~takes) | ((rests < 0) & ~adds))
    return found


def _fixed_cells(
    sums: Sums, values: Counts, is_open: Flags, left_out: Flags, barred: Flags
) -> tuple[pl.DataFrame, Flags]:
    """The open cells, not `barred`, that have one value, `doc` by its place; and the reports with a contradiction."""
    low, high, fixed_by, torn = bounds_of(sums, values, is_open, left_out)
    fixed = is_open & (low == high) & ~torn[:, None]
    names = np.array([*sums.names, SEVERAL])
    found = np.array([*np.nonzero(fixed), low[fixed], fixed_by[fixed]])
    unsettled = is_open & (low != high)
    signs = sums.matrix()
    rests = np.where(unsettled, 0, low) @ signs.T
    more: list[tuple[int, int, int, int]] = []
    for nth in np.flatnonzero(unsettled.any(axis=1) & ~torn).tolist():
        counts = np.flatnonzero(unsettled[nth])
        active = np.flatnonzero(signs[:, counts].any(axis=1) & ~left_out[nth])
        ones = forced_counts(signs[np.ix_(active, counts)], rests[nth, active].tolist())
        torn[nth] = ones is None
        for place, one in (ones or {}).items():
            by = int(active[min(one.sums)]) if len(one.sums) == 1 else len(sums.names)
            more.append((nth, int(counts[place]), one.value, by))
    exact = np.array(more, dtype=np.int64).reshape(-1, 4).T
    doc, cell, value, by = np.concatenate([found, exact], axis=1)
    frame = {"doc": doc, "cell": sums.cells[cell], "value": value, "identity": names[by]}
    return pl.DataFrame(frame, schema_overrides=SOLVED_CELL).filter(~(torn[doc] | barred[doc, cell])), torn


def _wrong_sums(sums: Sums, values: Counts, is_open: Flags, left_out: Flags, excluded: list[int]) -> Flags:
    """The sums of a report that contradict each other, or force what the prints of `excluded` cells do not allow."""
    signs, counts = sums.matrix(), np.flatnonzero(is_open)
    active = np.flatnonzero(signs[:, counts].any(axis=1) & ~left_out)
    part, rests = signs[np.ix_(active, counts)], (signs @ np.where(is_open, 0, values))[active].tolist()
    if excluded:
        ones = forced_counts(part, rests) or {}
        wrong = set().union(*(one.sums for place, one in ones.items() if counts[place] in excluded))
    else:
        wrong = contradicting_sums(part, rests)
    found = np.zeros(len(left_out), dtype=np.bool_)
    # Where nothing is found to be wrong, nothing is trusted.
    found[active[sorted(wrong)] if wrong else active] = True
    return found


def _is_allowed() -> pl.Expr:
    """Whether the print, if there is one, can be read as the value found."""
    return pl.col("options").is_null() | pl.col("options").list.contains(pl.col("value"))
