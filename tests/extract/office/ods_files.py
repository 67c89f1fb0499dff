"""OpenDocument sheets as LibreOffice writes them: places that a merged cell covers, and repeats to a sheet's end."""

from collections.abc import Iterable
from html import escape

from bench.synthetic.formats.blocks import Cell, Grid, size
from tests.extract.office.word_files import zipped

KIND = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
_HIDDEN = '<style:style style:name="no"><style:table-properties table:display="false"/></style:style>'


def ods(*tables: str) -> bytes:
    """A file of these tables (`<table:table>`); the style `no` hides one."""
    styles = f"<office:automatic-styles>{_HIDDEN}</office:automatic-styles>"
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_SPACES}>{styles}{body}</office:document-content>"
    return zipped({"mimetype": KIND, "META-INF/manifest.xml": "<manifest/>", "content.xml": content})


def table(*rows: str, style: str = "ta1", columns: str = "") -> str:
    """A table of rows, its columns before them, and all rows behind them as one that is repeated."""
    rest = '<table:table-cell table:number-columns-repeated="1024"/>'
    end = f'<table:table-row table:number-rows-repeated="1048000">{rest}</table:table-row>'
    return f'<table:table table:style-name="{style}">{columns}{"".join(rows)}{end}</table:table>'


def row(*cells: str, said: str = "") -> str:
    """A row with these attributes."""
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


def text(words: str, said: str = "") -> str:
    """A cell of text."""
    return f'<table:table-cell office:value-type="string" {said}><text:p>{escape(words)}</text:p></table:table-cell>'


def number(value: str, shown: str | None = None, *, kind: str = "float", said: str = "") -> str:
    """A cell of a number, shown as it is or otherwise."""
    words = f"<text:p>{value if shown is None else shown}</text:p>"
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}" {said}>{words}</table:table-cell>'


def gridded(grid: Grid) -> str:
    """A grid as a table."""
    rows, columns = size(grid)
    at = {(cell.row, cell.column): cell for cell in grid}
    return table(*(row(*_cells(at.get((here, column)) for column in range(columns))) for here in range(rows)))


def _cells(places: Iterable[Cell | None]) -> Iterable[str]:
    for cell in places:
        if cell is None:
            yield "<table:covered-table-cell/>"
            continue
        said = f'table:number-rows-spanned="{cell.row_span}" table:number-columns-spanned="{cell.column_span}"'
        if not cell.text:
            yield f"<table:table-cell {said}/>"
        elif cell.text.removeprefix("-").replace(".", "", 1).isdecimal():
            yield number(cell.text, said=said)
        else:
            yield text(cell.text, said)
