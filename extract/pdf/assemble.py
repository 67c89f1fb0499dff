"""Pages to a layout: tables made whole, paragraphs too, each row of a table one line."""

from bisect import bisect_right

from extract.layout import GridCell, Layout
from extract.pdf.page.lines import Line
from extract.pdf.pages import Page, without_running_heads
from extract.pdf.paragraphs import Measure, glued
from extract.pdf.ruled.cells import Table
from extract.pdf.ruled.continued import continued
from extract.pdf.unruled.labelled import taken_up


def layout_of(pages: list[Page]) -> Layout:
    """The layout of a document's pages."""
    parts = _parts(without_running_heads(pages))
    measure = Measure([part for _, part in parts if isinstance(part, Line)], pages[0].paper)
    text: list[str] = []
    cells: list[GridCell] = []
    grid = 0
    before: tuple[int, Line] | None = None
    for number, part in parts:
        if isinstance(part, Table):
            before = None
            if len(part.edges) > 2:
                grid += 1
                cells += _cells(part, grid, len(text) + 1, number + 1 - len(part.breaks))
                text += _rows(part)
            else:
                text += [cell.text for cell in part.cells if cell.text]
            continue
        line = measure.spelled(part)
        if before and measure.goes_on(before[1], part, same_page=before[0] == number):
            text[-1] = glued(text[-1], line)
        else:
            text.append(line)
        before = (number, part)
    ruled = any(isinstance(part, Table) and part.ruled and len(part.edges) > 2 for _, part in parts)
    return Layout("\n".join(text), cells, "pdf_ruled" if ruled else "pdf_text")


def _parts(pages: list[Page]) -> list[tuple[int, Line | Table]]:
    """The parts of all pages with the number of their page; a table that goes on over a page is one."""
    parts: list[tuple[int, Line | Table]] = []
    for number, page in enumerate(pages):
        for place, part in enumerate(page.parts):
            last = parts[-1][1] if parts else None
            if place == 0 and isinstance(part, Table) and isinstance(last, Table) and last.ruled and part.ruled:
                whole = continued(last, part)
                if whole:
                    parts[-1] = (number, whole)
                    continue
            if place == 0 and isinstance(part, Line) and isinstance(last, Line) and last.cut and part.rest:
                row = taken_up(last, part)
                if row:
                    parts[-1] = (number, row)
                    continue
            parts.append((number, part))
    return parts


def _rows(table: Table) -> list[str]:
    """One line a row, a tab between two places."""
    rows = [[""] * (len(table.edges) - 1) for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return ["\t".join(row) for row in rows]


def _cells(table: Table, grid: int, first_line: int, page: int) -> list[GridCell]:
    """The cells of a table that begins on a page."""
    return [
        GridCell(grid, *cell, first_line + cell.row, page + bisect_right(table.breaks, cell.row))
        for cell in table.cells
    ]
