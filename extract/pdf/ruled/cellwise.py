"""Tables with level rules alone, drawn cell by cell: where two pieces of a rule meet, two cells may do.

Some makers draw the pieces of a merged cell's columns, too: no side goes through a text, and a head without others
beside it takes as many columns on its left as on its right.
"""

import itertools
from bisect import bisect_left

from extract.pdf.numbering import is_number
from extract.pdf.page.characters import Char
from extract.pdf.page.lines import rows_of, runs_of
from extract.pdf.page.rules import BESIDE, Rule

#: Pieces that meet do so within this, in points; shorter ones are dashes.
_MEET, _SHORTEST = 1.0, 6.0
#: Rules of one table end at one place, and are no further apart, in points; a table has so many.
_SAME, _APART, _FEWEST = 3.0, 90.0, 4
#: Sides that reach so far beyond a rule have another row there, in points.
_BEYOND = 6.0
#: A row with a single line of text is no taller, in ems: a heading between two tables is.
_ROW = 2.9
#: Characters of one text stand no further apart, in ems.
_TEXT = 0.3

_Table = list[Rule]
_Band = list[float]


def sides_between(pieces: list[Rule], level: list[Rule], upright: list[Rule], chars: list[Char]) -> list[Rule]:
    """The sides of cells that no rule is drawn at, each from one level rule to the next.

    Args:
        pieces: the level rules as they are drawn.
        level: the same, the pieces of one rule made one, from the top.
        upright: the upright rules; a table with some inside of it is drawn otherwise.
        chars: the characters of the page.
    """
    alone = [rule for rule in level if not any(_touch(rule, side) for side in upright)]
    if len(alone) < _FEWEST:
        return []
    found: list[Rule] = []
    pieces = sorted(piece for piece in pieces if piece.end - piece.start >= _SHORTEST)
    for table in (_closed(one, upright) for one in _tables(alone, chars)):
        met = [_meeting(rule, pieces) for rule in table]
        if sum(len(places) > 1 for places in met) >= _FEWEST - 1:
            bands = _without_merged(table, _bands(table, met), chars)
            found += [Rule(x, table[place].at, table[place + 1].at) for place, band in enumerate(bands) for x in band]
    return found


def _touch(level: Rule, upright: Rule) -> bool:
    inside = level.start + _SAME < upright.at < level.end - _SAME
    return inside and upright.start - _SAME < level.at < upright.end + _SAME


def _tables(level: list[Rule], chars: list[Char]) -> list[_Table]:
    """Level rules that end at one place, one below the other, with no heading between."""
    tables: list[_Table] = []
    for rule in level:
        table = next((one for one in reversed(tables) if _goes_on(one, rule, chars)), None)
        if table:
            table.append(rule)
        else:
            tables.append([rule])
    return [table for table in tables if len(table) >= _FEWEST]


def _closed(table: _Table, upright: list[Rule]) -> _Table:
    """A table with the rules that a page end leaves out: its outer sides go on beyond the first and the last."""
    first, last = table[0], table[-1]
    left, right = min(rule.start for rule in table), max(rule.end for rule in table)
    outer = [
        side
        for side in upright
        if min(abs(side.at - left), abs(side.at - right)) < _SAME
        and side.start < first.at + _SAME < last.at < side.end + _SAME
    ]
    top, bottom = (
        min((side.start for side in outer), default=first.at),
        max((side.end for side in outer), default=last.at),
    )
    above = [Rule(top, left, right)] if top < first.at - _BEYOND else []
    below = [Rule(bottom, left, right)] if bottom > last.at + _BEYOND else []
    return [*above, *table, *below]


def _goes_on(table: _Table, rule: Rule, chars: list[Char]) -> bool:
    """Whether a rule is one of a table that begins above it: those over single columns end before its side."""
    right, left, top = max(one.end for one in table), min(one.start for one in table), table[-1].at
    inside = abs(rule.end - right) < _SAME or (rule.end < right and rule.start > left)
    if not inside or rule.at - top > _APART:
        return False
    between = [char for char in chars if top < char.middle < rule.at and left < char.center < right]
    rows = rows_of(between) if between else []
    return len(rows) != 1 or rule.at - top < _ROW * max(char.em for char in between)


