"""What a copy in another database is made of: which tables and columns go over, and as what."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from gongkai.exports.export import chosen_scripts

#: What no export has unless it is named, and a query of `dashboards/queries` counts.
DASHBOARDS_ASK = ("rejected_document",)


@dataclass(frozen=True)
class Copied:
    """One table of a copy."""

    name: str
    rows: int


def tables_of_copy(source: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[str]:
    """Names of what is copied: those asked for, else what an export has and what dashboards ask for beside it.

    Args:
        source: to the warehouse.
        names: of tables and views.

    Raises:
        load.errors.QueryError: there is none of a name.
    """
    chosen = [script.name for script in chosen_scripts(source, names)]
    return chosen if names else [*chosen, *DASHBOARDS_ASK]


def is_nested(kind: str) -> bool:
    """Whether a DuckDB type has fields, or lists of them, for which others have JSON."""
    return "STRUCT(" in kind or kind.startswith("MAP(")
