"""Which queries anybody may run: one SELECT whose table functions only compute or describe.

DuckDB's own seal (`gongkai.queries.sealed.SEALED`) is not enough. Tried with 1.5.5 under it: `FROM enable_logging(...)`
is a SELECT that ends the process, `FROM enable_profiling(...)` one that breaks the connection, `FROM read_blob(...)`
one that reads the warehouse file and its spill folder. So the query's syntax tree is read before it runs.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import duckdb

from load.errors import QueryError
from load.scripts import read_scripts

#: Table functions that neither read files nor change the session; `query` and the like, which hide SQL, are not here.
TABLE_FUNCTIONS = frozenset(
    {
        "duckdb_columns",
        "duckdb_constraints",
        "duckdb_functions",
        "duckdb_indexes",
        "duckdb_keywords",
        "duckdb_schemas",
        "duckdb_tables",
        "duckdb_types",
        "duckdb_views",
        "generate_series",
        "json_each",
        "json_tree",
        "pragma_show",
        "pragma_table_info",
        "pragma_version",
        "range",
        "repeat",
        "repeat_row",
        "summary",
        "unnest",
    }
)
#: Scalar functions that leave something behind, or tell of the machine.
REFUSED_FUNCTIONS = frozenset(
    {"current_setting", "currval", "getenv", "getvariable", "nextval", "setseed", "write_log"}
)
#: What only the name of a file or an address has; the warehouse's names are words.
_FILE_LIKE = re.compile(r"[/\\.:*?]")


def single_select(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The only statement of a text, if it is a query that may run.

    Raises:
        QueryError: it is not exactly one SELECT (or FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW, PIVOT ... IN), or
            it names a file or a function that is not for queries.
        duckdb.Error: it is no SQL.
    """
    statements = connection.extract_statements(sql)
    if len(statements) == 2 and statements[0].type == duckdb.StatementType.CREATE and _is_pivot(sql):
        raise QueryError("a PIVOT must say which values become columns: PIVOT t ON c IN ('a', 'b') USING ...")
    if len(statements) != 1:
        raise QueryError(f"one statement at a time, please: this text has {len(statements)}")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise QueryError(f"only queries are allowed, not {statements[0].type.name}")
    for node in nodes(syntax_tree(connection, statements[0].query)):
        _check_node(node)
    return statements[0]


def _is_pivot(sql: str) -> bool:
    """Whether the text is a PIVOT statement, which DuckDB splits in two."""
    return "pivot" in sql.lower()


def syntax_tree(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:  # noqa: ANN401 (JSON)
    """The statement as DuckDB's parser sees it; a PRAGMA that reads like a query has none."""
    rows = connection.execute("SELECT json_serialize_sql($1)", [sql]).fetchall()
    try:
        tree = json.loads(rows[0][0])
    except RecursionError as error:
        raise QueryError("the query is nested too deeply") from error
    if tree["error"]:
        raise QueryError("only queries are allowed: SELECT, FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW")
    return tree["statements"]


def nodes(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (JSON)
    """Every object of the tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


@lru_cache(maxsize=1)
def _macros() -> frozenset[str]:
    """The warehouse's own table macros, such as `cell_as_of`."""
    return frozenset(script.name for script in read_scripts("macros"))


def _check_node(node: dict[str, Any]) -> None:
    """Refuse one node of the tree, or do nothing."""
    kind = node.get("type")
    if kind == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", "")).lower()
        if name not in TABLE_FUNCTIONS and name not in _macros():
            raise QueryError(f"the table function {name or '?'} is not for queries: only the warehouse can be read")
    elif kind == "FUNCTION" and str(node.get("function_name", "")).lower() in REFUSED_FUNCTIONS:
        raise QueryError(f"the function {str(node['function_name']).lower()} is not for queries")
    elif kind == "BASE_TABLE" and _FILE_LIKE.search(str(node.get("table_name", ""))):
        raise QueryError(f"files cannot be read from SQL: {node['table_name']}")
