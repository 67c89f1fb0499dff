"""Nothing is inferred over a print: each way in which a row can stand in the document and not be read."""

import polars as pl

from tests.transform.prints import Cell, facts_of, report, row

TOTAL = "(七)总计\t"
#: 37 + 3 in hand, all of them granted: the total handled must be 40, and the author wrote 42.
SAID = "37 5 0 0 0 0 42"
VALUES = {"new_received": "37 3 0 0 0 0 40", "granted": "37 3 0 0 0 0 40"}
DUPLICATE = "2.重复申请\t"


def read(text: str, old: str = "", new: str = "") -> pl.DataFrame:
    """The application form of a document in which `old` is printed as `new`."""
    assert old in text
    (found,) = read_all(text.replace(old, new))
    return found


def read_all(*texts: str) -> list[pl.DataFrame]:
    """The application form of each document."""
    return [found.with_columns(form=pl.lit("application")) for found in facts_of("application", *texts)]


def totals_of(*prints: str, values: str = SAID) -> list[list[Cell]]:
    """The cells of the total handled where its row is printed so."""
    text, line = report(application={**VALUES, "handled_total": values}), TOTAL + values.replace(" ", "\t")
    assert line in text
    return [
        row(found, "application", "handled_total") for found in read_all(*(text.replace(line, it) for it in prints))
    ]


def prints(found: pl.DataFrame, row_code: str) -> set[tuple[str | None, int | None]]:
    """(raw_text, line_no) of a row's cells."""
    return set(found.filter(row_code=row_code).select("raw_text", "line_no").rows())


def states(found: pl.DataFrame, row_code: str) -> set[tuple[str, str | None]]:
    """(state, reason) of a row's cells."""
    return {(state, reason) for _, state, reason in row(found, "application", row_code)}


MISSING = ("missing", "unread_print")


def test_a_row_without_any_print_is_inferred() -> None:
    for found in totals_of("", TOTAL.strip()):
        assert [value for value, state, _ in found if state == "inferred"] == [37, 3, 0, 0, 0, 0, 40]


def test_a_row_under_an_unknown_label_is_no_blank() -> None:
    (found,) = totals_of("总 汁\t" + SAID.replace(" ", "\t"))
    assert found[1] == found[6] == (None, *MISSING)
    # Where the identities say what is printed it is read.
    assert found[0] == (37, "repaired", "unread_print:requests_balance")


def test_a_row_under_an_unknown_label_is_read_where_the_identities_say_the_same() -> None:
    (found,) = totals_of("总 汁\t37\t3\t0\t0\t0\t0\t40", values="37 3 0 0 0 0 40")
    assert [(value, state) for value, state, _ in found] == [(value, "repaired") for value in (37, 3, 0, 0, 0, 0, 40)]


WHATEVER = [
    "总计37500000042",  # label and values in one piece
    "总计37 5 0 0 0 42",
    "合计37人次\t5人次\t42人次",  # numbers that are text
    "总 汁 3 7 5 . 4 2 x",
    "总汁无无无无无无无",
    "42",  # a number that is left over
    "4 2",
    "总 汁\t37\t5",
    "总 汁\t3x\t5\t0\t0\t0\t0\t42",
    "总 汁\t四十二件",
]


def test_whatever_print_stands_there_keeps_a_row_from_being_inferred() -> None:
    for token, found in zip(WHATEVER, totals_of(*WHATEVER), strict=True):
        assert {cell[1:] for cell in found} == {MISSING}, token


def test_a_row_that_lost_its_zeros_too_is_read_where_the_identities_say_which() -> None:
    prints = ["总 汁\t37\t3\t40", "总 汁\t37\t3\t0\t0\t0\t0\t0\t40"]
    for found in totals_of(*prints, values="37 3 0 0 0 0 40"):
        cells = [(value, state) for value, state, _ in found]
        assert cells == [(value, "repaired") for value in (37, 3, 0, 0, 0, 0, 40)]


def test_the_one_print_that_can_be_the_row_is_kept() -> None:
    text = report(application=VALUES)
    found = read(text, TOTAL + "0\t" * 6 + "0", "总计3750000042")
    assert prints(found, "handled_total") == {("总计3750000042", 34)}