def _meeting(rule: Rule, pieces: list[Rule]) -> list[float]:
    """Where pieces of a rule meet."""
    own = [
        piece
        for piece in pieces
        if abs(piece.at - rule.at) <= BESIDE and rule.start - _SAME < piece.start and piece.end < rule.end + _SAME
    ]
    own.sort(key=lambda piece: piece.start)
    return [(a.end + b.start) / 2 for a, b in itertools.pairwise(own) if abs(b.start - a.end) <= _MEET]


def _covers(rule: Rule, x: float) -> bool:
    return rule.start - _SAME < x < rule.end + _SAME


def _bands(table: _Table, met: list[list[float]]) -> list[_Band]:
    """Where sides of cells may stand between each rule of a table and the next."""
    bands: list[set[float]] = [set() for _ in table[1:]]
    ends = [[rule.start, *places, rule.end] for rule, places in zip(table, met, strict=True)]
    edges = _edges([x for places in ends for x in places])
    for x in edges:
        for place in range(1, len(table)):
            if any(abs(x - at) <= _SAME for at in ends[place]):
                above = [number for number in range(place) if _covers(table[number], x)]
                for band in bands[above[-1] if above else 0 : place]:
                    band.add(x)
        last = max((number for number, band in enumerate(bands) if x in band), default=len(bands))
        if not any(_covers(rule, x) for rule in table[last + 2 :]):
            # A cell that the end of the page cuts has no rule below it.
            for band in bands[last + 1 :]:
                band.add(x)
    if not met[-1]:
        # The last rule is drawn as one, thicker than the others.
        bands[-1] |= bands[-2]
    return [sorted({edges[0], *band, edges[-1]}) for band in bands]


def _edges(places: list[float]) -> list[float]:
    """Places along the rules, those near each other once."""
    edges: list[float] = []
    for x in sorted(places):
        if not edges or x - edges[-1] > _SAME:
            edges.append(x)
    return edges


def _without_merged(table: _Table, bands: list[_Band], chars: list[Char]) -> list[_Band]:
    """The sides without those inside merged cells."""
    done: list[_Band] = []
    numbers: list[bool] = []
    for place, band in enumerate(bands):
        top, bottom = table[place].at, table[place + 1].at
        inside = [char for char in chars if top < char.middle < bottom and band[0] < char.center < band[-1]]
        rows = rows_of(inside) if inside else []
        numbers.append(any(is_number(run.text) for row in rows for run in runs_of(row)))
        done.append([x for x in band if not any(_goes_through(x, row) for row in rows)])
    for place, band in enumerate(done[:-1]):
        if not numbers[place] and not numbers[place + 1]:
            above, below = table[place], table[place + 1]
            inside = [char for char in chars if above.at < char.middle < below.at]
            done[place] = _widened(band, inside, above, below)
    return done


def _goes_through(x: float, row: list[Char]) -> bool:
    """Whether a place is inside a text of a line."""
    return any(char.left + 1 < x < char.right - 1 for char in row) or any(
        char.right - 1 < x < after.left + 1 and after.left - char.right < _TEXT * after.em
        for char, after in itertools.pairwise(row)
    )


def _widened(band: _Band, chars: list[Char], top: Rule, bottom: Rule) -> _Band:
    """The sides of a row of heads, each with the blank columns that stand on both sides of it."""
    texts = [False] * (len(band) + 1)
    for char in chars:
        texts[bisect_left(band, char.center)] = True
    drop: set[float] = set()
    for column in range(1, len(band)):
        first = last = column
        while texts[column] and first > 1 and last < len(band) - 1:
            blank = not texts[first - 1] and not texts[last + 1]
            sides = [(band[at - 1] + band[at]) / 2 for at in (first - 1, last + 1)]
            if not blank or not all(_covers(rule, x) for rule in (top, bottom) for x in sides):
                break
            drop.update((band[first - 1], band[last]))
            first, last = first - 1, last + 1
    return [x for x in band if x not in drop]
