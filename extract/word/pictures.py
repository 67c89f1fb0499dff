"""Pictures in a Word file: tables that were pasted as pictures, and files that are nothing but scanned pages."""

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from extract.layout import Layout, UnreadableError
from extract.scan.extra import has_scans, require_scans
from extract.word.parts import WordParts, inside

#: A picture in a drawing and in one of the old kind, and the attribute that names its part, in any namespace.
_NAMED = {"blip": "embed", "imagedata": "id"}


def pictures_in(drawing: etree._Element, box: str) -> Iterator[str]:
    """The names of the parts with the pictures of a drawing; not of those in its text boxes (`box`)."""
    stack = [drawing]
    while stack:
        node = stack.pop()
        if node.tag == box:
            continue
        attribute = _NAMED.get(etree.QName(node).localname)
        for name, value in node.attrib.items() if attribute else ():
            if etree.QName(name).localname == attribute and etree.QName(name).namespace:
                yield str(value)
        stack += reversed(list(inside(node)))


def with_pictures(layout: Layout, places: list[tuple[int, str]], parts: WordParts) -> Layout:
    """A Word file's layout with what stands on its pictures.

    Args:
        layout: what it prints as text.
        places: its pictures: behind how many lines each stands, and the name of its part.
        parts: the file.

    Returns:
        The same layout where no picture is read: without the extra, or where none shows a table beside text.

    Raises:
        UnreadableError: `needs_scans`: it holds pictures and no text. Else as `extract.scan.reading.printed_pages`.
    """
    found = [(at, data) for at, name in places if (data := _part(parts, name))]
    whole = not layout.text.strip()
    if not found or not (whole or has_scans()):
        return layout
    require_scans("a Word file of pictures without text")
    from extract.scan.embedded import read_embedded  # noqa: PLC0415 (its libraries are large, and an extra)

    read = read_embedded([data for _, data in found], whole=whole)
    pieces = [(at, piece) for (at, _), piece in zip(found, read, strict=True) if piece]
    return inserted(layout, pieces) if pieces else layout


def _part(parts: WordParts, name: str) -> bytes | None:
    try:
        return parts.picture(name)
    except UnreadableError:
        # Larger than all that is read of a file: its text was read before.
        return None


def inserted(layout: Layout, pieces: list[tuple[int, Layout]]) -> Layout:
    """A layout with others inside it, each behind so many of its lines, in order; `read_from` is theirs."""
    lines = layout.text.split("\n") if layout.text else []
    cuts = [0, *(at for at, _ in pieces), len(lines)]
    text: list[str] = []
    cells = []
    grids = 0
    between = zip(pairwise(cuts), [*(piece for _, piece in pieces), None], strict=True)
    for part in (part for both in between for part in both):
        if isinstance(part, Layout):
            own, moved, new = part.cells, len(text), part.text.split("\n")
        elif part is not None:
            first, last = part
            own = [cell for cell in layout.cells if first < cell.line_no <= last]
            moved, new = len(text) - first, lines[first:last]
        else:
            continue
        before = min((cell.grid for cell in own), default=1) - 1
        cells += [cell._replace(grid=cell.grid - before + grids, line_no=cell.line_no + moved) for cell in own]
        grids += max((cell.grid - before for cell in own), default=0)
        text += new
    return Layout("\n".join(text), cells, pieces[0][1].read_from)
