"""The numbers of a report's forms on the terminal: each with its own state, under the form's column heads."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.table import Table

from extract.language import _, language
from flows.commands.display.show import text, with_code
from gongkai.explaining.explanation import Cell
from gongkai.explaining.prints import reason_told
from gongkai.words import word

#: From so many characters a line on, the printed lines stand beside the numbers.
WIDE = 140
_COLOURS = {
    "reported": "green",
    "repaired": "yellow",
    "inferred": "cyan",
    "recognised": "cyan",
    "decided": "green",
    "missing": "red",
}


def columns(*names: str) -> Table:
    """An empty table whose cells wrap, under heads in the reader's language."""
    table = Table(show_lines=False)
    for name in names:
        table.add_column(word("head", name), overflow="fold")
    return table


def form_tables(cells: Sequence[Cell], width: int, *, everything: bool) -> Iterator[tuple[Table, int]]:
    """The forms, a table for each set of columns, and how many rows of plainly printed zeros it leaves out.

    Args:
        cells: all cells, in the form's order.
        width: of the terminal.
        everything: leave no row out.
    """
    rows = [list(group) for __, group in groupby(cells, key=lambda cell: (cell.form, cell.row_code))]
    for (form, *__), alike in groupby(
        rows, key=lambda row: (row[0].form, *((it.column_code, it.column) for it in row))
    ):
        found = list(alike)
        shown = [row for row in found if everything or not all(cell.is_plain_zero for cell in row)]
        if shown:
            yield _form_table(form, shown, with_lines=width >= WIDE), len(found) - len(shown)


def _form_table(form: str, rows: Sequence[Sequence[Cell]], *, with_lines: bool) -> Table:
    """Rows of a form that have the same columns; a number without a word is `reported`."""
    table = columns("line", "row", *(f"{cell.column}\n{cell.column_code}" for cell in rows[0]))
    table.title, table.title_justify = with_code("form", form), "left"
    if with_lines:
        table.add_column(word("head", "printed"), overflow="fold")
    for row in rows:
        lines = dict.fromkeys(cell.line_no for cell in row if cell.line_no is not None)
        printed = next((cell.printed for cell in row if cell.printed), "") if len(lines) == 1 else ""
        table.add_row(
            _range(list(lines)),
            text(f"{row[0].row}\n{row[0].row_code}"),
            *(_value(cell) for cell in row),
            *([text(printed.strip(" ").replace("\t", "→"))] if with_lines else []),
        )
    return table


def _range(lines: Sequence[int]) -> str:
    """The lines that a row stands on."""
    if not lines:
        return ""
    return str(min(lines)) if len(lines) == 1 else f"{min(lines)}-{max(lines)}"


def _value(cell: Cell) -> str:
    """A number with its state where it is not plainly printed."""
    value = "" if cell.value is None else f"{cell.value.normalize():f}"
    if cell.state == "reported":
        return text(value)
    state = word("state", cell.state)
    return f"[{_COLOURS[cell.state]}]{text(f'{value} {state}'.strip())}[/]"


def open_table(cells: Sequence[Cell]) -> Table | None:
    """The cells that are not plainly printed, those of a row with one state, print and reason together."""
    table = columns("line", "row", "columns", "state", "why", "print")
    table.title, table.title_justify = _("not plainly printed"), "left"
    rest = [cell for cell in cells if cell.state != "reported"]
    for __, group in groupby(rest, key=lambda it: (it.form, it.row_code, it.state, it.reason, it.line_no, it.raw_text)):
        alike = list(group)
        first = alike[0]
        table.add_row(
            "" if first.line_no is None else str(first.line_no),
            _named(f"{first.form} {first.row_code}", first.row),
            _named(", ".join(cell.column_code for cell in alike), "、".join(cell.column for cell in alike)),
            f"[{_COLOURS[first.state]}]{word('state', first.state)}[/]",
            text(first.reason or ""),
            text(first.raw_text or ""),
        )
    return table if rest else None


def _named(codes: str, names: str) -> str:
    """Codes, in Chinese under the form's own names."""
    return codes if language() == "en" else text(f"{names}\n{codes}")


def chosen_table(cells: Sequence[Cell]) -> Table:
    """Some cells, each with everything that is known of it."""
    table = columns("row", "column", "value", "unit", "state", "why", "printed", "line", "the line")
    for cell in cells:
        table.add_row(
            text(f"{cell.row_code} {cell.row}"),
            text(f"{cell.column_code} {cell.column}"),
            "" if cell.value is None else f"{cell.value.normalize():f}",
            text(word("unit", cell.unit)),
            f"[{_COLOURS[cell.state]}]{word('state', cell.state)}[/]",
            text(reason_told(cell.reason) if cell.reason else ""),
            text(cell.raw_text or ""),
            "" if cell.line_no is None else str(cell.line_no),
            text((cell.printed or "").replace("\t", "→")),
        )
    return table
