import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import lines
from transform.lines import LONGEST_CELL, lines_of, tokens_of


def cut(*texts: str) -> list[tuple[int, int, str]]:
    """(line_no, place, token) of all tokens."""
    return tokens_of(lines(*texts)).select("line_no", "place", "token").rows()


def test_lines_count_from_one_and_blank_lines_still_count() -> None:
    assert lines("规章\n\n 　\t\n0\n").rows() == [(0, 1, "规章"), (0, 4, "0")]


def test_each_document_counts_its_own_lines() -> None:
    assert lines("甲\n乙", "丙").rows() == [(0, 1, "甲"), (0, 2, "乙"), (1, 1, "丙")]


def test_a_line_stays_as_printed() -> None:
    assert lines("  规章\t０ ").item(0, "line") == "  规章\t０ "


def test_a_space_that_is_left_as_html_writes_it_is_one() -> None:
    assert cut("规章\t&nbsp;5&nbsp;\t&amp;nbsp;\t0") == [(1, 0, "规章"), (1, 1, "5"), (1, 3, "0")]
    assert lines("&nbsp;\nA&B").rows() == [(0, 2, "A&B")]


def test_radicals_are_the_characters_that_they_look_like() -> None:
    texts = pl.DataFrame({"doc": [1, 2], "text": ["⻓沙⼈⺠政府", "长沙"]}, schema_overrides={"doc": pl.UInt32})
    assert lines_of(texts)["line"].to_list() == ["长沙人民政府", "长沙"]


def test_the_wide_space_that_gb18030_has_no_name_for_is_one() -> None:
    text = "规章".encode("gb18030") + b"\xa3\xa0\xa3\xa0" + b"12"
    texts = pl.DataFrame({"doc": [1], "text": [text.decode("gb18030")]}, schema_overrides={"doc": pl.UInt32})
    assert lines_of(texts)["line"].to_list() == ["规章\u3000\u300012"]


def test_lines_have_the_promised_types_even_of_nothing() -> None:
    schema = {"doc": pl.UInt32, "line_no": pl.Int32, "line": pl.String}
    assert dict(lines("甲").schema) == schema
    assert dict(lines().schema) == schema


def test_lines_belong_to_the_document_number_given() -> None:
    frame = pl.DataFrame({"doc": [7, 3], "text": ["甲", "乙"]}, schema={"doc": pl.UInt32, "text": pl.String})
    assert lines_of(frame).select("doc", "line").rows() == [(7, "甲"), (3, "乙")]


def test_a_page_on_one_line_with_single_spaces_is_cut_at_each() -> None:
    rows = [f"第{word}行的名称 0 1 0 0 0 0 {n}" for n, word in enumerate("甲乙丙丁戊己庚辛壬癸子丑")]
    assert [token for *_, token in cut(" ".join(rows))] == " ".join(rows).split()
    # Fewer rows are numbers in prose.
    assert cut("正文 " * LONGEST_CELL + rows[0]) == []


@pytest.mark.parametrize("line", ['"规章","0","","12"', '["规章", "0", "", "12"],', ' "规章" , "0" ,"", "12" '])
def test_quotes_and_commas_separate_cells(line: str) -> None:
    assert cut(line) == [(1, 0, "规章"), (1, 1, "0"), (1, 3, "12")]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("规章,0,,12", ["规章", "0", "12"]),
        (",（一）予以公开,,0,0", ["（一）予以公开", "0", "0"]),
        ("行政许可,1,286", ["行政许可,1,286"]),  # 1,286 may be one number
        ("合计 1,234,567 元", ["合计 1,234,567 元"]),
        ("样例，0，0", ["样例，0，0"]),
    ],
)
def test_bare_commas_separate_cells_where_no_number_can_have_them(line: str, cells: list[str]) -> None:
    assert [token for *_, token in cut(line)] == cells


