"""Tables without rules whose labels go over several lines: one line a row, where it is decided whose line is whose."""

from typing import NamedTuple

from extract.pdf.numbering import is_number, is_numbered
from extract.pdf.page.characters import Char
from extract.pdf.page.lines import Line, Run, run_of, runs_of
from extract.pdf.unruled.shared import Shared, levels_of, shared_out
from extract.pdf.unruled.stacks import stacks_of

#: Rows of a table have at least so many numbers, and a table has so many rows on a page.
_FEWEST_VALUES, _FEWEST_ROWS = 4, 2


class _Table(NamedTuple):
    """The lines from `first` to before `end` of a page, the numbers of their rows, and where these begin."""

    first: int
    end: int
    values: list[tuple[Run, ...]]
    edge: float


def with_whole_labels(lines: list[Line], chars: list[Char]) -> list[Line]:
    """Lines in reading order, those of a table whose labels are decided replaced by one line a row."""
    done: list[Line] = []
    place = 0
    while place < len(lines):
        table = _table(lines, place) if _values(lines[place]) else None
        if table is None:
            done.append(lines[place])
            place += 1
            continue
        rows = _rows(lines, table, chars)
        if rows:
            done = done[: len(done) - (place - table.first)] + rows
        else:
            done += lines[place : table.end]
        place = table.end
    return done


def _values(line: Line) -> tuple[Run, ...]:
    """The numbers at the end of a line, if they are many enough."""
    count = 0
    while count < len(line.runs) and is_number(line.runs[-1 - count].text):
        count += 1
    return line.runs[len(line.runs) - count :] if count >= _FEWEST_VALUES else ()


def _labels(line: Line) -> tuple[Run, ...]:
    """What stands on a line before its numbers."""
    return line.runs[: len(line.runs) - len(_values(line))]


def _table(lines: list[Line], place: int) -> _Table:
    """The table whose first numbers stand at `place`, with the lines before and behind them that are labels only."""
    values = [_values(lines[place])]
    edge, end = values[0][0].left, place + 1
    for at in range(place + 1, len(lines)):
        found = _values(lines[at])
        if found and _aligned(found, values[-1]):
            values.append(found)
            edge = min(edge, found[0].left)
        elif found or lines[at].right >= edge:
            break
        end = at + 1
    first = place
    while first and lines[first - 1].right < edge and not _values(lines[first - 1]):
        first -= 1
    return _Table(first, end, values, edge)


def _aligned(values: tuple[Run, ...], above: tuple[Run, ...]) -> bool:
    """Whether two rows of numbers stand in the same columns."""
    return len(values) == len(above) and all(
        run.left < over.right and over.left < run.right for run, over in zip(values, above, strict=True)
    )


def _rows(lines: list[Line], table: _Table, chars: list[Char]) -> list[Line] | None:
    """A table's lines with whole labels; None where each has one line, or it is undecided whose line is whose."""
    if len(table.values) < _FEWEST_ROWS or table.end - table.first == len(table.values):
        return None
    top, bottom = lines[table.first].top, max(line.bottom for line in lines[table.first : table.end])
    inside = [
        char for char in chars if char.center < table.edge and top - 0.1 <= char.top and char.bottom <= bottom + 0.1
    ]
    printed = "".join(run.text for line in lines[table.first : table.end] for run in _labels(line))
    if len(inside) != len(printed.replace(" ", "")):
        # A label reaches over the numbers, or something else stands beside the table.
        return None
    levels = levels_of(inside)
    middles = [sum(run.top + run.bottom for run in row) / (2 * len(row)) for row in table.values]
    at_end = table.end == len(lines)
    shared = shared_out(levels, middles, at_end=at_end)
    return _spelled(shared, table.values, at_end=at_end) if shared else None


def _spelled(shared: Shared, values: list[tuple[Run, ...]], *, at_end: bool) -> list[Line]:
    """One line for each row, and those of the levels that are of none."""
    levels, rows = shared.levels, shared.rows
    stacks = stacks_of(shared)
    done = [_whole(level.pieces) for level in levels[: shared.rest]]
    if shared.rest < rows[0][0]:
        rest = levels[shared.rest : rows[0][0]]
        done.append(Line((run_of([char for level in rest for char in level.pieces[-1]]),), rest=True))
        done += [_whole(level.pieces[:-1]) for level in rest if len(level.pieces) > 1]
    for number, ((start, end), row) in enumerate(zip(rows, values, strict=True)):
        label = [run_of([char for level in levels[start:end] for char in level.pieces[-1]])] if end > start else []
        over = [run_of(stack.chars) for stack in stacks if stack.row == number]
        cut = len(row) if at_end and number == len(rows) - 1 and end == len(levels) else 0
        done.append(Line((*over, *label, *row), cut=cut))
    return done + [_whole(level.pieces) for level in levels[rows[-1][1] :]]


def _whole(pieces: list[list[Char]]) -> Line:
    return Line(runs_of([char for piece in pieces for char in piece]))


def taken_up(row: Line, rest: Line) -> Line | None:
    """A row with the rest of its label, which stands on the next page; None where that is none of it."""
    labels, values, more = row.runs[: -row.cut], row.runs[-row.cut :], rest.runs[0]
    if not labels:
        return Line((more, *values))
    label = labels[-1]
    under = more.left < label.right and label.left < more.right
    if not under or is_numbered(more.text):
        return None
    return Line((*labels[:-1], label._replace(text=label.text + more.text), *values))
