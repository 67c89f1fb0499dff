"""Sums that add a total to its own parts: they are no mistake of SQL, so what is wrong is said beside the answer.

A row of some views is one of several things that overlap: `request_flow` has a row for all applicants and one for each
group of them. A query that adds a quantity of such a view up, and nowhere names the column that says which, counts
everything twice. So may one that adds up agencies of all kinds: a government's figures may hold its departments'.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import duckdb

from gongkai.queries.allowed import nodes, syntax_tree
from gongkai.queries.limited import Mixed


class Overlap(NamedTuple):
    """What of a view overlaps when it is added up.

    Attributes:
        quantities: its columns that people add up.
        choices: the columns that say what a row is, each with the choice that most people want.
        kind: the column that says what the agency is.
    """

    quantities: frozenset[str]
    choices: dict[str, str]
    kind: str = "kind"


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
    "request_reasons": Overlap(frozenset({"requests", "handled", "numerator", "denominator"}), {}),
    "dispute_outcomes": Overlap(frozenset({"upheld", "corrected", "other", "pending", "total", "concluded"}), {}),
    "law_enforcement": Overlap(frozenset({"decisions"}), {}, "agency_kind"),
    "fees": Overlap(frozenset({"amount", "amount_cny"}), {}, "agency_kind"),
    "proactive_disclosure": Overlap(frozenset({"issued", "repealed", "in_force", "created", "disclosed"}), {}),
}
#: Whoever asks for an agency, or for a function, which no government has, adds up no governments and departments.
_ONE_KIND = {"agency_id", "agency_name", "function_code"}
_ADDING = {"sum", "avg", "mean", "median", "fsum", "kahan_sum", "sumkahan", "favg"}


def mixed(sql: str) -> Mixed | None:
    """What one query adds up that overlaps; None for nothing that shows.

    Raises:
        duckdb.Error, QueryError: it is no query.
    """
    with duckdb.connect() as connection:
        every = list(nodes(syntax_tree(connection, connection.extract_statements(sql)[0].query)))
    asked = _columns(every)
    named = asked | {str(it) for node in every for it in node.get("using_columns") or []}
    added = _columns(inside for it in every if it.get("function_name") in _ADDING for inside in nodes(it))
    for view in (str(it.get("table_name")) for it in every if it.get("type") == "BASE_TABLE"):
        overlap = OVERLAPS.get(view)
        if overlap is None or not overlap.quantities & added:
            continue
        for column, choice in overlap.choices.items():
            if column not in named:
                return Mixed(view, column, choice)
        if not {overlap.kind, *_ONE_KIND} & asked:
            return Mixed(view, overlap.kind, "department", is_kind=True)
    return None


def _columns(every: Iterable[dict[str, Any]]) -> set[str]:
    """The columns that nodes of a query name; not those it joins by."""
    return {str(node["column_names"][-1]) for node in every if node.get("type") == "COLUMN_REF"}
