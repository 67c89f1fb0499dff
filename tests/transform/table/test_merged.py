"""A number that is merged over several places of the form is none of theirs alone; a 0 is each one's."""

from tests.transform.table.test_grids import HEAD, page, read, row, values

NONE = ["0"] * 7


def merged(label: str, cells: str) -> str:
    return f"<tr><td colspan=3>{label}</td>{cells}</tr>"


def cells(*printed: str, tail: str = "") -> str:
    return "".join(f"<td{' ' + mark if mark else ''}>{value}</td>" for mark, _, value in map(_cut, printed)) + tail


def _cut(text: str) -> tuple[str, str, str]:
    mark, bar, value = text.rpartition("|")
    return mark, bar, value


NEW, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def test_a_number_over_two_columns_is_neithers_and_the_others_stay() -> None:
    table = HEAD + merged(NEW, cells("12", "0", "colspan=2|2", "colspan=2|0", "0", "12")) + row(CARRIED, NONE)
    found = read(page(table))
    assert values(found["new_received"]) == [12, 0, None, None, 0, 0, 12]
    assert values(found["carried_in"]) == [0] * 7


def test_a_nothing_over_two_columns_is_eachs() -> None:
    table = HEAD + merged(NEW, cells("12", "colspan=3|0", "colspan=2|0", "无", "12")) + row(CARRIED, NONE)
    assert read(page(table))["new_received"] == [(value, "reported") for value in (12, 0, 0, 0, 0, 0, 12)]


def test_a_nothing_over_two_rows_is_eachs_and_a_number_neithers() -> None:
    for value, said in (("0", 0), ("3", None)):
        first = merged(NEW, cells("3", f"rowspan=2|{value}", "0", "0", "colspan=2|0", "0", "3"))
        table = HEAD + first + merged(CARRIED, cells("0", "0", "0", "colspan=2|0", "0", "2"))
        found = read(page(table))
        assert values(found["new_received"]) == [3, said, 0, 0, 0, 0, 3]
        assert values(found["carried_in"]) == [0, said, 0, 0, 0, 0, 2]


def test_a_row_of_numbers_over_rows_that_print_their_label_alone_is_no_rows() -> None:
    # The sum of a group, merged over its items: it was the first item's, and the others were 0 then.
    items = ["1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"]
    for wide, zeros in ((" colspan=2", 0), ("", None)):  # The second one contradicts its header.
        sums = cells(
            *(f"rowspan=3|{value}" for value in ("4", "0", "0", "0")),
            f"rowspan=3{wide}|0",
            "rowspan=3|0",
            "rowspan=3|4",
        )
        table = HEAD + merged(items[0], sums) + "".join(merged(item, "") for item in items[1:])
        found = read(page(table))
        for code in ("unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear"):
            assert values(found[code]) == [None, *[zeros] * 5, None]


def test_a_number_over_two_columns_below_no_head_moves_no_other() -> None:
    # Nothing tells which columns are meant: 12 + 2 are 14, and the 14 might be anybody's.
    table = merged(NEW, cells("12", "0", "colspan=2|2", "0", "0", "14")) + merged(CARRIED, cells(*NONE))
    found = read(page(table))
    assert values(found["new_received"]) == [None] * 7
    assert values(found["carried_in"]) == [0] * 7


def test_a_page_that_doubles_its_columns_is_read() -> None:
    table = HEAD + row(NEW, ["5", "0", "0", "1", "2", "0", "8"], wide=4) + row(CARRIED, NONE, wide=4)
    assert values(read(page(table))["new_received"]) == [5, 0, 0, 1, 2, 0, 8]
