"""Rows that look whole but lack a cell: what stands behind it is not taken for what its place says."""

import pytest

from extract.pages import page_texts
from tests.transform.prints import documents, facts_of, report
from tests.transform.table.pages import HEADS, application, read, reasons, values
from transform.batch import read_batch

NEW, OLD, GRANTED, PART = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
)
HEADED = "三、收到和处理政府信息公开申请情况"


def page(*rows: str) -> str:
    """A page with one table; `|` keeps cells apart."""
    title = "盐池县测试局2021年政府信息公开工作年度报告"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    return f"<html><body><h1>{title}</h1><p>{HEADED}</p><table>{body}</table><p>盐池县测试局</p></body></html>"


def of_page(*rows: str, form: str = "application") -> dict[str, list[tuple[int | None, str]]]:
    facts = read_batch(page_texts(documents(page(*rows))))[f"fact_{form}"]
    return {
        str(code): [(None if value is None else int(value), state) for value, state in cells]
        for (code,), group in facts.group_by("row_code")
        for cells in [group.select("value", "state").rows()]
    }


def stated(cells: list[tuple[int | None, str]]) -> list[int | None]:
    return [value for value, state in cells if state != "missing"]


def padded(*rows: str) -> dict[str, list[tuple[int | None, str]]]:
    """A table whose labels fill three columns, the last two with blank cells."""
    return of_page("项目|||" + HEADS.replace(" ", "|"), *rows)


def test_a_blank_behind_a_label_that_fills_columns_is_no_value_of_a_row_that_lacks_one() -> None:
    found = padded(f"{NEW}|||30|5|0|0|0|0|35", f"{OLD}|||0|0|0|0|0|0|0", f"三、本年度办理结果|{GRANTED}||3|5|0|0|0|8")
    assert values([(*cell, None) for cell in found["new_received"]]) == [30, 5, 0, 0, 0, 0, 35]
    assert (5, "reported") not in found["granted"][2:]


def test_a_row_of_another_width_that_does_not_add_up_is_not_read_by_its_columns() -> None:
    head = "项目|" + HEADS.replace(" ", "|") + "|占比"
    found = of_page(
        head, f"{NEW}|7|5|0|0|0|0|12|60%", f"{OLD}|0|0|0|0|0|0|0|0%", f"{GRANTED}|3|5|0|0|0|8|9%", f"{PART}|4||||||4"
    )
    assert stated(found["partially_granted"]) == [4, 0, 0, 0, 0, 0, 4]
    assert 8 not in [value for value, _ in found["granted"][:6]]


@pytest.mark.parametrize("cut", ["\t", "|", " | "])
def test_where_all_rows_have_one_value_more_a_row_without_it_lacks_one(cut: str) -> None:
    rows = (f"{NEW}|7|5|0|0|0|0|12|9", f"{OLD}|0|0|0|0|0|0|0|2", f"{GRANTED}|4|5|0|0|0|0|9|1", f"{PART}|3|0|0|0|0|3|4")
    head = HEADS.replace(" ", "|") + "|上年总计"
    text = "\n".join([HEADED, *(row.replace("|", cut) for row in ("|" + head, *rows))])
    (found,) = read("application", text)
    assert reasons(found["partially_granted"]) == {"value_lost"}


def test_a_row_that_adds_up_lacks_none_beside_a_column_of_the_authors_own() -> None:
    rows = (f"{NEW}|7|5|0|0|0|0|12|9", f"{OLD}|0|0|0|0|0|0|0|2", f"{GRANTED}|4|5|0|0|0|0|9|1", f"{PART}|3|0|0|0|0|0|3")
    text = application(*rows).replace("总计\n", "总计\t上年总计\n", 1)
    (found,) = read("application", text)
    assert values(found["partially_granted"]) == [3, 0, 0, 0, 0, 0, 3]


def test_a_unit_in_a_column_of_its_own_is_no_word_in_the_place_of_a_value() -> None:
    rows = [f"{NEW}|件|7|5|0|0|0|0|12", f"{OLD}|件|0|0|0|0|0|0|0", f"{GRANTED}|件|3|5|0|0|9|17"]
    (found,) = read("application", application(*rows).replace("\t自然人", "\t单位\t自然人"))
    assert values(found["new_received"]) == [7, 5, 0, 0, 0, 0, 12]
    assert values(found["granted"])[1:3] != [3, 5]
    assert "words" not in {reason for *_, reason in found["granted"]}


