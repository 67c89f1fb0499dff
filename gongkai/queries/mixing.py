"""Sums that add a total to its own parts: they are no mistake of SQL, so what is wrong is said beside the answer.

A row of some views is one of several things that overlap: `request_flow` has a row for all applicants and one for each
group of them. A query that adds a quantity of such a view up, and nowhere names the column that says which, counts
everything twice. So may one that adds up agencies of all kinds: a government's figures may hold its departments'; or
all versions of a report. Amounts in several units make no sum at all.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import duckdb

from gongkai.queries.allowed import nodes, syntax_tree
from gongkai.queries.limited import Mixed
from load.scripts import read_scripts


class Overlap(NamedTuple):
    """What of a view overlaps when it is added up.

    Attributes:
        quantities: its columns that people add up.
        choices: the columns that say what a row is, each with the choice that most people want.
        kind: the column that says what the agency is.
    """

    quantities: frozenset[str]
    choices: dict[str, str]
    kind: str


#: Whoever asks for an agency, or for a function, which no government has, adds up no governments and departments.
_ONE_KIND = {"agency_id", "agency_name", "function_code"}
_ADDING = {"sum", "avg", "mean", "median", "fsum", "kahan_sum", "sumkahan", "favg"}


@cache
def overlaps() -> dict[str, Overlap]:
    """What overlaps of each view, as the head of its SQL says."""
    return {script.name: _overlap(script.overlaps) for script in read_scripts("views") if script.overlaps}


def _overlap(said: str) -> Overlap:
    quantities, _, columns = said.partition(" unless ")
    choices = dict(it.split("=") for it in columns.split(", ") if "=" in it)
    (kind,) = (it for it in columns.split(", ") if "=" not in it)
    return Overlap(frozenset(quantities.split(", ")), choices, kind)


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
        overlap = overlaps().get(view)
        if overlap is None or not overlap.quantities & added:
            continue
        for column, choice in overlap.choices.items():
            if not _settled(column, named, asked, overlap.quantities & added):
                return Mixed(view, column, choice)
        if not {overlap.kind, *_ONE_KIND} & asked:
            return Mixed(view, overlap.kind, "department", is_kind=True)
    return None


def _settled(column: str, named: set[str], asked: set[str], added: frozenset[str]) -> bool:
    """Whether a query says which rows it adds up, by a column or by what stands for it."""
    if column == "is_current":  # the view has no such column: who joins reports asks for it, or each by itself
        return bool({"is_current", "report_id"} & asked)
    if column == "unit":
        return column in named or all(it.endswith("_cny") for it in added)
    return column in named


def _columns(every: Iterable[dict[str, Any]]) -> set[str]:
    """The columns that nodes of a query name; not those it joins by."""
    return {str(node["column_names"][-1]) for node in every if node.get("type") == "COLUMN_REF"}
