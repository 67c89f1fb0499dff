"""Tables of Word files: cells in the grid that the eye sees."""

import pytest

from extract.word import read_docx
from tests.extract.office.word_files import cell, cells_of, docx, paragraph, row, table, text_of

SPAN = '<w:gridSpan w:val="{}"/>'.format
BEGIN, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def wide(width: int) -> str:
    return f'<w:tcW w:w="{width}" w:type="dxa"/>'


def test_merged_cells_stand_once() -> None:
    body = table(
        row(cell("甲", SPAN(2) + BEGIN), "1"),
        row(cell("藏", SPAN(2) + GO_ON), "2"),
        row("乙", cell("3", SPAN(2))),
    )
    assert cells_of(body) == [
        (0, 0, 2, 2, "甲"),
        (0, 2, 1, 1, "1"),
        (1, 2, 1, 1, "2"),
        (2, 0, 1, 1, "乙"),
        (2, 1, 1, 2, "3"),
    ]
    assert text_of(body) == "甲\t\t1\n\t\t2\n乙\t3\t"


def test_a_cell_that_continues_nothing_is_itself() -> None:
    body = table(row("甲", "1"), row(cell("乙", GO_ON), "2"), row(cell("", GO_ON), "3"))
    assert cells_of(body) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 1, "1"),
        (1, 0, 2, 1, "乙"),
        (1, 1, 1, 1, "2"),
        (2, 1, 1, 1, "3"),
    ]


def test_a_cell_continues_only_one_of_its_own_width() -> None:
    body = table(row(cell("甲", BEGIN), "1", "2"), row(cell("乙", SPAN(2) + GO_ON), "3"))
    assert cells_of(body)[3:] == [(1, 0, 1, 2, "乙"), (1, 2, 1, 1, "3")]


def test_columns_left_empty_before_and_behind_a_row() -> None:
    body = table(
        row("甲", "1", "2"),
        row("3", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    assert cells_of(body)[3:] == [(1, 1, 1, 1, "3")]
    assert text_of(body) == "甲\t1\t2\n\t3\t"


def test_deleted_rows_and_cells_are_gone() -> None:
    change = 'w:id="1" w:author="a"'
    body = table(
        row("甲", "1"),
        row("乙", "2", properties=f"<w:del {change}/>"),
        row("丙", cell("9", f"<w:cellDel {change}/>"), "3"),
        row("丁", "4", properties=f"<w:ins {change}/>"),
    )
    assert text_of(body) == "甲\t1\n丙\t3\n丁\t4"


def test_columns_too_narrow_to_be_seen_are_none() -> None:
    body = table(
        row(cell("头", SPAN(2)), cell("尾", SPAN(2))),
        row("1", cell("2", SPAN(2)), "3"),
        row(cell("4", SPAN(1)), cell("5", SPAN(2)), cell("6", SPAN(1))),
        widths=(1000, 990, 10, 1000),
    )
    assert cells_of(body)[:5] == [
        (0, 0, 1, 2, "头"),
        (0, 2, 1, 1, "尾"),
        (1, 0, 1, 1, "1"),
        (1, 1, 1, 1, "2"),
        (1, 2, 1, 1, "3"),
    ]


def test_a_narrow_column_of_its_own_stays() -> None:
    assert cells_of(table(row("1", "2"), widths=(10, 1000))) == [(0, 0, 1, 1, "1"), (0, 1, 1, 1, "2")]


def test_rows_of_other_lengths_stand_by_their_widths() -> None:
    body = table(
        row(cell("头", wide(2000)), cell("尾", wide(1000))),
        row(*(cell(text, wide(1000)) for text in "123")),
    )
    assert cells_of(body)[:3] == [(0, 0, 1, 2, "头"), (0, 2, 1, 1, "尾"), (1, 0, 1, 1, "1")]


@pytest.mark.parametrize("properties", ["", wide(1000)])
def test_rows_that_do_not_meet_are_text_alone(properties: str) -> None:
    layout = read_docx(docx(table(row(*(cell(each, properties) for each in "甲乙丙")), row(cell("1", properties)))))
    assert (layout.text, layout.cells) == ("甲\t乙\t丙\n1", [])


def test_a_table_that_lays_out_tables_is_none() -> None:
    inner = table(row("1", "2"))
    outer = table(row(cell(paragraph("题") + inner), cell("栏")))
    layout = read_docx(docx(outer))
    assert layout.text == "题\n1\t2\n栏"
    assert [(c.grid, c.text) for c in layout.cells] == [(1, "1"), (1, "2")]


def test_a_small_table_in_a_cell_of_a_large_one_is_text() -> None:
    inner = table(row("4", "5"))
    body = table(row("甲", "乙", "丙"), row("1", "2", "3"), row("1", "2", "3"), row("1", "2", cell(inner + "<w:p/>")))
    assert cells_of(body)[-1] == (3, 2, 1, 1, "4 5")


def test_a_cell_is_one_line() -> None:
    broken = "<w:p><w:r><w:t>商业</w:t><w:br/><w:t>企</w:t><w:tab/><w:t>业</w:t></w:r></w:p>"
    assert (
        text_of(table(row(cell(broken), cell(paragraph("1") + paragraph("2")), cell("3 4\u3000"))))
        == "商业企业\t1 2\t3 4"
    )


def test_tables_apart_are_grids_apart() -> None:
    layout = read_docx(docx(table(row("1")) + "<w:p/>" + table(row("2"), row("3"))))
    assert [(c.grid, c.row, c.text, c.line_no) for c in layout.cells] == [
        (1, 0, "1", 1),
        (2, 0, "2", 2),
        (2, 1, "3", 3),
    ]
