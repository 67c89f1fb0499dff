"""How a sheet of a new Excel file shows its values: what is hidden, formats that show another number, formulas.

calamine gives values alone. Most formats show the value itself; some show it as a percentage, and Chinese offices use
some that show 12345 as 1.2345 under the heading 万元.
"""

import posixpath
import re
from decimal import Decimal
from typing import NamedTuple

from lxml import etree

from extract.office.formulas import Formula, Place, asks_to_count, errors_of, formulas_of
from extract.office.kinds import Parts
from extract.office.rich_texts import rich_cells, shared_texts
from extract.word.parts import parse

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW, _COLUMN, _CELL = (re.compile(rb"<(?:\w+:)?%s\s([^>]*)>" % name) for name in (b"row", b"col", b"c"))
_ATTRIBUTE = re.compile(rb"""(?<![\w:])([\w:]+)\s*=\s*["']([^"']*)["']""")
_ON = frozenset((b"1", b"true", b"on"))
#: The formats that every file has without saying so: percentages.
_PERCENTAGES = {9: "0%", 10: "0.00%"}
#: What stands in quotes or behind a backslash is shown as it is.
_LITERAL = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]')
#: A comma behind the last digit divides by a thousand, a point that is only drawn by as much as stands behind it.
_DIVIDES, _DRAWN_POINT = re.compile(r"[0#?],+(?![0#?,])"), re.compile(r'[\\!]\.|"\."')
_LARGE_UNIT = re.compile(r"[百千万亿萬億]")


class Look(NamedTuple):
    """Rows and columns from 0 that are hidden, and the cells that show another thing than the value they hold.

    Attributes:
        formats: formats that show another number, or none.
        texts: what is seen of texts of which something is struck out or raised.
        errors: what is shown where a formula comes to no value.
        formulas: the formulas.
        asks: whether the workbook asks for these to be counted.
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    formats: dict[Place, str] = {}  # noqa: RUF012
    texts: dict[Place, str] = {}  # noqa: RUF012
    errors: dict[Place, str] = {}  # noqa: RUF012
    formulas: dict[Place, Formula] = {}  # noqa: RUF012
    asks: bool = False


def looks_of(data: bytes) -> dict[str, Look]:
    """The look of each sheet of a new Excel file, by the sheet's name; for one that `workbooks.bounded` gave.

    Raises:
        UnreadableError: `damaged`.
    """
    parts = Parts(data)
    formats = _odd_formats(parts.read("xl/styles.xml"))
    book = parts.read("xl/workbook.xml")
    relations = parts.read("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {each.get("Id", ""): each.get("Target", "") for each in parse(relations, "workbook.xml.rels")}
    looks, asks, shared = {}, asks_to_count(book), shared_texts(parts.read("xl/sharedStrings.xml"))
    for sheet in parse(book, "workbook.xml").iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
        target = targets.get(sheet.get(_ID, ""), "")
        part = parts.read(posixpath.join("/xl", target)) or b""
        look = _look(part, formats)
        look = look._replace(errors=errors_of(part), formulas=formulas_of(part), asks=asks)
        texts = {_place(reference.encode()): text for reference, text in rich_cells(part, shared)}
        looks[sheet.get("name", "")] = look._replace(texts=texts)
    return looks


def _look(part: bytes, formats: dict[bytes, str]) -> Look:
    rows, columns = set(), set()
    if b"hidden" in part:
        for said in _said(_ROW, part):
            if said.get(b"hidden") in _ON and said.get(b"r", b"").isdigit():
                rows.add(int(said[b"r"]) - 1)
        for said in _said(_COLUMN, part):
            if said.get(b"hidden") in _ON and said.get(b"min", b"").isdigit() and said.get(b"max", b"").isdigit():
                columns |= set(range(int(said[b"min"]) - 1, min(int(said[b"max"]), 16_384)))
    odd = {}
    for said in _said(_CELL, part) if formats else ():
        if said.get(b"s") in formats:
            odd[_place(said.get(b"r", b""))] = formats[said[b"s"]]
    return Look(frozenset(rows), frozenset(columns), odd)


def _said(tag: "re.Pattern[bytes]", part: bytes) -> list[dict[bytes, bytes]]:
    return [dict(_ATTRIBUTE.findall(attributes)) for attributes in tag.findall(part)]


def _place(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(b"0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(reference[len(letters) :] or b"0") - 1, column - 1


def _odd_formats(styles: bytes | None) -> dict[bytes, str]:
    """The formats that show another number than the value, or none, by the number that cells call them."""
    if styles is None:
        return {}
    root = parse(styles, "styles.xml")
    codes = dict(_PERCENTAGES)
    for each in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt"):
        if each.get("numFmtId", "").isdigit():
            codes[int(each.get("numFmtId", ""))] = each.get("formatCode", "")
    white = _white_fonts(root)
    odd = {}
    for number, each in enumerate(root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")):
        code = codes.get(int(each.get("numFmtId", "0") or 0), "")
        if _is_odd(code):
            odd[str(number).encode()] = code
        elif each.get("fontId") in white and each.get("fillId", "0") == "0":
            odd[str(number).encode()] = "white"
    return odd


def _white_fonts(styles: etree._Element) -> frozenset[str]:
    """The fonts of white letters, which on no colour of a cell's own show nothing."""
    fonts = enumerate(styles.iterfind(f"{_MAIN}fonts/{_MAIN}font"))
    colours = ((str(number), font.find(f"{_MAIN}color")) for number, font in fonts)
    return frozenset(
        number
        for number, colour in colours
        if colour is not None and (colour.get("rgb", "").upper().endswith("FFFFFF") or colour.get("theme") == "0")
    )


def _is_odd(code: str) -> bool:
    shown = _LITERAL.sub("", code)
    shows_none = bool(code) and not shown.strip("; ")
    return bool(
        shows_none or "%" in shown or _DIVIDES.search(shown) or _DRAWN_POINT.search(code) or _LARGE_UNIT.search(code)
    )


def shown_number(text: str, code: str) -> str:
    """A number as a format shows it: a percentage; else with the format behind it, so that nobody counts with it."""
    if _LITERAL.sub("", code).count("%") == 1 and not _DRAWN_POINT.search(code) and not _LARGE_UNIT.search(code):
        return f"{format((Decimal(text) * 100).normalize(), 'f')}%"
    return f"{text} [{code}]"


def plain_number(value: float) -> str:
    """A number without an exponent and without zeros at its end; 0.30000000000000004 is 0.3, as Excel shows it."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
