"""Sums that add a total to its own parts: they are no mistake of SQL, so what is wrong is said beside the answer.

A row of some views is one of several things that overlap: `request_flow` has a row for all applicants and one for each
group of them. A query that adds a quantity of such a view up, and nowhere names the column that says which, counts
everything twice.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import duckdb

from gongkai.queries.allowed import nodes, syntax_tree
from gongkai.queries.limited import Mixed


class Overlap(NamedTuple):
    """A view's quantities, and the columns that say what a row of it is: each with the choice that most people want."""

    quantities: frozenset[str]
    choices: dict[str, str]


_CELLS = Overlap(frozenset({"value"}), {"row_code": "new_received", "column_code": "total"})
_MEASURES = frozenset({"value", "known_sum", "total"})
OVERLAPS = {
    "cell": _CELLS,
    "fact": _CELLS,
    "measure": Overlap(_MEASURES, {"measure": "requests_received"}),
    "region_rollup": Overlap(_MEASURES, {"measure": "requests_received"}),
    "hierarchy_check": Overlap(_MEASURES, {"measure": "requests_received"}),
    "request_flow": Overlap(
        frozenset({"received", "carried_in", "handled", "carried_out", "in_hand", "backlog_growth", "new_received"}),
        {"applicant": "total"},
    ),
    "request_outcomes": Overlap(frozenset({"requests", "handled", "numerator", "denominator"}), {"applicant": "total"}),
}
_ADDING = {"sum", "avg", "mean", "median", "fsum", "kahan_sum", "sumkahan", "favg"}


def mixed(sql: str) -> Mixed | None:
    """What one query adds up that overlaps; None for nothing that shows.

    Raises:
        duckdb.Error, QueryError: it is no query.
    """
    with duckdb.connect() as connection:
        every = list(nodes(syntax_tree(connection, connection.extract_statements(sql)[0].query)))
    named = _columns(every)
    added = _columns(inside for it in every if it.get("function_name") in _ADDING for inside in nodes(it))
    for view in (str(it.get("table_name")) for it in every if it.get("type") == "BASE_TABLE"):
        overlap = OVERLAPS.get(view)
        if overlap is None or not overlap.quantities & added:
            continue
        for column, choice in overlap.choices.items():
            if column not in named:
                return Mixed(view, column, choice)
    return None


def _columns(every: Iterable[dict[str, Any]]) -> set[str]:
    """The columns that nodes of a query name."""
    found: set[str] = set()
    for node in every:
        if node.get("type") == "COLUMN_REF":
            found.add(str(node["column_names"][-1]))
        found.update(map(str, node.get("using_columns") or []))
    return found
