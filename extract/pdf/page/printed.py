"""A page to what is printed on it: the characters that its reader sees, and the rules between them."""

import pypdfium2 as pdfium

from extract.pdf.page.characters import cleaned, page_characters
from extract.pdf.page.drawn import page_drawn
from extract.pdf.page.rules import MOST_RULES, Rules, joined
from extract.pdf.page.seen.layers import switched_off
from extract.pdf.page.seen.overlaid import without_overlays
from extract.pdf.page.seen.struck import marked
from extract.pdf.page.seen.visible import visible
from extract.pdf.pages import Paper, Sheet
from extract.pdf.ruled.cellwise import sides_between


def printed(page: pdfium.PdfPage, text: pdfium.PdfTextPage, count: int, *, layers: bool) -> Sheet:
    """What is printed on a page.

    Args:
        page: the page.
        text: its text, of `count` characters.
        count: how many characters pdfium finds.
        layers: the file may have layers.
    """
    chars, inks, turn = page_characters(text.raw, count)
    paper = Paper(*turn.box(*page.get_cropbox()))
    left, top, right, bottom = paper
    pairs = zip(chars, inks, strict=True)
    on_paper = [both for both in pairs if left <= both[0].center <= right and top <= both[0].middle <= bottom]
    if not on_paper:
        return Sheet([], Rules([], []), paper)
    chars, inks = [char for char, _ in on_paper], [ink for _, ink in on_paper]
    drawn = page_drawn(page.raw, turn)
    chars, inks = visible(chars, inks, drawn, turn, switched_off(page) if layers else frozenset())
    rules = Rules(joined(drawn.level, 0.0), joined(drawn.upright))
    chars, level = marked(cleaned(without_overlays(chars, inks, rules, drawn)), rules)
    if len(level) > MOST_RULES or len(rules.upright) > MOST_RULES:
        return Sheet(chars, Rules([], []), paper)
    sides = sides_between(drawn.level, level, rules.upright, chars)
    return Sheet(chars, Rules(level, joined(rules.upright + sides) if sides else rules.upright), paper)
