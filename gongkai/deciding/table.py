"""One table of a report as a file that a person fills in with a spreadsheet, and reads back."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from extract.errors import UnusableArgumentsError
from extract.language import N_
from extract.lists.by_hand import text_of
from gongkai.deciding.cells import Subject, rows_of
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
    made = _written(cells)
    try:
        with path.open("xb") as out:
            out.write(made)
    except FileExistsError as error:
        raise UnusableArgumentsError(f"{path} is there already; name another file") from error
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise UnusableArgumentsError(f"{path} cannot be written: {error.strerror}") from error


def _written(cells: Sequence[Subject]) -> bytes:
    columns = list(dict.fromkeys(one.column_code for one in cells))
    out = io.StringIO(BOM, newline="")
    out.seek(0, io.SEEK_END)
    lines = csv.writer(out)
    lines.writerow([*HEAD, *columns])
    for row in rows_of(cells):
        values = [row.cells[column].value if column in row.cells else None for column in columns]
        lines.writerow([row.code, row.name, _harmless(row.printed), *values])
    return out.getvalue().encode()


def numbers(path: Path, cells: Sequence[Subject]) -> dict[tuple[str, str], str]:
    """The numbers of such a file, as texts, by row_code and column_code; empty ones are left out.

    Columns may stand in any order, and rows may be left out; nothing else of the file is passed over.

    Raises:
        UnusableArgumentsError: it cannot be read, names what the table does not have, or anything twice.
    """
    known = {(one.row_code, one.column_code) for one in cells}
    lines = _lines(path)
    head = next(lines, (1, []))[1]
    _check_head(path, head, {column for _row, column in known})
    found: dict[tuple[str, str], str] = {}
    seen: set[str] = set()
    for number, fields in lines:
        if not any(fields):
            continue
        at = N_("{path}, line {line}").format(path=path, line=number)
        if len(fields) != len(head):
            raise UnusableArgumentsError(f"{at}: it has {len(fields)} fields, the head {len(head)}")
        line = dict(zip(head, fields, strict=True))
        row = line["row"]
        if row not in {code for code, _column in known}:
            raise UnusableArgumentsError(f"{at}: {row!r} is no row of this table")
        if row in seen:
            raise UnusableArgumentsError(f"{at}: {row} stands there twice")
        seen.add(row)
        for column in [name for name, text in line.items() if text and name not in HEAD]:
            if (row, column) not in known:
                raise UnusableArgumentsError(f"{at}: the form has no cell {row} {column}")
            found[row, column] = line[column]
    return found


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file with their numbers, and their fields.

    Raises:
        UnusableArgumentsError: it cannot be read, or is no CSV.
    """
    try:
        text = text_of(path.read_bytes())
    except OSError as error:
        raise UnusableArgumentsError(f"{path} cannot be read: {error.strerror}") from error
    if text is None:
        raise UnusableArgumentsError(f"{path} is no text in UTF-8 or GB18030")
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for fields in rows:
            yield rows.line_num, [field.strip() for field in fields]
    except csv.Error as error:
        raise UnusableArgumentsError(f"{path}, line {rows.line_num}: it is no line of CSV ({error})") from error


def _check_head(path: Path, head: Sequence[str], columns: Collection[str]) -> None:
    """Refuse a head that does not say what stands where."""
    if "row" not in head:
        raise UnusableArgumentsError(f"{path}: the head, with commas between its names, names no column row")
    if doubled := sorted(name for name, times in Counter(head).items() if times > 1):
        raise UnusableArgumentsError(f"{path}: the head names {', '.join(doubled)} twice")
    if unknown := sorted(set(head) - {*HEAD, *columns}):
        raise UnusableArgumentsError(f"{path}: {', '.join(unknown)} is no column of this table")


def _harmless(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{text}" if re.match(RISKY, text) else text