def test_a_row_out_of_order_is_what_its_label_says() -> None:
    text = report(application={**VALUES, "handled_total": "37 3 0 0 0 0 40"})
    line = TOTAL + "37\t3\t0\t0\t0\t0\t40"
    moved = text.replace(line + "\n", "").replace("二、上年结转", line + "\n二、上年结转")
    found, wrong = read_all(moved, moved.replace(line, line.replace("40", "42")))
    assert {state for state, _ in states(found, "handled_total")} == {"repaired"}
    assert row(wrong, "application", "handled_total")[6] == (None, *MISSING)
    assert {state for state, _ in states(wrong, "carried_out")} == {"reported"}


def test_two_rows_under_unknown_labels_are_the_two_lacking_ones_in_order() -> None:
    given = {
        "new_received": "2 0 0 0 0 0 2",
        "unprocessed_duplicate": "2 0 0 0 0 0 2",
        "handled_total": "2 0 0 0 0 0 2",
    }
    text = report(application=given).replace(DUPLICATE, "甲乙\t").replace("3.要求提供公开出版物\t", "丙丁\t")
    found = read(text)
    for code, said in (("unprocessed_duplicate", "2 0 0 0 0 0 2"), ("unprocessed_publication", "0 0 0 0 0 0 0")):
        # Which of the two rows has the natural person's 2 no identity says.
        cells = [cell[:2] for cell in row(found, "application", code)]
        assert cells == [(None, "missing"), *[(0, "repaired")] * 5, (None, "missing")]
        assert {text for text, _ in prints(found, code)} == {said}


def test_of_several_prints_none_is_taken() -> None:
    found = read(
        report(application=VALUES), TOTAL + "0\t" * 6 + "0", "总 汁\t37\t3\t0\t0\t0\t0\t40\n小计\t37\t5\t0\t0\t0\t0\t42"
    )
    assert states(found, "handled_total") == {MISSING}
    assert prints(found, "handled_total") == {(None, None)}


def test_an_authors_own_row_between_two_rows_that_are_read_changes_nothing() -> None:
    given = report(application={**VALUES, "handled_total": "37 3 0 0 0 0 40"})
    plain = given.replace("\n" + DUPLICATE + "0\t" * 6 + "0", "")
    found = read(plain, TOTAL, "其中网上申请\t37\t3\t0\t0\t0\t0\t40\n" + TOTAL)
    assert {state for state, _ in states(found, "unprocessed_duplicate")} == {"inferred"}


def test_behind_the_last_row_of_a_table_that_was_cut_nothing_is_inferred_over_a_print() -> None:
    whole = report(application={"new_received": "0 0 0 0 0 0 0"})
    cut = whole[: whole.index("1.信访举报投诉类申请")]
    prints = ("总 汁\t0\t0\t0\t0\t0\t0\t7", "总计0000017")
    # A page's number and the sentences behind it are no rows.
    none = ("", "第 3 页 共 8 页", "主要问题是解读材料偏少，全年只有3篇。", "2022年1月20日")
    for tail, found in zip((*prints, *none), read_all(*(cut + tail for tail in (*prints, *none))), strict=True):
        if tail in prints:
            assert states(found, "handled_total") == states(found, "unprocessed_petition") == {MISSING}
        else:
            assert {state for state, _ in states(found, "handled_total")} == {"inferred"}


def test_where_a_table_is_printed_again_its_unread_rows_count_too() -> None:
    text = report(application={**VALUES, "handled_total": SAID})
    table = text[text.index("一、本年新收") : text.index("四、政府信息")]
    first = table.replace(TOTAL + SAID.replace(" ", "\t") + "\n", "")
    second = table.replace(TOTAL, "总 汁\t")
    found = read(text, table, first + second)
    assert row(found, "application", "handled_total")[6] == (None, *MISSING)


def test_a_blank_cell_with_an_unread_print_beside_its_row_is_not_inferred() -> None:
    blank = "37\t\t0\t0\t0\t0\t40"
    text = report(application={**VALUES, "handled_total": "37 3 0 0 0 0 40"})
    line = TOTAL + "37\t3\t0\t0\t0\t0\t40"
    assert line in text
    alone, beside = read_all(*(text.replace(line, TOTAL + blank + more) for more in ("", "\t5x")))
    assert row(alone, "application", "handled_total")[1][:2] == (3, "inferred")
    assert row(beside, "application", "handled_total")[1] == (None, *MISSING)
