"""Tables for spreadsheets: CSV with a byte order mark, whose text cells never run as formulas, and Excel workbooks."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from extract.language import N_, _
from gongkai.exports.formulas import BOM, RISKY
from load.errors import QueryError
from load.scripts import Script

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CSV_OPTIONS = "FORMAT csv, HEADER true"
#: Excel's limits, header included (Microsoft, "Excel specifications and limits").
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
#: Excel keeps 15 digits of a number; longer ones are written as text, whole.
EXACT_DIGITS = 15
_RISKY = RISKY.replace("'", "''")
_FETCH = 10_000
EMPTY = N_("In every table NULL or an empty cell means unknown or not printed, never 0.")
#: How the types begin whose values may be long; lists are too.
_LONG = ("VARCHAR", "STRUCT", "MAP")


def csv_columns(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The select list of a table's CSV: text escaped, instants in ISO 8601, nested values as JSON, the mark first."""
    columns = _columns(connection, table)
    return ", ".join(
        f'{_csv_value(name, kind)} AS "{BOM if number == 0 else ""}{name}"'
        for number, (name, kind) in enumerate(columns)
    )


def _csv_value(name: str, kind: str) -> str:
    """One column of the CSV."""
    if kind == "VARCHAR" or kind.startswith("ENUM"):
        text = f"{name}::VARCHAR"
        return f"CASE WHEN regexp_matches({text}, '{_RISKY}') THEN '''' || {text} ELSE {text} END"
    return _plain_value(name, kind)


def _plain_value(name: str, kind: str) -> str:
    """A column in a type that both kinds of spreadsheet hold."""
    if kind.startswith("TIMESTAMP"):
        return f"strftime({name}, '%Y-%m-%dT%H:%M:%S.%fZ')"
    if kind.endswith("]") or kind.startswith(("STRUCT", "MAP")):
        return f"to_json({name})::VARCHAR"
    return name


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    """Names and types."""
    return [(name, kind) for name, kind, _meaning in _described(connection, table)]


def _described(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str, str]]:
    """Names, types and meanings; the meanings in the reader's language."""
    found = connection.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = $1 ORDER BY column_index",
        [table],
    ).fetchall()
    return [(name, kind, _(comment or "")) for name, kind, comment in found]


def check_sheets(connection: duckdb.DuckDBPyConnection, tables: Sequence[Script]) -> None:
    """Refuse what no sheet holds, before anything is written.

    Raises:
        QueryError: a table has more rows than a sheet, or a text that is longer than a cell.
    """
    for table in tables:
        texts = [it for it in _columns(connection, table.name) if it[1].startswith(_LONG) or it[1].endswith("]")]
        lengths = [f"max(length({_plain_value(*column)}::VARCHAR))" for column in texts]
        rows, *longest = connection.execute(f"SELECT {', '.join(['count(*)', *lengths])} FROM {table.name}").fetchall()[
            0
        ]
        for (name, _kind), length in zip(texts, longest, strict=True):
            if (length or 0) > CELL_CHARACTERS:
                raise _too_long(table.name, name, length)
        if rows >= SHEET_ROWS:
            raise QueryError(
                f"{table.name} has {rows:,} rows, and a sheet of Excel holds {SHEET_ROWS - 1:,} and a header: "
                "export csv or parquet, or name smaller tables with --table"
            )


def write_sheet(connection: duckdb.DuckDBPyConnection, table: Script, path: Path) -> int:
    """Write one table as a workbook, a row at a time; no cell is ever a formula or a link.

    The first sheet, named as the table, has the rows, and with each head a note of what the column means; the second,
    `About` or 说明, has these meanings and the table's, in the reader's language.

    Returns:
        How many rows, without the header; `check_sheets` has seen that they fit.
    """
    import xlsxwriter  # noqa: PLC0415 (an extra)

    columns = _described(connection, table.name)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(table.name[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        for place, (name, _kind, meaning) in enumerate(columns):
            sheet.write_string(0, place, name, bold)
            if meaning:
                sheet.write_comment(0, place, meaning, {"x_scale": 2})
        _about(book.add_worksheet(_("About")), bold, table, columns)
        put = _writer(sheet, day)
        chosen = ", ".join(_plain_value(name, kind) for name, kind, _meaning in columns)
        found = connection.execute(f"SELECT {chosen} FROM {table.name}")
        row = 0
        while chunk := found.fetchmany(_FETCH):
            for values in chunk:
                row += 1
                for place, value in enumerate(values):
                    if value is not None:
                        put(row, place, value)
        return row


def _about(
    sheet: "Worksheet",
    bold: Any,  # noqa: ANN401 (xlsxwriter's)
    table: Script,
    columns: Sequence[tuple[str, str, str]],
) -> None:
    """The sheet that says what the table and its columns mean."""
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 100)
    lines = [(table.name, _(table.meaning)), (_("grain"), table.grain), ("NULL", _(EMPTY))]
    for row, (name, meaning) in enumerate(lines):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 2, meaning)
    for row, described in enumerate([(_("column"), _("type"), _("meaning")), *columns], start=len(lines) + 1):
        for place, text in enumerate(described):
            sheet.write_string(row, place, text, bold if row == len(lines) + 1 else None)


def _writer(sheet: "Worksheet", day: Any) -> Callable[[int, int, Any], None]:  # noqa: ANN401 (xlsxwriter's)
    """Puts one value into a cell, in the kind that keeps it whole."""

    def put(row: int, place: int, value: Any) -> None:  # noqa: ANN401
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, int | float | Decimal) and _is_exact(value):
            sheet.write_number(row, place, value)
        elif isinstance(value, date) and value.year >= 1900:
            sheet.write_datetime(row, place, value, day)
        else:
            sheet.write_string(row, place, str(value))

    return put


def _is_exact(value: int | float | Decimal) -> bool:
    """Whether Excel keeps every digit of a number."""
    if isinstance(value, float):
        return abs(value) < float("inf")
    return len(Decimal(value).normalize().as_tuple().digits) <= EXACT_DIGITS


def _too_long(table: str, column: str, length: int) -> QueryError:
    return QueryError(
        f"a text of {length:,} characters in {table}.{column} does not fit a cell of Excel "
        f"({CELL_CHARACTERS:,}): export csv or parquet, or name other tables with --table"
    )
