"""Runs of numbers that no label claims: the rows beside them are not known for certain."""

from tests.transform.table.pages import application, dispute, read, reasons, values

NEW, OLD, GRANTED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开"
WHY = "run_beside:requests_balance"
WRAPPED = f"{NEW}|1|0|0|0|0|0|1"


def test_wrapped_digits_open_their_row() -> None:
    below = application(WRAPPED, "|0||||||0", f"{OLD}|0|0|0|0|0|0|0")
    one_cell = application(f"{NEW}|98|1|1|0|0|0|10", "|||||||0", "", f"{OLD}|0|0|0|0|0|0|0")
    spaces = application(WRAPPED, "").replace("\n\t0", "") + "\n            0                 0"
    for found in read("application", below, one_cell, spaces):
        assert reasons(found["new_received"]) == {"run_beside"}


def test_digits_that_are_wrapped_with_their_label_open_their_row() -> None:
    label = NEW[:-4], NEW[-4:]
    (found,) = read("application", application(f"{label[0]}|1|0|0|0|0|0|1", f"{label[1]}|0||||||0"))
    assert reasons(found["new_received"]) == {"run_beside"}


def test_the_number_of_a_page_below_a_row_opens_nothing() -> None:
    near = application(WRAPPED, "3", f"{OLD}|0|0|0|0|0|0|0")
    apart = application(f"{NEW}|1|0|0|0|0|0|2", "", "3", "", f"{OLD}|0|0|0|0|0|0|0")
    found = read("application", near, apart)
    assert [values(it["new_received"])[-1] for it in found] == [1, 2]


def test_numbers_of_lines_are_no_runs_beside() -> None:
    (found,) = read("application", application(f"1|{WRAPPED}", f"2|{OLD}|0|0|0|0|0|0|0"))
    assert values(found["new_received"]) == [1, 0, 0, 0, 0, 0, 1]


def test_dashes_beside_a_row_open_nothing() -> None:
    (found,) = read("application", application(WRAPPED, "|-|-|-|-|-|-|-"))
    assert values(found["new_received"]) == [1, 0, 0, 0, 0, 0, 1]


def test_dashes_before_numbers_of_no_label_open_the_row_above() -> None:
    first, then = "5 4 1 0 0 0 10", "- - - - - - -\n1 0 0 0 0 0 1"
    (found,) = read("application", application(f"{NEW}\n{OLD}\n四、结转下年度继续办理\n{first}\n{then}"))
    assert set(values(found["carried_out"])) == {None}


def test_digits_below_the_middle_of_a_label_open_their_row() -> None:
    label = (
        "（六）其他处理|1.申请人无正当理由逾期不补正、行|139|0|0|0|0|0|151",
        "政机关不再处理其政府|8||||||1",
        "信息公开申请",
    )
    (found,) = read("application", application(*label))
    assert reasons(found["other_uncorrected"]) == {"run_beside"}


def test_a_total_that_is_broken_as_its_one_addend_is_opens_its_row() -> None:
    label = "（四）无法提供|1.本机关不掌|214|0|0|0|0|0|214", "提供|握相关政府信息|9||||||9"
    (found,) = read("application", application(*label))
    assert reasons(found["unavailable_not_held"]) == {"run_beside"}


def test_digits_beside_the_beginning_of_a_label_open_its_row() -> None:
    label = "（三）不予公开|7.属于|||||||155", "行政执法|1559|-|-|-|-|-|9", "案卷"
    (found,) = read("application", application(*label))
    assert reasons(found["denied_enforcement_file"]) == {"run_beside"}


def test_rows_under_an_authors_own_label_open_nothing() -> None:
    (found,) = read("application", application(WRAPPED, "去年同期|0|0|0|0|0|0|0"))
    assert values(found["new_received"]) == [1, 0, 0, 0, 0, 0, 1]


def test_a_number_below_a_row_of_one_place_is_wrapped_or_a_page() -> None:
    head = "二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n行政许可\t12\n"
    cell, line, page = read("disclosure", f"{head}\t34\n", f"{head}34\n", f"{head}\n34\n\n行政处罚\t5\n")
    assert cell["licensing"] == line["licensing"] == [(None, "missing", "run_beside")]
    assert values(page["licensing"]) == [12]


