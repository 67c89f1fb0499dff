"""Columns by their headers: pages in, cells out; and text whose bars still count the columns."""

from dataclasses import replace
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.scoring import compared
from bench.synthetic import generate
from bench.synthetic.formats.pages import blank_page
from extract.pages import page_texts
from tests.transform.prints import FORMS, documents, report
from transform.batch import read_batch

Values = dict[str, list[str]]
#: What an application row prints: seven cells.
NEW = ["258", "12", "", "", "1", "1", ""]
HEAD = (
    "<tr><td colspan=3 rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>"
    "<td colspan=8>申请人情况</td></tr>"
    "<tr><td rowspan=2>自然人</td><td colspan=6>法人或其他组织</td><td rowspan=2>总计</td></tr>"
    "<tr><td>商业<br>企业</td><td>科研机构</td><td>社会公益组织</td><td colspan=2>法律服务机构</td><td>其他</td></tr>"
)
TITLE = "法库县合成局2023年政府信息公开工作年度报告"


def page(*tables: str) -> str:
    body = "".join(f"<table>{table}</table>" for table in tables)
    return (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<p>三、收到和处理政府信息公开申请情况</p>{body}<p>四、政府信息公开行政复议、行政诉讼情况</p></body></html>"
    )


def row(label: str, values: list[str], *, wide: int | None = 4, label_span: int = 3) -> str:
    cells = "".join(f"<td{' colspan=2' if at == wide else ''}>{value}</td>" for at, value in enumerate(values))
    return f"<tr><td colspan={label_span}>{label}</td>{cells}</tr>"


def rows(values: Values, *, wide: int | None = 4) -> str:
    asked = FORMS.rows.filter(edition="2021", form="application")
    return "".join(
        row(f"{number or ''}{label}", values.get(code, [""] * 7), wide=wide)
        for code, number, label in asked.select("row_code", "number", "label").iter_rows()
    )


def read(text: str, form: str = "application") -> dict[str, list[tuple[int | None, str]]]:
    """Each row of a form: (value, state) in the form's order."""
    tables = read_batch(page_texts(documents(text)))
    assert tables["rejected"].is_empty(), tables["rejected"]
    facts = tables[f"fact_{form}"].group_by("row_code", maintain_order=True)
    return {
        str(code): [(None if value is None else int(value), state) for value, state in cells]
        for (code,), group in facts
        for cells in [group.select("value", "state").rows()]
    }


def values(found: list[tuple[int | None, str]]) -> list[int | None]:
    return [value for value, _ in found]


def test_a_blank_is_a_blank_in_its_column() -> None:
    found = read(page(HEAD + rows({"new_received": NEW})))["new_received"]
    assert values(found) == [258, 12, None, None, 1, 1, None]
    assert {state for value, state in found if value is not None} == {"reported"}


def test_a_printed_total_forces_the_blanks() -> None:
    found = read(page(HEAD + rows({"carried_in": ["", "", "", "", "2", "", "2"]})))["carried_in"]
    assert values(found) == [0, 0, 0, 0, 2, 0, 2]
    assert [state for _, state in found] == [*["inferred"] * 4, "reported", "inferred", "reported"]


def test_a_damaged_head_has_its_place_between_the_others() -> None:
    damaged = HEAD.replace("科研机构", "科研机")
    assert values(read(page(damaged + rows({"new_received": NEW})))["new_received"])[:2] == [258, 12]


def test_a_column_of_the_authors_own_is_none_of_the_forms() -> None:
    head = HEAD.replace("<td rowspan=2>总计</td>", "<td rowspan=2>总计</td><td rowspan=2>备注</td>")
    text = page(head + rows({"new_received": [*NEW[:6], "272", "含网上"], "granted": ["1", *[""] * 5, "1", ""]}))
    found = read(text)
    assert values(found["new_received"]) == [258, 12, 0, 0, 1, 1, 272]
    assert values(found["granted"]) == [1, 0, 0, 0, 0, 0, 1]


def test_heads_in_another_order_are_followed() -> None:
    head = HEAD.replace("商业<br>企业", "x").replace("科研机构", "商业企业").replace("<td>x", "<td>科研机构")
    assert values(read(page(head + rows({"new_received": NEW})))["new_received"])[:3] == [258, None, 12]


