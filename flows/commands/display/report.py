"""What a person sees of one document on the terminal: its numbers with their prints, or why it is refused or held."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, product

from rich.table import Table

from extract.language import _, told
from flows.commands.display.forms import chosen_table, columns, form_tables, open_table
from flows.commands.display.show import terminal, text, with_code
from gongkai.explaining.explanation import Cell, Explanation, GridCell, Hint
from gongkai.explaining.prints import reason_told
from gongkai.explaining.source import Refusal
from gongkai.words import word

#: How many lines of leftovers are shown for each reason.
LEFTOVER_LINES = 5
#: So many characters of a line that a hint stands in.
LINE = 80
_STATES = {"pass": "green", "fail": "red", "unknown": "yellow"}
_VERDICTS = {"used": "green", "agrees": "green", "contradicts": "red", "unread": "yellow"}


def explanation(found: Explanation, *, everything: bool) -> None:
    """One report: who and when, its numbers under the form's heads, those that are not plainly printed, the checks."""
    console = terminal()
    _head(found)
    if found.year_source:
        said = _("The year is {certainty}, by its {source}.")
        certainty, source = word("certainty", found.year_certainty), word("source", found.year_source)
        console.print(said.format(certainty=certainty, source=source))
    if found.evidence:
        console.print(_evidence(found.evidence))
    for line in _decided(found):
        console.print(text(line), soft_wrap=True)
    _numbers(found.cells, everything=everything)
    if everything:
        for grid in _grids(found):
            console.print(grid)
        console.print(_fates(found))
    console.print(_("{count} identities hold.", count=found.passed))
    for (code, status, detail), scopes in found.open_checks.items():
        verdict = f"[{_STATES[status]}]{word('verdict', status)}[/]"
        console.print(f"{verdict} {with_code('check', code)} ({', '.join(scopes)}): {text(told(detail))}")
    for line in _left_over(found, everything=everything):
        console.print(text(line))
    for reason in found.words:
        console.print(f"[bold]{text(reason)}[/bold]: {text(reason_told(reason))}")


def _numbers(found: Sequence[Cell], *, everything: bool) -> None:
    """Every number under the form's heads with its own state, then those that are not plainly printed, with why."""
    console = terminal()
    hidden = 0
    for table, left_out in form_tables(found, console.width, everything=everything):
        console.print(table)
        hidden += left_out
    if hidden:
        console.print(_("{rows} rows of plainly printed zeros are not shown (--all shows them).", rows=hidden))
    if rest := open_table(found):
        console.print(rest)


def cells(found: Explanation, chosen: Sequence[Cell]) -> None:
    """Some cells of a report, each with its own state."""
    _head(found)
    console = terminal()
    console.print(chosen_table(chosen))
    for line in _decided(found, {(cell.row_code, cell.column_code) for cell in chosen}):
        console.print(text(line), soft_wrap=True)


def _head(found: Explanation) -> None:
    """Which report."""
    console = terminal()
    edition = _("edition {edition}", edition=found.edition)
    console.print(f"[bold]{text(found.agency)}[/bold]  {found.year}  {edition}")
    said = _("(report {report}, read from {source}, line numbers count in its text)")
    source = word("read_from", found.read_from)
    console.print(f"{text(found.source_uri)}  {said.format(report=found.report_id, source=source)}")
    if found.first_line > 1:
        console.print(_("Line 1 of its text is line {line:,} of the whole document's.", line=found.first_line))


def refusal(found: Refusal) -> None:
    """Why a document is in no report; of a held one what was read of it."""
    console = terminal()
    console.print(f"[bold]{text(found.source_uri)}[/bold]  (sha256 {found.sha256 or _('unknown')})")
    words = f": {told(found.detail)}" if found.detail else ""
    since = _("held since {since}") if found.read else _("refused since {since}")
    reason = f"[red]{text(with_code('reason', found.reason))}[/]{text(words)}"
    console.print(f"{since.format(since=f'{found.since:%Y-%m-%d %H:%M}')}: {reason}")
    if not found.read:
        return
    for name, value in found.read._asdict().items():
        console.print(f"{word('head', name)}: {text(str(value)) if value is not None else _('not found')}")
    if found.evidence:
        console.print(_evidence(found.evidence))


