"""`datapackage.json`: what a folder of tables holds, by the Frictionless Data Package specification (version 1).

Source: https://specs.frictionlessdata.io (data-package, tabular-data-resource, table-schema).
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from load.building.meanings import meaning_of
from load.scripts import Script

DESCRIPTOR = "datapackage.json"
_MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "FLOAT": "number",
    "MAP": "object",
    "STRUCT": "object",
    "DECIMAL": "number",
    "TIMESTAMP": "datetime",
    "ENUM": "string",
}
_INTEGER = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
#: A comment that names what a column refers to: `The document version: report.report_id.`
_REFERENCE = re.compile(r"\b(\w+)\.(\w+)\.")
#: Name, type, whether it is never NULL, comment.
Column = tuple[str, str, bool, str]


@dataclass(frozen=True)
class Table:
    """One file of the folder.

    Attributes:
        script: the table's SQL file: its name, meaning and grain.
        path: of the file in the folder; its suffix is its format.
        rows: without the header.
        bytes: of the file.
    """

    script: Script
    path: Path
    rows: int
    bytes: int


def descriptor(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], folder: Path) -> str:
    """The descriptor as JSON; nothing in it tells of the machine it was written on."""
    columns = {table.script.name: _columns(connection, table.script.name) for table in tables}
    keys = {table.script.name: _primary_key(table.script, columns[table.script.name]) for table in tables}
    package = {
        "name": "gongkai",
        "title": "公开: yearly reports on open government information, as numbers",
        "description": "Tables of a gongkai warehouse. NULL or an empty cell means unknown or not printed, never 0. "
        "The columns are also described in data-dictionary.md.",
        "profile": "data-package",
        "resources": [_resource(table, columns[table.script.name], keys, folder) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, columns: list[Column], keys: dict[str, list[str]], folder: Path) -> dict[str, Any]:
    """One file."""
    form = table.path.suffix.removeprefix(".")
    with (folder / table.path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    schema: dict[str, Any] = {"fields": [_field(*column, form=form) for column in columns], "missingValues": [""]}
    if keys[table.script.name]:
        schema["primaryKey"] = keys[table.script.name]
    references = _foreign_keys(table.script.name, columns, keys)
    if references:
        schema["foreignKeys"] = references
    return {
        "name": table.script.name,
        "path": str(table.path),
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "format": form,
        "mediatype": _MEDIA[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "title": table.script.meaning,
        "description": f"Grain: {table.script.grain}.",
        "bytes": table.bytes,
        "hash": f"sha256:{digest}",
        "rows": table.rows,
        "schema": schema,
    }


def _field(name: str, kind: str, required: bool, comment: str, *, form: str) -> dict[str, Any]:
    """One column."""
    field: dict[str, Any] = {"name": name, "type": _type(kind), "description": comment}
    if form == "xlsx" and field["type"] in {"datetime", "array", "object"}:
        field["type"] = "string"
    if required:
        field["constraints"] = {"required": True}
    return field


def _type(kind: str) -> str:
    """A DuckDB type as one of Table Schema's."""
    if kind.endswith("]"):
        return "array"
    if _INTEGER.fullmatch(kind):
        return "integer"
    return next((name for start, name in _TYPES.items() if kind.startswith(start)), "any")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[Column]:
    """Name, type, whether it is never NULL, comment."""
    found = connection.execute(
        "SELECT column_name, data_type, NOT is_nullable, comment FROM duckdb_columns() "
        "WHERE database_name = 'warehouse' AND table_name = $1 ORDER BY column_index",
        [table],
    ).fetchall()
    return [(name, kind, required, said or meaning_of(table, name) or "") for name, kind, required, said in found]


def _primary_key(script: Script, columns: list[Column]) -> list[str]:
    """The grain, where it names columns; a grain in words has no key."""
    names = {column[0] for column in columns}
    grain = script.grain.split(", ")
    return grain if set(grain) <= names else []


def _foreign_keys(table: str, columns: list[Column], keys: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Columns whose comment names the whole key of another table of the folder."""
    found = []
    for name, _, _, comment in columns:
        for other, column in _REFERENCE.findall(comment):
            if other != table and keys.get(other) == [column]:
                found.append({"fields": [name], "reference": {"resource": other, "fields": [column]}})
                break
    return found
