"""Tables that a text has in a notation of its own: read as the tables that they are, blank cells as blank ones."""

import json
import time

import pytest

from extract.pages import page_texts
from extract.text.as_tables import RULE
from tests.transform.prints import documents

CELLS = [["类别", "数量", "金额"], ["规章", "3", ""], ["行政事业性收费", "", "1035.2741"]]
READ = "\n".join("\t".join(row) for row in CELLS)
GRID = """\
+------+-----+-------+
| 类别 | 数  | 金额  |
|      | 量  |       |
+======+=====+=======+
| 规章 | 3   |       |
+------+-----+-------+
| 行政 |     | 1035. |
| 事业 |     | 2741  |
| 性收 |     |       |
| 费   |     |       |
+------+-----+-------+
"""
BOX = """\
┌────┬───┬────┐
│类别│数 │金额│
│    │量 │    │
├────┼───┼────┤
│规章│3  │    │
├────┼───┼────┤
│行政│   │1035│
│事业│   │.274│
│性收│   │1   │
│费  │   │    │
└────┴───┴────┘
"""
LATEX = r"""\begin{tabular}{|l|c|c|}
\hline
\textbf{类别} & 数量 & 金额 \\ \hline
\multirow{1}{*}{规章} & $3$ & \\ \cline{1-2}
行政事业性收费 & &
1035.2741 \\
\hline
\end{tabular}
"""
WIKI = """\
{| class="wikitable"
|+ 表
|-
! 类别 !! 数量 !! 金额
|-
| 规章
| 3
|
|-
| 行政事业性收费 || || 1035.2741
|}
"""
ASCIIDOC = """\
[cols="<,<,<"]
|===
|类别 |数量 |金额

|规章 |3 |
|行政事业性收费
| |1035.2741
|===
"""
RULE_BETWEEN = "+----+------+\n"
#: What is left of a wiki's table, and a frame that a page ends in.
WIKI_REST = "|-\n" + WIKI.split("|-\n", 1)[1].replace("|}\n", "|-\n")
CUT_GRID = GRID.replace("| 事业", "\n- 2 -\n\n| 事业")
WRITTEN = {
    "a grid": GRID,
    "a box": BOX,
    "LaTeX": LATEX,
    "a wiki's": WIKI,
    "AsciiDoc": ASCIIDOC,
    "the rest of a wiki's": WIKI_REST,
    "a grid on two pages": CUT_GRID,
    "a list of Python's": str([[cell or None for cell in row] for row in CELLS]),
    "a list of JSON's": json.dumps(CELLS, ensure_ascii=False, indent=1),
    **{
        f"in quotes, with {mark!r} between": "\n".join(mark.join(f'"{cell}"' for cell in row) for row in CELLS) + "\n"
        for mark in ",;\t"
    },
}
ABOVE, BELOW = "合成县样例局2021年政府信息公开工作年度报告 <A&B>\n", "\n合成县样例局\n2022年1月5日\n"


def read(text: str) -> tuple[str, str]:
    found = page_texts(documents(text)).row(0, named=True)
    return found["text"], found["decoded_by"]


@pytest.mark.parametrize("table", WRITTEN.values(), ids=WRITTEN)
def test_a_table_is_read_with_its_blank_cells(table: str) -> None:
    text, rule = read(ABOVE + table + BELOW)
    assert text == ABOVE + READ + "\n" + BELOW.strip()
    assert RULE in rule


def test_a_cell_over_several_columns_stays_one() -> None:
    for merged in (
        r"\begin{tabular}{ll}甲 & 1 \\ \multicolumn{2}{c}{乙} \\ \end{tabular}",
        '{|\n| 甲 || 1\n|-\n| colspan="2" | 乙\n|}',
    ):
        assert read(f"上\n{merged}\n下")[0] == "上\n甲\t1\n乙\t\n下"


@pytest.mark.parametrize(
    "text",
    [
        # Rules only around a head and at the ends: each line is a row.
        "+----+---+\n| 甲 | 1 |\n+----+---+\n| 乙 | 2 |\n| 丙 | 3 |\n+----+---+\n",
        # Numbers of two rows between rules.
        RULE_BETWEEN.join(("", "| 甲 | 1    |\n", "| 乙 | 2    |\n| 丙 | 3    |\n", "| 丁 | 4    |\n", "")),
        # A row with fewer bars.
        "+---+---+\n| 甲 | 1 |\n+---+---+\n| 乙 |\n+---+---+\n| 丙 | 3 |\n+---+---+\n",
        '["规章", "0"]\n',
        '"规章"\n"0"\n',
    ],
)
def test_what_is_no_sure_table_stays_text(text: str) -> None:
    assert read(ABOVE + text) == (ABOVE + text, "utf-8")


def test_what_never_ends_takes_no_time() -> None:
    begun = time.process_time()
    for part in ("[[1,", "{|\n", "{|\n|", "|===\n| ", "\\begin{tabular}{", '"甲","\n', "+--+\n| |\n", '"甲";"乙"\n"'):
        read("上\n" + part * 20_000)
    assert time.process_time() - begun < 20
