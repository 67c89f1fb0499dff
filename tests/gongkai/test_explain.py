from pathlib import Path

import polars as pl
import pytest

from gongkai.explaining.chosen import chosen_cells, one_cell
from gongkai.explaining.prints import QUIET, in_words, line_fates, meanings
from gongkai.explaining.report import explain
from load.errors import QueryError
from tests.load.batches import document
from tests.load.conftest import Load
from tests.transform.prints import form_rows
from transform.table.labels.fragments import REASONS

APPLICATION = form_rows("2021", "application")
GRANTED = ("application", "granted")


def test_a_line_says_which_row_its_values_went_to() -> None:
    lines = line_fates(APPLICATION[2], {1: [GRANTED]}, [], {})
    assert [(line.first, line.last, line.fate) for line in lines] == [(1, 1, "application granted")]
    assert lines[0].printed.endswith("0 | 0 | 0 | 0 | 0 | 0 | 0")


def test_a_form_is_shown_from_its_heading_to_its_last_number() -> None:
    text = "\n".join(["全年工作情况", "三、申请情况", "自然人\t总计", "", APPLICATION[2], "情况见下"])
    lines = line_fates(text, {5: [GRANTED]}, [], {"application": 2, "outlook": 6})
    assert [(line.first, line.fate) for line in lines] == [
        (2, "label or text"),
        (3, "label or text"),
        (5, "application granted"),
    ]


def test_prose_between_two_tables_of_a_form_is_not_shown() -> None:
    text = "\n".join([APPLICATION[2], *["说明"] * QUIET, APPLICATION[2]])
    lines = line_fates(text, {1: [GRANTED], QUIET + 2: [GRANTED]}, [], {})
    assert [line.first for line in lines] == [1, QUIET + 2]


def test_a_leftover_stands_with_its_reason_beside_what_was_read() -> None:
    text = "\n".join([APPLICATION[2] + "\t9", "新增事项\t4\t5"])
    left = [(1, "9", "value_not_placed"), (2, "新增事项", "unknown_label"), (2, "4", "unknown_row")]
    assert [line.fate for line in line_fates(text, {1: [GRANTED]}, [*left, (2, "5", "unknown_row")], {})] == [
        "application granted; left over: 9 (value_not_placed)",
        "left over: 新增事项 (unknown_label); left over: 4 5 (unknown_row)",
    ]


def test_cells_down_the_page_are_one_line_of_the_account() -> None:
    text = "\n".join(["予以公开", *"1000001"])
    facts = {line_no: [GRANTED] for line_no in range(2, 9)}
    lines = line_fates(text, facts, [], {"application": 1})
    assert [(line.first, line.last, line.fate) for line in lines] == [
        (1, 1, "label or text"),
        (2, 8, "application granted"),
    ]


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
    assert found.words == {"not_printed": "the row prints no number, or is not in the document", "note": "note"}
    states = [(cell.state, cell.reason, cell.value) for cell in found.cells if cell.row_code == "granted"]
    assert states == [*[("reported", None, 0)] * 6, ("missing", "not_printed", None)], "each has its own"


def test_an_unknown_agency_is_an_error(sample_file: Path) -> None:
    with pytest.raises(QueryError, match="no report of 1999 by an agency"):
        explain(sample_file, "nobody", 1999)
    with pytest.raises(
        QueryError, match=r"no report of 1999 by '法库': 210124-development_reform \(.*\) has 2019, 2020, 2021, 2022"
    ):
        explain(sample_file, "法库", 1999)
    with pytest.raises(QueryError, match=r"; the nearest: 210124-development_reform"):
        explain(sample_file, "法苦县发展改革局", 2020)
    with pytest.raises(QueryError, match="fits several agencies with a report of 2021: "):
        explain(sample_file, "局", 2021)


def test_rows_and_columns_are_found_by_code_and_by_chinese_name(sample_file: Path) -> None:
    cells = explain(sample_file, "法库", 2021).cells

    def codes(row: str | None, column: str | None) -> set[tuple[str, str]]:
        return {(cell.row_code, cell.column_code) for cell in chosen_cells(cells, row, column)}

    new = {("new_received", "total")}
    assert (
        codes("new_received", "total")
        == codes("新收", "总计")
        == codes("一、本年新收政府信息公开申请数量", "总计")
        == new
    )
    assert codes("总计", "自然人") == {("handled_total", "natural_person")}, "a whole label goes before a part of one"
    assert codes("（三）不予公开", "总计") == {
        (cell.row_code, "total") for cell in cells if cell.row_code.startswith("denied_")
    }
    assert codes("其他", "total") == {("other_other", "total")}
    assert len(codes(None, None)) == len(cells) == 200
    assert one_cell(cells, "行政复议", "维持").row_code == "reconsideration"
    with pytest.raises(QueryError, match=r"fit 8 cells, name one: denied_state_secret total \(.*属于国家秘密"):
        one_cell(cells, "不予公开", "total")
    with pytest.raises(QueryError, match=r"no row '新建'; it has .*new_received 一、本年新收"):
        chosen_cells(cells, "新建", None)
    with pytest.raises(QueryError, match=r"no column 'upheld'; it has natural_person 自然人, .* total 总计$"):
        chosen_cells(cells, "新收", "upheld")
    with pytest.raises(QueryError, match="no row ' '"):
        chosen_cells(cells, " ", None)
