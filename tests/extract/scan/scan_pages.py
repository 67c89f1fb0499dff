"""Pictures drawn for the tests: a table with a word and numbers in it, on grey paper, turned a little."""

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extract.layout import Layout

#: Where the columns and rows of the table stand, in dots.
COLUMNS, ROWS = (150, 400, 550, 700, 850, 1000), (200, 260, 320, 380)
#: The numbers of the table: none in its last cell.
VALUES = (("12", "0", "305", "7"), ("1", "2", "3", "4"), ("90", "86", "15", ""))


def table_page(angle: float = 0.0, noise: float = 6.0) -> Any:
    """A page of 1200 by 700 dots."""
    page = Image.new("L", (1200, 700), 235)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(30)
    for x in COLUMNS:
        draw.line((x, ROWS[0], x, ROWS[-1]), 30, 3)
    for y in ROWS:
        draw.line((COLUMNS[0], y, COLUMNS[-1], y), 30, 3)
    draw.text((150, 100), "Report of the office", 30, font)
    for row, values in enumerate(VALUES):
        for column, text in enumerate(("total", *values)):
            draw.text((COLUMNS[column] + 40, ROWS[row] + 12), text, 30, font)
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=235)
    dots = np.asarray(turned) + np.random.default_rng(5).normal(0, noise, (700, 1200))
    return np.clip(dots, 0, 255).astype(np.uint8)


def file_of(kind: str, *pages: Any) -> bytes:
    """The pages as a file: `PNG`, `JPEG`, `TIFF`, or a PDF of pictures."""
    first, *others = (Image.fromarray(page) for page in pages)
    data = BytesIO()
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(data, kind, **({"resolution": 144} if kind == "PDF" else {}), **more)
    return data.getvalue()


def assert_table(layout: Layout) -> None:
    """The layout is that of one page: its line, and every cell of its table."""
    assert layout.read_from == "scan"
    assert layout.text.split("\n")[0].replace(" ", "") == "Reportoftheoffice"
    found = {(cell.row, cell.column): cell.text for cell in layout.cells}
    assert found == {
        (row, column): text for row, values in enumerate(VALUES) for column, text in enumerate(("total", *values))
    }
