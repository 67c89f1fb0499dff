"""What lies over a page's text and is none of it: watermarks, and stamps whose characters stand on others."""

import itertools
from collections import Counter
from collections.abc import Iterator

from extract.pdf.page.characters import UNKNOWN, Char
from extract.pdf.page.drawn import Drawn
from extract.pdf.page.inks import Colour, Ink
from extract.pdf.page.rules import Rule, Rules
from extract.pdf.page.seen.visible import contrast

#: A style of the text itself has so many of a page's characters, as a share.
_BODY = 0.1
#: Ink with less contrast than this is pale; a watermark is paler than what it lies over by so much.
_PALE, _PALER = 0.45, 0.2
#: A watermark that is not pale is so much larger than the text that it lies over, at so many characters at least.
_LARGER, _FEWEST = 1.6, 2
#: The inner part of a character: its sides as a share of its width, its height from the middle, in ems.
_SIDES, _HALF = 0.15, 0.36
#: How near two digits of one number stand, in ems.
_TOUCHING = 0.3
_DIGITS = frozenset("0123456789０１２３４５６７８９")
#: Characters are looked for in bands of so many points, and no farther away.
_BAND, _FARTHEST = 8.0, 500.0

_Style = tuple[float, Colour, float]
_Pair = tuple[int, int]


def without_overlays(chars: list[Char], inks: list[Ink], rules: Rules, drawn: Drawn) -> list[Char]:
    """The characters without those of watermarks.

    A style of writing (size, colour, opacity) is a watermark's where it lies over the text or the rules and is paler or
    far larger. Where characters of two styles stand on each other and neither is a watermark's, between rules, nobody
    knows which number is meant: they and the digits beside them become `UNKNOWN`.
    """
    styles = _styles(inks, drawn)
    counts = Counter(styles)
    if len(counts) < 2:
        return chars
    most = counts.most_common(1)[0][0][0]
    body = {
        style
        for style, count in counts.items()
        if count >= _BODY * len(chars) and style[2] >= _PALE and style[0] < _LARGER * most
    }
    odd = [place for place, style in enumerate(styles) if style not in body]
    pairs = list(_standing_on_others(chars, styles, odd))
    marks = {style for style in counts.keys() - body if _is_watermark(style, styles, pairs, body)}
    large = _LARGER * max((style[0] for style in body), default=float("inf"))
    crossing = {styles[place] for place in odd if styles[place][0] >= large and _crosses(chars[place], rules)}
    marks |= {style for style in crossing if style[2] < _PALE}
    doubtful = {
        place
        for pair in pairs
        if not any(styles[place] in marks for place in pair) and any(chars[place].text in _DIGITS for place in pair)
        for place in pair
        if _is_between(chars[place], rules.upright)
    }
    if doubtful:
        chars = _doubted(chars, styles, doubtful)
    return [char for char, style in zip(chars, styles, strict=True) if style not in marks] if marks else chars


def _styles(inks: list[Ink], drawn: Drawn) -> list[_Style]:
    """The style of each ink."""
    known: dict[tuple[float, Colour, float], _Style] = {}
    styles = []
    for ink in inks:
        look = ink.em, ink.colour, ink.alpha
        style = known.get(look)
        if style is None or drawn.alphas:
            style = known[look] = ink.em, ink.colour, contrast(ink, drawn)
        styles.append(style)
    return styles


def _standing_on_others(chars: list[Char], styles: list[_Style], odd: list[int]) -> Iterator[_Pair]:
    """Pairs of a character and one of another style on which it stands."""
    spans = [_span(chars[place]) for place in odd]
    bands: dict[int, list[int]] = {band: [] for span in spans for band in span}
    for place, char in enumerate(chars):
        here = bands.get(int(char.middle // _BAND))
        if here is not None:
            here.append(place)
    for place, span in zip(odd, spans, strict=True):
        char, style = chars[place], styles[place]
        for band in span:
            for other in bands[band]:
                over = chars[other]
                beside = over.left >= char.right or char.left >= over.right
                if not beside and styles[other] != style and (_holds(char, over) or _holds(over, char)):
                    yield place, other


def _span(char: Char) -> range:
    """The bands in which a character may stand on others."""
    reach = min(max(_HALF * char.em, _BAND), _FARTHEST)
    return range(int((char.middle - reach) // _BAND), int((char.middle + reach) // _BAND) + 1)


def _holds(char: Char, other: Char) -> bool:
    """Whether the middle of a character stands in the inner part of another."""
    side = _SIDES * (char.right - char.left)
    return char.left + side < other.center < char.right - side and abs(char.middle - other.middle) < _HALF * char.em


def _is_watermark(style: _Style, styles: list[_Style], pairs: list[_Pair], body: set[_Style]) -> bool:
    """Whether a style lies over others as a watermark does."""
    under = [styles[other] for place, other in pairs if styles[place] == style]
    if style[2] < _PALE and any(other[2] > style[2] + _PALER for other in under):
        return True
    return sum(other in body and style[0] >= _LARGER * other[0] for other in under) >= _FEWEST


def _crosses(char: Char, rules: Rules) -> bool:
    """Whether a rule goes through the inner part of a character."""
    side, half = _SIDES * (char.right - char.left), _HALF * char.em
    left, right, top, bottom = char.left + side, char.right - side, char.middle - half, char.middle + half
    return any(left < rule.at < right and rule.start < top and rule.end > bottom for rule in rules.upright) or any(
        top < rule.at < bottom and rule.start < left and rule.end > right for rule in rules.level
    )


def _is_between(char: Char, upright: list[Rule]) -> bool:
    """Whether rules stand on both sides of a character."""
    beside = [rule.at for rule in upright if rule.start < char.middle < rule.end]
    return any(at < char.center for at in beside) and any(at > char.center for at in beside)


def _doubted(chars: list[Char], styles: list[_Style], doubtful: set[int]) -> list[Char]:
    """The characters, of which doubtful ones and the rest of what is written with them are `UNKNOWN`."""
    rows: dict[tuple[_Style, int], list[int]] = {}
    for place, char in enumerate(chars):
        rows.setdefault((styles[place], round(char.middle)), []).append(place)
    for row in rows.values():
        row.sort(key=lambda place: chars[place].left)
        for around in (row, row[::-1]):
            for place, after in itertools.pairwise(around):
                gap = max(chars[place].left, chars[after].left) - min(chars[place].right, chars[after].right)
                if place in doubtful and gap < _TOUCHING * chars[place].em:
                    doubtful.add(after)
    return [char._replace(text=UNKNOWN) if place in doubtful else char for place, char in enumerate(chars)]
