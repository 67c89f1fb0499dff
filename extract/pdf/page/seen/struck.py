"""What is struck out: characters through whose middle a rule goes that is no side of a cell."""

from bisect import bisect_left, bisect_right

from extract.pdf.page.characters import STRUCK, Char
from extract.pdf.page.rules import SHORTEST, Rule, Rules

#: A rule strikes where it goes through a character so far above its middle and below, in ems.
_ABOVE, _BELOW = 0.2, 0.26
#: One that strikes these characters alone ends so near them, in ems.
_ENDS = 0.6
#: One that strikes what stands in cells goes on between upright rules that go on so far, in ems of the text, and
#: through most of the cells; its characters have no other line so near.
_GOES_ON, _MOST, _LINE = 0.8, 0.6, 1.3
_SAME = 2.0


def marked(chars: list[Char], rules: Rules) -> tuple[list[Char], list[Rule]]:
    """The characters, those that are struck out as `STRUCK`; and the level rules but those that strike.

    Args:
        chars: the characters of a page.
        rules: its rules, the level ones of any length.
    """
    if not chars or not rules.level:
        return chars, [rule for rule in rules.level if rule.end - rule.start >= SHORTEST]
    order = sorted(range(len(chars)), key=lambda place: chars[place].middle)
    middles = [chars[place].middle for place in order]
    largest = max(char.em for char in chars)
    struck: set[int] = set()
    level: list[Rule] = []
    for rule in rules.level:
        first = bisect_left(middles, rule.at - _BELOW * largest)
        last = bisect_right(middles, rule.at + _ABOVE * largest)
        through = [place for place in order[first:last] if _goes_through(rule, chars[place])]
        if through and (
            _ends_with(rule, [chars[place] for place in through]) or _in_cells(rule, through, chars, rules)
        ):
            struck.update(through)
        elif rule.end - rule.start >= SHORTEST:
            level.append(rule)
    if not struck:
        return chars, level
    return [char._replace(text=STRUCK) if place in struck else char for place, char in enumerate(chars)], level


def _goes_through(rule: Rule, char: Char) -> bool:
    down = rule.at - char.middle
    return -_ABOVE * char.em <= down <= _BELOW * char.em and rule.start < char.center < rule.end


def _ends_with(rule: Rule, through: list[Char]) -> bool:
    """Whether a rule is as long as the characters that it goes through."""
    left, right = min(char.left for char in through), max(char.right for char in through)
    near = _ENDS * max(char.em for char in through)
    return rule.start > left - near and rule.end < right + near


def _in_cells(rule: Rule, through: list[int], chars: list[Char], rules: Rules) -> bool:
    """Whether a rule goes through the only lines of cells, from side to side: a row of a table that is struck out."""
    em = max(chars[place].em for place in through)
    crossing = [up for up in rules.upright if up.start < rule.at + _SAME and up.end > rule.at - _SAME]
    crossing = [up for up in crossing if rule.start - _SAME <= up.at <= rule.end + _SAME]
    if len(crossing) < 2:
        return False
    if any(up.start > rule.at - _GOES_ON * em or up.end < rule.at + _GOES_ON * em for up in crossing):
        return False
    inside = set(through)
    around = (
        char for place, char in enumerate(chars) if place not in inside and abs(char.middle - rule.at) < _LINE * em
    )
    if any(rule.start < char.center < rule.end for char in around):
        return False
    sides = [up.at for up in crossing]
    cells = {bisect_left(sides, chars[place].center) for place in through}
    return len(cells) >= _MOST * max(len(sides) - 1, 1)