def _evidence(hints: Sequence[Hint]) -> Table:
    """Who, which year, when: each hint with its line and what became of it."""
    table = columns("about", "source", "says", "line", "the line", "verdict")
    for hint in hints:
        colour = _VERDICTS.get(hint.verdict, "default")
        line = "" if hint.line_no is None else str(hint.line_no)
        shown = (hint.printed or "").strip()
        shown = shown if len(shown) <= LINE else f"{shown[:LINE]}…"
        verdict = f"[{colour}]{word('hint', hint.verdict)}[/]"
        about, source = word("about", hint.about), text(word("source", hint.source))
        table.add_row(about, source, text(hint.text), line, text(shown), verdict)
    return table


def _decided(found: Explanation, cells: Collection[tuple[str, str]] | None = None) -> Iterator[str]:
    """What people decided of a report, or of some of its cells, a line each."""
    for one in found.decisions:
        if cells is not None and (one.row_code, one.column_code) not in cells:
            continue
        what = " ".join(filter(None, (word("decided", one.kind), one.row_code, one.column_code)))
        date = f"{one.decided_at:%Y-%m-%d}" if one.decided_at else ""
        when = _(" on {date}", date=date) if date else ""
        read = _(" (read: {value})", value=one.read) if one.read else ""
        state = word("decision", one.state) + (f": {told(one.remark)}" if one.remark else "")
        said = _("{who} decided{when}: {what} is {value}{read}, {id}, {state}.")
        line = said.format(
            who=one.who, when=when, what=what, value=one.value, read=read, id=one.decision_id, state=state
        )
        yield f"{line} {one.why}" if one.why else line


def _grids(found: Explanation) -> Iterator[Table]:
    """Each table as its source lays it out, or as bars or tabs of its text count the columns, a row a line.

    `·` is a blank cell, `<` and `^` belong to the cell beside or above.

    Over the rows that are read by columns stands which of the form's columns each of the table's is.
    """
    for number, group in groupby(found.grids, key=lambda cell: cell.grid):
        cells = list(group)
        width = max(cell.column + cell.column_span for cell in cells)
        shown: dict[int, list[str]] = {}
        codes: dict[int, dict[int, str]] = {}
        first: dict[int, int] = {}
        for cell in cells:
            if cell.column_code:
                codes.setdefault(cell.row, {})[cell.column] = cell.column_code
            first[cell.row] = min(cell.line_no, first.get(cell.row, cell.line_no))
            for down, right in product(range(cell.row_span), range(cell.column_span)):
                row = shown.setdefault(cell.row + down, [""] * width)
                row[cell.column + right] = (cell.text or "·") if not (down or right) else ("<" if right else "^")
        table = columns("line", *(str(column) for column in range(width)))
        counted = "" if cells[0].is_certain else _(" (columns counted by the bars or tabs of the text)")
        table.title = _("table {number}", number=number) + _pages(cells) + counted
        above: dict[int, str] | None = None
        for at, row in sorted(shown.items()):
            here = codes.get(at, above)
            if here and here != above:
                table.add_row("", *(here.get(column, "") for column in range(width)), style="italic cyan")
                above = here
            table.add_row(str(first.get(at, "")), *map(text, row))
        yield table


def _pages(cells: Sequence[GridCell]) -> str:
    """The pages that a table stands on, where its source has pages."""
    pages = {cell.page for cell in cells if cell.page is not None}
    if not pages:
        return ""
    first, last = min(pages), max(pages)
    return (
        _(" (page {first})", first=first) if first == last else _(" (pages {first} to {last})", first=first, last=last)
    )


def _fates(found: Explanation) -> Table:
    """The printed lines of the forms, and what became of them."""
    table = columns("line", "cells", "became")
    for line in found.lines:
        place = str(line.first) if line.first == line.last else f"{line.first}-{line.last}"
        table.add_row(place, text(line.printed), text(told(line.fate)))
    return table


def _left_over(found: Explanation, *, everything: bool) -> Iterator[str]:
    """What is left over, line by line; of each reason only the first lines, unless `everything` is asked for."""
    lines: dict[str, dict[int, list[str]]] = {}
    for line_no, token, reason in found.leftovers:
        lines.setdefault(reason, {}).setdefault(line_no, []).append(token)
    for reason, places in lines.items():
        shown = list(places.items())[: None if everything else LEFTOVER_LINES]
        for line_no, tokens in shown:
            said = _("left over on line {line}: {tokens} ({reason})")
            yield said.format(line=line_no, tokens=" ".join(tokens), reason=reason)
        if len(shown) < len(places):
            said = _("left over on {lines} more lines ({reason}; --all shows them)")
            yield said.format(lines=len(places) - len(shown), reason=reason)
