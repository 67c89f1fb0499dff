"""Pieces of HTML: whatever is put into them is text, without a browser."""

import polars as pl
import pytest
from htpy import fragment

from dashboards import charts, html

MARKUP = """<script>alert("x")</script>'&"""
ROWS = pl.DataFrame({"label": [MARKUP], "value": [1], "behind": [MARKUP], "colour": [MARKUP], "href": [MARKUP]})
PIECES = {
    "cards": html.cards((MARKUP, MARKUP, MARKUP)),
    "heading": fragment[html.heading(MARKUP, MARKUP)],
    "empty": html.empty(MARKUP, next_step=MARKUP),
    "grid": html.grid([MARKUP], [[MARKUP, html.text(MARKUP)]], MARKUP),
    "anchor": html.side_by_side(html.anchor(MARKUP, MARKUP, MARKUP)),
    "bars": charts.bars(ROWS),
    "columns": charts.columns([charts.Column(MARKUP, 1, MARKUP, MARKUP)], MARKUP),
    "stacked": charts.stacked(ROWS, "label", {"value": MARKUP}, MARKUP),
}


@pytest.mark.parametrize("name", PIECES)
def test_markup_is_text(name: str) -> None:
    shown = str(PIECES[name])
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert '"x"' not in shown, "no quote ends an attribute"
