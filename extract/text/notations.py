r"""Tables of a text in the notations that programs write them in: LaTeX, MediaWiki, AsciiDoc, lists, CSV in quotes.

Models that read pictures write LaTeX (`规章 & 0 & 0 \\`), wikis a cell a line, readers of PDF their rows as a list
(`[['规章', '0', None]]`).
"""

import ast
import csv
import json
import re
from collections.abc import Iterator
from contextlib import suppress

from extract.text.frames import FOOT, Found

_LATEX = re.compile(r"\\begin\{(tabular[xy*]?|longtable|array|tabulary)\}")
#: What stands before the first row; lines between rows; what a cell prints inside its command.
_COLUMNS = re.compile(r"\A(?:\s*(?:\[[^\[\]]*\]|\{(?:[^{}]|\{[^{}]*\})*\}))*")
_BETWEEN = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|noalign\{\}"
    r"|c(?:line|midrule)(?:\([lr]+\))?\{[^{}]*\})|(?<=\\\\)\s*\[[^\[\]]*\]"
)
_SPAN = re.compile(r"\\multicolumn\{([0-9]{1,2})\}\{(?:[^{}]|\{[^{}]*\})*\}\s*\{(.*)\}\s*", re.DOTALL)
_ROWS = re.compile(r"\\multirow(?:\[[^\[\]]*\])?\{-?[0-9]{1,2}\}\{[^{}]*\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}", re.DOTALL)
_COMMAND = re.compile(
    r"\\(?:begin|end)\{[^{}]*\}(?:\[[^\[\]]*\])?(?:\{[^{}]*\})?|\\[a-zA-Z]+\*?(?:\[[^\[\]]*\])?|[{}$]"
)
_ESCAPED = re.compile(r"\\([&%_#$])")
_WIKI = re.compile(r"^\{\|(?:(?!^\{\|).)*?^\|\}", re.DOTALL | re.MULTILINE)
#: What is left of one without its beginning or end: lines that begin with a bar, some with a dash alone behind it.
_WIKI_REST = re.compile(r"(?:^[|!][^\n]*(?:\n|\Z))+", re.MULTILINE)
_FEWEST_RULERS = 3
_WIKI_ROW, _WIKI_CELL = re.compile(r"^\|-.*$", re.MULTILINE), re.compile(r"^[|!](?![-}+])", re.MULTILINE)
_WIKI_SPAN = re.compile(r'(?:\s*[a-z]+="[^"]*")+\s*\|(?!\|)')
_ASCIIDOC = re.compile(
    r'^(?:\[[^\n]*?cols="([^"\n]*)"[^\n]*\]\n)?\|={3,}[ \t]*\n(.*?)^\|={3,}[ \t]*$', re.DOTALL | re.MULTILINE
)
#: What begins a cell there: how many columns and rows it takes, its style, the bar.
_ASCIIDOC_CELL = re.compile(r"(?:(?<=\s)|^)(?:([0-9]{1,2})?(\.[0-9]{1,2})?\+)?[<^>]?(?:\.[<^>])?[adehlmsv]?\|")
_LIST = re.compile(r"\[\s*\[\s*(?:[\"'\[]|None|null|[0-9])")
_QUOTED = re.compile(
    r'(?:^"(?:[^"]|"")*"(?:([,;\t])"(?:[^"]|"")*")(?:\1"(?:[^"]|"")*")*[ \t]*(?:\n|\Z)){2,}', re.MULTILINE
)
#: So long may a list be, so many are looked at in vain, and so many cells wide may a merged one be.
_LONGEST_LIST, _MOST_IN_VAIN, _WIDEST = 200_000, 20, 20


def latex_tables(text: str) -> Iterator[Found]:
    """The tables of a text in LaTeX."""
    at = 0
    while (begun := _LATEX.search(text, at)) is not None:
        ended = f"\\end{{{begun[1]}}}"
        end = text.find(ended, begun.end())
        if end < 0:
            return
        at = end + len(ended)
        body = _BETWEEN.sub("", _COLUMNS.sub("", text[begun.end() : end], count=1))
        rows = [re.split(r"(?<!\\)&", row) for row in body.split(r"\\") if row.strip()]
        yield Found(begun.start(), at, [[cell for part in row for cell in _latex_cells(part)] for row in rows])


def _latex_cells(part: str) -> list[str | None]:
    merged = _SPAN.fullmatch(part.strip())
    text = _ROWS.sub(r"\1", merged[2] if merged else part)
    plain = _ESCAPED.sub(r"\1", _COMMAND.sub("", text))
    return [" ".join(plain.split()), *[None] * (min(int(merged[1]), _WIDEST) - 1 if merged else 0)]


