"""The data dictionary: `python -m gongkai.exports.dictionary WAREHOUSE` writes it (`make docs`).

Meanings come from the comments of an empty warehouse, worked examples from the `example.sql` beside each
view, on the warehouse given, which is one of the sample reports.
"""

import re
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import duckdb

from extract.language import _, speaking
from gongkai.exports.spreadsheet import EMPTY
from gongkai.queries.frames import run_query
from load.building.schema import create_tables, create_views
from load.scripts import TABLES, Script, example_of, read_scripts

DOCS = Path(__file__).resolve().parents[2] / "docs"
DICTIONARY = DOCS / "data-dictionary.md"
_HEAD = """# Data dictionary

Every table and view of a warehouse. Written by `make docs` from the comments in `sql/`, from `sql/columns.csv` and from
the `example.sql` beside each view: change them there. The warehouse carries the comments too (`SELECT * FROM
duckdb_columns()`). The examples' results are those of the sample reports, which are synthetic.

In every table NULL means unknown or not printed, never 0.
"""


def render(samples: Path) -> str:
    """The dictionary as Markdown.

    Args:
        samples: a warehouse of the sample reports, which the examples run on.

    Raises:
        WarehouseError: `samples` is no warehouse, or an example fails on it.
        FileNotFoundError: a view has no example.
    """
    connection = duckdb.connect()
    try:
        create_tables(connection)
        create_views(connection)
        return _rendered(connection, samples)
    finally:
        connection.close()


def _rendered(connection: duckdb.DuckDBPyConnection, samples: Path) -> str:
    """Its parts, in English whoever writes it."""
    with speaking("en"):
        parts = [_HEAD]
        for title, kinds in (("Views", ("views",)), ("Table macros", ("macros",)), ("Tables", TABLES)):
            parts.append(f"## {title}\n")
            scripts = sorted(read_scripts(*kinds), key=lambda script: script.name)
            for script in scripts:
                parts.extend((_section(connection, script), _lineage(script)))
                if script.kind == "views":
                    parts.append(example(samples, script.name))
        return "\n".join(parts)


def _lineage(script: Script) -> str:
    """What it is made from, and what is made from it: names that lead to their sections."""
    every = {it.name: it for it in read_scripts(*TABLES, "macros", "views")}
    sides = {
        # What a table depends on are its keys.
        "Made from": [name for name in script.depends if name in every and script.kind not in {"facts", "reference"}],
        "Read by": sorted(
            it.name for it in every.values() if script.name in it.depends and it.kind not in {"facts", "reference"}
        ),
    }
    said = [f"{side} {', '.join(_linked(every[name]) for name in names)}." for side, names in sides.items() if names]
    return " ".join(said) + "\n" if said else ""


def _linked(script: Script) -> str:
    """The name of a table, with the way to its section."""
    called = re.search(r"CREATE MACRO \w+\((.*)\) AS TABLE", script.sql)
    return f"`{script.name}`" if called and called[1] else f"[`{script.name}`](#{script.name})"


def dictionary_of(connection: duckdb.DuckDBPyConnection, scripts: Sequence[Script]) -> str:
    """The dictionary of some tables of an open warehouse, as Markdown, in the reader's language."""
    title = _("Data dictionary")
    head = f"# {title}\n\n{_(EMPTY)}\n"
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
    grain = _("Grain: {grain}.", grain=script.grain)
    lines = [f"### {called[1] if called else script.name}\n", f"{_(script.meaning)}\n", f"{grain}\n"]
    if not columns:
        return "\n".join(lines)
    heads = " | ".join((_("column"), _("type"), _("meaning")))
    lines += [f"| {heads} |", "|---|---|---|"]
    for name, kind, nullable, comment in columns:
        shown = kind if nullable or is_view else _("{kind}, not null", kind=kind)
        lines.append(f"| `{name}` | {shown} | {_(comment or '')} |")
    return "\n".join(lines) + "\n"


def example(samples: Path, view: str) -> str:
    """A view's worked example: the question, the query of its `example.sql` and its result."""
    question, sql = example_of(view).removeprefix("-- ").split("\n", 1)
    found = run_query(samples, sql)
    rows = [[_shown(value) for value in row] for row in found.iter_rows()]
    table = [found.columns, ["---"] * found.width, *rows]
    lines = ["| " + " | ".join(row) + " |" for row in table]
    shown = lines if rows else ["Nothing, on the sample reports."]
    return "\n".join([f"*{question}*\n", "```sql", sql.strip(), "```\n", *shown]) + "\n"


def _shown(value: object) -> str:
    """A value as the table shows it: NULL as such, amounts without zeros at the end."""
    if value is None:
        return "NULL"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value).replace("|", "\\|")


if __name__ == "__main__":
    DICTIONARY.write_text(render(Path(sys.argv[1])), encoding="utf-8")
