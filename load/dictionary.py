"""The data dictionary, from the comments of an empty warehouse: `python -m load.dictionary` writes it."""

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from load.schema import create_tables, create_views
from load.scripts import Script, read_scripts

DICTIONARY = Path(__file__).resolve().parents[1] / "docs" / "data-dictionary.md"
_HEAD = """# Data dictionary

Every table and view of a warehouse. Written by `python -m load.dictionary` from the comments in `sql/`:
change them there. The warehouse carries them too (`SELECT * FROM duckdb_columns()`).

In every table NULL means unknown or not printed, never 0.
"""


def render() -> str:
    """The dictionary as Markdown."""
    connection = duckdb.connect()
    try:
        create_tables(connection)
        create_views(connection)
        parts = [_HEAD]
        for title, kind in (("Views", "views"), ("Table macros", "macros"), ("Tables", "tables")):
            parts.append(f"## {title}\n")
            scripts = sorted(read_scripts(kind), key=lambda script: script.name)
            parts.extend(_section(connection, script) for script in scripts)
        return "\n".join(parts)
    finally:
        connection.close()


def dictionary_of(connection: duckdb.DuckDBPyConnection, scripts: Sequence[Script]) -> str:
    """The dictionary of some tables of an open warehouse, as Markdown."""
    head = "# Data dictionary\n\nIn every table NULL or an empty cell means unknown or not printed, never 0.\n"
    return "\n".join([head, *(_section(connection, script) for script in scripts)])


def _section(connection: duckdb.DuckDBPyConnection, script: Script) -> str:
    """One table, view or table macro (which has the columns that `DESCRIBE FROM macro(NULL)` shows)."""
    columns = connection.execute(
        "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() "
        "WHERE table_name = ? AND schema_name = 'main' ORDER BY column_index",
        [script.name],
    ).fetchall()
    is_view = connection.execute("SELECT 1 FROM duckdb_views() WHERE view_name = ?", [script.name]).fetchall()
    called = re.search(r"CREATE MACRO (.+) AS TABLE", script.sql)
    lines = [f"### {called[1] if called else script.name}\n", f"{script.meaning}\n", f"Grain: {script.grain}.\n"]
    if not columns:
        return "\n".join(lines)
    lines += ["| column | type | meaning |", "|---|---|---|"]
    for name, kind, nullable, comment in columns:
        shown = kind if nullable or is_view else f"{kind}, not null"
        lines.append(f"| `{name}` | {shown} | {comment or ''} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DICTIONARY.write_text(render(), encoding="utf-8")
