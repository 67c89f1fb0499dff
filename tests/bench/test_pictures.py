"""Scans that the generator makes are pictures and nothing else, and follow from the report and the scanner."""

from io import BytesIO
from random import Random

import pypdfium2 as pdfium
import pytest
from PIL import Image

from bench.synthetic import generate
from bench.synthetic.formats.pdf import by_weasyprint
from bench.synthetic.formats.pdf_styles import printable
from bench.synthetic.formats.pictures import scanned

(REPORT,) = generate(1, 21, layouts=("html",))


@pytest.fixture(scope="module")
def printed() -> bytes:
    """A report as a printer gives it."""
    return by_weasyprint([printable(REPORT, "ruled")])[0]


def test_a_pdf_has_a_picture_for_each_page_and_no_text(printed: bytes) -> None:
    pages, scan = pdfium.PdfDocument(printed), pdfium.PdfDocument(scanned(printed, "pdf", Random(1)))
    assert len(scan) == len(pages) > 1
    assert {page.get_textpage().count_chars() for page in scan} == {0}
    assert pages[0].get_textpage().count_chars() > 100


def test_a_tiff_has_as_many_pages(printed: bytes) -> None:
    with Image.open(BytesIO(scanned(printed, "tif", Random(1)))) as scan:
        assert scan.n_frames == len(pdfium.PdfDocument(printed))  # type: ignore[attr-defined]
        assert scan.info["dpi"] == (200, 200)


def test_a_picture_follows_from_the_scanner(printed: bytes) -> None:
    once, again, other = (scanned(printed, "jpg", Random(seed)) for seed in (1, 1, 2))
    assert once == again != other
    with Image.open(BytesIO(once)) as picture:
        assert picture.mode == "L"
