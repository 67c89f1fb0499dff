"""Labels and values in one piece, cut where there is one way to do so."""

import polars as pl
import pytest

from tests.transform.prints import Cell, documents, report, row
from transform.batch import read_batch

TOTAL = "(七)总计\t37\t5\t0\t0\t0\t0\t42"
VALUES = dict.fromkeys(("new_received", "granted", "handled_total"), "37 5 0 0 0 0 42")
READ = [37, 5, 0, 0, 0, 0, 42]


def totals_of(*tokens: str) -> list[list[Cell]]:
    """The total handled of each report where its row is printed as that token."""
    text = report(application=VALUES)
    assert TOTAL in text
    tables = read_batch(documents(*(text.replace(TOTAL, token) for token in tokens)))
    facts = tables["fact_application"].with_columns(form=pl.lit("application"))
    assert tables["report"].height == len(tokens)
    return [
        row(facts.filter(report_id=report_id), "application", "handled_total")
        for report_id in tables["report"]["report_id"]
    ]


def test_a_row_whose_values_spaces_keep_apart_stands_as_printed() -> None:
    for total in totals_of("(七)总计 37 5 0 0 0 0 42", "(七)总计 37 5 无 无 0 0 42"):
        assert [(value, state) for value, state, _ in total] == [(value, "reported") for value in READ]


def test_a_letter_for_zero_stands_among_values_that_spaces_keep_apart() -> None:
    (total,) = totals_of("(七)总计 37 5 0 O 0 0 42")
    assert [(value, state) for value, state, _ in total] == [
        (value, "repaired" if at == 3 else "reported") for at, value in enumerate(READ)
    ]


def test_a_label_and_its_values_in_one_piece_are_cut() -> None:
    tokens = (
        "(七)总计37 5 0 0 0 0 42",
        "总计375000042",  # the one cut whose parts add up
        "(七)总计37\t5\t0\t0\t0\t0\t42",
        "(七)总计 37 5\t0\t0\t0\t0\t42",
    )
    for token, cells in zip(tokens, totals_of(*tokens), strict=True):
        assert [(value, state) for value, state, _ in cells] == [(value, "repaired") for value in READ], token


def test_where_several_cuts_or_none_are_possible_the_row_stays_unread() -> None:
    tokens = (
        "总计375000043",  # no cut adds up
        "总计110000011",  # 11 + 0 = 11 and 1 + 10 = 11
        "总计3700000037",  # eight places long, in more than one way
        "(七)总计 37 5 0 0 0 0 42 1",
        "(七)总计37\t5\t0\t0\t0\t42",
        "小计375000042",
        "总计0000",
        "总计000",
        "总计٣٧٥٠٠٠٠٤٢",
    )
    for token, cells in zip(tokens, totals_of(*tokens), strict=True):
        assert {state for _, state, _ in cells} <= {"missing", "repaired"}, token
        assert cells[6][0] is None, token


def test_a_row_of_values_on_the_line_below_its_label_is_cut() -> None:
    # Two numbers with a space between may be one, and six are no row's.
    whole, two, six = totals_of("(七)总计\n37 5 0 0 0 0 42", "(七)总计\n37 5", "(七)总计\n37 5 0 0 0 42")
    assert [value for value, *_ in whole] == READ
    assert two[0][0] is None
    assert six[6][0] is None


def test_values_with_a_sign_are_cut_from_their_label() -> None:
    text = report(edition="2019")
    line = next(line for line in text.split("\n") if line.startswith("行政强制"))
    assert line.count("\t") == 3
    facts = read_batch(documents(text.replace(line, "行政强制 27 -1 233")))["fact_disclosure"]
    found = row(facts.with_columns(form=pl.lit("disclosure")), "disclosure", "coercion")
    assert [int(value) for value, *_ in found if value is not None] == [27, -1, 233]


@pytest.mark.parametrize(
    ("token", "state", "reason"),
    [
        ("(五)不予处理2.重复申请0000000", "repaired", "glued:line"),
        ("（五） 不予处理2.重复申请 0 0 0 0 0 0 0", "reported", None),
    ],
)
def test_the_groups_label_may_stand_before_it(token: str, state: str, reason: str | None) -> None:
    text = report(application=VALUES)
    line = "2.重复申请" + "\t0" * 7
    assert line in text
    facts = read_batch(documents(text.replace(line, token)))["fact_application"]
    states = facts.filter(row_code="unprocessed_duplicate").select("value", "state", "reason").unique().rows()
    assert states == [(0, state, reason)]


def test_a_row_of_one_place_is_cut_before_its_only_number() -> None:
    text = report().replace("行政许可\t0", "行政许可 5").replace("行政处罚\t0", "行政处罚12")
    facts = read_batch(documents(text))["fact_disclosure"].filter(pl.col("row_code").is_in(["licensing", "penalty"]))
    assert facts.select("row_code", "value", "state").rows() == [
        ("licensing", 5, "reported"),
        ("penalty", 12, "repaired"),
    ]


def test_headless_rows_whose_values_spaces_keep_apart_tell_the_edition() -> None:
    """`规章 0 0 0` is a row of one edition alone: the other has more places, and other rows."""
    kept = [line for line in report(application=VALUES).split("\n") if "\t" in line and line[-1].isdigit()]
    text = report(application=VALUES).split("二、")[0] + "\n".join(line.replace("\t", " ") for line in kept)
    facts = read_batch(documents(text))["fact_application"]
    assert row(facts.with_columns(form=pl.lit("application")), "application", "new_received")[0][1] == "reported"


