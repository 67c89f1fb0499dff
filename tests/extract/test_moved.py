"""Cells that styles move, figures that styles write and fields hold: read as they are seen, or no numbers."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.text.html import html_text
from tests.transform.prints import FORMS
from tests.transform.table.test_grids import TITLE, read

LABEL = "本年新收"


def lines(body: str, style: str = "") -> list[str]:
    """The lines of a page, the cells of a row kept apart by bars."""
    markup = f"<html><head><style>{style}</style></head><body>{body}</body></html>"
    return html_text(markup).text.replace("\t", "|").split("\n")


def divs(*cells: tuple[str, str], said: str = 'style="display:flex"') -> str:
    return f"<div {said}>{''.join(f'<div {style}>{text}</div>' for text, style in cells)}</div>"


def ordered(*numbers: tuple[str, int]) -> list[tuple[str, str]]:
    return [(text, f'style="flex:1;order:{at}"') for text, at in numbers]


OBEYED = [
    (divs((LABEL, ""), *ordered(("6", 3), ("1", 1), ("5", 2))), "", f"{LABEL}|1|5|6"),
    (divs(*ordered(("6", 3), ("1", 1), ("5", 2)), (LABEL, 'style="order:-1"')), "", f"{LABEL}|1|5|6"),
    (divs(("6", ""), ("5", ""), ("1", ""), (LABEL, ""), said='class="r"'),
     ".r{display:flex;flex-direction:row-reverse}", f"{LABEL}|1|5|6"),
    (divs((LABEL, ""), ("6", 'class="b"'), ("1", 'class="a"')), ".a{order:1}.b{order:2}", f"{LABEL}|1|6"),
    (divs(("6", 'style="grid-area:1/3"'), (LABEL, 'style="grid-area:1/1"'), ("1", 'style="grid-area:1/2"'),
          said='style="display:grid"'), "", f"{LABEL}|1|6"),
    (divs(("6", 'class="r c3"'), (LABEL, 'class="r c1"'), said='class="g"'),
     ".g{display:grid}.r{grid-row:1}.c3{grid-column:3}.c1{grid-column:1/span 2}", f"{LABEL}||6"),
    (f'<table><tr style="display:flex"><td>{LABEL}</td><td style="order:2">6</td><td style="order:1">1</td></tr>'
     "</table>", "", f"{LABEL}|1|6"),
    ('<p>共<bdo dir="rtl">35</bdo>件</p>', "", "共53件"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "style", "expected"), OBEYED)
def test_an_order_that_is_sure_is_obeyed(body: str, style: str, expected: str) -> None:
    assert lines(body, style) == [expected]


MARKED = [
    (divs((LABEL, ""), ("6", 'style="float:right"'), ("1", 'style="float:right"')), "", "float:right"),
    (divs((LABEL, ""), ("6", 'style="position:absolute;left:9px"'), ("1", "")), "", "position:absolute"),
    (divs((LABEL, ""), ("6", 'style="position:relative;left:-60px"'), ("1", "")), "", "position:relative"),
    (divs((LABEL, ""), ("6", 'style="transform:translateX(60px)"'), ("1", "")), "", "transform"),
    (divs((LABEL, ""), ("6", ""), ("1", "")), "body div > div:nth-child(2){order:7}", "order:7"),
    (divs((LABEL, ""), ("6", 'style="order:2"'), ("1", 'style="order:1"'), said=""), "", "order:2"),
    (divs((LABEL, ""), ("6", 'style="order:var(--x)"'), ("1", "")), "", "order:var(--x)"),
    (divs((LABEL, ""), ("6", 'class="a b"'), ("1", "")), ".a{order:1}.b{order:2}", "order:2"),
    (divs((LABEL, ""), ("6", ""), ("1", ""), said='style="display:grid;grid-auto-flow:column"'), "", "order:column"),
    (divs((LABEL, ""), ("6", 'style="grid-area:a"'), ("1", ""), said='style="display:grid"'), "", "grid-area:a"),
    (divs((LABEL, ""), ("6", 'style="grid-area:1/2"'), ("1", 'style="grid-area:1/2"'), said='style="display:grid"'), "",
     "grid-area:1/2"),
    (f"<div>表</div>{divs((LABEL, ''), ('6', ''), ('1', ''), said='dir=rtl')}", "", "direction:rtl"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "style", "why"), MARKED)
def test_a_number_whose_place_is_open_is_marked(body: str, style: str, why: str) -> None:
    assert [line for line in lines(body, style) if line[0] in "61"] == [f"6 [{why}]", f"1 [{why}]"]


def test_where_heads_are_moved_the_numbers_below_are_marked() -> None:
    head = divs(("自然人", 'style="float:right"'), ("企业", 'style="float:right"'), said="")
    body = f"<section>{head}{divs((LABEL, ''), ('6', ''), ('1', ''), said='')}</section>"
    assert lines(body)[-2:] == ["6 [float:right]", "1 [float:right]"]


STAYS = [
    divs((LABEL, ""), ("6", 'style="float:right"'), said=""),
    '<p>本局<span style="float:right">2023-01-12</span><span style="float:right">12次</span></p>',
    divs((LABEL, ""), ("6", 'style="order:2"'), ("1", 'style="order:1"'), said='style="display:block"'),
    f'<table dir="rtl"><tr><td>{LABEL}</td><td>6</td><td>1</td></tr></table>',
    f'<table style="position:relative"><tr><td>{LABEL}</td><td style="position:relative">6</td><td>1</td></tr></table>',
    f'<ul><li>首页</li><li style="float:right">登录</li></ul><table><tr><td>{LABEL}</td><td>6</td></tr></table>',
]


@pytest.mark.parametrize("body", STAYS)
def test_what_moves_no_number_among_others_changes_nothing(body: str) -> None:
    assert "[" not in "".join(lines(body))


WRITTEN = [
    ('<i class="k"></i>', '.k::before{content:"12"}', "12"),
    ('<i class="k">2</i>', ".k:before{content:'1'}", "12"),
    ('<i class="k">1</i>', '.k::after{content:"2"}', "12"),
    ('<i class="k">12</i>', '.k::after{content:"件"}', "12件"),
    ('<i class="k" data-n="12"></i>', ".k::before{content:attr(data-n)}", "12"),
    ('<i class="k"></i>', '.k::before{content:"9"} .k::before{content:"12"}', "12"),
    ('<i class="k"></i>', ".k::before{content:counter(n)}", "[content]"),
    ('<i class="k">2</i>', "td > i.k::before{content:'1'}", "2 [content]"),
    ('<i class="k">2</i>', '.k::before{content:"1" attr(x)}', "2 [content]"),
    ('<i class="k"></i>12', '.k::before{content:"\\e602"}', "12"),
    ('<i class="k">12</i>', '.k::after{content:""}', "12"),
    ('<i class="k">12</i>', '@media print{.k::after{content:"3"}}', "12"),
    ('<input value="12">', "", "12"),
    ('<input type="number" value="12"><input type="hidden" value="9">', "", "12"),
    ('<input placeholder="77"><input type="checkbox" value="3">', "", ""),
    ("<textarea>12</textarea>", "", "12"),
]


@pytest.mark.parametrize(("cell", "style", "expected"), WRITTEN)
def test_what_a_cell_shows_beside_its_text(cell: str, style: str, expected: str) -> None:
    assert lines(f"<table><tr><td>{LABEL}</td><td>{cell}</td><td>7</td></tr></table>", style) == [
        f"{LABEL}|{expected}|7"
    ]


def test_a_field_outside_of_a_table_is_none_of_its_figures() -> None:
    assert lines("<p>跳转到<input value='3'>页</p>") == ["跳转到页"]


#: The ways in which a page of boxes may show its columns: the style of a row, that of its nth cell; whether it is sure.
WAYS = {
    "order": ("display:flex", "order:{}", True),
    "grid": ("display:grid", "grid-row:1;grid-column:{}", True),
    "float": ("", "float:right", False),
    "absolute": ("position:relative", "position:absolute;left:{}0px", False),
}
COLUMNS = ["申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(sorted(WAYS)), st.randoms(use_true_random=False))
def test_no_number_of_a_page_of_boxes_is_read_in_the_order_of_its_markup(way: str, rng: Random) -> None:
    row, cell, sure = WAYS[way]
    labels = FORMS.rows.filter(edition="2021", form="application").select("row_code", "number", "label").rows()
    truth = {code: [*(rng.randrange(30) for _ in range(6))] for code, _, _ in labels}
    printed = [COLUMNS]
    for code, number, label in labels:
        printed.append([f"{number or ''}{label}", *map(str, truth[code]), str(sum(truth[code]))])
    body = "".join(_boxes(texts, row, cell, rng) for texts in printed)
    heads = "<p>三、收到和处理政府信息公开申请情况</p>", "<p>四、政府信息公开行政复议、行政诉讼情况</p>"
    page = f"<html><body><h1>{TITLE}</h1>{heads[0]}<div>{body}</div>{heads[1]}</body></html>"
    for code, found in read(page).items():
        expected = [*truth[code], sum(truth[code])]
        assert all(value in {None, right} for (value, _), right in zip(found, expected, strict=True))
        assert not sure or [value for value, _ in found] == expected


def test_nothing_is_inferred_over_a_row_whose_numbers_are_moved() -> None:
    labels = FORMS.rows.filter(edition="2021", form="application").select("row_code", "number", "label").rows()
    told = {"new_received": "9", "handled_total": "9", "granted": "8", "other_other": "2"}
    rows = [(COLUMNS[0], COLUMNS[1:], "")]
    for code, number, label in labels:
        value, moved = told.get(code, "0"), "float:right" if code == "granted" else ""
        rows.append((f"{number or ''}{label}", [value, *["0"] * 5, value], moved))
    boxes = (divs((text, ""), *((cell, f'style="{moved}"') for cell in cells), said="") for text, cells, moved in rows)
    heads = "<p>三、收到和处理政府信息公开申请情况</p>", "<p>四、政府信息公开行政复议、行政诉讼情况</p>"
    found = read(f"<html><body><h1>{TITLE}</h1>{heads[0]}<div>{''.join(boxes)}</div>{heads[1]}</body></html>")
    assert found["granted"] == [(None, "missing")] * 7
    assert found["new_received"][0] == (9, "reported")


def _boxes(texts: list[str], row: str, cell: str, rng: Random) -> str:
    """A row of boxes in any order, each placed by its style; the label first where nothing says its place."""
    boxes = [f'<div style="{cell.format(at)}">{text}</div>' for at, text in enumerate(texts, 1)]
    first, others = boxes[0], boxes[1:]
    rng.shuffle(others)
    return f'<div style="{row}">{first}{"".join(others)}</div>'