def test_the_second_half_of_a_table_has_no_header() -> None:
    body = rows({"new_received": NEW, "carried_out": ["3", "", "", "", "", "", "3"]}, wide=None).split("</tr>")
    first = HEAD.replace("<td colspan=2>法律", "<td>法律") + "</tr>".join(body[:9]) + "</tr>"
    found = read(page(first, "</tr>".join(body[9:])))
    assert values(found["new_received"])[:2] == [258, 12]
    assert values(found["carried_out"]) == [3, 0, 0, 0, 0, 0, 3]


@pytest.mark.parametrize("cut", [2, 3])
def test_a_table_cut_in_two_below_or_inside_its_header_is_one(cut: int) -> None:
    lines = HEAD.split("</tr>")[:-1]
    blank = "<td></td>"
    if cut == 2:
        lines[2] = lines[2].replace("<tr>", f"<tr><td colspan=3></td>{blank}") + blank
    head, rest = ("</tr>".join([*part, ""]) for part in (lines[:cut], lines[cut:]))
    asked = {"new_received": NEW, "carried_in": ["", "", "", "", "2", "", "2"]}
    found = read(page(head, rest + rows(asked)))
    assert values(found["new_received"]) == [258, 12, None, None, 1, 1, None]
    assert values(found["carried_in"]) == [0, 0, 0, 0, 2, 0, 2]


def test_words_in_a_cell_are_its_print_and_no_number() -> None:
    tables = read_batch(page_texts(documents(page(HEAD + rows({"new_received": ["见附件", *NEW[1:]]})))))
    cell = tables["fact_application"].filter(row_code="new_received", column_code="natural_person")
    assert cell.select("value", "state", "raw_text", "reason").rows() == [(None, "missing", "见附件", "words")]


def test_a_row_that_contradicts_its_grid_is_no_evidence() -> None:
    # Two values under one column of the form, and the last cell is not there.
    short = "<tr><td colspan=3>一、本年新收政府信息公开申请数量</td>" + "<td>1</td>" * 2 + "<td></td>" * 4 + "</tr>"
    body = rows({"granted": ["5", "", "", "", "", "", "5"]})
    found = read(page(HEAD + short + body.split("</tr>", 1)[1]))["new_received"]
    assert "reported" not in {state for _, state in found}


def test_an_authors_row_is_not_the_blank_row_before_it() -> None:
    head = "<tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr>"
    table = head + "".join(
        f"<tr><td>{label}</td><td colspan=3>{value}</td></tr>"
        for label, value in (("行政许可", "9"), ("行政处罚", ""), ("行政强制", ""), ("行政裁决", "476"))
    )
    found = read(page(table, HEAD + rows({"new_received": NEW})), "disclosure")
    assert found["licensing"] == [(9, "reported")]
    assert found["coercion"] == [(None, "missing")]


def test_disputes_printed_as_three_rows() -> None:
    head = "<tr><td colspan=2>类别</td>" + "".join(
        f"<td>{label}</td>" for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    )
    body = (
        "<tr><td colspan=2>行政复议</td><td>1</td><td></td><td>9</td><td></td><td>10</td></tr>"
        "<tr><td rowspan=2>行政诉讼</td><td>未经复议直接起诉</td><td></td><td></td><td></td><td>2</td><td>2</td></tr>"
        "<tr><td>复议后起诉</td><td></td><td></td><td></td><td></td><td>0</td></tr>"
    )
    found = read(page(HEAD + rows({"new_received": NEW}), head + body), "dispute")
    assert [values(found[code]) for code in found] == [[1, 0, 9, 0, 10], [0, 0, 0, 2, 2], [0, 0, 0, 0, 0]]


COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def crawled(lines: list[str]) -> str:
    """A crawled text with these lines in section 三."""
    return "\n".join([TITLE, "一、总体情况", "我局做好公开。", "三、收到和处理政府信息公开申请情况", *lines, ""])


def labelled(given: Values, blank: list[str]) -> list[tuple[str, list[str]]]:
    asked = FORMS.rows.filter(edition="2021", form="application")
    return [
        (f"{number or ''}{label}", given.get(code, blank))
        for code, number, label in asked.select("row_code", "number", "label").iter_rows()
    ]


