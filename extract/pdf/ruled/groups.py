"""Which ruling lines are of one table: those that touch each other, and those that a table without sides lets loose."""

from extract.pdf.page.characters import Char
from extract.pdf.page.lines import rows_of
from extract.pdf.page.rules import Rule, Rules

#: Ends so near a rule touch it, ends so near each other are at one place, in points.
_TOUCHES, _SAME = 2.0, 3.0
#: A row between two pieces of a table without sides is no taller, in ems of its text; a heading between two is.
_ROW = 2.1


def grouped(rules: Rules, chars: list[Char]) -> list[Rules]:
    """The rules of each table, the table with most rules first."""
    groups = _touching(rules)
    loose = [group for group in groups if len(group.level) == 1 and not group.upright]
    alone = [group.upright[0] for group in groups if len(group.upright) == 1 and not group.level]
    groups = [group for group in groups if group.level and group.upright]
    for group in groups:
        group.upright.extend(_sides_of(group, alone))
        group.upright.sort()
    found = _stacked([*groups, *loose], chars)
    return sorted((group for group in found if group.upright), key=lambda group: -len(group.level) - len(group.upright))


def _touching(rules: Rules) -> list[Rules]:
    """Rules that touch each other, directly or by others."""
    parents = list(range(len(rules.level) + len(rules.upright)))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    for row, level in enumerate(rules.level):
        for column, upright in enumerate(rules.upright, len(rules.level)):
            crosses = level.start - _TOUCHES <= upright.at <= level.end + _TOUCHES
            if crosses and upright.start - _TOUCHES <= level.at <= upright.end + _TOUCHES:
                parents[root(row)] = root(column)
    groups: dict[int, Rules] = {}
    for place, rule in enumerate([*rules.level, *rules.upright]):
        group = groups.setdefault(root(place), Rules([], []))
        (group.level if place < len(rules.level) else group.upright).append(rule)
    return list(groups.values())


def _sides_of(group: Rules, alone: list[Rule]) -> list[Rule]:
    """The sides of a table that touch no level rule: a cell stands there that is taller than the page."""
    top = min(group.level[0].at, *(rule.start for rule in group.upright))
    bottom = max(group.level[-1].at, *(rule.end for rule in group.upright))
    return [rule for rule in alone if abs(rule.start - top) < 2 * _SAME and abs(rule.end - bottom) < 2 * _SAME]


def _stacked(groups: list[Rules], chars: list[Char]) -> list[Rules]:
    """Groups of the same width, one over the other, as one if there is a single row of text between them."""
    groups.sort(key=lambda group: group.level[0].at)
    done: list[Rules] = []
    for group in groups:
        over = next((other for other in reversed(done) if _is_row_between(other, group, chars)), None)
        if over:
            over.level.extend(group.level)
            over.upright.extend(group.upright)
            over.upright.sort()
        else:
            done.append(group)
    return done


def _is_row_between(over: Rules, under: Rules, chars: list[Char]) -> bool:
    (left, right), (start, end) = _extent(over), _extent(under)
    top, bottom = over.level[-1].at, under.level[0].at
    if not (abs(left - start) < _SAME and abs(right - end) < _SAME and 0 < bottom - top < 60):
        return False
    if any(abs(rule.at - side) < _SAME for group in (over, under) for rule in group.upright for side in (left, right)):
        return False
    between = [char for char in chars if top < char.middle < bottom and left <= char.center <= right]
    return len(rows_of(between)) == 1 and bottom - top < _ROW * max(char.em for char in between)


def _extent(group: Rules) -> tuple[float, float]:
    return min(rule.start for rule in group.level), max(rule.end for rule in group.level)