def test_of_two_rows_without_labels_only_what_both_say_is_read() -> None:
    zeros, said = " ".join("0" * 15), "3 0 1 2 6 4 1 0 0 5 0 0 2 0 2"
    two, wrapped, one = read("dispute", dispute(zeros, said), dispute(said, "1    2          "), dispute(said))
    assert values(two["reconsideration"]) == [None, 0, None, None, None]
    assert reasons(wrapped["reconsideration"]) == reasons(wrapped["litigation_direct"]) == {"run_beside"}
    assert values(one["reconsideration"]) == [3, 0, 1, 2, 6]


ROWS = {NEW: "5|0|0|0|0|0|5", OLD: "0|1|0|0|0|0|1", GRANTED: "3|0|0|0|0|0|3"}


def test_numbers_above_their_labels_are_nobodys() -> None:
    lines = [it for label, numbers in ROWS.items() for it in (numbers, label)]
    cells = [it.replace("|", "\n") for it in lines]
    for found in read("application", application(*lines), application(*cells)):
        assert all(value is None for row in found.values() for value in values(row))
        assert reasons(found["new_received"]) == reasons(found["carried_in"]) == {"order_unknown"}


def test_numbers_above_their_labels_are_nobodys_below_heads_with_a_space_between() -> None:
    heads = "自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n"
    lines = [it.replace("|", " ") for label, numbers in ROWS.items() for it in (numbers, label)]
    title = "三、收到和处理政府信息公开申请情况\n"
    (found,) = read("application", title + heads + "\n".join(lines) + "\n")
    assert reasons(found["new_received"]) == reasons(found["carried_in"]) == {"order_unknown"}


def test_numbers_above_their_labels_end_where_a_label_stands_beside_its_numbers() -> None:
    lines = [f"{NEW}|{ROWS[NEW]}", ROWS[OLD], OLD, ROWS[GRANTED], GRANTED, "（二）部分公开|1|0|0|0|0|0|1"]
    (found,) = read("application", application(*lines))
    assert reasons(found["carried_in"]) == {"order_unknown"}
    assert values(found["partially_granted"]) == [1, 0, 0, 0, 0, 0, 1]


def test_numbers_below_their_labels_are_theirs() -> None:
    lines = [it for label, numbers in ROWS.items() for it in (label, numbers)]
    cells = [it.replace("|", "\n") for it in lines]
    for found in read("application", application(*lines), application(*cells)):
        assert values(found["new_received"]) == [5, 0, 0, 0, 0, 0, 5]
        assert values(found["granted"]) == [3, 0, 0, 0, 0, 0, 3]


def test_of_all_labels_and_then_all_numbers_none_is_known() -> None:
    (found,) = read("application", application(*ROWS, *ROWS.values()))
    assert all(value is None for row in found.values() for value in values(row))


def test_numbers_of_one_place_above_their_labels() -> None:
    head = "二、主动公开政府信息情况\n信息内容\n本年处理决定数量\n"
    (found,) = read("disclosure", f"{head}35\n行政处罚\n36\n行政强制\n")
    assert found["penalty"] == [(None, "missing", "order_unknown")]


def test_an_open_row_that_the_sums_prove_is_read() -> None:
    rows = [f"{NEW}|5|0|0|0|0|0|5", f"{OLD}|0|0|0|0|0|0|0", f"{GRANTED}|3|0|0|0|0|0|3"]
    last = ["（七）总计|3|0|0|0|0|0|3", "四、结转下年度继续办理|2|0|0|0|0|0|2", "|1|0|0|0|0|0|1"]
    (found,) = read("application", application(*rows, *last))
    assert set(found["carried_out"]) == {(2, "repaired", WHY), (0, "repaired", WHY)}


def test_one_number_beside_the_labels_of_two_rows_is_nobodys() -> None:
    head = "二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n行政许可\t12\n"
    tail = "信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t3\n"
    for joined in ("行政处罚行政强制", "行政处罚、行政强制", "行政处罚和行政强制"):
        (found,) = read("disclosure", f"{head}{joined}\t5\n{tail}")
        assert reasons(found["penalty"]) == reasons(found["coercion"]) == {"unread_print"}
        assert values(found["licensing"] + found["fee"]) == [12, 3]
