"""The reports as Word files, as a clerk makes them: merged cells, numbers that Word writes, traces of a last change.

Each file draws which of these it has. What its reader must find is known for every cell and line.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from random import Random

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from bench.synthetic.formats.blocks import Cell, Grid, Made, blocks_of, size
from bench.synthetic.formats.word_xml import TRACKED, cell_xml, changed, deleted, in_list, run
from bench.synthetic.report import SyntheticReport

_NUMBERED = re.compile(r"^（[一二三四五六七八九]）|^[一二三四五六]、")
_ROW_NUMBER = re.compile(r"^([0-9])\. ?(?![0-9])")
_CHINESE = "一二三四五六七八九"
_LIST = 90
_FORMATS = ((0, "chineseCountingThousand", "%1、"), (1, "chineseCounting", "（%2）"), (2, "decimal", "%3."))


@dataclass(frozen=True)
class Habits:
    """What a clerk does; see `draw_habits`.

    Attributes:
        numbers: Headings and rows are numbered by Word.
        splits: An empty paragraph splits each table in two, through merged cells too.
        tracks: Changes are tracked and not accepted.
        doubles: Some columns take two columns of the grid.
        blanks: Zeros are left blank.
    """

    numbers: bool
    splits: bool
    tracks: bool
    doubles: bool
    blanks: bool


def draw_habits(rng: Random) -> Habits:
    """Each habit with half of the clerks, split tables and blank zeros with a quarter."""
    return Habits(*(rng.random() < share for share in (0.5, 0.25, 0.5, 0.5, 0.25)))


def word_file(report: SyntheticReport, rng: Random) -> Made:
    """A report of layout `html` as a Word file.

    Args:
        report: The report.
        rng: The clerk's own source of chance.
    """
    habits = draw_habits(rng)
    writer = _Writer(habits, rng)
    for block in blocks_of(report.text):
        if isinstance(block, str):
            writer.paragraph(block)
        else:
            writer.table(block)
    data = BytesIO()
    writer.document.save(data)
    return Made(report.name.replace(".html", ".docx"), data.getvalue(), writer.grids, writer.lines, habits.blanks)


class _Writer:
    """A Word file under way, with what its reader must find."""

    def __init__(self, habits: Habits, rng: Random) -> None:
        self.document: Word = Document()
        self.grids: list[Grid] = []
        self.lines: list[str] = []
        self._habits, self._rng = habits, rng
        self._counts = [0, 0]
        self._lists = _LIST
        _frame(self.document)
        self._new_list()

    def paragraph(self, text: str) -> None:
        """A line of prose; where Word numbers the lines, without the number that Word will write."""
        properties, shown = "", text
        found = _NUMBERED.match(text)
        if self._habits.numbers and found:
            level = int(text.startswith("（"))
            self._counts = [self._counts[0] + 1, 0] if level == 0 else [self._counts[0], self._counts[1] + 1]
            if _CHINESE[self._counts[level] - 1] in found[0]:
                properties, shown = in_list(_LIST, level), text[found.end() :]
        changes = self._habits.tracks and self._rng.random() < 0.2
        self._append(f"<w:p {nsdecls('w')}>{properties}{changed(shown) if changes else run(shown)}</w:p>")
        self.lines.append(text)
        if changes:
            self._append(f"<w:p {nsdecls('w')}><w:pPr><w:rPr><w:del {TRACKED}/></w:rPr></w:pPr>{deleted(text)}</w:p>")

    def table(self, grid: Grid) -> None:
        """A table, or its two halves."""
        if self._habits.blanks:
            grid = [cell._replace(text="") if cell.text == "0" else cell for cell in grid]
        if self._habits.doubles:
            grid = _doubled(grid, self._rng)
        rows = size(grid)[0]
        halves = _halves(grid, self._rng.randrange(1, rows)) if self._habits.splits else [grid]
        for half in halves:
            self._append(self._table(half))
            self._append(f"<w:p {nsdecls('w')}/>")

    def _table(self, grid: Grid) -> str:
        rows, columns = size(grid)
        numbered = [self._numbered(cell) for cell in grid]
        self.grids.append([cell for cell, _ in numbered])
        at = {
            (cell.row + down, cell.column): (cell, xml, down) for cell, xml in numbered for down in range(cell.row_span)
        }
        lines = [f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val='TableGrid'/></w:tblPr><w:tblGrid>"]
        lines += ["<w:gridCol w:w='900'/>" * columns, "</w:tblGrid>"]
        for row in range(rows):
            cells = (cell_xml(*at[row, column]) for column in range(columns) if (row, column) in at)
            lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
            if self._habits.tracks and self._rng.random() < 0.05:
                gone = f"<w:tc><w:tcPr><w:gridSpan w:val='{columns}'/></w:tcPr><w:p>{deleted('7')}</w:p></w:tc>"
                lines.append(f"<w:tr><w:trPr><w:del {TRACKED}/></w:trPr>{gone}</w:tr>")
        return "".join([*lines, "</w:tbl>"])

    def _numbered(self, cell: Cell) -> tuple[Cell, str]:
        """The cell as it will be read, and the paragraph that it holds."""
        found = _ROW_NUMBER.match(cell.text)
        if self._habits.numbers and found:
            if found[1] == "1":
                self._new_list()
            label = cell.text[found.end() :]
            properties = in_list(self._lists, 2)
            return cell._replace(text=f"{found[1]}.{label}"), f"<w:p>{properties}{run(label)}</w:p>"
        changes = self._habits.tracks and cell.text and self._rng.random() < 0.1
        return cell, f"<w:p>{changed(cell.text) if changes else run(cell.text)}</w:p>"

    def _append(self, xml: str) -> None:
        self.document.element.body.insert(-1, parse_xml(xml))

    def _new_list(self) -> None:
        """A list that counts its rows from 1."""
        numbering = self.document.part.numbering_part.element
        levels = "".join(
            f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{shown}'/><w:lvlText w:val='{text}'/></w:lvl>"
            for at, shown, text in _FORMATS
        )
        self._lists += 1 if numbering.find(f"{qn('w:num')}[@{qn('w:numId')}='{_LIST}']") is not None else 0
        if self._lists == _LIST:
            abstract = f"<w:abstractNum {nsdecls('w')} w:abstractNumId='{_LIST}'>{levels}</w:abstractNum>"
            numbering.insert(0, parse_xml(abstract))
        start = "" if self._lists == _LIST else "<w:lvlOverride w:ilvl='2'><w:startOverride w:val='1'/></w:lvlOverride>"
        head = f"<w:num {nsdecls('w')} w:numId='{self._lists}'><w:abstractNumId w:val='{_LIST}'/>"
        numbering.append(parse_xml(f"{head}{start}</w:num>"))


def _frame(document: Word) -> None:
    """A header, and a footer with the page's number."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "政府信息公开工作年度报告"
    field = "".join(f"<w:r>{part}</w:r>" for part in (
        "<w:fldChar w:fldCharType='begin'/>", "<w:instrText> PAGE </w:instrText>",
        "<w:fldChar w:fldCharType='separate'/>", "<w:t>1</w:t>", "<w:fldChar w:fldCharType='end'/>",
    ))  # fmt: skip
    section.footer.paragraphs[0]._p.addnext(parse_xml(f"<w:p {nsdecls('w')}>{run('— ')}{field}{run(' —')}</w:p>"))


def _doubled(grid: Grid, rng: Random) -> Grid:
    """The same cells where some columns take two columns of the grid."""
    edges = [0]
    for _ in range(size(grid)[1]):
        edges.append(edges[-1] + rng.choice((1, 1, 2)))
    return [
        cell._replace(column=edges[cell.column], column_span=edges[cell.column + cell.column_span] - edges[cell.column])
        for cell in grid
    ]


def _halves(grid: Grid, at: int) -> list[Grid]:
    """The rows above and below; of a merged cell that is cut the lower part is blank."""
    upper = [cell._replace(row_span=min(cell.row_span, at - cell.row)) for cell in grid if cell.row < at]
    lower = [
        cell._replace(row=max(cell.row - at, 0), row_span=cell.row + cell.row_span - max(at, cell.row),
                      text=cell.text if cell.row >= at else "")
        for cell in grid if cell.row + cell.row_span > at
    ]  # fmt: skip
    return [upper, sorted(lower)]
