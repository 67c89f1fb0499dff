"""Cells of an old Excel file (.xls) that calamine takes for blank ones: errors, and formulas that nobody has counted.

A program that writes such a file without counting leaves an empty text in the place of a formula's value. So does Excel
where the formula comes to that, but Excel also says which of its versions counted last.
"""

import struct

from extract.office.formulas import Place
from extract.office.ole import OleFile
from extract.office.workbooks import records
from extract.raw import Limits

_FORMULA, _ERROR, _SHEET, _COUNTED_BY = 0x0006, 0x0205, 0x0085, 0x01C1
#: What an error is called by its number ([MS-XLS] 2.5.10).
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
#: The last bytes of a formula's value that is no number, and the kinds of such values.
_NO_NUMBER, _AN_ERROR, _EMPTY = b"\xff\xff", 2, 3


def unread_cells(data: bytes) -> list[dict[Place, str]]:
    """What stands in such cells, sheet by sheet, by row and column from 0; for a file that `workbooks.bounded` gave."""
    stream = OleFile(data).head("Workbook", Limits().max_document_bytes)
    globals_ = list(records(stream, 0))
    is_counted = any(record == _COUNTED_BY for _, record, _ in globals_)
    starts = [struct.unpack_from("<L", stream, at + 4)[0] for at, record, _ in globals_ if record == _SHEET]
    return [
        {
            struct.unpack_from("<HH", stream, at + 4): shown
            for at, record, length in records(stream, start)
            if (shown := _shown(record, stream[at + 4 : at + 4 + length], is_counted=is_counted))
        }
        for start in starts
    ]


def _shown(record: int, content: bytes, *, is_counted: bool) -> str | None:
    """What a cell shows that is read as nothing; None for every other one."""
    if record == _ERROR and len(content) >= 8:
        return _ERRORS.get(content[6], "#") if content[7] else None
    if record != _FORMULA or len(content) < 14 or content[12:14] != _NO_NUMBER:
        return None
    if content[6] == _AN_ERROR:
        return _ERRORS.get(content[8], "#")
    return "=" if content[6] == _EMPTY and not is_counted else None
