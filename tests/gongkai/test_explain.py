from pathlib import Path

import polars as pl
import pytest

from gongkai.explaining.prints import in_words, line_fates, meanings
from gongkai.explaining.report import explain
from load.errors import QueryError
from tests.load.batches import document
from tests.load.conftest import Load
from tests.transform.prints import form_rows
from transform.table.labels.fragments import REASONS

APPLICATION = form_rows("2021", "application")
GRANTED = ("application", "granted")


def test_a_line_says_which_row_its_values_went_to() -> None:
    lines = line_fates(APPLICATION[2], "2021", {1: [GRANTED]}, [])
    assert [(line.first, line.last, line.fate) for line in lines] == [(1, 1, "application granted")]
    assert lines[0].printed.endswith("0 | 0 | 0 | 0 | 0 | 0 | 0")


def test_labels_around_the_rows_are_shown_and_prose_is_not() -> None:
    text = "\n".join(["全年工作情况", "自然人\t总计", APPLICATION[2], "", "理", "情况见下"])
    lines = line_fates(text, "2021", {3: [GRANTED]}, [])
    assert [(line.first, line.fate) for line in lines] == [(2, "label"), (3, "application granted"), (5, "label")]


def test_a_leftover_stands_with_its_reason_beside_what_was_read() -> None:
    text = "\n".join([APPLICATION[2] + "\t9", "新增事项\t4\t5"])
    left = [(1, "9", "value_not_placed"), (2, "新增事项", "unknown_label"), (2, "4", "unknown_row")]
    assert [line.fate for line in line_fates(text, "2021", {1: [GRANTED]}, [*left, (2, "5", "unknown_row")])] == [
        "application granted; left over: 9 (value_not_placed)",
        "left over: 新增事项 (unknown_label); left over: 4 5 (unknown_row)",
    ]


def test_cells_down_the_page_are_one_line_of_the_account() -> None:
    text = "\n".join(["予以公开", *"1000001"])
    facts = {line_no: [GRANTED] for line_no in range(2, 9)}
    lines = line_fates(text, "2021", facts, [])
    assert [(line.first, line.last, line.fate) for line in lines] == [(1, 1, "label"), (2, 8, "application granted")]


def test_values_without_a_place_of_their_own_belong_to_their_row() -> None:
    lines = line_fates("\n".join(["予以公开", *"100001"]), "2021", {2: [GRANTED], 7: [GRANTED]}, [])
    assert [(line.first, line.last, line.fate) for line in lines][1:] == [(2, 7, "application granted")]


def test_reasons_in_words() -> None:
    words = meanings()
    assert in_words("value_lost:line", words) == f"{words['value_lost']}; {words['line']}"
    assert in_words("something_new", words) == "something_new"
    codes = pl.read_csv(REASONS, infer_schema=False)["code"]
    assert codes.n_unique() == codes.len()


def test_explain_gives_the_lines_the_leftovers_and_the_words(load: Load, file: Path) -> None:
    load([document("a", cells={("granted", "total"): None})])
    found = explain(file, "a", 2021)
    assert found.leftovers == [(2, "x", "note")] * 2
    (fate,) = [line.fate for line in found.lines if line.first == 2]
    assert fate.endswith("dispute litigation_after_reconsideration; left over: x x (note)")
    assert found.words == {"not_printed": "the row is not in the document", "note": "note"}
    (row,) = [row for row in found.rows if row.row_code == "granted"]
    assert (row.state, row.reason, row.values) == ("missing", "not_printed", "0 0 0 0 0 0 ?")


def test_an_unknown_agency_is_an_error(load: Load, file: Path) -> None:
    load([document("a")])
    with pytest.raises(QueryError, match="no report of 1999"):
        explain(file, "a", 1999)
