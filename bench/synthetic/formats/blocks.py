"""A report of layout `html` as paragraphs and grids of cells, before another format takes them."""

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Cell(NamedTuple):
    """A cell of a grid: its first row and column from 0, the rows and columns that it takes, its text."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


Grid = list[Cell]


class Made(NamedTuple):
    """A file that was made, and what its reader must find.

    Attributes:
        name: The file's name.
        data: Its bytes.
        grids: The cells of each table, blank ones too, in reading order.
        lines: The lines outside the tables.
        blanks: Where a cell would print 0, nothing is printed.
    """

    name: str
    data: bytes
    grids: list[Grid]
    lines: list[str]
    blanks: bool = False


def blocks_of(page: str) -> list[str | Grid]:
    """The title, paragraphs and tables of a page, without the chrome around them."""
    tree = LexborHTMLParser(page)
    title, content = tree.css_first("h1"), tree.css_first(".content")
    assert title is not None
    assert content is not None
    blocks: list[str | Grid] = [title.text()]
    for node in content.iter():
        blocks.append(_grid(node) if node.tag == "table" else node.text().strip())
    return blocks


def _grid(table: LexborNode) -> Grid:
    cells: Grid = []
    taken: set[tuple[int, int]] = set()
    for row, printed in enumerate(table.css("tr")):
        column = 0
        for node in printed.css("td"):
            while (row, column) in taken:
                column += 1
            down, right = (int(node.attributes.get(name) or 1) for name in ("rowspan", "colspan"))
            cells.append(Cell(row, column, down, right, node.text().replace("\xa0", "").strip()))
            taken |= {(row + i, column + j) for i in range(down) for j in range(right)}
    return cells


def size(grid: Grid) -> tuple[int, int]:
    """How many rows and columns a grid has."""
    rows = max(cell.row + cell.row_span for cell in grid)
    return rows, max(cell.column + cell.column_span for cell in grid)