@pytest.mark.parametrize(("zeros", "states"), [(15, {"reported", "repaired"}), (14, {"missing"}), (16, {"missing"})])
def test_zeros_in_one_piece_as_many_as_a_line_has_places_are_its_values(zeros: int, states: set[str]) -> None:
    """More zeros than a number has digits; one more or less is no line."""
    text = report(application=VALUES)
    line = "0\t" * 14 + "0"
    assert line in text
    facts = read_batch(documents(text.replace(line, "0" * zeros)))["fact_dispute"]
    assert facts.height == 15
    assert set(facts["state"]) <= states
    assert facts["value"].to_list() == ([0] * 15 if zeros == 15 else [None] * 15)


def test_the_number_of_a_note_behind_a_label_is_no_value() -> None:
    marks = ("①", "¹", " ②", "⁽²⁾", "₃")
    for total in totals_of(*(TOTAL.replace("\t", f"{mark}\t", 1) for mark in marks)):
        assert [(value, state) for value, state, _ in total] == [(value, "reported") for value in READ]


def test_the_number_of_a_note_behind_a_label_that_stands_alone_is_no_value() -> None:
    lines = TOTAL.replace("\t", "①\n", 1).replace("\t", "\n")
    (total,) = totals_of(lines)
    assert [(value, state) for value, state, _ in total] == [(value, "reported") for value in READ]


def test_the_number_of_a_note_between_a_label_and_its_number_is_no_digit() -> None:
    head = "盐池县测试局2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n"
    text = head + "{}\n盐池县测试局\n2022年1月5日\n"
    prints = ("行政许可①686", "行政许可①\n686", "行政许可① 686", "行政许可①\t686", "行政许可¹686")
    facts = read_batch(documents(*(text.format(it) for it in prints)))["fact_disclosure"]
    assert facts.filter(row_code="licensing")["value"].to_list() == [686] * len(prints)


def test_values_with_units_or_thousands_apart_are_cut_at_spaces() -> None:
    units, thousands = "（七）总计 1件 0件 0件 2件 0件 0件 3件", "（七）总计 1,200 0 0 34 0 0 1,234"
    for total, known in zip(
        totals_of(units, thousands), ([1, 0, 0, 2, 0, 0, 3], [1200, 0, 0, 34, 0, 0, 1234]), strict=True
    ):
        assert [value for value, *_ in total] == known


@pytest.mark.parametrize("print_", ["行政强制 !23", "行政强制 \ufffd01", "行政强制|23?"])
def test_what_may_be_a_misread_digit_is_no_end_of_a_label(print_: str) -> None:
    head = "盐池县测试局2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n"
    facts = read_batch(documents(f"{head}{print_}\n盐池县测试局\n2022年1月5日\n"))["fact_disclosure"]
    assert facts.filter(row_code="coercion")["value"].to_list() == [None]


def test_the_number_of_a_note_at_a_value_is_no_digit() -> None:
    """`6①` is 6 with a note; `①6` may be that, or 16: nothing tells."""
    values = [0, 6, 3, 0, 0, 0, 9]
    behind, before, alone = (
        " ".join(["七）总计", *(form.format(value) if value else "0" for value in values)])
        for form in ("{}①", "①{}", "{} ①")
    )
    for total, known in zip(totals_of(f"（{behind}", f"（{before}", f"（{alone}"), (True, False, False), strict=True):
        assert [value for value, *_ in total] == (values if known else [None] * 7)


@pytest.mark.parametrize(("others", "first"), [(("18116383592459", "19339314138539"), None), (("375000042",) * 2, 1)])
def test_where_several_rows_have_no_cut_one_that_adds_up_does_by_chance(
    others: tuple[str, str], first: int | None
) -> None:
    """Totals stand first: `174 25 7 50 53 2 37` is no `1 74 2 57 50 53 237`."""
    rows = zip(("(一)予以公开", "(二)部分公开"), others, strict=True)
    (total,) = totals_of("\n".join(["总计1742575053237", *map("".join, rows)]))
    assert total[0][0] == first


HEADS = (
    "盐池县测试局2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
    "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
)
END = "第二十条第（五）项\n盐池县测试局\n2022年1月5日\n"


def documents_of_normative(*prints: str) -> list[list[int | None]]:
    """What each print of the row says of it."""
    tables = read_batch(documents(*(f"{HEADS}规章\n{print_}\n{END}" for print_ in prints)))
    keys = tables["report"].sort("source_uri")["report_id"]
    facts = tables["fact_disclosure"].filter(row_code="normative_document")
    return [facts.filter(report_id=key)["value"].cast(pl.Int64).to_list() for key in keys]


def test_as_many_values_as_a_row_has_below_its_label_are_its() -> None:
    said = documents_of_normative(
        "0 0 0\n规范性文件\n7 0 12", "0 0 0\n规范性文件\n１ ０ １２", "0 0 0\n规范性文件\n1 2"
    )
    assert said == [[7, 0, 12], [1, 0, 12], [None] * 3]


def test_values_below_another_label_or_before_more_are_digits() -> None:
    below, before = documents_of_normative("0 0 0\n规范性文件本年\n7 0 12", "0 0 0\n规范性文件\n7 0 12\n3")
    assert below == before == [None] * 3


def test_digits_behind_a_comma_or_a_dash_are_the_last_cell_s() -> None:
    for said in documents_of_normative("0\n规范性文件：—，—，202", "0\n规范性文件、、202"):
        assert 2 not in said
