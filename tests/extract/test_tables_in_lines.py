"""Markdown and other text with HTML tables among its lines."""

import time

from extract.pages import page_texts
from extract.text.tables_in_lines import with_lines_cut
from tests.transform.prints import documents

TABLE = "<table><tr><td>规章<br>甲</td><td>1</td></tr>\n<tr><td>乙</td><td>2</td></tr></table>"
ROWS = "规章甲\t1\n乙\t2"


def text_of(text: str) -> str:
    (shown,) = page_texts(documents(text))["text"]
    return str(shown)


def test_lines_around_tables_stay_lines() -> None:
    assert text_of(f"{TABLE}\n合成县样例局\n2022年1月5日\n") == f"{ROWS}\n合成县样例局\n2022年1月5日"
    assert text_of(f"第一行\n第二行\n{TABLE}\n") == f"第一行\n第二行\n{ROWS}"


def test_rows_without_a_table_keep_their_cells_apart() -> None:
    rows = TABLE.removeprefix("<table>").removesuffix("</table>")
    assert text_of(f"第一行\n{rows}\n末行\n{rows}\n") == f"第一行\n{ROWS}\n末行\n{ROWS}"


def test_lines_of_a_page_are_joined_as_its_reader_sees_them() -> None:
    for page in (f"<html><body>一\n二{TABLE}</body></html>", f"<p>一\n二</p>{TABLE}"):
        assert text_of(page) == f"一 二\n{ROWS}"


def test_markup_that_is_never_closed_takes_no_time() -> None:
    begun = time.process_time()
    for tag in ("<tr>", "<table>", "<tr><td>"):
        with_lines_cut("</tr></table>" + tag * 50_000)
    assert time.process_time() - begun < 10
