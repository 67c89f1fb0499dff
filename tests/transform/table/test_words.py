"""Words where numbers belong, in rows whose cells bars or tabs keep apart."""

from tests.transform.table.pages import Row, application, read

NEW, OLD, SECRET = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "1.属于国家秘密"


def said(row: Row) -> list[int | str | None]:
    """The values of a row, and the reasons of those that it has none of."""
    return [value if reason is None else reason for value, _, reason in row]


def test_a_word_between_the_numbers_of_a_row_is_its_cells() -> None:
    (found,) = read("application", application(f"{NEW}|2|同上|未发生|1|0|3|6", f"{OLD}|2|0|0|1|0|3|丁6"))
    assert said(found["new_received"]) == [2, "words", "words", 1, 0, 3, 6]
    assert said(found["carried_in"]) == [2, 0, 0, 1, 0, 3, "doubtful_digits"]


def test_two_numbers_in_each_cell_are_not_one() -> None:
    (found,) = read(
        "application", application(f"{NEW}|96，105|0，1|4，5|0，0|0，0|0，0|100，111", f"{OLD}|0|0|0|0|0|0|0")
    )
    assert [value for value, *_ in found["new_received"]] == [None] * 7
    (found,) = read("application", application(f"{NEW}|96，105|0|4|0|0|0|96，109", f"{OLD}|0|0|0|0|0|0|0"))
    assert [value for value, *_ in found["new_received"]] == [96105, 0, 4, 0, 0, 0, 96109]


def test_nothing_is_inferred_in_a_row_of_words() -> None:
    rows = [f"{NEW}|2|0|0|0|0|0|2", f"{OLD}|0|0|0|0|0|0|0", f"（三）不予公开|{SECRET}{'|未发生' * 7}"]
    rows += ["（七）总计|2|0|0|0|0|0|2", "四、结转下年度继续办理|0|0|0|0|0|0|0"]
    (found,) = read("application", application(*rows))
    assert said(found["denied_state_secret"]) == ["words"] * 7


def test_a_remark_behind_a_row_that_lacks_a_number_is_no_cell() -> None:
    (found,) = read("application", application(f"{NEW}|2|0|0|1|0|9|见说明", f"{OLD}|0|0|0|0|0|0|0"))
    assert [value for value, *_ in found["new_received"]] == [None] * 7


def test_the_word_in_a_row_of_the_third_table_is_its_cells() -> None:
    heads = "结果维持|结果纠正|其他结果|尚未审结|总计|" * 3
    cells = "|".join(["0", "2", "无法统计", "0", "2", *"0000000000"])
    text = f"四、政府信息公开行政复议、行政诉讼情况\n{heads.strip('|')}\n{cells}".replace("|", "\t")
    (found,) = read("dispute", text)
    assert said(found["reconsideration"]) == [0, 2, "words", 0, 2]
