"""One table of a report as a file that a person fills in with a spreadsheet, and reads back."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from extract.errors import UnusableArgumentsError
from extract.lists.by_hand import text_of
from gongkai.deciding.cells import Subject
from gongkai.exports.formulas import BOM, RISKY

#: The columns before those of the form: which row it is, its name, and what is printed where a cell is open.
HEAD = ("row", "label", "printed")


def write(path: Path, cells: Sequence[Subject]) -> None:
    """Write a table as it reads, as CSV: a row a row of the form, a column a column; a cell that is missing is empty.

    Args:
        path: a new one: what somebody may have filled in is never written over.
        cells: of one table, as from `gongkai.deciding.cells.table`.

    Raises:
        UnusableArgumentsError: it is there already, or cannot be written.
    """
    try:
        with path.open("xb") as out:
            out.write(_written(cells))
    except FileExistsError as error:
        raise UnusableArgumentsError(f"{path} is there already; name another file") from error
    except OSError as error:
        raise UnusableArgumentsError(f"{path} cannot be written: {error.strerror}") from error


def _written(cells: Sequence[Subject]) -> bytes:
    columns = list(dict.fromkeys(one.column_code for one in cells))
    values = {(one.row_code, one.column_code): one.value or "" for one in cells}
    out = io.StringIO(BOM, newline="")
    out.seek(0, io.SEEK_END)
    lines = csv.writer(out)
    lines.writerow([*HEAD, *columns])
    for row, label in dict.fromkeys((one.row_code, one.row) for one in cells):
        of_row = [one for one in cells if one.row_code == row and one.value is None and one.print]
        printed = " | ".join(dict.fromkeys(one.print or "" for one in of_row))
        lines.writerow([row, label, _harmless(printed), *(values.get((row, column), "") for column in columns)])
    return out.getvalue().encode()


def numbers(path: Path, cells: Sequence[Subject]) -> dict[tuple[str, str], str]:
    """The numbers of such a file by row_code and column_code; empty ones are left out.

    Columns may stand in any order; those that are no column of the table, such as `label`, are left alone.

    Raises:
        UnusableArgumentsError: it cannot be read, names no row, or has a number where the form has no cell.
    """
    try:
        text = text_of(path.read_bytes())
    except OSError as error:
        raise UnusableArgumentsError(f"{path} cannot be read: {error.strerror}") from error
    if text is None:
        raise UnusableArgumentsError(f"{path} is no text in UTF-8 or GB18030")
    try:
        lines = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise UnusableArgumentsError(f"{path} is no CSV: {error}") from error
    known, columns = {(one.row_code, one.column_code) for one in cells}, {one.column_code for one in cells}
    rows = {row for row, _column in known}
    found: dict[tuple[str, str], str] = {}
    for number, line in enumerate(lines, 2):
        row = (line.get("row") or "").strip()
        if row not in rows:
            raise UnusableArgumentsError(f"{path}, line {number}: {row!r} is no row of this table")
        for column in columns & line.keys():
            if not (value := (line[column] or "").strip()):
                continue
            if (row, column) not in known:
                raise UnusableArgumentsError(f"{path}, line {number}: the form has no cell {row} {column}")
            if found.setdefault((row, column), value) != value:
                raise UnusableArgumentsError(f"{path}, line {number}: {row} {column} has two numbers")
    return found


def _harmless(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{text}" if re.match(RISKY, text) else text