@pytest.mark.parametrize("points", ["……", "...", " …… ", "·····"])
def test_points_that_lead_to_values_separate_them(points: str) -> None:
    assert cut(points.join(["规章", "0", "12"])) == [(1, 0, "规章"), (1, 1, "0"), (1, 2, "12")]
    assert cut(f"坚持以公开为常态{points}不公开为例外") == [(1, 0, f"坚持以公开为常态{points}不公开为例外")]


@pytest.mark.parametrize("bar", ["\t", "|", "｜", "│", "┃", "║", " | ", "  ", "     ", "　　"])
def test_whatever_separates_cells_is_one_separator(bar: str) -> None:
    assert cut(f"规章{bar}0{bar}12") == [(1, 0, "规章"), (1, 1, "0"), (1, 2, "12")]


def test_one_space_stays_inside_the_cell() -> None:
    assert cut("信访 举报\t1 2") == [(1, 0, "信访 举报"), (1, 1, "1 2")]
    assert cut("信访 举报") == [(1, 0, "信访 举报")]


def test_beside_a_separator_spaces_separate_nothing() -> None:
    assert cut("信访  举报\t1") == [(1, 0, "信访  举报"), (1, 1, "1")]
    assert cut("信访  举报 | 1") == [(1, 0, "信访  举报"), (1, 1, "1")]


def test_blank_cells_show_as_gaps_in_place() -> None:
    assert cut("|规章|||0|  |5|") == [(1, 1, "规章"), (1, 4, "0"), (1, 6, "5")]


@pytest.mark.parametrize("ruler", ["---|---|---", "| --- | :---: |", "-----→-----", "------", "\t---\t---\t"])
def test_rulers_hold_no_cells(ruler: str) -> None:
    assert cut(f"规章\t0\n{ruler}\n事项\t1") == [(1, 0, "规章"), (1, 1, "0"), (3, 0, "事项"), (3, 1, "1")]


@pytest.mark.parametrize("dashes", ["-", "--", "—", "-\t-\t-", "|-|—|"])
def test_dashes_in_cells_are_no_ruler(dashes: str) -> None:
    assert {token for _, _, token in cut(dashes)} <= {"-", "--", "—"}
    assert len(cut(dashes)) == len(dashes.replace("|", "\t").strip("\t").split("\t"))


def test_a_long_line_without_separator_is_prose() -> None:
    assert cut("长" * LONGEST_CELL) == [(1, 0, "长" * LONGEST_CELL)]
    assert cut("长" * (LONGEST_CELL + 1)) == []


def test_a_long_line_with_a_separator_is_a_row() -> None:
    label = "长" * (LONGEST_CELL + 1)
    assert cut(f"{label}\t0") == [(1, 0, label), (1, 1, "0")]


def test_tokens_come_in_reading_order() -> None:
    assert cut("甲\t1\n乙\t2", "丙\t3") == [
        *[(1, 0, "甲"), (1, 1, "1")],
        *[(2, 0, "乙"), (2, 1, "2")],
        *[(1, 0, "丙"), (1, 1, "3")],
    ]


CELL = st.sampled_from(["规章", "0", "", "—", "1,234", "信访 举报", "12", "无"])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=6), min_size=1, max_size=5), st.sampled_from("\t|｜│"))
def test_no_printed_cell_is_lost_and_none_is_added(rows: list[list[str]], bar: str) -> None:
    text = "\n".join(bar.join(row) for row in rows)
    printed = [
        (number, place, cell) for number, row in enumerate(rows, start=1) for place, cell in enumerate(row) if cell
    ]
    assert cut(text) == printed


def test_bars_of_a_packed_pages_foot_cut_nothing_else() -> None:
    row = "样例 0 0 0 0 0 0 7"
    page = " ".join(["首页", *[row] * 3, "样例长段落" * 20, "网站地图 | 联系 | 声明"])
    assert [token for *_, token in cut(page)].count("7") == 3
