"""Excel files (.xlsx, .xls, .et) and OpenDocument sheets (.ods): each sheet that is seen is a grid."""

import datetime as dt
import re
from collections.abc import Iterable
from io import BytesIO
from itertools import accumulate, chain
from typing import NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from extract.layout import Layout, UnreadableError
from extract.lines import MOST_CELLS, LayoutLines, Placed, cell_text
from extract.office.formulas import Place, counted
from extract.office.kinds import office_kind, refusal
from extract.office.old_formulas import unread_cells
from extract.office.opendocument import OpenSheet, open_sheets
from extract.office.sheet_looks import Look, looks_of, plain_number, shown_number
from extract.office.workbooks import bounded

#: Names that nobody has given.
_NAMELESS = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_Value = int | float | str | bool | dt.date | dt.time | dt.timedelta


def read_xlsx(data: bytes) -> Layout:
    """Reads an Excel file, new or old, with or without macros, or an OpenDocument sheet.

    Args:
        data: The file's bytes.

    Returns:
        One line a row and one grid a sheet, from its first filled row and column on, the name that somebody gave it
        above where there are several; empty sheets, and what is hidden in any but an old Excel file, are left out.
        Numbers are what the file holds, to the 15 digits that Excel shows, and marked where their format shows another
        one (in an old file they are not). Where the file does not hold for sure what a formula comes to, plain sums
        are counted, and the others stand as formulas; `read_from` is `xlsx`.

    Raises:
        UnreadableError: `encrypted`, `damaged`, `too_large`, or `unsupported_format`.
    """
    kind = office_kind(data)
    if kind == "ods":
        return _layout((sheet.name, _seen(sheet, look)) for sheet, look in open_sheets(data))
    if kind not in {"xlsx", "xls"}:
        raise refusal(data, "xlsx, xls or ods")
    data = bounded(data, kind)
    try:
        looks = looks_of(data) if kind == "xlsx" else {}
        old = unread_cells(data) if kind == "xls" else []
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            told = workbook.sheets_metadata
            looks |= {it.name: Look(errors=cells) for it, cells in zip(told, old, strict=False)}
            seen = [it.name for it in told if it.visible == Visible.Visible and it.typ == SheetTypeEnum.WorkSheet]
            return _layout(
                (name, _seen(workbook.get_sheet_by_name(name), looks.get(name, Look())))
                for name in _earlier_years_last(seen)
            )
    except PasswordError as error:
        raise UnreadableError("encrypted", "needs a password; save it without one") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableError("damaged", f"a broken workbook ({error}); fetch it anew") from error
    except BaseException as error:
        # What the reader's own language calls a panic is no `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError("damaged", "a workbook that its reader gives up on; save it anew") from error


class _Seen(NamedTuple):
    """What is seen of a sheet: its cells, and how many rows and columns they take."""

    cells: list[Placed]
    rows: int
    columns: int


def _layout(sheets: Iterable[tuple[str, _Seen | None]]) -> Layout:
    """Sheets one below the other, under their names where there are several."""
    lines = LayoutLines()
    filled = ((name, seen) for name, seen in sheets if seen)
    first, second = next(filled, None), next(filled, None)
    for name, seen in chain(filter(None, (first, second)), filled):
        if second and not _NAMELESS.fullmatch(name.strip()):
            lines.line(cell_text(name))
        lines.grid(*seen)
    return lines.finished("xlsx")


def _earlier_years_last(names: list[str]) -> list[str]:
    """Sheets as they stand, but those named for an earlier year than another one behind: they are there to compare."""
    years = [max(map(int, re.findall(r"20\d\d", name)), default=None) for name in names]
    last = max((year for year in years if year), default=0)
    return [name for _, name in sorted(zip(years, names, strict=True), key=lambda it: bool(it[0] and it[0] < last))]


def _seen(sheet: CalamineSheet | OpenSheet, look: Look) -> _Seen | None:
    """A sheet without its hidden rows and columns; None where nothing stands in it."""
    shown = _shown_values(sheet, look)
    filled = [place for place, value in shown.items() if value != ""]
    if not filled:
        return None
    (top, bottom), (left, right) = ((min(each), max(each)) for each in zip(*filled, strict=True))
    # Where each row and column stands in the grid, and one more for the end.
    rows, columns = _numbered(top, bottom, look.rows), _numbered(left, right, look.columns)
    merged = _merged(sheet, (top, left), (bottom, right))
    covered = {
        (row + down, column + aside)
        for (row, column), (tall, wide) in merged.items()
        for down in range(tall)
        for aside in range(wide)
        if down or aside
    }
    cells = []
    for row in range(bottom - top + 1):
        for column in range(right - left + 1):
            tall, wide = merged.get((row, column), (1, 1))
            tall, wide = rows[row + tall] - rows[row], columns[column + wide] - columns[column]
            if tall and wide and (row, column) not in covered:
                place = row + top, column + left
                text = _shown(shown.get(place, ""), look.formats.get(place))
                cells.append(Placed(rows[row], columns[column], tall, wide, text))
    return _Seen(cells, rows[-1], columns[-1]) if any(cell.text for cell in cells) else None


def _shown_values(sheet: CalamineSheet | OpenSheet, look: Look) -> dict[Place, _Value]:
    """What the places of a sheet show, where that is not what the file holds for them, too."""
    held: dict[Place, _Value] = {}
    if start := sheet.start:
        filled: Iterable[Iterable[_Value]] = sheet.to_python(skip_empty_area=True)
        for row, values in enumerate(filled, start[0]):
            held |= {(row, column): value for column, value in enumerate(values, start[1]) if value != ""}
    return {
        **held,
        **counted(look.formulas, lambda place: held.get(place, ""), asks=look.asks),
        **look.texts,
        **look.errors,
    }


def _numbered(first: int, last: int, hidden: frozenset[int]) -> list[int]:
    return [0, *accumulate(place not in hidden for place in range(first, last + 1))]


def _merged(
    sheet: CalamineSheet | OpenSheet, start: tuple[int, int], end: tuple[int, int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Rows and columns that merged cells take, by their place in the grid; what overlaps another is no merged cell."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    room = 2 * MOST_CELLS
    for first, last in sorted(sheet.merged_cell_ranges or ()):
        top, left = max(first[0], start[0]), max(first[1], start[1])
        tall, wide = min(last[0], end[0]) - top + 1, min(last[1], end[1]) - left + 1
        if (top, left) != first or tall < 1 or wide < 1 or tall * wide == 1:
            continue
        room -= tall * wide
        if room < 0:
            raise UnreadableError("too_large", f"merged cells that take more than {MOST_CELLS:,} places")
        places = {(row, column) for row in range(top, top + tall) for column in range(left, left + wide)}
        if taken.isdisjoint(places):
            taken |= places
            merged[top - start[0], left - start[1]] = tall, wide
    return merged


def _shown(value: _Value, code: str | None) -> str:
    """A value as a cell shows it in general format, or in one that shows another number."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown_number(plain_number(value), code) if code else plain_number(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes" if value.second == 0 else "seconds")
    return cell_text(value) if isinstance(value, str) else str(value)
