"""Excel files: sheets to grids, numbers as they are shown."""

import struct
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from extract.layout import UnreadableError
from extract.office.excel import read_xlsx
from extract.office.kinds import office_kind
from tests.extract.office.office_files import ole, workbook
from tests.extract.office.word_files import assert_sound, zipped

HEAD = (0x0809, struct.pack("<8H", 0x0600, 0x0005, 0, 0, 0, 0, 0, 0))


def book(*fill: Callable[[Worksheet], object]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for number, each in enumerate(fill):
        each(made.create_sheet(f"表{number}"))
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def filled(**values: object) -> Callable[[Worksheet], object]:
    def fill(sheet: Worksheet) -> None:
        for place, value in values.items():
            sheet[place].value = value

    return fill


SHOWN = [
    (12.0, "12"),
    (-3, "-3"),
    (0, "0"),
    (59237.2449, "59237.2449"),
    (0.1, "0.1"),
    (1e-7, "0.0000001"),
    (12345678901234, "12345678901234"),
    ("0012", "0012"),
    ("商业\n企业", "商业企业"),
    ("1\n2", "1 2"),
    ("　甲\t", "甲"),
    (True, "TRUE"),
    (date(2024, 1, 2), "2024-01-02"),
    (datetime(2024, 1, 2, 3, 4), "2024-01-02 03:04"),
]


@pytest.mark.parametrize(("value", "expected"), SHOWN)
def test_values(value: object, expected: str) -> None:
    assert read_xlsx(book(filled(A1=value))).text == expected


def test_sums_of_fractions_are_shown_to_fifteen_digits() -> None:
    cell = '<c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>59237.244899999998</v></c>'
    assert read_xlsx(sheet_of(f'<row r="1">{cell}</row>')).text == "0.3\t59237.2449"


def test_merged_cells_stand_once() -> None:
    def fill(sheet: Worksheet) -> None:
        filled(B2="甲", D2=1, D3=2, B4="乙", C4=3)(sheet)
        sheet.merge_cells("B2:C3")

    layout = read_xlsx(book(fill))
    assert_sound(layout)
    assert layout.text == "甲\t\t1\n\t\t2\n乙\t3\t"
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in layout.cells] == [
        (0, 0, 2, 2, "甲"),
        (0, 2, 1, 1, "1"),
        (1, 2, 1, 1, "2"),
        (2, 0, 1, 1, "乙"),
        (2, 1, 1, 1, "3"),
        (2, 2, 1, 1, ""),
    ]


def test_a_sheet_of_an_earlier_year_stands_behind_the_others() -> None:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name in ("正文2023年", "2022年（对照）", "2023年", "说明"):
        made.create_sheet(name)["A1"].value = 1
    data = BytesIO()
    made.save(data)
    # The name of a sheet stands above it.
    shown = ["正文2023年", "1", "2023年", "1", "说明", "1", "2022年（对照）", "1"]
    assert read_xlsx(data.getvalue()).text.split("\n") == shown


def test_each_sheet_that_is_seen_and_filled_is_a_grid() -> None:
    def hidden(sheet: Worksheet) -> None:
        filled(A1="藏")(sheet)
        sheet.sheet_state = "hidden"

    layout = read_xlsx(book(filled(A1="甲"), hidden, filled(), filled(A1=" "), filled(C3="乙")))
    assert [(c.grid, c.text, c.line_no) for c in layout.cells] == [(1, "甲", 1), (2, "乙", 2)]
    assert (layout.text, layout.read_from) == ("甲\n乙", "xlsx")


@pytest.mark.parametrize("place", ["XFD1048576", "ZZ20000"])
def test_a_lone_cell_far_away_is_refused_before_room_is_made(place: str) -> None:
    with pytest.raises(UnreadableError, match="too_large"):
        read_xlsx(book(filled(A1=1, **{place: 2})))


FORMATS = [
    ("0.00", "1234.5"),
    ("#,##0.00_);[Red](#,##0.00)", "1234.5"),
    ('0.0"件"', "1234.5"),
    ("0%", "123450%"),
    ("0.00%", "123450%"),
    ("0!.0,", "1234.5 [0!.0,]"),
    ("0.0,", "1234.5 [0.0,]"),
    ('0\\.0000"万元"', '1234.5 [0\\.0000"万元"]'),
]


@pytest.mark.parametrize(("code", "expected"), FORMATS)
def test_a_number_that_its_format_shows_as_another_one_is_marked(code: str, expected: str) -> None:
    def fill(sheet: Worksheet) -> None:
        filled(A1=1234.5, B1=2, C2=3)(sheet)
        sheet["A1"].number_format = code

    assert read_xlsx(book(fill)).text == f"{expected}\t2\t\n\t\t3"


