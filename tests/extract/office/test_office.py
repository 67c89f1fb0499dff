"""Office files by their content; and those that cannot be read say so, whatever is broken in them."""

import struct
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from extract.formats import read_layout
from extract.layout import UnreadableError
from extract.lines import cell_text
from extract.office.excel import read_xlsx
from extract.office.kinds import office_kind
from extract.office.libreoffice import read_office
from extract.office.sheet_looks import looks_of
from extract.word import read_docx
from extract.word.parts import parse
from tests.extract.office.office_files import ole
from tests.extract.office.word_files import assert_sound, cell, docx, paragraph, row, table, zipped

SHEET_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
READERS = (read_docx, read_xlsx, read_office)
REASONS = {"damaged", "encrypted", "too_large", "unsupported_format"}
WORD = docx(paragraph("甲"))
FIB = struct.pack("<5H", 0xA5EC, 0xC1, 0, 0, 0)
FIB_ENCRYPTED = FIB + struct.pack("<H", 0x100)
KINDS = {
    "docx": WORD,
    "xlsx": zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
    "xlsb": zipped({"xl/workbook.bin": ""}),
    "pptx": zipped({"ppt/presentation.xml": ""}),
    "odt": zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
    "ods": zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    "ofd": zipped({"OFD.xml": ""}),
    "doc": ole({"WordDocument": FIB, "1Table": b""}),
    "xls": ole({"Workbook": b""}),
    "ppt": ole({"Current User": b"", "PowerPoint Document": b""}),
    "encrypted": ole({"EncryptionInfo": b"", "EncryptedPackage": b""}),
    "rtf": b"{\\rtf1 }",
    "word_xml": b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument/>',
}


@pytest.mark.parametrize(("kind", "data"), KINDS.items())
def test_kinds(kind: str, data: bytes) -> None:
    assert office_kind(data) == kind


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", zipped({"a.txt": ""}), b"%PDF-1.7", b"<html>", "甲".encode(), ole({}), ole({"甲": b""})],
)
def test_what_is_no_office_file(data: bytes) -> None:
    assert office_kind(data) is None
    for read in READERS:
        with pytest.raises(UnreadableError, match=r"unsupported_format|damaged"):
            read(data)


@pytest.mark.parametrize("data", [KINDS["encrypted"], ole({"WordDocument": FIB_ENCRYPTED})])
def test_a_password(data: bytes) -> None:
    assert office_kind(data) == "encrypted"
    for read in READERS:
        with pytest.raises(UnreadableError, match="encrypted"):
            read(data)


@pytest.mark.parametrize("kind", ["pptx", "ofd", "ppt", "xlsb"])
def test_other_kinds_are_named_with_what_to_do(kind: str) -> None:
    with pytest.raises(UnreadableError, match=f"unsupported_format.*{kind} file; save it as"):
        read_layout(KINDS[kind])
    for read in READERS:
        with pytest.raises(UnreadableError, match=f"unsupported_format.*{kind}"):
            read(KINDS[kind])


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableError, match=r"needs_libreoffice.*docx"):
        read_office(KINDS["doc"])


def test_bombs() -> None:
    spaces = " " * (21 << 20)
    many = zipped({f"word/{number}": "" for number in range(20_000)})
    for bomb in (zipped({"word/document.xml": spaces}), zipped({"xl/a.xml": spaces}), many):
        with pytest.raises(UnreadableError, match=r"too_large|damaged"):
            (read_xlsx if b"xl/a" in bomb else read_docx)(bomb)


