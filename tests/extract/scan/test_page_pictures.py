"""Tables that a web page shows as pictures: in its own `data:` addresses, or saved beside it (MHTML)."""

import base64
import sys

import pytest

from extract.containers.wrapped import unwrapped
from extract.documents import document_batches
from extract.pages import page_texts
from extract.raw import Limits, Raw
from extract.scan.extra import has_scans
from extract.text.html import html_text

needs_scans = pytest.mark.skipif(not has_scans(), reason="the extra `scans` is not installed")
PAGE = '<html><body><p>甲</p><table><tr><td>乙<td>1</table><div><img src="{}"></div><p>丙</p></body></html>'
ADDRESS, PLACE = "http://example.org/2022/page.html", "http://example.org/2022/p.png?a=1&b=2"
OTHER = bytes(range(256)) * 20


def saved(page: str, picture: bytes, place: str) -> bytes:
    """A page as a browser saves it, with one picture."""
    return "\r\n".join(
        (
            *("From: <Saved by Blink>", f"Snapshot-Content-Location: {ADDRESS}", "MIME-Version: 1.0"),
            *('Content-Type: multipart/related; type="text/html"; boundary="x"', "", "--x"),
            *("Content-Type: text/html", "Content-Transfer-Encoding: base64", f"Content-Location: {ADDRESS}", ""),
            *(base64.encodebytes(page.encode()).decode(), "--x", "Content-Type: image/png"),
            *("Content-Transfer-Encoding: base64", f"Content-Location: {place}", "Content-ID: <7@x>", ""),
            *(base64.encodebytes(picture).decode(), "--x--", ""),
        )
    ).encode()


def shown(name: str, data: bytes) -> dict[str, object]:
    (batch,) = document_batches([unwrapped(Raw(name, data), name, Limits())], frozenset())
    return page_texts(batch.documents).row(0, named=True)


@pytest.mark.parametrize(
    "source", [PLACE, "http://example.org/2022/p.png?a=1&amp;b=2", "/2022/p.png?a=1&b=2", "p.png?a=1&b=2", "cid:7@x"]
)
def test_a_saved_picture_is_put_where_the_page_shows_it(source: str) -> None:
    raw = unwrapped(Raw("a.mhtml", saved(PAGE.format(source), OTHER, PLACE)), "a.mhtml", Limits())
    page = html_text((raw.data or b"").decode())
    assert (page.text, page.pictures) == ("甲\n乙\t1\n丙", [(2, OTHER)])


def test_a_picture_elsewhere_or_too_large_stays_outside() -> None:
    for source, limits in (("q.png", Limits()), ("p.png?a=1&b=2", Limits(max_document_bytes=5000))):
        page = PAGE.format(source)
        raw = unwrapped(Raw("a.mhtml", saved(page, OTHER, PLACE)), "a.mhtml", limits)
        assert raw.data == page.encode()


@pytest.mark.parametrize("source", ["data:image/png;base64,xxx", f"data:image/png;base64,{'!' * 7001}", "x" * 7000])
def test_what_is_no_picture_is_passed_over(source: str) -> None:
    assert html_text(PAGE.format(source)).pictures in ([], [(2, b"")])


def test_without_the_extra_the_page_is_read_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    row = shown("a.mhtml", saved(PAGE.format(PLACE), OTHER, PLACE))
    assert (row["text"], row["read_from"], row["reason"]) == ("甲\n乙\t1\n丙", "html", None)


@needs_scans
def test_a_picture_that_cannot_be_read_is_passed_over() -> None:
    row = shown("a.mhtml", saved(PAGE.format(PLACE), OTHER, PLACE))
    assert (row["text"], row["read_from"], row["reason"]) == ("甲\n乙\t1\n丙", "html", None)


@needs_scans
def test_a_table_on_a_picture_stands_between_the_lines_of_its_page() -> None:
    from tests.extract.scan.scan_pages import VALUES, file_of, table_page  # noqa: PLC0415

    picture = file_of("PNG", table_page(0.4))
    row = shown("a.mhtml", saved(PAGE.format(PLACE), picture, PLACE))
    lines = str(row["text"]).split("\n")
    assert (lines[0], lines[1], lines[-1], row["read_from"]) == ("甲", "乙\t1", "丙", "scan")
    assert [tuple(line.split("\t")) for line in lines[3:-1]] == [("total", *values) for values in VALUES]
    grids = row["grids"]
    assert isinstance(grids, list)
    assert [(grid["first_line"], grid["last_line"]) for grid in grids] == [(2, 2), (4, 6)]