def wiki_tables(text: str) -> Iterator[Found]:
    """The tables of a text in MediaWiki's notation."""
    at = 0
    for found in _WIKI.finditer(text):
        yield from _wiki_rests(text, at, found.start())
        at = found.end()
        # Behind the opening stand attributes; rows may follow without a line of their own.
        yield Found(*found.span(), _wiki_rows(found[0][2:-2].partition("\n")[2]))
    yield from _wiki_rests(text, at, len(text))


def _wiki_rests(text: str, start: int, end: int) -> Iterator[Found]:
    """What is left of tables between two places: their rows all have as many cells."""
    for found in _WIKI_REST.finditer(text, start, end):
        if len(re.findall(r"^\|-[ \t]*$", found[0], re.MULTILINE)) >= _FEWEST_RULERS:
            rows = _wiki_rows(found[0])
            if len({len(row) for row in rows}) == 1:
                yield Found(*found.span(), rows)


def _wiki_rows(body: str) -> list[list[str | None]]:
    parts = (_WIKI_CELL.split(row)[1:] for row in _WIKI_ROW.split(body))
    return [row for part in parts if (row := [cell for one in part for cell in _wiki_cells(one)])]


def _wiki_cells(part: str) -> list[str | None]:
    cells: list[str | None] = []
    for cell in re.split(r"\|\||!!", part):
        said = _WIKI_SPAN.match(cell)
        wide = re.search(r'colspan="([0-9]{1,2})"', said[0]) if said else None
        cells += [_text_of(cell[said.end() if said else 0 :])]
        cells += [None] * (min(int(wide[1]), _WIDEST) - 1 if wide else 0)
    return cells


def _text_of(cell: str) -> str:
    """What a cell prints, without the foot of a page that ends in it."""
    first, *others = re.split(r"\n[ \t]*(?=\n)", cell)
    return " ".join(" ".join([first, *(one for one in others if not FOOT.fullmatch(one.strip()))]).split())


def asciidoc_tables(text: str) -> Iterator[Found]:
    """The tables of a text in AsciiDoc whose rows all have as many cells as it has columns."""
    for found in _ASCIIDOC.finditer(text):
        marks = list(_ASCIIDOC_CELL.finditer(found[2]))
        ends = [*(mark.start() for mark in marks[1:]), len(found[2])]
        cells: list[str | None] = []
        for mark, end in zip(marks, ends, strict=False):
            cells += [_text_of(found[2][mark.end() : end]), *[None] * (min(int(mark[1] or 1), _WIDEST) - 1)]
        first = next((line for line in found[2].splitlines() if line.strip()), "")
        columns = _columns_of(found[1]) if found[1] else len(_ASCIIDOC_CELL.findall(first))
        if columns and len(cells) % columns == 0 and not any(mark[2] for mark in marks):
            yield Found(*found.span(), [cells[at : at + columns] for at in range(0, len(cells), columns)])


def _columns_of(said: str) -> int:
    """How many columns `cols="3*,1,<2"` says."""
    repeated = (re.match(r"\s*([0-9]{1,2})\*", part) for part in re.split(r"[,;]", said))
    return sum(int(times[1]) if times else 1 for times in repeated)


def quoted_tables(text: str) -> Iterator[Found]:
    """The tables of a text whose cells all stand in quotes, with commas, semicolons or tabs between."""
    for found in _QUOTED.finditer(text):
        rows = list(csv.reader(found[0].splitlines(keepends=True), delimiter=found[1]))
        if len({len(row) for row in rows}) == 1:
            yield Found(*found.span(), [[" ".join(cell.split()) for cell in row] for row in rows])


def listed_tables(text: str) -> Iterator[Found]:
    """The tables of a text that are lists of lists of texts, as Python or JSON prints them."""
    at = vain = 0
    while vain < _MOST_IN_VAIN and (begun := _LIST.search(text, at)) is not None:
        at = begun.end()
        end = _end_of_list(text, begun.start())
        rows = _read_list(text[begun.start() : end]) if end else None
        if rows is not None and end:
            yield Found(begun.start(), end, rows)
            at = end
        else:
            vain += 1


def _end_of_list(text: str, start: int) -> int | None:
    """Where the brackets that open at a place are closed, quotes passed over."""
    depth = 0
    for mark in re.finditer(r"""[\[\]]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""", text[start : start + _LONGEST_LIST]):
        depth += {"[": 1, "]": -1}.get(mark[0], 0)
        if depth == 0:
            return start + mark.end()
    return None


def _read_list(printed: str) -> list[list[str | None]] | None:
    """The rows of a printed list of lists; None where it is anything else."""
    read: object = None
    with suppress(ValueError, RecursionError):
        read = json.loads(printed)
    if read is None:
        with suppress(ValueError, SyntaxError, RecursionError, MemoryError):
            read = ast.literal_eval(printed)
    if not isinstance(read, list) or not all(isinstance(row, list) for row in read):
        return None
    if not all(cell is None or isinstance(cell, str | int | float) for row in read for cell in row):
        return None
    return [["" if cell is None else str(cell) for cell in row] for row in read]
