"""Lines of heads of which none is the form's."""

from tests.transform.table.pages import read, reasons, values


def test_as_many_heads_of_others_on_one_line_are_no_applicants() -> None:
    rows = ["一、本年新收政府信息公开申请数量 4 7 5 4 8 3 31", "二、上年结转政府信息公开申请数量 8 5 0 3 2 4 22"]
    title = "三、收到和处理政府信息公开申请情况"
    months, own = "项目 一月 二月 三月 四月 五月 六月 上半年", "项目 自然人 企业 科研 公益 法律 其他 总计"
    by_month, by_applicant, tabs = read(
        "application",
        *("\n".join([title, heads, *rows]) for heads in (months, own)),
        "\n".join([title, months, *rows]).replace(" ", "\t"),
    )
    assert reasons(by_month["new_received"]) == reasons(tabs["new_received"]) == {"other_head"}
    assert values(by_applicant["new_received"]) == [4, 7, 5, 4, 8, 3, 31]
