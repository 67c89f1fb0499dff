"""Pages that a script fills in, and boxes that are drawn as tables."""

import json

import pytest

from extract.pages import page_texts
from extract.text.scripted import filled_page
from tests.transform.prints import documents

TITLE = "盐池县测试局2021年政府信息公开工作年度报告"
HEAD = f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><div id=app></div>"
ARTICLE = (
    "<h1>" + TITLE + "</h1><table><tr><td>规章</td><td>3</td></tr></table><p>" + "持续完善公开制度。" * 60 + "</p>"
)


def shown(markup: str) -> str:
    (text,) = page_texts(documents(markup))["text"].to_list()
    assert text is not None
    return str(text)


@pytest.mark.parametrize(
    "kept",
    [
        f'<script type="application/json">{json.dumps({"data": {"content": ARTICLE}})}</script>',
        f"<script>window.__STATE__={json.dumps({'content': ARTICLE}, ensure_ascii=False)};</script>",
        "<script>document.write('" + ARTICLE.replace("/", "\\/") + "')</script>",
        f'<script type="text/html">{ARTICLE}</script>',
        f"<template>{ARTICLE}</template>",
        f"<noscript>{ARTICLE}</noscript>",
        f"<textarea>{ARTICLE}</textarea>",
    ],
)
def test_a_page_that_shows_nothing_by_itself_is_read_as_its_script_fills_it(kept: str) -> None:
    lines = shown(f"{HEAD}{kept}</body></html>").split("\n")
    assert lines[0] == TITLE
    assert "规章\t3" in lines


def test_text_in_a_script_keeps_its_lines() -> None:
    text = "\n".join([TITLE, "规章 3", *["持续完善公开制度。" * 5] * 12])
    kept = f'<script type="application/ld+json">{json.dumps({"articleBody": text})}</script>'
    assert "规章 3" in shown(f"{HEAD}{kept}</body></html>").split("\n")


def test_of_two_texts_of_one_length_none_is_believed() -> None:
    other = ARTICLE.replace("<td>3</td>", "<td>8</td>")
    kept = f"<script>var list={json.dumps([ARTICLE, other])}</script>"
    assert "规章" not in shown(f"{HEAD}<p>加载中</p>{kept}</body></html>")


def test_a_page_that_shows_its_text_is_read_as_it_stands() -> None:
    kept = f"<script>var old={json.dumps(ARTICLE)}</script>"
    page = f"{HEAD}{ARTICLE.replace('<td>3</td>', '<td>5</td>')}{kept}</body></html>"
    assert filled_page(page, "公开" * 300) is None
    assert "规章\t5" in shown(page).split("\n")


BOXES = """<div class="t"><div class="r"><div class="c">规章</div><div class="c"></div><div class="c">2</div></div>
<div class="r"><div class="c">其他</div><div class="c">1</div><div class="c"></div></div></div>"""
DRAWN = "<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style>"


def test_boxes_that_styles_draw_as_cells_are_cells() -> None:
    assert shown(f"<html><head>{DRAWN}</head><body>{BOXES}</body></html>").split("\n") == ["规章\t\t2", "其他\t1\t"]


def test_boxes_that_are_cells_to_screen_readers_are_cells() -> None:
    said = BOXES
    for name, role in (("t", "table"), ("r", "row"), ("c", "cell")):
        said = said.replace(f'class="{name}"', f'role="{role}"')
    said = said.replace(
        '<div role="cell">规章</div><div role="cell"></div>', '<div role="cell" aria-colspan="2">规章</div>'
    )
    (page,) = page_texts(documents(f"<html><body>{said}</body></html>")).to_dicts()
    assert page["text"].split("\n") == ["规章\t\t2", "其他\t1\t"]
    assert [(one["column"], one["column_span"]) for one in page["merged"]] == [(0, 2)]


@pytest.mark.parametrize(
    "boxes", [BOXES.replace('<div class="c">2</div>', '2<div class="c"></div>'), BOXES.replace('class="t"', "")]
)
def test_boxes_with_anything_else_in_them_stay_boxes(boxes: str) -> None:
    assert "规章" in shown(f"<html><head>{DRAWN}</head><body>{boxes}</body></html>").split("\n")
