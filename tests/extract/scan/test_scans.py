"""Pictures to lines and cells; where the extra is missing, refused with the advice to install it."""

import sys
from typing import Any

import pytest

from extract.formats import is_scan, may_hold_scans, read_layout
from extract.layout import Layout, UnreadableError
from extract.scan.extra import has_scans
from tests.extract.office.word_files import docx_with_picture, paragraph
from tests.extract.pdf.pdfs import Sheet, pdf

needs_scans = pytest.mark.skipif(not has_scans(), reason="the extra `scans` is not installed")
PNG, JPEG, TIFF = b"\x89PNG\r\n\x1a\n....", b"\xff\xd8\xff\xe0....", b"II*\x00...."


def reason_of(data: bytes) -> str:
    with pytest.raises(UnreadableError) as error:
        read_layout(data)
    return f"{error.value.reason}: {error.value.detail}"


@pytest.mark.parametrize("data", [PNG, JPEG, TIFF, b"MM\x00*....", docx_with_picture("", PNG)])
def test_without_the_extra_they_are_refused_with_advice(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert reason_of(data).startswith("needs_scans: ")
    assert "gongkai[scans]" in reason_of(data)


def test_without_the_extra_a_picture_beside_text_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    layout = read_layout(docx_with_picture(paragraph("甲"), PNG))
    assert layout == Layout("甲", [], "docx")


@needs_scans
@pytest.mark.parametrize("data", [PNG, JPEG, TIFF])
def test_a_damaged_picture_says_so(data: bytes) -> None:
    assert reason_of(data).startswith("damaged: ")


@needs_scans
def test_a_picture_with_too_many_dots_is_not_opened() -> None:
    import numpy as np  # noqa: PLC0415

    from tests.extract.scan.scan_pages import file_of  # noqa: PLC0415

    assert reason_of(file_of("PNG", np.zeros((9000, 9000), np.uint8))).startswith("too_large: ")


@needs_scans
@pytest.mark.parametrize("angle", [-1.5, -0.4, 0.0, 1.1])
def test_tilt_and_cells_are_found(angle: float) -> None:
    from extract.scan.page import inked, tilt, upright  # noqa: PLC0415
    from extract.scan.ruling import boxes_of, rules_of  # noqa: PLC0415
    from tests.extract.scan.scan_pages import COLUMNS, ROWS, table_page  # noqa: PLC0415

    page = table_page(angle)
    assert abs(tilt(inked(page)) - angle) < 0.05
    boxes = boxes_of(rules_of(upright(page).ink).rules)
    assert len(boxes) == (len(COLUMNS) - 1) * (len(ROWS) - 1)


@needs_scans
@pytest.mark.parametrize(("kind", "angle"), [("PNG", 0.9), ("JPEG", -1.2), ("PDF", 0.3)])
def test_a_page_is_read(kind: str, angle: float) -> None:
    from tests.extract.scan.scan_pages import assert_table, file_of, table_page  # noqa: PLC0415

    assert_table(read_layout(file_of(kind, table_page(angle))))


@needs_scans
def test_a_tiff_of_two_pages() -> None:
    from tests.extract.scan.scan_pages import file_of, table_page  # noqa: PLC0415

    layout = read_layout(file_of("TIFF", table_page(), table_page(0.5)))
    assert layout.text.replace(" ", "").count("Reportoftheoffice") == 2
    assert {cell.text for cell in layout.cells} >= {"305", "86"}


@needs_scans
def test_a_table_pasted_into_a_word_file_as_a_picture() -> None:
    from tests.extract.scan.scan_pages import file_of, table_page  # noqa: PLC0415

    picture = file_of("PNG", table_page())
    layout = read_layout(docx_with_picture(paragraph("甲"), picture, behind=paragraph("乙")))
    lines = layout.text.split("\n")
    assert layout.read_from == "scan"
    assert (lines[0], lines[-1]) == ("甲", "乙")
    assert [lines[cell.line_no - 1].split("\t")[cell.column] for cell in layout.cells] == [
        cell.text for cell in layout.cells
    ]
    assert "305" in {cell.text for cell in layout.cells}


@needs_scans
def test_a_photograph_beside_text_is_not_read() -> None:
    import numpy as np  # noqa: PLC0415

    from tests.extract.scan.scan_pages import file_of  # noqa: PLC0415

    photo: Any = np.random.default_rng(1).integers(0, 255, (600, 800), dtype=np.uint8)
    layout = read_layout(docx_with_picture(paragraph("甲"), file_of("JPEG", photo)))
    assert layout == Layout("甲", [], "docx")


def test_what_is_likely_a_scan() -> None:
    assert is_scan(PNG)
    assert is_scan(b"%PDF-1.4 /Image")
    assert not is_scan(b"%PDF-1.4 /Image /Font")
    assert not is_scan(pdf(Sheet().text(50, 200, "12")))
    assert not is_scan(b"text")
    assert may_hold_scans(PNG)
    assert may_hold_scans(b"%PDF-1.4 /Image /Font")
    assert may_hold_scans(docx_with_picture("", PNG))
    assert not may_hold_scans(pdf(Sheet().text(50, 200, "12")))


@needs_scans
def test_too_many_pages_are_not_begun() -> None:
    import numpy as np  # noqa: PLC0415

    from tests.extract.scan.scan_pages import file_of  # noqa: PLC0415

    assert reason_of(file_of("TIFF", *[np.zeros((10, 10), np.uint8)] * 41)).startswith("too_large: ")
    assert reason_of(pdf(*[Sheet().bar(50, 50, 200, 200)] * 41)).startswith("too_large: ")
