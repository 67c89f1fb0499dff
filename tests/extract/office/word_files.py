"""Word files made of raw XML, as Word writes them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from extract.layout import GridCell, Layout
from extract.word import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {
    "w": W,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_SPACES = " ".join(f'xmlns:{name}="{space}"' for name, space in _NAMES.items())
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body, and what stands in its `numbering`, `styles` or `footnotes`."""
    contents = {"document": f"<w:body>{body}<w:sectPr/></w:body>", **parts}
    files = {f"word/{name}.xml": f"<w:{name} {_SPACES}>{content}</w:{name}>" for name, content in contents.items()}
    files["_rels/.rels"] = _relations({"officeDocument": "word/document.xml"})
    files["word/_rels/document.xml.rels"] = _relations({name: f"{name}.xml" for name in parts})
    files["[Content_Types].xml"] = _TYPES
    return zipped(files)


def docx_with_picture(body: str, picture: bytes, behind: str = "") -> bytes:
    """A Word file with this body, a picture in a paragraph of its own, and what stands behind it."""
    blip = f'<a:blip xmlns:a="{_DRAWING}" xmlns:r="{_OFFICE}" r:embed="r9"/>'
    drawn = f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p>"
    plain = docx(body + drawn + behind)
    with zipfile.ZipFile(BytesIO(plain)) as file:
        parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    link = f'<Relationship Id="r9" Type="{_OFFICE}/image" Target="media/image1.bin"/>'
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{link}</Relationships>'
    return zipped(parts | {"word/media/image1.bin": picture})


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return data.getvalue()


def _relations(targets: dict[str, str]) -> str:
    each = (
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(each)}</Relationships>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if '<' in content else paragraph(content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    made = (each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def text_of(body: str, **parts: str) -> str:
    return read_docx(docx(body, **parts)).text


def cells_of(body: str) -> list[tuple[int, int, int, int, str]]:
    """Row, column, rows, columns and text of each cell."""
    layout = read_docx(docx(body))
    assert_sound(layout)
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in layout.cells]


def places(cell: GridCell) -> set[tuple[int, int, int]]:
    return {
        (cell.grid, cell.row + down, cell.column + right)
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }


def assert_sound(layout: Layout) -> None:
    """Each cell stands in its line and place, and none overlaps another."""
    lines = layout.text.split("\n")
    taken: set[tuple[int, int, int]] = set()
    for each in layout.cells:
        assert lines[each.line_no - 1].split("\t")[each.column] == each.text
        assert taken.isdisjoint(places(each))
        taken |= places(each)
