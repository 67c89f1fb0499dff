"""Excel files (.xlsx, .xls, .et): each sheet that is seen is a grid."""

import datetime as dt
import re
import struct
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from extract.layout import Layout, UnreadableError
from extract.lines import MOST_CELLS, LayoutLines, Placed, cell_text
from extract.office import OfficeKind, Parts, office_kind, refusal
from extract.ole import OleFile
from extract.raw import Limits

_Value = int | float | str | bool | dt.date | dt.time | dt.timedelta
#: A sheet's cells in XML, and what says where they stand.
_SHEET, _WIDE_SHEET = b"sheetData", "sheetData".encode("utf-16-le")[:-1]
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_PLACE = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_ROW, _CELL = re.compile(rb"<(?:\w+:)?row[\s/>]"), re.compile(rb"<(?:\w+:)?c[\s/>]")
#: Records of an old workbook that hold a cell begin with its row and column ([MS-XLS] 2.3.1); MULRK with its first.
_RECORDS = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E))
_PASSWORD = 0x002F


def read_xlsx(data: bytes) -> Layout:
    """Reads an Excel file, new or old, with or without macros.

    Args:
        data: The file's bytes.

    Returns:
        One line a row and one grid a sheet, from its first filled row and column on; hidden and empty sheets are left
        out. Numbers are what the file holds, to the 15 digits that Excel shows; `read_from` is `xlsx`.

    Raises:
        UnreadableError: `encrypted`, `damaged`, `too_large`, or `unsupported_format`.
    """
    kind = office_kind(data)
    if kind not in {"xlsx", "xls"}:
        raise refusal(data, "xlsx or xls")
    data = _safe(data, kind)
    lines = LayoutLines()
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.visible == Visible.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
                    _add(workbook.get_sheet_by_name(sheet.name), lines)
    except PasswordError as error:
        raise UnreadableError("encrypted", "needs a password; save it without one") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableError("damaged", f"a broken workbook ({error}); fetch it anew") from error
    except BaseException as error:
        # What the reader's own language calls a panic is no `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError("damaged", "a workbook that its reader gives up on; save it anew") from error
    return lines.finished("xlsx")


def _add(sheet: CalamineSheet, lines: LayoutLines) -> None:
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return
    rows = sheet.to_python(skip_empty_area=True)
    merged = _merged(sheet, start, end)
    covered = {
        (row + down, column + right)
        for (row, column), (tall, wide) in merged.items()
        for down in range(tall)
        for right in range(wide)
        if down or right
    }
    cells = [
        Placed(row, column, *merged.get((row, column), (1, 1)), _shown(value))
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if (row, column) not in covered
    ]
    if any(cell.text for cell in cells):
        lines.grid(cells, end[0] - start[0] + 1, end[1] - start[1] + 1)


def _merged(
    sheet: CalamineSheet, start: tuple[int, int], end: tuple[int, int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Rows and columns that merged cells take, by their place in the grid; what overlaps another is no merged cell."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for first, last in sorted(sheet.merged_cell_ranges or ()):
        top, left = max(first[0], start[0]), max(first[1], start[1])
        tall, wide = min(last[0], end[0]) - top + 1, min(last[1], end[1]) - left + 1
        if (top, left) != first or tall < 1 or wide < 1 or tall * wide == 1:
            continue
        places = {(row, column) for row in range(top, top + tall) for column in range(left, left + wide)}
        if taken.isdisjoint(places):
            taken |= places
            merged[top - start[0], left - start[1]] = tall, wide
    return merged


def _shown(value: _Value) -> str:
    """A value as a cell shows it in general format."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes" if value.second == 0 else "seconds")
    return cell_text(value) if isinstance(value, str) else str(value)


def _number(value: float) -> str:
    """Without an exponent and without zeros at its end; 0.30000000000000004 is 0.3, as Excel shows it."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _safe(data: bytes, kind: OfficeKind | None) -> bytes:
    """The same workbook, unpacked; what would fill the memory is refused.

    The reader makes room for each place up to the last cell, and takes the whole process with it where there is none.
    """
    extents = [_old_extent(data)] if kind == "xls" else []
    if kind != "xls":
        data = Parts(data).repacked()
        parts = Parts(data)
        extents = [extent for name in parts.names if (extent := _extent(parts.read(name) or b""))]
    for rows, columns in extents:
        if rows * columns > MOST_CELLS:
            raise UnreadableError("too_large", f"a sheet of {rows:,} rows and {columns:,} columns")
    return data


def _extent(part: bytes) -> tuple[int, int] | None:
    """Last row and column of a sheet, or more; None for a part that is none. Its name says nothing."""
    if _WIDE_SHEET in part:
        raise UnreadableError("damaged", "a workbook in UTF-16, which no office program writes; save it anew")
    if _SHEET not in part:
        return None
    tags, references = _ROW.split(part), _REFERENCE.findall(part)
    # Else some stand just behind those before them.
    all_placed = len(references) >= len(tags) - 1 + len(_CELL.findall(part))
    rows = columns = 0
    for reference in set(references):
        place = _PLACE.fullmatch(reference)
        if place is None:
            raise UnreadableError("damaged", "a sheet with cells in no place; save it anew")
        # A row without cells may stand anywhere.
        if place[1] or not all_placed:
            rows, columns = max(rows, int(place[2])), max(columns, _column(place[1]))
    if not all_placed:
        rows, columns = rows + len(tags), columns + max(len(_CELL.findall(tag)) for tag in tags)
    return rows, columns


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


def _old_extent(data: bytes) -> tuple[int, int]:
    """Last row and column of all sheets of an old workbook together.

    Raises:
        UnreadableError: `encrypted`, where a record says that the others are.
    """
    file = OleFile(data)
    name = "Workbook" if "Workbook" in file.streams else "Book"
    stream = file.head(name, Limits().max_document_bytes)
    if not stream:
        raise UnreadableError("damaged", "an old workbook without cells; save it anew")
    at, last_row, last_column = 0, 0, 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        if record == _PASSWORD:
            raise UnreadableError("encrypted", "needs a password; save it without one")
        if record in _RECORDS and length >= 4 and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            last_row, last_column = max(last_row, row), max(last_column, column)
        at += 4 + length
    return last_row + 1, last_column + 1
