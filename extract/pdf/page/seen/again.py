"""Hidden characters that are drawn once more: of two alike at one place pdfium gives the first alone."""

import ctypes

from extract.pdf.page import native
from extract.pdf.page.characters import Char, Turn
from extract.pdf.page.inks import Ink

#: So many things later at most; over so much of its width; and no other character stands so near, in ems.
_LATER, _OVER, _SAME = 2, 0.5, 0.3
#: Where pdfium puts what it is asked for.
_BOUNDS = native.floats(4)
_BOUNDS_AT = [ctypes.addressof(_BOUNDS) + 4 * place for place in range(4)]


def drawn_again(
    chars: list[Char], inks: list[Ink], hidden: dict[int, int], orders: dict[int, int], turn: Turn
) -> list[Ink]:
    """The inks of the characters of a page, those of the ones that are drawn again as what is seen.

    Args:
        chars: the characters.
        inks: the ink of each.
        hidden: the places of hidden ones, and how many things are drawn before each is hidden; those that are seen
            after all are taken out.
        orders: the address of each text object, and how many things are drawn before it.
        turn: how the page's writing is turned.
    """
    things = {order: thing for thing, order in orders.items()}
    own: dict[int, list[Char]] = {}
    for char, ink in zip(chars, inks, strict=True):
        own.setdefault(ink.thing, []).append(char)
    inks = list(inks)
    for place, hides in list(hidden.items()):
        char = chars[place]
        for order in range(hides + 1, hides + 1 + _LATER):
            thing = things.get(order)
            if thing and thing != inks[place].thing and _has_lost(thing, own.get(thing, []), char, turn):
                inks[place] = inks[place]._replace(seen=True, colour=(0.0, 0.0, 0.0), alpha=1.0)
                del hidden[place]
                break
    return inks


def _has_lost(thing: int, own: list[Char], char: Char, turn: Turn) -> bool:
    """Whether a text object prints something where a character stands, of which pdfium gives none."""
    if not native.bounds_of(thing, *_BOUNDS_AT):
        return False
    left, bottom, right, top = _BOUNDS
    box = turn.box(left, bottom, right, top)
    over = min(box[2], char.right) - max(box[0], char.left)
    if over < _OVER * (char.right - char.left) or not box[1] < char.middle < box[3]:
        return False
    near = _SAME * char.em
    return not any(abs(one.center - char.center) < near and abs(one.middle - char.middle) < near for one in own)
