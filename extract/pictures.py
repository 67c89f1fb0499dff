"""Pictures between the lines of a document: tables that were pasted as pictures, and documents of nothing else."""

from itertools import pairwise

from extract.layout import Layout
from extract.scan.extra import has_scans, require_scans


def with_pictures(layout: Layout, pictures: list[tuple[int, bytes]], kind: str) -> Layout:
    """A document's layout with what stands on its pictures.

    Args:
        layout: what it prints as text.
        pictures: behind how many lines each stands, in order, and its bytes.
        kind: what the document is, for the one who reads a refusal.

    Returns:
        The same layout where no picture is read: without the extra, or where none shows a table beside text.

    Raises:
        UnreadableError: `needs_scans`: it holds pictures and no text. Else as `extract.scan.reading.printed_pages`.
    """
    whole = not layout.text.strip()
    if not pictures or not (whole or has_scans()):
        return layout
    require_scans(f"{kind} of pictures without text")
    from extract.scan.embedded import read_embedded  # noqa: PLC0415 (its libraries are large, and an extra)

    read = read_embedded([data for _, data in pictures], whole=whole)
    pieces = [(at, piece) for (at, _), piece in zip(pictures, read, strict=True) if piece]
    return inserted(layout, pieces) if pieces else layout


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
