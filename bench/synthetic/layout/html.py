"""The HTML layout: tables with merged cells, in a page with the usual chrome."""

from datetime import date
from html import escape
from pathlib import Path
from random import Random
from string import Template

from bench.synthetic.layout.style import Style
from bench.synthetic.layout.table import Row

_PAGE = Template((Path(__file__).resolve().parent / "page.html").read_text(encoding="utf-8"))


def html_table(rows: list[Row], style: Style) -> list[str]:
    """A `<table>` with `rowspan` and `colspan`."""
    shown = [row for row in rows if row.kind != "blank"]
    width = max(len(row.labels) + len(row.values) for row in shown)
    lines = ['<table border="1" cellspacing="0">']
    for number, row in enumerate(shown):
        spans = row.spans or _spans(shown, number, width)
        cells = [cell for cell in row.labels if cell] + row.values
        tags = (_cell(cell, span, row, style) for cell, span in zip(cells, spans, strict=True))
        lines.append(f"<tr>{''.join(tags)}</tr>")
    return [*lines, "</table>"]


def _spans(rows: list[Row], number: int, width: int) -> list[tuple[int, int]]:
    """What each cell of a row of values covers: right to the next cell, down over empty places."""
    row = rows[number]
    starts = [place for place, label in enumerate(row.labels) if label]
    spans = [
        (_down(rows, number, start), end - start)
        for start, end in zip(starts, [*starts[1:], len(row.labels)], strict=False)
    ]
    spans += [(1, 1)] * len(row.values)
    last_rows, last_columns = spans[-1]
    spans[-1] = (last_rows, last_columns + width - len(row.labels) - len(row.values))
    return spans


def _down(rows: list[Row], number: int, start: int) -> int:
    """How many rows a label covers: itself, and those below that leave its place to it."""
    covered = 1
    for row in rows[number + 1 :]:
        if row.kind != "values" or any(row.labels[: start + 1]) or len(row.labels) <= start:
            break
        covered += 1
    return covered


def _cell(text: str, span: tuple[int, int], row: Row, style: Style) -> str:
    down, right = span
    attributes = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{right}"' if right > 1 else "")
    shown = escape(text, quote=False) or "&nbsp;"
    if row.kind == "header" and style.broken_heads and len(text) >= 4:
        middle = len(text) // 2
        shown = f"{escape(text[:middle], quote=False)}<br>{escape(text[middle:], quote=False)}"
    elif row.kind == "values" and style.ragged and row.chance < 0.1:
        shown += "&nbsp;"
    return f"<td{attributes}>{shown}</td>"


def html_paragraph(line: str) -> str:
    """A line of prose as a paragraph."""
    return f"<p>{escape(line, quote=False)}</p>"


def html_page(title: str, publisher: str, published: date, body: list[str], rng: Random) -> str:
    """The whole page: breadcrumbs and header block, the report, a footer."""
    return _PAGE.substitute(
        title=escape(title),
        publisher=escape(publisher),
        published=f"{published:%Y-%m-%d}",
        index_number=f"SYN{rng.randrange(10**8):08d}",
        views=rng.randint(3, 4000),
        body="\n".join(body),
    )
