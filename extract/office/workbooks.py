"""Workbooks made safe for a reader that believes what a file says of its size, and takes the whole process with it.

calamine makes room for each place up to the last cell, and for as many strings as a workbook claims to have.
"""

import re
import struct
from collections.abc import Iterator

from extract.layout import UnreadableError
from extract.lines import MOST_CELLS
from extract.office.kinds import OfficeKind, Parts
from extract.office.ole import SMALL, OleFile, packed
from extract.raw import Limits

#: A sheet's cells in XML, and what says where they stand.
_SHEET, _LISTED = b"sheetData", re.compile(rb"<(?:\w+:)?sheet[\s/>]")
#: XML in UTF-16.
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_PLACE = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_ROW, _CELL = re.compile(rb"<(?:\w+:)?row[\s/>]"), re.compile(rb"<(?:\w+:)?c[\s/>]")
#: How many strings a workbook claims to have.
_CLAIMED = re.compile(rb"""uniqueCount\s*=\s*["']([0-9]+)["']""")
#: Records of an old workbook that hold a cell begin with its row and column ([MS-XLS] 2.3.1), those of a row of cells
#: with its first.
_RECORDS = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E))
_SHEET_RECORD, _DIMENSIONS, _PASSWORD, _SHEET_END = 0x0085, 0x0200, 0x002F, 0x000A
#: A sheet claims to reach as far as a format does, which only costs address space; and sheets, each of which is read.
_MOST_CLAIMED, _MOST_SHEETS = 4_000_000, 200


def bounded(data: bytes, kind: OfficeKind | None) -> bytes:
    """The same workbook, unpacked; what would fill the memory is refused.

    The reader makes room for each place up to the last cell, and takes the whole process with it where there is none.
    """
    if kind == "xls":
        return packed("Workbook", _bounded_stream(data))
    data = Parts(data).repacked()
    parts = Parts(data)
    for name in parts.names:
        part = parts.read(name) or b""
        if part.startswith(_WIDE) or any(int(claimed) > len(part) for claimed in _CLAIMED.findall(part)):
            raise UnreadableError("damaged", "a workbook that no office program writes; save it anew")
        if len(_LISTED.findall(part)) > _MOST_SHEETS:
            raise UnreadableError("too_large", f"more than {_MOST_SHEETS} sheets")
        if _SHEET in part:
            _refuse_large(*_extent(part))
    return data


def _refuse_large(rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise UnreadableError("too_large", f"a sheet of {rows:,} rows and {columns:,} columns")


def _extent(part: bytes) -> tuple[int, int]:
    """Last row and column of a sheet, or more."""
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


def _bounded_stream(data: bytes) -> bytes:
    """The stream of an old workbook.

    Raises:
        UnreadableError: `encrypted`, where a record says that the others are; `too_large`, `damaged`.
    """
    file = OleFile(data)
    stream = file.head("Workbook" if "Workbook" in file.streams else "Book", Limits().max_document_bytes)
    if len(stream) < SMALL:
        raise UnreadableError("damaged", "an old workbook that is cut off; fetch it anew")
    sheets = [
        struct.unpack_from("<L", stream, at + 4)[0] for at, record, _ in records(stream, 0) if record == _SHEET_RECORD
    ]
    if len(sheets) > _MOST_SHEETS:
        raise UnreadableError("too_large", f"more than {_MOST_SHEETS} sheets")
    for start in {0, *sheets}:
        rows = columns = 1
        for at, record, length in records(stream, start):
            if record == _PASSWORD:
                raise UnreadableError("encrypted", "needs a password; save it without one")
            if record in _RECORDS and length >= 4:
                row, column = struct.unpack_from("<HH", stream, at + 4)
                rows, columns = max(rows, row + 1), max(columns, column + max(1, length // 6))
            elif record == _DIMENSIONS:
                _refuse_claim(stream[at + 4 : at + 4 + length])
        _refuse_large(rows, columns)
    return stream


def _refuse_claim(content: bytes) -> None:
    """Refuse a sheet that claims to be too large, or to end before it begins."""
    places = {10: "<4H", 14: "<2L2H"}.get(len(content))
    if places is None:
        return
    first_row, last_row, first_column, last_column = struct.unpack(places, content[:-2])
    ends_first = first_row > last_row or first_column > last_column
    if ends_first or (last_row - first_row + 1) * (last_column + 1) > _MOST_CLAIMED:
        raise UnreadableError("too_large", f"a sheet that claims {last_row:,} rows and {last_column:,} columns")


def records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Place, number and length of the records from a place on, to the end of a sheet if it is one."""
    whole = at == 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream) or (record == _SHEET_END and not whole):
            return
        yield at, record, length
        at += 4 + length
