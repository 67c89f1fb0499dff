"""Pieces of HTML: whatever is put into them is text, without a browser."""

import pytest

from dashboards import html

MARKUP = """<script>alert("x")</script>'&"""
PIECES = {
    "cards": html.cards((MARKUP, MARKUP, MARKUP)),
    "heading": html.heading(MARKUP, MARKUP),
    "empty": html.empty(MARKUP, next_step=MARKUP),
    "grid": html.shown(html.grid([MARKUP], [[MARKUP, html.text(MARKUP)]], MARKUP)),
    "anchor": html.side_by_side(html.shown(html.anchor(MARKUP, MARKUP, MARKUP))),
}


@pytest.mark.parametrize("name", PIECES)
def test_markup_is_text(name: str) -> None:
    shown = PIECES[name].text
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert '"x"' not in shown, "no quote ends an attribute"
    assert type(shown) is str, "marimo draws no other kind"
