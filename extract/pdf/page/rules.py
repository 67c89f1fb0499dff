"""The ruling lines of a page: pieces that lie end to end made one."""

import math
from typing import NamedTuple

#: Thicker than this, and a filled box is no rule, in points.
THICKEST = 2.6
#: Pieces of one rule may lie so far apart along it, and across it; a rule is at least so long.
GAP, BESIDE, SHORTEST = 2.5, 1.2, 5.0
#: More rules on a page are a drawing, and no table is looked for in it.
MOST_RULES = 700


class Rule(NamedTuple):
    """A straight line: `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The horizontal and the vertical rules of a page."""

    level: list[Rule]
    upright: list[Rule]


def joined(pieces: list[Rule], shortest: float = SHORTEST) -> list[Rule]:
    """Pieces of one rule as one, those shorter than `shortest` left out; by `at`, then `start`."""
    tracks: list[list[Rule]] = []
    for piece in sorted(pieces):
        if tracks and piece.at - tracks[-1][0].at <= BESIDE:
            tracks[-1].append(piece)
        else:
            tracks.append([piece])
    rules = []
    for track in tracks:
        at = sum(piece.at for piece in track) / len(track)
        start, end = -math.inf, -math.inf
        for piece in sorted(track, key=lambda piece: piece.start):
            if piece.start > end + GAP:
                rules.append(Rule(at, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        rules.append(Rule(at, start, end))
    return [rule for rule in rules if rule.end - rule.start >= shortest]