def test_bars_of_stacked_cells_count_the_columns() -> None:
    given = {"new_received": ["56", *[""] * 5, "56"], "carried_in": ["1", *[""] * 5, "1"]}
    lines = [f"{column} |" for column in COLUMNS]
    for label, printed in labelled(given, [""] * 7):
        lines += [f"{label} |", *(f"{value} |" if value else "|" for value in printed), "||"]
    found = read(crawled(lines))
    assert found["new_received"] == [(56, "reported"), *[(0, "inferred")] * 5, (56, "reported")]
    assert values(found["carried_in"]) == [1, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize("bar", [" | ", "\t"])
def test_rows_that_print_their_total_only(bar: str) -> None:
    given = {"new_received": ["5", "", "", "2", "", "", "7"]}
    body = [bar.join([label, *printed]) for label, printed in labelled(given, [*[""] * 6, "0"])]
    found = read(crawled([bar.join(["", *COLUMNS]), *body]))
    assert values(found["new_received"]) == [5, 0, 0, 2, 0, 0, 7]
    assert values(found["carried_in"]) == [0] * 7


def test_tabs_that_look_whole_are_not_trusted_where_zeros_are_printed() -> None:
    # A column was lost from two rows, and the tabs do not show it: the 1 under 商业企业 is the natural persons'.
    given = {"new_received": ["", "1", "0", "0", "0", "0", "1"], "granted": ["", "1", "0", "0", "0", "0", "1"]}
    body = ["\t".join([label, *printed]) for label, printed in labelled(given, ["0"] * 7)]
    found = read(crawled(["\t".join(["", *COLUMNS]), *body]))
    assert "reported" not in {state for _, state in found["new_received"]}


def test_disputes_with_blanks_stand_where_their_total_adds_up() -> None:
    text, zeros = report(), "\t".join(["0"] * 15)
    row = next(line for line in text.split("\n") if line.endswith(zeros))
    heads = "\t".join([row.removesuffix(zeros).strip()] * 3)
    blank = ["", "", "", "", ""]
    texts = [
        text.replace(row, f"{heads}\n" + "\t".join([*first, *blank, *blank]))
        for first in (["2", "1", "", "", "3"], ["2", "1", "", "", "4"], ["", "1", "", "", "1"])
    ]
    tables = read_batch(documents(*texts))
    found = [
        [
            (None if value is None else int(value), state)
            for value, state in tables["fact_dispute"]
            .filter(report_id=report_id, row_code="reconsideration")
            .select("value", "state")
            .iter_rows()
        ]
        for report_id in tables["report"]["report_id"]
    ]
    assert found[0] == [(2, "reported"), (1, "reported"), (0, "inferred"), (0, "inferred"), (3, "reported")]
    # No total that its parts add up to, and one part alone, tell no column.
    assert {state for cells in found[1:] for _, state in cells} == {"missing"}


@settings(max_examples=4, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=9, max_size=9, unique=True))
def test_pages_with_blanks_and_doubled_columns_hold_no_wrong_number(seeds: list[int]) -> None:
    reports = [(seed, report) for seed in seeds for report in generate(2, seed, layouts=("html",))]
    pages = [replace(blank_page(report, Random(seed)), name=f"{seed}-{report.name}") for seed, report in reports]
    cells, rejected = compared(pages)
    assert rejected == 0
    known = cells.filter(pl.col("value").is_not_null())
    assert known.filter(pl.col("value") != pl.col("truth")).is_empty()
    assert cells.filter("printed").filter(pl.col("state") != "reported").is_empty()


RESULTS = ["upheld", "corrected", "other", "pending", "total"]
#: The results' heads as the form prints them, and the numbers of three procedures under them.
HEADS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
PROCEDURES = {
    "reconsideration": ["3", "1", "0", "2", "6"],
    "litigation_direct": ["5", "4", "0", "7", "16"],
    "litigation_after_reconsideration": ["6", "8", "1", "9", "24"],
}
ORDERS = st.permutations(range(5))


def wide_table(order: list[int]) -> list[list[str]]:
    """Table 四 in one row of values, its results in an order of the author's own."""
    return [[HEADS[at] for _ in PROCEDURES for at in order], [line[at] for line in PROCEDURES.values() for at in order]]


def tall_table(order: list[int]) -> list[list[str]]:
    """The same with a row a procedure, and a head over the labels of the rows."""
    labels = ["行政复议", "未经复议直接起诉", "复议后起诉"]
    lines = zip(labels, PROCEDURES.values(), strict=True)
    return [["类别", *(HEADS[at] for at in order)], *([label, *(line[at] for at in order)] for label, line in lines)]


