"""What a page hides, strikes out or sets as a footnote's mark is no figure of its tables."""

import pytest

from extract.text.html import html_text

ROW = "<tr><td>本年新收</td><td>{}</td><td>7</td></tr>"
#: What the one row of the page reads as, whatever stands unseen in it.
SEEN = "本年新收\t0\t7"


def lines(*rows: str, head: str = "", before: str = "", after: str = "") -> list[str]:
    body = f"{before}<table>{''.join(rows)}</table>{after}"
    return html_text(f"<html><head>{head}</head><body><p>本局年度报告</p>{body}</body></html>").text.split("\n")


@pytest.mark.parametrize(
    "cell",
    [
        '0<span style="display: none">7</span>',
        '<span style="color:red; DISPLAY:NONE !important">7</span>0',
        '0<i style="visibility:hidden">3</i>',
        "0<span style='mso-hide:all'>3</span>",
        "<span hidden>9</span>0",
        '<span hidden="until-found">9</span>0',
        '0<b class="old">3</b>',
        '0<b id="last-year">3</b>',
        "<template>3</template>0",
        "0<!-- 3 -->",
        "<del>5</del>0",
        "<b><s>12</s></b> 0",
        "0<sup>3</sup>",
        '<span style="text-decoration: line-through red">12</span>0',
        '<b class="struck">12</b>0',
        '0<i style="font-size:0">3</i>',
        '0<i style="position:absolute; left:-9999px">3</i>',
        '<span style="opacity:0">9</span>0',
        '0<span style="opacity: .00; color: red">9</span>',
        '<b class="faded">9</b>0',
        '0<span style="filter:opacity(0%)">9</span>',
        '0<font style="color:transparent">9</font>',
        '0<span style="color:rgba(0, 0, 0, 0)">9</span>',
        '0<span style="color:rgb(0 0 0 / 0%)">9</span>',
        '0<span style="color:#ffffff00">9</span>',
        '0<span style="font-size:0.1px">9</span>',
        '0<span style="display:inline-block;text-indent:-999em">9</span>',
        '0<span style="position:absolute;clip:rect(0 0 0 0)">9</span>',
        '0<span style="clip:rect(1px,1px,1px,1px);position:absolute">9</span>',
        '0<span style="clip-path: inset(100%)">9</span>',
        "<ruby>0<rt>8</rt></ruby>",
        "<select><option>7</option><option selected>0</option><option>99</option></select>",
        "<select><option>0</option><option>99</option></select>",
        "<p>0<sup><a href='#1'>[1]</a></sup></p>",
        "0<sub>2</sub>",
        "<noscript>3</noscript>0",
        '0<span style="vertical-align:super;font-size:8pt">2</span>',
        '0<span style="mso-text-raise:5.0pt">2</span>',
        '0<b class="mark">2</b>',
        '0<i class="gone">3</i>',
        '0<em class="line">3</em>',
        '0<span style="color: #FFF">9</span>',
        '0<span style="color:rgb(255, 255, 255); background:#ffffff">9</span>',
        '0<font color="white">9</font>',
    ],
)
def test_what_stands_unseen_beside_a_figure_is_no_figure(cell: str) -> None:
    style = (
        "<style>/* .x{display:none} */ .seen, .old { display : none } #last-year{visibility:hidden} "
        ".struck{text-decoration:line-through} .faded{opacity:0} .mark{vertical-align:super} "
        "table td .gone{display:none} td .line, th .line{text-decoration:line-through}</style>"
    )
    assert lines(ROW.format(cell), head=style) == ["本局年度报告", SEEN]


@pytest.mark.parametrize(
    "cell",
    [
        "<del>0</del>",  # struck out or not, it is all that is printed
        "<sup>0</sup>",
        '<span class="narrow">0</span>',
        '<span class="menu">0</span>',
        '<span class="shown">0</span>',
        '<div style="font-size:0"><span style="font-size:12px">0</span></div>',
        '<b style="left:-9px;top:-10px">0</b>',
        "<s>0</s>",
        '<span style="opacity:0.8">0</span>',
        '<span style="opacity:0.05">0</span>',
        '<span style="background-color:transparent;color:#000000">0</span>',
        '<span style="color:rgb(0,0,0)">0</span>',
        '<span style="color:transparent"><b style="color:red">0</b></span>',
        '<span style="font-size:0.9em;text-indent:-2em">0</span>',
        '<span style="clip-path:inset(0)">0</span>',
        '<span style="border-style:none;overflow:hidden">0</span>',
        '<b style="vertical-align:middle">0</b>',
        '<b class="tab">0</b>',
        '<b style="color:#fff;background-color:#036">0</b><b style="color:#fffff0"></b>',
    ],
)
def test_what_is_seen_stays(cell: str) -> None:
    style = (
        "<style>@media print{.narrow{display:none}} @media (max-width:9px){.seen{color:red} .narrow{display:none}}"
        ".page .menu{display:none} .shown{display:none} .shown{display:inline}"
        "td .tab{display:none} table .tab{display:inline}</style>"
    )
    assert lines(ROW.format(cell), head=style) == ["本局年度报告", SEEN]


def test_hidden_rows_and_cells_are_none() -> None:
    hidden = '<tr style="display:none"><td>上年结转</td><td>4</td></tr>'
    cell = '<tr><td>本年新收</td><td>0</td><td style="display:none">88</td><td>7</td></tr>'
    assert lines(hidden, cell) == ["本局年度报告", SEEN]


def test_a_hidden_table_beside_seen_ones_is_none() -> None:
    old = f'<div style="display:none"><table>{ROW.format(5)}</table></div>'
    assert lines(ROW.format(0), ROW.format(0), before=old) == ["本局年度报告", SEEN, SEEN]


def test_what_a_script_shows_stays() -> None:
    tabs = f'<div style="display:none"><table>{ROW.format(0)}{ROW.format(0)}</table></div>'
    assert lines(ROW.format(1), after=tabs) == ["本局年度报告", "本年新收\t1\t7", SEEN, SEEN]


def test_a_page_that_fades_in_stays() -> None:
    assert lines(ROW.format(0), before='<div style="opacity:0">', after="</div>") == ["本局年度报告", SEEN]


def test_a_long_hidden_text_in_a_table_that_lays_out_the_page_is_the_pages() -> None:
    text = "一、总体情况。" * 40
    found = lines(f'<tr><td><div style="display:none">{text}</div></td></tr>')
    assert found == ["本局年度报告", text]


@pytest.mark.parametrize("cell", ["5<br>8", "<p>5</p><p>8</p>", "<div>5</div><div><b>8</b></div>", "5&nbsp;<br/> 8"])
def test_two_numbers_on_two_lines_of_a_cell_are_two(cell: str) -> None:
    assert lines(ROW.format(cell)) == ["本局年度报告", "本年新收\t5 8\t7"]


@pytest.mark.parametrize(
    "cell", ["<span>5</span><span>8</span>", "<b>5</b>8<br>", "<p></p><p>58</p>", "<p>\n58\n</p>", "<td2>5</td2>8"]
)
def test_a_number_in_pieces_on_one_line_is_one(cell: str) -> None:
    assert lines(ROW.format(cell)) == ["本局年度报告", "本年新收\t58\t7"]


def test_a_label_that_is_broken_over_lines_is_one() -> None:
    assert lines("<tr><td>商业<br>企业</td><td>第1<br>项</td></tr>") == ["本局年度报告", "商业企业\t第1项"]
