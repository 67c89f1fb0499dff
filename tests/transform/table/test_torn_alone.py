"""Torn rows that nothing but their own sum speaks for, and rows whose label may be another's: open, or as printed."""

import pytest

from tests.transform.table.pages import application, read, reasons, values

NEW, OLD, GRANTED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开"
SECRET, BARRED = "属于国家秘密", "其他法律行政法规禁止公开"
ZEROS = "0|0|0|0|0|0|0"


def test_a_total_made_up_says_nothing_of_a_row_that_stands_alone() -> None:
    (found,) = read("application", application(f"{NEW}|{ZEROS}", f"{OLD}|4|3|4|5|5|2", f"{GRANTED}|{ZEROS}"))
    assert set(values(found["carried_in"])) == {None}


def test_rows_torn_alike_lack_their_totals() -> None:
    rows = (f"{NEW}|{ZEROS}", f"{OLD}|4|0|0|0|0|1", f"{GRANTED}|2|0|0|0|0|1")
    (found,) = read("application", application(*rows, f"四、结转下年度继续办理|{ZEROS}"))
    assert values(found["carried_in"]) == [4, 0, 0, 0, 0, 1, 5]


def test_of_one_value_too_many_two_may_be_digits_of_one() -> None:
    (found,) = read("application", application(f"{NEW}|{ZEROS}", f"{GRANTED}|22|0|0|0|0|0|2|2"))
    assert values(found["granted"])[0] in {22, None}


def test_two_numbers_in_a_cell_of_text_are_two_cells() -> None:
    (found,) = read("application", application(f"{NEW}|{ZEROS}", f"{OLD}   3   0   0   0   0   0 3"))
    assert values(found["carried_in"]) == [3, 0, 0, 0, 0, 0, 3]


def test_the_number_at_the_values_names_the_label_above_them() -> None:
    lines = (f"  {SECRET}", " 1.    5   0   0   0   0   0   5", "", f"  {BARRED}", " 2.    1   0   0   0   0   0   1")
    (found,) = read("application", application(f"{GRANTED}|{ZEROS}") + "\n" + "\n".join(lines))
    assert [values(found[code])[0] for code in ("denied_state_secret", "denied_prohibited_by_law")] == [5, 1]


def test_the_number_of_a_label_cut_before_its_point_is_no_value() -> None:
    rows = (f"2.{BARRED}|{ZEROS}", "3|4|0|0|0|0|0|4", ".危及“三安全一稳定”|", f"4.保护第三方合法权益|{ZEROS}")
    (found,) = read("application", application(*rows))
    assert set(values(found["denied_prohibited_by_law"])) <= {0, None}
    assert values(found["denied_security_stability"])[0] in {4, None}


def test_numbers_above_their_labels_are_seen_below_broken_heads() -> None:
    above = "自然 商业 科研\n人 企业 机构\n构 他 计\n" + "\n".join("5000005")
    text = application(above, NEW, *"0000000", OLD, *"2000002", GRANTED)
    (found,) = read("application", text)
    assert {reason for code in ("new_received", "carried_in") for reason in reasons(found[code])} == {"order_unknown"}


@pytest.mark.parametrize("pieces", [("1035.", "2741"), ("1035", ".2741"), ("0.", "5")])
def test_an_amount_that_a_column_breaks_at_its_point_is_none_of_its_pieces(pieces: tuple[str, str]) -> None:
    head = "二、主动公开政府信息情况\n规章\t0\t0\t0\n信息内容\t本年收费金额（单位：万元）\n"
    (found,) = read(
        "disclosure", f"{head}行政事业性\t{pieces[0]}\n收费\t{pieces[1]}\n三、收到和处理政府信息公开申请情况\n"
    )
    assert values(found["fee"]) == [None]
