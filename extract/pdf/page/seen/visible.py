"""Which characters of a page its reader sees: not those without contrast, painted over, clipped away or layered off."""

import itertools
import math
from collections.abc import Iterator

from extract.pdf.page.characters import UNKNOWN, Char, Turn
from extract.pdf.page.drawn import Drawn, Filled
from extract.pdf.page.inks import Box, Colour, Ink
from extract.pdf.page.seen.again import drawn_again

#: What differs less than this from what lies under it is not seen, as a share of the range of a colour.
_CONTRAST = 0.12
_WHITE: Colour = (1.0, 1.0, 1.0)
#: A box that covers so much of the width of a character hides it, with the whole of its height but for this, in ems.
_COVERS, _EDGE = 0.75, 0.15
#: Of a clipped character less than this is not seen, and more than that is read, as shares of its width and height.
_GONE, _WHOLE = 0.25, 0.75
#: Half the height of a digit, and how near the digits of one number stand, in ems.
_HALF, _TOUCHING = 0.36, 0.12
_DIGITS = frozenset("0123456789０１２３４５６７８９.")

Print = tuple[list[Char], list[Ink]]


def visible(chars: list[Char], inks: list[Ink], drawn: Drawn, turn: Turn, off: frozenset[int] = frozenset()) -> Print:
    """The characters that are seen, and their inks.

    A number of which a part is clipped away is not known: its digits at the cut become `UNKNOWN`.

    Args:
        chars: the characters of a page.
        inks: the ink of each.
        drawn: what is drawn on the page beside them.
        turn: how the page's writing is turned.
        off: the addresses of text objects that stand in layers which are switched off.
    """
    hidden = {
        place: drawn.orders.get(ink.thing, 0) for place, ink in enumerate(inks) if not ink.seen or ink.thing in off
    }
    if drawn.boxes:
        hidden |= dict(_covered(chars, inks, drawn))
    else:
        pale = {place: drawn.orders.get(inks[place].thing, 0) for place in _without_contrast(inks, drawn)}
        hidden |= pale
    if hidden:
        inks = drawn_again(chars, inks, hidden, drawn.orders, turn)
        kept = [place for place in range(len(chars)) if place not in hidden]
        chars, inks = [chars[place] for place in kept], [inks[place] for place in kept]
    if any(ink.clip for ink in inks):
        return _unclipped(chars, inks, turn)
    return chars, inks


def contrast(ink: Ink, drawn: Drawn, ground: Colour = _WHITE) -> float:
    """How much an ink differs from what lies under it, from 0 to 1."""
    (red, green, blue), (r, g, b) = ink.colour, ground
    alpha = ink.alpha * drawn.alphas.get(ink.thing, 1.0) if drawn.alphas else ink.alpha
    return alpha * max(abs(red - r), abs(green - g), abs(blue - b))


def _without_contrast(inks: list[Ink], drawn: Drawn) -> list[int]:
    """The places of what does not differ from the paper."""
    known: dict[tuple[Colour, float], bool] = {}
    found = []
    for place, ink in enumerate(inks):
        look = ink.colour, ink.alpha
        pale = known.get(look)
        if pale is None:
            pale = known[look] = contrast(ink, drawn) < _CONTRAST
        if pale or (drawn.alphas and contrast(ink, drawn) < _CONTRAST):
            found.append(place)
    return found


def _covered(chars: list[Char], inks: list[Ink], drawn: Drawn) -> Iterator[tuple[int, int]]:
    """The places of characters that do not differ from the box they stand on, or that a later box covers.

    With each how many things are drawn before it is hidden.
    """
    rows: dict[int, list[Filled]] = {}
    for place, (char, ink) in enumerate(zip(chars, inks, strict=True)):
        key = int(char.middle)
        near = rows.get(key)
        if near is None:
            near = rows[key] = [box for box in drawn.boxes if box.top < key + 1 and box.bottom > key - 1]
        order = drawn.orders.get(ink.thing, 0)
        ground: Colour | None = _WHITE
        covered = 0
        for box in near:
            if not box.left <= char.center <= box.right or not box.top <= char.middle <= box.bottom:
                continue
            if box.order < order:
                ground = box.colour if box.opaque or box.colour is None else _mixed(ground, box.colour)
            elif box.opaque and _covers(box, char):
                covered = box.order
        if covered:
            yield place, covered
        elif ground is not None and contrast(ink, drawn, ground) < _CONTRAST:
            yield place, order


def _mixed(ground: Colour | None, over: Colour) -> Colour | None:
    """What is seen where a colour lets the ground through: between both, so known only where these are alike."""
    if ground is None or max(abs(a - b) for a, b in zip(ground, over, strict=True)) > _CONTRAST:
        return None
    return ground


def _covers(box: Filled, char: Char) -> bool:
    wide = min(box.right, char.right) - max(box.left, char.left)
    half = (_HALF - _EDGE) * char.em
    tall = box.top <= char.middle - half and char.middle + half <= box.bottom
    return tall and wide >= _COVERS * (char.right - char.left)


def _unclipped(chars: list[Char], inks: list[Ink], turn: Turn) -> Print:
    """What is left of characters within what they are clipped to."""
    boxes: dict[Box, Box] = {}
    states: list[bool | None] = []
    for char, ink in zip(chars, inks, strict=True):
        clip = ink.clip
        if clip is None or not math.isfinite(clip[0] + clip[1] + clip[2] + clip[3]):
            states.append(True)
            continue
        box = boxes.get(clip)
        if box is None:
            box = boxes[clip] = turn.box(*clip)
        states.append(_state(char, box))
    digits = [char.text in _DIGITS for char in chars]
    for place, after in itertools.pairwise(range(len(chars))):
        if (states[place] is False) == (states[after] is False) or not digits[place] or not digits[after]:
            continue
        near = abs(chars[after].left - chars[place].right) < _TOUCHING * chars[after].em
        if near and abs(chars[after].middle - chars[place].middle) < _TOUCHING * chars[after].em:
            # One number, of which the end is clipped away.
            states[place], states[after] = (None if states[at] is not False else False for at in (place, after))
    kept = [place for place, state in enumerate(states) if state is not False]
    return (
        [
            chars[place]._replace(text=UNKNOWN) if states[place] is None and digits[place] else chars[place]
            for place in kept
        ],
        [inks[place] for place in kept],
    )


def _state(char: Char, box: Box) -> bool | None:
    """Whether a character is seen within a box; None for a piece of it."""
    left, top, right, bottom = box
    wide, half = char.right - char.left, _HALF * char.em
    across = (min(right, char.right) - max(left, char.left)) / wide if wide > 0 else float(left <= char.center <= right)
    down = (min(bottom, char.middle + half) - max(top, char.middle - half)) / (2 * half)
    if across < _GONE or down < _GONE:
        return False
    return True if across > _WHOLE and down > _WHOLE - _GONE else None