def as_page(table: list[list[str]]) -> str:
    """A table's rows for `page`."""
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in table)


Disputes = dict[str, list[int | None]]


def disputes(text: str) -> Disputes:
    """The values of table 四, in the form's order."""
    (found,) = disputes_of([text])
    return found


def disputes_of(texts: list[str]) -> list[Disputes]:
    """The same of several documents, read in one batch."""
    tables = read_batch(page_texts(documents(*texts)))
    assert tables["rejected"].is_empty(), tables["rejected"]
    found: list[Disputes] = []
    for report_id in tables["report"]["report_id"]:
        cells = tables["fact_dispute"].filter(report_id=report_id).group_by("row_code", maintain_order=True)
        found.append({str(code): group["value"].cast(pl.Int64).to_list() for (code,), group in cells})
    assert len(found) == len(texts)
    return found


def both_tables(orders: list[list[int]]) -> list[list[list[str]]]:
    """The wide and the tall table of each order."""
    return [table for order in orders for table in (wide_table(order), tall_table(order))]


@given(st.lists(ORDERS, min_size=8, max_size=8, unique_by=tuple))
@settings(max_examples=3, deadline=None)
def test_cells_of_a_grid_go_by_their_heads_in_whatever_order(orders: list[list[int]]) -> None:
    right: Disputes = {code: [int(value) for value in line] for code, line in PROCEDURES.items()}
    found = disputes_of([page(rows({}), as_page(table)) for table in both_tables(orders)])
    assert found == [right] * len(found)


@given(st.lists(ORDERS, min_size=8, max_size=8, unique_by=tuple), st.sampled_from(["\t", " | ", "\n"]))
@settings(max_examples=3, deadline=None)
def test_a_number_goes_by_its_count_only_where_the_heads_stand_in_the_forms_order(
    orders: list[list[int]], mark: str
) -> None:
    text = f"{TITLE}\n三、收到和处理政府信息公开申请情况\n本年新收政府信息公开申请数量\t7\t0\t0\t0\t0\t0\t7"
    tables = ["\n".join(mark.join(line) for line in table) for table in both_tables(orders)]
    found = disputes_of(
        [f"{text}\n四、政府信息公开行政复议、行政诉讼情况\n{lines}\n五、存在的主要问题\n无\n" for lines in tables]
    )
    for order, numbers in zip((order for order in orders for _ in range(2)), found, strict=True):
        for code, line in PROCEDURES.items():
            assert all(value in {None, int(printed)} for value, printed in zip(numbers[code], line, strict=True))
        assert order == sorted(order) or numbers["reconsideration"] == [None] * 5


#: Table 四 with the lawsuits before the reviews, as some offices draw it.
SWAPPED = ["litigation_direct", "litigation_after_reconsideration", "reconsideration"]
SWAPPED_HEADS = [
    ["行政诉讼", *[""] * 9, "行政复议", *[""] * 4],
    ["未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4, *HEADS],
    [*HEADS, *HEADS, *[""] * 5],
]


def test_numbers_of_a_grid_go_by_the_procedure_above_them() -> None:
    head = (
        "<tr><td colspan=10>行政诉讼</td><td colspan=5>行政复议</td></tr>"
        "<tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td>"
        f"{''.join(f'<td rowspan=2>{label}</td>' for label in HEADS)}</tr>"
    )
    values = [PROCEDURES[code] for code in SWAPPED]
    table = head + as_page([[*HEADS, *HEADS], [value for line in values for value in line]])
    assert disputes(page(rows({}), table)) == {code: [*map(int, line)] for code, line in PROCEDURES.items()}


@pytest.mark.parametrize("mark", ["\t", " | ", "\n"])
def test_procedures_in_another_order_are_not_read_by_their_count(mark: str) -> None:
    cells = [*SWAPPED_HEADS, [value for code in SWAPPED for value in PROCEDURES[code]]]
    lines = "\n".join(mark.join(filter(None, line) if mark == "\n" else line) for line in cells)
    text = f"{TITLE}\n三、收到和处理政府信息公开申请情况\n本年新收政府信息公开申请数量\t7\t0\t0\t0\t0\t0\t7"
    found = disputes(f"{text}\n四、政府信息公开行政复议、行政诉讼情况\n{lines}\n五、存在的主要问题\n无\n")
    assert found == {code: [None] * 5 for code in PROCEDURES}