def test_a_share_behind_a_row_is_no_total_of_it() -> None:
    head = HEADS.replace(" ", "|") + "|同比"
    rows = (f"{NEW}|7|5|0|0|0|0|12|60%", f"{OLD}|0|0|0|0|0|0|0|0%", f"{GRANTED}|0|0|3|0|0|3|-9%")
    text = "\n".join([HEADED, *(row.replace("|", "\t") for row in ("|" + head, *rows))])
    (found,) = read("application", text)
    assert values(found["new_received"]) == [7, 5, 0, 0, 0, 0, 12]
    assert found["granted"][5] != (3, "reported", None)


def test_a_blank_of_a_row_that_lacks_something_is_a_lost_cell_where_zeros_are_printed() -> None:
    rows = (f"{NEW}||19|11|2|6|6|46", f"{OLD}|0|0|0|0|0|0|0", f"{GRANTED}|1|2|0|0|0|0|3")
    (found,) = read("application", application(*rows))
    assert found["new_received"][2] != (11, "reported", None)


def test_what_is_solved_of_a_row_is_one_of_its_readings() -> None:
    # The author's mistake: a 1 that neither the row's nor the column's sums know. The row above lost a value.
    given = {
        "new_received": "5 0 0 0 0 5",
        "granted": "0 0 1 0 0 0 0",
        "partially_granted": "5 0 0 0 0 0 5",
        "handled_total": "5 0 0 0 0 0 5",
    }
    (cells,) = facts_of("application", report(application=given))
    granted = cells.filter(row_code="granted").select("value", "state").rows()
    assert granted[2] != (0, "repaired")


@pytest.mark.parametrize("label", ["", "行政处罚"])
def test_a_number_where_labels_stand_is_no_value_of_a_row_without_one(label: str) -> None:
    rows = ["信息内容|本年处理决定数量|", "行政许可|12|", f"5|{label}|", "行政强制|3|"]
    (found,) = read("disclosure", "二、主动公开政府信息情况\n" + "\n".join(rows))
    assert reasons(found["penalty"])


def test_numbers_of_rows_in_a_grid_are_no_values_where_zeros_are_blank() -> None:
    head = ("序号|信息内容|本年制发件数|本年废止件数|现行有效件数", "1|规章|||", "2|行政规范性文件|4|1|9")
    rows = ("|信息内容|本年处理决定数量||", "3|行政许可|7||", "4|行政处罚|||", "5|行政强制|2||", "6|行政事业性收费|||")
    found = of_page(*head, *rows, form="disclosure")
    assert [found[code] for code in ("penalty", "fee")] == [[(None, "missing")]] * 2
    assert found["licensing"] == [(7, "reported")]


@pytest.mark.parametrize("cut", ["\n", "\t"])
def test_natural_persons_behind_another_applicant_are_out_of_order(cut: str) -> None:
    heads = ("商业企业", "自然人", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    rows = [HEADED, "项目", *heads, NEW, *"4300007", OLD, *"0000000"]
    (found,) = read(
        "application",
        "\n".join(rows)
        if cut == "\n"
        else application(f"{NEW}|4|3|0|0|0|0|7").replace(HEADS.replace(" ", "\t"), "\t".join(heads)),
    )
    assert reasons(found["new_received"]) == {"columns_out_of_order"}


@pytest.mark.parametrize("row", [f"{NEW} 4 3 0 0 0 7|", f"{NEW} |4 3 0 0 0 0 17"])
def test_a_bar_at_a_digit_is_a_misread_one_where_spaces_keep_cells_apart(row: str) -> None:
    (found,) = read("application", "\n".join([HEADED, HEADS, row, f"{OLD} 0 0 0 0 0 0 0"]))
    assert values(found["carried_in"]) == [0] * 7
    assert set(values(found["new_received"])) == {None}


def test_a_number_at_the_end_of_a_label_opens_its_row_where_it_does_not_add_up() -> None:
    rows = (f"{NEW} 4  0 0 0 0 0 4 无", f"{OLD} 0 0 0 0 0 0 0")
    (found,) = read("application", "\n".join([HEADED, HEADS, *rows]))
    assert set(values(found["new_received"])) == {None}


def test_lines_with_a_value_more_that_are_not_cut_say_so_too() -> None:
    more = [f"{label} 0 0 0 0 0 0 0 {n}" for n, label in enumerate((OLD, PART, "1.属于国家秘密"), 1)]
    (found,) = read("application", "\n".join([HEADED, f"{HEADS} 上年总计", f"{NEW} 4 3 0 0 0 7 2", *more]))
    assert (4, "reported", None) not in found["new_received"]
