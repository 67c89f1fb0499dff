"""Formulas that nobody counted: what Excel would show for plain sums, and else no number."""

import struct
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Counted
from xlsxwriter import Workbook

from extract.formats import read_layout
from extract.office.excel import read_xlsx
from tests.extract.office.ods_files import number, ods, row, table, text
from tests.extract.office.office_files import ole, workbook
from tests.extract.office.test_excel import HEAD


def written(formula: str, value: object = 0, **numbers: object) -> str:
    """What a sheet shows as xlsxwriter writes it, with a formula in A1 and numbers in the other places."""
    data = BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", formula, None, value)
        for place, each in numbers.items():
            sheet.write(place, each)
    return read_xlsx(data.getvalue()).text.split("\n")[0].split("\t")[0]


UNCOUNTED = [
    ("=SUM(B1:D1)", "8"),
    ("= sum( $B$1:$D$1 )", "8"),
    ("=B1+C1+D1", "8"),
    ("=SUM(B1,D1)-C1+10", "14"),
    ("=SUM(B1:C1,D1)+SUM(B1:D1)", "16"),
    ("=SUM(B2:D2)", "0"),
    ("=IF(B1>0,B1,0)", "=IF(B1>0,B1,0)"),
    ("=SUM(B1:E1)", "=SUM(B1:E1)"),
    ("=SUM(Sheet2!B1:D1)", "=SUM(Sheet2!B1:D1)"),
    ("=B1*C1", "=B1*C1"),
    ("=A1+B1", "=A1+B1"),
    ("=SUM(B1:XFD1048576)", "=SUM(B1:XFD1048576)"),
]


@pytest.mark.parametrize(("formula", "shown"), UNCOUNTED)
def test_a_plain_sum_is_counted_and_every_other_formula_is_no_number(formula: str, shown: str) -> None:
    assert written(formula, B1=5, C1=2, D1=1, E1="甲") == shown


@pytest.mark.parametrize("value", [0, 7, "7", ""])
def test_what_a_workbook_holds_that_asks_to_be_counted_is_no_print(value: object) -> None:
    assert written("=SUM(B1:C1)", value, B1=5, C1=2) == "7"
    assert written("=MAX(B1:C1)", value, B1=5, C1=2) == "=MAX(B1:C1)"


def test_sums_of_sums_and_a_circle() -> None:
    data = BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row("B1", [3, 4])
        for place, formula in (("D1", "=B1+C1"), ("A1", "=D1+D1"), ("A2", "=B2+1"), ("B2", "=A2")):
            sheet.write_formula(place, formula)
    assert read_xlsx(data.getvalue()).text == "14\t3\t4\t7\n=B2+1\t=A2\t\t"


def test_a_formula_without_a_value_is_counted_or_no_number() -> None:
    data = BytesIO()
    book = Counted()
    sheet = book.worksheets[0]
    sheet.append(["=SUM(B1:C1)", 5, 2])
    sheet.append(["=MAX(B1:C1)", 5, 2])
    book.save(data)
    assert read_xlsx(data.getvalue()).text == "7\t5\t2\n=MAX(B1:C1)\t5\t2"


@pytest.mark.parametrize(
    ("held", "shown"), [("<v>7</v>", "7"), ("<v>0</v>", "=SUM(B1:C1)"), ("<v/>", "7"), ("<v>6.9</v>", "=SUM(B1:C1)")]
)
def test_a_value_that_its_own_sum_contradicts_is_no_print(held: str, shown: str) -> None:
    assert sheet_of(f"<f>SUM(B1:C1)</f>{held}") == shown


def sheet_of(cell: str, kind: str = "n") -> str:
    """What A1 shows of a workbook that says nothing of counting, with 5 and 2 beside it."""
    data = BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        book.add_worksheet().write_row("A1", [1, 5, 2])
    parts = {name: ZipFile(data).read(name) for name in ZipFile(data).namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'<c r="A1"><v>1</v>', f'<c r="A1" t="{kind}">{cell}'.encode())
    changed = BytesIO()
    with ZipFile(changed, "w") as file:
        for each, part in parts.items():
            file.writestr(each, part)
    return read_xlsx(changed.getvalue()).text.split("\t")[0]


def test_an_error_and_an_empty_text_are_what_they_are() -> None:
    assert sheet_of("<f>B1/0</f><v>#DIV/0!</v>", "e") == "#DIV/0!"
    assert sheet_of("<v>#REF!</v>", "e") == "#REF!"
    # A1 is blank: the sheet begins at B1.
    assert sheet_of('<f>IF(B1,"","")</f><v></v>', "str") == "5"


@settings(max_examples=30, deadline=None)
@given(numbers=st.lists(st.integers(0, 9999), min_size=1, max_size=6), asks=st.booleans())
def test_a_sum_is_that_of_the_numbers_beside_it(numbers: list[int], asks: bool) -> None:
    last = "BCDEFG"[len(numbers) - 1]
    places = {f"{'BCDEFG'[at]}1": each for at, each in enumerate(numbers)}
    assert written(f"=SUM(B1:{last}1)", 0 if asks else sum(numbers), **places) == str(sum(numbers))


RECORD_ID, BOUND, FORMULA, ERROR = 0x01C1, 0x0085, 0x0006, 0x0205


def old(*cells: tuple[int, bytes], is_counted: bool) -> str:
    """What an old workbook of one sheet shows, with 9 in its second row."""
    name = struct.pack("<BB", 1, 0) + b"a"
    begin = [HEAD, (RECORD_ID, bytes(8))] if is_counted else [HEAD]
    at = len(workbook(*begin, (BOUND, bytes(6) + name), (0x000A, b"")))
    nine = (0x0203, struct.pack("<HHHd", 1, 0, 0, 9.0))
    sheet = (0x0809, struct.pack("<8H", 0x0600, 0x0010, 0, 0, 0, 0, 0, 0))
    stream = [*begin, (BOUND, struct.pack("<LH", at, 0) + name), (0x000A, b""), sheet, *cells, nine, (0x000A, b"")]
    return read_xlsx(ole({"Workbook": workbook(*stream)})).text


def formula(kind: int, code: int = 0) -> tuple[int, bytes]:
    value = struct.pack("<BBBBBB", kind, 0, code, 0, 0, 0) + b"\xff\xff"
    return FORMULA, struct.pack("<HHH", 0, 1, 0) + value + struct.pack("<HLH", 0, 0, 3) + b"\x1e\x01\x00"


def test_old_workbooks() -> None:
    assert old(formula(3), is_counted=False) == "\t=\n9\t"
    assert old(formula(3), is_counted=True) == "9"
    assert old(formula(2, 0x17), is_counted=True) == "\t#REF!\n9\t"
    assert old((ERROR, struct.pack("<HHHBB", 0, 1, 0, 0x2A, 1)), is_counted=True) == "\t#N/A\n9\t"


def test_open_document_sheets() -> None:
    uncounted = '<table:table-cell table:formula="of:=SUM([.B1:.C1])"/>'
    counted = number("0", said='table:formula="of:=0"')
    empty = '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"><text:p/></table:table-cell>'
    read = read_layout(ods(table(row(text("题"), uncounted, counted, empty, text("尾")))))
    assert read.text == "题\t=SUM([.B1:.C1])\t0\t\t尾"
