"""Texts of a new Excel file that are written in several hands: what of them is struck out, raised or lowered.

calamine gives their letters in one, so that a struck 12 beside the new 3 is 123.
"""

from collections.abc import Iterator

from lxml import etree

from extract.word.parts import parse

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MARKS = (b"strike", b"vertAlign")
_RAISED, _OFF = frozenset(["superscript", "subscript"]), frozenset(["0", "false", "off"])


def shared_texts(part: bytes | None) -> dict[str, str]:
    """What is seen of the shared texts with such letters, by their number.

    Raises:
        UnreadableError: `damaged`.
    """
    if part is None or not _may_mark(part):
        return {}
    items = enumerate(parse(part, "sharedStrings.xml").iterfind(f"{_MAIN}si"))
    return {str(number): text for number, item in items if (text := _seen(item)) is not None}


def rich_cells(part: bytes, shared: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The cells of a sheet with such letters: their references, and what is seen of them.

    Raises:
        UnreadableError: `damaged`.
    """
    if not shared and not _may_mark(part):
        return
    for cell in parse(part, "sheet").iter(f"{_MAIN}c"):
        inline = cell.find(f"{_MAIN}is")
        number = cell.findtext(f"{_MAIN}v", "") if cell.get("t") == "s" else ""
        text = _seen(inline) if inline is not None else shared.get(number)
        if text is not None:
            yield cell.get("r", ""), text


def _may_mark(part: bytes) -> bool:
    return any(mark in part for mark in _MARKS)


def _seen(item: etree._Element) -> str | None:
    """A text without what is struck out, raised digits apart; None where nothing is, or all."""
    runs = [(run, "".join(t.text or "" for t in run.iterfind(f"{_MAIN}t"))) for run in item.iterfind(f"{_MAIN}r")]
    text = ""
    for run, piece in runs:
        if not _is_struck(run):
            apart = piece[:1].isdigit() and text[-1:].isdigit() and _is_raised(run)
            text += f" {piece}" if apart else piece
    return text if text.strip() and text != "".join(piece for _, piece in runs) else None


def _is_struck(run: etree._Element) -> bool:
    strike = run.find(f"{_MAIN}rPr/{_MAIN}strike")
    return strike is not None and strike.get("val", "1") not in _OFF


def _is_raised(run: etree._Element) -> bool:
    align = run.find(f"{_MAIN}rPr/{_MAIN}vertAlign")
    return align is not None and align.get("val") in _RAISED
