"""Sheets of an OpenDocument file (.ods), as calamine shows those of Excel files.

Read here: calamine knows no merged cells of such files, and makes room for every place that one says it repeats.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from extract.layout import UnreadableError
from extract.lines import MOST_CELLS
from extract.office.kinds import Parts
from extract.office.sheet_looks import Look, plain_number, shown_number
from extract.word.parts import parse

_SPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
_OFFICE, _TABLE, _TEXT, _STYLE = (_SPACE.format(name) for name in ("office", "table", "text", "style"))
_ROW, _COLUMN, _CELL = f"{_TABLE}table-row", f"{_TABLE}table-column", f"{_TABLE}table-cell"
_COVERED = f"{_TABLE}covered-table-cell"
#: They only hold rows or columns.
_HOLDERS = frozenset(
    f"{_TABLE}table-{name}"
    for name in ("header-rows", "rows", "row-group", "header-columns", "columns", "column-group")
)
_HIDDEN = frozenset(("collapse", "filter"))
#: What stands in the text of a cell, and what it is there.
_SIGNS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_SPANS = frozenset(f"{_TEXT}{name}" for name in ("span", "a", "meta"))
_PRINTED, _LARGE_UNIT = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?"), re.compile(r"[%百千万亿萬億]")
_MIDNIGHT, _WHOLE_MINUTE = re.compile(r"T00:00:00$"), re.compile(r"(T[0-9]{2}:[0-9]{2}):00$")
#: The columns of the widest sheet, and sheets, each of which is read.
_MOST_COLUMNS, _MOST_SHEETS = 1 << 14, 200


@dataclass(frozen=True)
class OpenSheet:
    """The filled cells of a sheet, with the names that calamine has for such things.

    Attributes:
        name: what its tab says.
        cells: texts by row and column, from 0.
        merged_cell_ranges: first and last place of each merged cell.
    """

    name: str
    cells: dict[tuple[int, int], str]
    merged_cell_ranges: list[tuple[tuple[int, int], tuple[int, int]]]

    @property
    def start(self) -> tuple[int, int] | None:
        """The first filled row and column."""
        return (min(row for row, _ in self.cells), min(column for _, column in self.cells)) if self.cells else None

    @property
    def end(self) -> tuple[int, int] | None:
        """The last filled row and column."""
        return (max(row for row, _ in self.cells), max(column for _, column in self.cells)) if self.cells else None

    def to_python(self, *, skip_empty_area: bool) -> list[list[str]]:
        """The texts of all places from `start` to `end`, row by row; from the first place of all without the skip."""
        first, last = (self.start or (0, 0)) if skip_empty_area else (0, 0), self.end or (-1, -1)
        columns = range(first[1], last[1] + 1)
        return [[self.cells.get((row, column), "") for column in columns] for row in range(first[0], last[0] + 1)]


def open_sheets(data: bytes) -> Iterator[tuple[OpenSheet, Look]]:
    """The sheets that are seen, each with its look.

    Raises:
        UnreadableError: `encrypted`, `damaged` or `too_large`.
    """
    parts = Parts(data)
    if b"encryption-data" in (parts.read("META-INF/manifest.xml") or b""):
        raise UnreadableError("encrypted", "needs a password; save it without one")
    content = parts.read("content.xml")
    if content is None:
        raise UnreadableError("damaged", "a sheet without its content; fetch it anew")
    root = parse(content, "content.xml")
    unseen = {
        style.get(f"{_STYLE}name")
        for style in root.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style")
        if any(each.get(f"{_TABLE}display") == "false" for each in style)
    }
    tables = root.findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    if len(tables) > _MOST_SHEETS:
        raise UnreadableError("too_large", f"more than {_MOST_SHEETS} sheets")
    for table in tables:
        if table.get(f"{_TABLE}style-name") not in unseen:
            yield _sheet(table)


def _sheet(table: etree._Element) -> tuple[OpenSheet, Look]:
    cells: dict[tuple[int, int], str] = {}
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = []
    hidden: list[range] = []
    for at, times, row in _repeated(_inside(table, _ROW), "number-rows-repeated"):
        if row.get(f"{_TABLE}visibility") in _HIDDEN:
            hidden.append(range(at, at + times))
        found, spans = _row_cells(row)
        if len(cells) + times * len(found) > MOST_CELLS:
            raise UnreadableError("too_large", f"a sheet of more than {MOST_CELLS:,} cells")
        for here in range(at, at + times) if found else ():
            cells |= {(here, column): text for column, text in found.items()}
        merged += [((at, column), (at + tall - 1, column + wide - 1)) for column, (tall, wide) in spans.items()]
    sheet = OpenSheet(table.get(f"{_TABLE}name", ""), cells, merged)
    if sheet.start and sheet.end:
        rows, columns = (last - first + 1 for first, last in zip(sheet.start, sheet.end, strict=True))
        if rows * columns > MOST_CELLS:
            raise UnreadableError("too_large", f"a sheet of {rows:,} rows and {columns:,} columns")
    return sheet, _look(sheet, hidden, table)


def _repeated(elements: Iterator[etree._Element], times: str) -> Iterator[tuple[int, int, etree._Element]]:
    """Rows, columns or cells with the place of each, and how often it stands there: its attribute `times`."""
    at = 0
    for element in elements:
        count = _count(element, times)
        yield at, count, element
        at += count


def _row_cells(row: etree._Element) -> tuple[dict[int, str], dict[int, tuple[int, int]]]:
    """The texts of a row's filled cells by column, and the rows and columns that its merged cells take."""
    found: dict[int, str] = {}
    spans: dict[int, tuple[int, int]] = {}
    for column, times, cell in _repeated(row.iterchildren(_CELL, _COVERED), "number-columns-repeated"):
        text = _shown(cell) if cell.tag == _CELL else ""
        if text.strip():
            if column + times > _MOST_COLUMNS:
                raise UnreadableError("too_large", f"a sheet of more than {_MOST_COLUMNS:,} columns")
            found |= dict.fromkeys(range(column, column + times), text)
        tall, wide = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if tall * wide > 1 and times == 1:
            spans[column] = tall, wide
    return found, spans


