"""Files that cannot be read say why, and no file brings the reader down."""

import sys
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.layout import Layout, UnreadableError
from extract.pdf import read_pdf
from extract.scan.extra import has_scans
from tests.extract.pdf.pdfs import Sheet, pdf

SOUND = pdf(Sheet().grid([50.0, 150.0, 350.0], [250.0, 230.0, 210.0]).text(60, 236, "name").text(160, 236, "12"))
_ENCRYPTED = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>] ".format("41" * 32)


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableError) as error:
        read_pdf(data)
    assert error.value.detail
    return error.value.reason


def read_or_refused(data: bytes) -> None:
    # Thousands of files, and pages without text: none is read as a picture.
    with patch.dict(sys.modules, {"cv2": None}):
        try:
            layout = read_pdf(data)
        except UnreadableError:
            return
    assert isinstance(layout, Layout)


def test_a_file_with_a_password() -> None:
    assert reason(pdf(Sheet().text(50, 200, "12"), trailer=_ENCRYPTED)) == "encrypted"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html>", SOUND[: len(SOUND) // 8], b"\0" * 5000])
def test_a_file_that_is_no_pdf_or_not_all_of_it(data: bytes) -> None:
    assert reason(data) == "damaged"


def test_a_file_without_text_asks_for_the_reading_of_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(UnreadableError, match=r"needs_scans: .*gongkai\[scans\]"):
        read_pdf(pdf(Sheet().bar(50, 50, 200, 200)))


def test_text_that_is_not_shown_is_no_text() -> None:
    """A scan with what a machine read from it, unseen behind the picture."""
    assert reason(pdf(Sheet().text(50, 200, "12", mode=3))) == ("no_text" if has_scans() else "needs_scans")


def test_too_many_pages() -> None:
    assert reason(pdf(*[Sheet().text(50, 200, "1")] * 501)) == "too_large"


def test_five_hundred_pages() -> None:
    layout = read_pdf(pdf(*[Sheet().text(50, 150, f"on page {number}") for number in range(500)]))
    assert layout.text.count("\n") == 499


def test_a_drawing_has_no_table() -> None:
    rng = Random(1)
    sheet = Sheet().text(50, 200, "text")
    for _ in range(3000):
        x, y = rng.randrange(380), rng.randrange(280)
        sheet.rule(x, y, x + 9, y).rule(x, y, x, y + 9)
    assert read_pdf(pdf(sheet)).cells == []


@settings(max_examples=200, deadline=None)
@given(end=st.integers(0, len(SOUND)))
def test_a_file_cut_short_is_read_or_refused(end: int) -> None:
    read_or_refused(SOUND[:end])


@settings(max_examples=200, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_file_with_other_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for place, value in changes:
        data[place] = value
    read_or_refused(bytes(data))
