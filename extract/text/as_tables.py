"""Tables that a text has in another notation than markup, as markup: a blank cell of them is a blank cell."""

from collections.abc import Callable, Iterator
from html import escape

import polars as pl

from extract.text.changed import with_texts
from extract.text.frames import Found, framed_tables
from extract.text.html import looks_like_html
from extract.text.notations import asciidoc_tables, latex_tables, listed_tables, quoted_tables, wiki_tables

#: What a text has in it that may hold such a table (a pattern of polars), and who finds it.
_FINDERS: dict[str, Callable[[str], Iterator[Found]]] = {
    r"\n\s*[+\u{2500}-\u{257F}][-=\u{2500}-\u{257F}]+[^\n]*[-+=\u{2500}-\u{257F}]\s*\n": framed_tables,
    r"\\begin\{(?:tabular|longtable|array)": latex_tables,
    r"""\n"[^"\n]*"[,;\t]"[^\n]*"[ \t\r]*\n""": quoted_tables,
    r"\n\|===": asciidoc_tables,
    r"\n(?:\{\||\|-[ \t\r]*\n)": wiki_tables,
    r"\[\s*\[\s*[\"'\[N]": listed_tables,
}
#: What `decoded_by` ends in where there was one.
RULE = "+tables_as_markup"
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2


def with_tables(documents: pl.DataFrame) -> pl.DataFrame:
    """Documents, texts with such tables with these as markup.

    Args:
        documents: as `extract.shapes.DOCUMENT`.

    Returns:
        The same; where there was a table, `decoded_by` ends in `RULE`, and the text is escaped but for its tables.
    """
    text = pl.col("text")
    unread = pl.col("read_from").is_null() & pl.col("data").is_null()
    hints = [text.str.contains(hint).alias(str(nth)) for nth, hint in enumerate(_FINDERS)]
    asked = documents.with_row_index("at").filter(unread).select("at", "text", *hints)
    asked = asked.filter(pl.any_horizontal(pl.exclude("at", "text")))
    rows = [
        (at, marked)
        for at, text, *hinted in asked.iter_rows()
        if not looks_like_html(text) and (marked := _marked(text, hinted)) is not None
    ]
    return with_texts(documents, rows, RULE)


def _marked(text: str, hinted: list[bool]) -> str | None:
    """A text with the tables as markup that finders know; None where it has none."""
    found = sorted(one for find, asked in zip(_FINDERS.values(), hinted, strict=True) if asked for one in find(text))
    found = [one for one in found if len(one.rows) >= _FEWEST_ROWS and len(one.rows[0]) >= _FEWEST_COLUMNS]
    if not found:
        return None
    parts, at = [], 0
    for table in found:
        if table.start >= at:
            parts += [escape(text[at : table.start], quote=False), _markup(table.rows)]
            at = table.end
    return "".join([*parts, escape(text[at:], quote=False)])


def _markup(rows: list[list[str | None]]) -> str:
    lines = []
    for row in rows:
        spans: list[list[str | int]] = []
        for cell in row:
            if cell is None and spans:
                spans[-1][1] = int(spans[-1][1]) + 1
            else:
                spans.append([cell or "", 1])
        cells = (f'<td colspan="{wide}">{escape(str(cell), quote=False)}</td>' for cell, wide in spans)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>\n"
