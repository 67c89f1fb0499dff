"""Tables of pages that count or lost what their cells span: rows with a cell for each place, and blanks among them."""

import re

from extract.pages import page_texts
from tests.transform.prints import documents
from tests.transform.table.test_grids import HEAD, NEW, page, read, rows, values

ONE = HEAD.replace("<td colspan=2>法律", "<td>法律").replace("colspan=8", "colspan=7").replace("colspan=6", "colspan=5")
SAID = [258, 12, None, None, 1, 1, None]
OLD = ["", "", "", "3", "", "", "3"]
GIVEN = {"new_received": NEW, "carried_in": OLD, "handled_total": OLD}


def test_rows_without_spans_are_read_cell_by_cell() -> None:
    bare = re.sub(r" (?:col|row)span=\d", "", page(ONE + rows(GIVEN, wide=None)))
    found = read(bare)
    assert values(found["new_received"]) == SAID
    assert values(found["carried_in"])[3::3] == [3, 3]


def test_heads_that_a_span_too_short_moves_are_no_columns() -> None:
    short = ONE.replace("colspan=3 rowspan=3", "colspan=3 rowspan=2")
    assert values(read(page(short + rows(GIVEN, wide=None)))["new_received"]) == SAID


def test_one_row_of_more_cells_says_that_nothing_counts_them() -> None:
    more = "<tr><td>四、结转下年度继续办理</td>" + "<td>1</td>" * 9 + "</tr>"
    table = ONE.replace("colspan=3 rowspan=3", "colspan=3 rowspan=2") + rows(GIVEN, wide=None)
    last = table.rindex("<tr>")
    assert values(read(page(table[:last] + more))["new_received"]) != SAID


def test_a_cell_reaches_down_past_a_row_that_ends_before_it() -> None:
    above = "<tr><td>甲</td><td>乙</td><td rowspan=2>丙</td></tr><tr><td>一</td></tr>"
    table = above + "<tr><td>1</td><td>2</td><td>3</td></tr>"
    (text,) = page_texts(documents(page(table)))["text"]
    assert "\n1\t2\t3\n" in text