def test_white_space_and_attributes_without_end_cost_nothing() -> None:
    long = 2_000_000
    spaces = f"1{' ' * long}2"
    assert read_docx(docx(table(row(spaces)))).text == "1 2"
    assert cell_text(f"甲{' ' * long}\n{' ' * long}乙") == "甲乙"
    styles = f'<styleSheet xmlns="{SHEET_SPACE}"><cellXfs><xf numFmtId="9"/></cellXfs></styleSheet>'
    book = (
        f'<workbook xmlns="{SHEET_SPACE}" xmlns:r="{RELATIONS}"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
    )
    relations = '<Relationships><Relationship Id="r1" Target="a.xml"/></Relationships>'
    sheet = f"<worksheet><sheetData><row hidden><c {'a' * long}></c></row></sheetData></worksheet>"
    parts = {"styles.xml": styles, "workbook.xml": book, "_rels/workbook.xml.rels": relations, "a.xml": sheet}
    assert looks_of(zipped({f"xl/{name}": part for name, part in parts.items()}))["a"].rows == frozenset()


def test_no_entity_is_resolved() -> None:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    for content in ("&l9;", "<a b='&l9;'/>", "甲"):
        bomb = f'<!DOCTYPE w [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{levels}]><w>{content}</w>'
        with pytest.raises(UnreadableError, match="damaged"):
            parse(bomb.encode(), "a.xml")


def test_nesting_without_end() -> None:
    for deep in ("<w:sdt><w:sdtContent>", "<w:tbl><w:tr><w:tc>", "<w:ins>", "<w:p><w:r><w:pict><w:txbxContent>"):
        for times in (10, 60, 100_000):
            tags = deep * times
            closing = "".join(f"</{tag[1:]}" for tag in reversed(tags.replace(">", "> ").split()))
            try:
                read_docx(docx(f"{tags}{closing}"))
            except UnreadableError as error:
                assert error.reason == "damaged"  # noqa: PT017


def _word() -> bytes:
    document = Document()
    document.add_paragraph("一、总体情况", style="List Number")
    made = document.add_table(4, 4)
    made.cell(0, 0).merge(made.cell(1, 2)).text = "甲"
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _excel() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B2"] = "甲", 12.5
    sheet.merge_cells("A1:C1")
    data = BytesIO()
    book.save(data)
    return data.getvalue()


STORED = [_word(), _excel(), WORD, *KINDS.values()]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STORED), st.data())
def test_broken_bytes_never_crash(data: bytes, draw: st.DataObject) -> None:
    broken = bytearray(data[: draw.draw(st.integers(len(data) // 2, len(data)))])
    changes = st.lists(st.tuples(st.integers(0, max(len(broken) - 1, 0)), st.integers(0, 255)), max_size=8)
    for place, byte in draw.draw(changes) if broken else ():
        broken[place] = byte
    office_kind(bytes(broken))
    for read in (read_docx, read_xlsx):
        try:
            assert_sound(read(bytes(broken)))
        except UnreadableError as error:
            assert error.reason in REASONS  # noqa: PT017


MERGES = st.sampled_from(["", "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:hMerge w:val="continue"/>'])
TEXTS = st.sampled_from(["<w:p/>", paragraph("12"), paragraph("甲") + paragraph("乙"), table(row("1", "2")) + "<w:p/>"])
CELLS = st.builds(
    lambda span, merge, width, text: cell(text, f'<w:gridSpan w:val="{span}"/>{merge}{width}'),
    st.integers(0, 4),
    MERGES,
    st.sampled_from(["", '<w:tcW w:w="900" w:type="dxa"/>', '<w:tcW w:w="70" w:type="dxa"/>']),
    TEXTS,
)
ROWS = st.builds(
    lambda cells, before: row(*cells, properties=f'<w:gridBefore w:val="{before}"/>'),
    st.lists(CELLS, max_size=5),
    st.sampled_from([0, 0, 0, 1]),
)
WIDTHS = st.lists(st.sampled_from([0, 10, 900]), max_size=12).map(tuple)


@settings(max_examples=300, deadline=None)
@given(st.lists(ROWS, max_size=5), WIDTHS)
def test_odd_tables_give_sound_grids(rows: list[str], widths: tuple[int, ...]) -> None:
    assert_sound(read_docx(docx(table(*rows, widths=widths))))