def _look(sheet: OpenSheet, rows: list[range], table: etree._Element) -> Look:
    """Which of a sheet's rows and columns are hidden."""
    if sheet.start is None or sheet.end is None:
        return Look()
    columns: list[range] = []
    for at, times, column in _repeated(_inside(table, _COLUMN), "number-columns-repeated"):
        if column.get(f"{_TABLE}visibility") in _HIDDEN:
            columns.append(range(at, at + times))
    used = zip(sheet.start, sheet.end, strict=True)
    hidden_rows, hidden_columns = (
        frozenset(place for each in ranges for place in range(max(each.start, first), min(each.stop, last + 1)))
        for ranges, (first, last) in zip((rows, columns), used, strict=True)
    )
    return Look(hidden_rows, hidden_columns)


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or columns of a table, in order, through what groups them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from _inside(child, tag)


def _count(element: etree._Element, name: str) -> int:
    said = element.get(f"{_TABLE}{name}", "1")
    return max(int(said), 1) if said.isascii() and said.isdigit() and len(said) < 10 else 1


def _shown(cell: etree._Element) -> str:
    """What a cell shows; a number that is shown as another one with both, so that nobody counts with it."""
    kind, value = cell.get(f"{_OFFICE}value-type"), cell.get(f"{_OFFICE}value", "")
    formula = cell.get(f"{_TABLE}formula")
    if formula and kind is None and cell.find(f"{_TEXT}p") is None:
        # Nobody has counted it yet.
        return f"={formula.partition('=')[2]}"
    text = "\n".join(_written(each) for each in cell.iterchildren(f"{_TEXT}p"))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", text).upper()
    if kind == "date" and (date := cell.get(f"{_OFFICE}date-value")):
        return _WHOLE_MINUTE.sub(r"\1", _MIDNIGHT.sub("", date)).replace("T", " ")
    if kind not in ("float", "currency", "percentage"):
        return text or cell.get(f"{_OFFICE}string-value", "")
    try:
        read = float(value)
    except ValueError:
        read = math.nan
    if not math.isfinite(read):
        raise UnreadableError("damaged", "a cell whose number is none; save it anew")
    number = plain_number(read)
    if kind == "percentage":
        return shown_number(number, "0%")
    return number if not text.strip() or _says(text, Decimal(number)) else f"{number} [{text.strip()}]"


def _says(text: str, number: Decimal) -> bool:
    """Whether a text shows a number, rounded at most."""
    printed = _PRINTED.findall(text)
    if len(printed) != 1 or _LARGE_UNIT.search(text):
        return False
    shown = Decimal(printed[0].replace(",", ""))
    return abs(number - shown) * 2 <= Decimal(1).scaleb(int(shown.as_tuple().exponent))


def _written(element: etree._Element) -> str:
    """The text of a paragraph, without notes and drawings."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _SPANS:
            pieces.append(_written(child))
        pieces += [_SIGNS.get(str(child.tag), ""), child.tail or ""]
    return "".join(pieces)
