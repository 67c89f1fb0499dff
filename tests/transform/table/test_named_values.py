"""Values beside the names of their columns, and lists as programs print them."""

import pytest

from tests.transform.prints import report
from tests.transform.table.pages import read, values

NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
NEW, OLD = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
FIRST, SECOND = (5, 3, 0, 0, 12, 0, 20), (0, 0, 0, 1, 0, 0, 1)


def line(label: str, numbers: tuple[int, ...], between: str, mark: str, unit: str = "") -> str:
    return f"{label}：" + between.join(f"{name}{mark}{n}{unit}" for name, n in zip(NAMES, numbers, strict=True))


def below(label: str, numbers: tuple[int, ...], form: str) -> list[str]:
    return [label, *(form.format(name, n) for name, n in zip(NAMES, numbers, strict=True))]


@pytest.mark.parametrize(
    "rows",
    [
        [line(NEW, FIRST, "，", "："), line(OLD, SECOND, "，", "：")],
        [line(NEW, FIRST, "、", "", "件") + "。", line(OLD, SECOND, "、", "", "件") + "。"],
        [line(NEW, FIRST, "；", " "), line(OLD, SECOND, "；", " ")],
        [*below(NEW, FIRST, "  {}: {}"), *below(OLD, SECOND, "  {}: {}")],
        [*below(NEW, FIRST, "{}{}"), *below(OLD, SECOND, "{}{}")],
        ["{", *below(f'"项目": "{NEW}",', FIRST, '  "{}": {},'), "}", *below(f'"项目": "{OLD}",', SECOND, '"{}": {},')],
        ["\t".join([NEW, *below("", FIRST, "{}：{}")[1:]]), "\t".join([OLD, *below("", SECOND, "{}：{}")[1:]])],
    ],
)
def test_values_that_are_named_by_their_columns_are_a_row(rows: list[str]) -> None:
    (found,) = read("application", "三、收到和处理政府信息公开申请情况\n" + "\n".join(rows))
    assert values(found["new_received"]) == list(FIRST)
    assert values(found["carried_in"]) == list(SECOND)


def test_names_in_another_order_or_without_one_are_left_as_they_stand() -> None:
    short = line(NEW, FIRST, "，", "：").rsplit("，", 1)[0]
    turned = line(NEW, FIRST, "，", "：").replace("自然人", "X").replace("商业企业", "自然人").replace("X", "商业企业")
    for row in (short, turned):
        (found,) = read("application", f"三、收到和处理政府信息公开申请情况\n{row}")
        assert set(values(found["new_received"])) == {None}


def test_disputes_in_a_list_are_read_by_their_labels() -> None:
    kinds = {
        "行政复议": (0, 2, 0, 1, 3),
        "行政诉讼（未经复议直接起诉）": (1, 0, 0, 0, 1),
        "行政诉讼（复议后起诉）": (0, 0, 0, 4, 4),
    }
    rows = [
        f"{kind}：" + "，".join(f"{name}{n}件" for name, n in zip(RESULTS, numbers, strict=True))
        for kind, numbers in kinds.items()
    ]
    (found,) = read("dispute", "四、政府信息公开行政复议、行政诉讼情况\n" + "\n".join(rows))
    codes = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    assert [values(found[code]) for code in codes] == [list(numbers) for numbers in kinds.values()]


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("nothing", ["", "None", "null"])
def test_lists_as_programs_print_them_are_cells(quote: str, nothing: str) -> None:
    printed = []
    for row in report(application={"new_received": "5 3 0 0 12 0 20"}).split("\n"):
        cells = [*row.split("\t"), ""]
        said = [cell if cell.isdigit() else f"{quote}{cell}{quote}" if cell else nothing or quote * 2 for cell in cells]
        printed.append(f"[{', '.join(said)}]" if "\t" in row else row)
    (found,) = read("application", "\n".join(printed[1:]))
    assert values(found["new_received"]) == [5, 3, 0, 0, 12, 0, 20]
