"""Pages made to cost the square of their size: refused before they are parsed, and honest ones never."""

import pytest

from extract.pages import page_texts
from extract.text.html import html_text
from extract.text.nesting import MOST_ATTRIBUTES, is_too_dear
from tests.transform.prints import documents

MANY = 20_000
FONTS = "".join(f"<font id={i}>" for i in range(2000))
DEAR = {
    "nested": "<div>" * 100_000,
    "nested_tables": "<table><tr><td>" * 100_000,
    "closed_by_others": "<div></x>" * 100_000,
    "closed_in_comments": "<div><!--</div>-->" * 100_000,
    "closed_after_comments": "<div><!--<p></p></div>-->" * 100_000,
    "closed_in_attributes": "<div a='</div>'>" * 100_000,
    "closed_in_odd_quotes": """<div x'="'></div>'">""" * 100_000,
    "closed_in_scripts": "<div><script><p></p></div></script>" * 100_000,
    "crossed": "<b><div></b>" * 100_000,
    "formats_repeated": FONTS + "<p>甲</p>" * MANY,
    "formats_repeated_in_cells": f"<table><tr><td>{FONTS}" + "<tr><td>甲" * MANY,
    "attributes": "<div " + " ".join(f"a{i}" for i in range(200_000)) + ">",
    "attributes_in_an_open_tag": "<div " + " ".join(f"a{i}" for i in range(200_000)),
}


@pytest.mark.parametrize("markup", DEAR.values(), ids=DEAR.keys())
def test_what_would_cost_minutes_is_refused(markup: str) -> None:
    assert is_too_dear(f"<html><body>{markup}")
    found = page_texts(documents(f"<html><body>{markup}", "text", names=["page", "text"]))
    assert found.select("source_uri", "text", "reason").rows() == [("page", None, "too_nested"), ("text", "text", None)]


HONEST = {
    "cells": "<table>" + ("<tr>" + "<td class='a' width=10>1</td>" * 20 + "</tr>") * 5_000 + "</table>",
    "unclosed_cells": "<table>" + ("<tr>" + "<td>1" * 20) * 1_000,
    "unclosed_paragraphs": "<p>甲<br>" * 20_000,
    "spans": "<p><span style=\"a:'b'\"><b>甲</b></span></p>" * 20_000,
    "a_font_open_now_and_then": "<p><font>甲</p>" * 500,
    "script": "<script>if (a < b && c > '<div>') {}</script>" * 200,
    "a_picture_in_the_page": f'<img src="data:image/png;base64,{"ab/c" * 20_000}">',
    "comment": "<!-- <div> -->" * 5_000,
}


@pytest.mark.parametrize("markup", HONEST.values(), ids=HONEST.keys())
def test_an_honest_page_is_not(markup: str) -> None:
    assert not is_too_dear(f"<html><body>{markup}</body></html>")


def test_bounds_grow_with_the_square() -> None:
    attributes = "<div " + " ".join(f"a{i}" for i in range(int(MOST_ATTRIBUTES**0.5) - 10)) + ">"
    assert not is_too_dear(attributes)
    assert is_too_dear(attributes.replace(">", " b" * 20 + ">"))


@pytest.mark.parametrize(
    ("row", "times"),
    [
        ("<td colspan=1000000>1</td>", 5_000),
        ("<td rowspan=1000000 colspan=50>1</td>", 5_000),
        ("<td colspan=50 rowspan=50>1</td>" * 200, 100),
    ],
    ids=["wide", "tall", "both"],
)
def test_merged_cells_that_fill_the_memory_are_refused(row: str, times: int) -> None:
    page = "<html><body><table>" + f"<tr>{row}</tr>" * times
    found = page_texts(documents(page))
    assert found.select("text", "reason").rows() == [(None, "too_large")]


def test_a_table_in_a_table_lays_out_and_the_inner_one_is_read() -> None:
    inner = "<table><tr><td>1<td>2</table>"
    text, geometry, _ = html_text(f"<table><tr><td>甲<td><div>{inner}</div>{inner}</table>{inner}")
    assert text == "甲\n1\t2\n1\t2\n1\t2"
    assert geometry.grids == [(1, 2, 2, None), (2, 3, 3, None), (3, 4, 4, None)]


def test_entities_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    page = f'<!DOCTYPE html [<!ENTITY l0 "lol">{levels}]><html><body>&l9;</body></html>'
    assert len(html_text(page)[0]) < 2 * len(page)


STYLED = {
    "all moved": "<div>" + "<i style='float:right'>1</i>" * 5000 + "</div>",
    "boxes in boxes": "<div style='display:flex'><i>1</i><div style='order:1;display:flex'>" * 500,
    "selectors that try all ancestors": "<style>p div div div div div div{order:1}</style>" + "<div>" * 500 + "1",
    "selectors that try all neighbours": "<style>p div:nth-child(2n) ~ div{order:1}</style>" + "<div>1</div>" * 5000,
    "large grids": "<div style='display:grid'><i style='grid-area:90/200'>1</i></div>" * 50,
}


@pytest.mark.parametrize("name", STYLED)
def test_styles_cannot_stretch_the_reading(name: str) -> None:
    # It ends: each of them took minutes, or years, when a parser's own search did it.
    assert "1" in html_text(STYLED[name]).text