def test_what_is_struck_out_in_a_cell_or_raised_is_no_digit_of_its_number() -> None:
    struck, raised, plain = InlineFont(strike=True), InlineFont(vertAlign="superscript"), InlineFont()
    texts = (
        CellRichText(TextBlock(struck, "12"), TextBlock(plain, "3")),
        CellRichText(TextBlock(plain, "3"), TextBlock(raised, "1")),
        CellRichText(TextBlock(plain, "1"), TextBlock(InlineFont(b=True), "2")),
        CellRichText(TextBlock(struck, "5"), TextBlock(struck, "6")),
    )
    data = book(filled(**{f"{letter}1": text for letter, text in zip("ABCD", texts, strict=True)}))
    assert read_xlsx(data).text.split("\t") == ["3", "3 1", "12", "56"]


def test_numbers_that_a_cell_does_not_show_are_marked() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append([1, 2, 3, 4])
        sheet["A1"].font = sheet["B1"].font = Font(color="FFFFFFFF")
        sheet["B1"].fill = PatternFill("solid", fgColor="FF003366")
        sheet["C1"].number_format = ";;;"

    assert read_xlsx(book(fill)).text.split("\t") == ["1 [white]", "2", "3 [;;;]", "4"]


def test_hidden_rows_and_columns_are_left_out() -> None:
    def fill(sheet: Worksheet) -> None:
        filled(A1="题", A2="甲", B2=9, C2=1, A3="乙", B3=9, C3=9, A4="丙", C4=2)(sheet)
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A2:A3")
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True

    layout = read_xlsx(book(fill))
    assert_sound(layout)
    assert layout.text == "题\t\n甲\t1\n丙\t2"
    assert [(c.row_span, c.column_span) for c in layout.cells] == [(1, 2), *[(1, 1)] * 4]


def test_a_merged_cell_whose_first_row_is_hidden_still_stands() -> None:
    def fill(sheet: Worksheet) -> None:
        filled(A1="甲", B1=1, B2=2, B3=3)(sheet)
        sheet.merge_cells("A1:A3")
        sheet.row_dimensions[1].hidden = True

    layout = read_xlsx(book(fill))
    assert_sound(layout)
    assert layout.text == "甲\t2\n\t3"


def sheet_of(rows: str, **others: str) -> bytes:
    """A workbook whose only sheet has these rows, its other parts by openpyxl, or these."""
    with ZipFile(BytesIO(book(filled(A1=1)))) as made:
        files = {name: made.read(name).decode() for name in made.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    before, after = files[sheet].split("<sheetData>")[0], files[sheet].split("</sheetData>")[1]
    return zipped(
        files
        | {sheet: f"{before}<sheetData>{rows}</sheetData>{after}"}
        | {f"xl/{name}.xml": part for name, part in others.items()}
    )


def test_texts_that_cells_share_are_seen_alike() -> None:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    runs = "<r><rPr><strike/></rPr><t>12</t></r><r><t>3</t></r>"
    shared = f'<sst {main} count="2" uniqueCount="2"><si><t>规章</t></si><si>{runs}</si></sst>'
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    assert read_xlsx(sheet_of(row, sharedStrings=shared)).text == "规章\t3"


def test_cells_without_a_place_stand_behind_those_before_them() -> None:
    assert read_xlsx(sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row>")).text == "1\t2"
    with pytest.raises(UnreadableError, match="too_large"):
        read_xlsx(sheet_of(f"<row>{'<c><v>1</v></c>' * 5_000}</row>{'<row><c><v>1</v></c></row>' * 5_000}"))


def test_an_old_workbook_is_a_grid_a_sheet() -> None:
    end = (0x000A, b"")
    label = struct.pack("<3HHB", 0, 0, 0, 1, 1) + "甲".encode("utf-16-le")
    merged = (0x00E5, struct.pack("<H4H", 1, 0, 1, 0, 0))
    numbers = [(0x0203, struct.pack("<3Hd", row, 1, 0, value)) for row, value in enumerate((258.0, 0.5))]
    sheet = workbook((0x0809, HEAD[1][:2] + b"\x10\0" + HEAD[1][4:]), (0x0204, label), *numbers, merged, end)
    named = struct.pack("<BB", 1, 0) + b"a"

    def book(start: int) -> bytes:
        return workbook(HEAD, (0x0085, struct.pack("<LBB", start, 0, 0) + named), end)

    layout = read_xlsx(ole({"Workbook": (book(len(book(0))) + sheet).ljust(8_192, b"\0")}))
    assert_sound(layout)
    assert (layout.text, layout.read_from) == ("甲\t258\n\t0.5", "xlsx")
    assert layout.cells[0].row_span == 2


def test_old_workbooks_are_bounded() -> None:
    number = (0x0203, struct.pack("<3Hd", 65_000, 200, 0, 1.0))
    with pytest.raises(UnreadableError, match="too_large"):
        read_xlsx(ole({"Workbook": workbook(HEAD, number)}))
    with pytest.raises(UnreadableError, match="encrypted"):
        read_xlsx(ole({"Workbook": workbook(HEAD, (0x002F, b"\0" * 6))}))
    assert office_kind(ole({"Book": workbook(HEAD)})) == "xls"
