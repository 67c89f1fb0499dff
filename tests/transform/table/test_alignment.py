import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import FORMS, editions, form_rows, labels_of, matches, printed_rows, runs

ZEROS = "\t0\t0\t0\t0\t0\t0\t0"
NOT_HELD = "1.本机关不掌握相关政府信息" + ZEROS
UNCLEAR = "3.补正后申请内容仍不明确" + ZEROS
THREE = ["unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear"]
RESULTS = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"


def between(*printed: str) -> str:
    """What stands in place of 三（四）2."""
    return "\n".join([NOT_HELD, *printed, UNCLEAR])


def numbers(count: int) -> str:
    return "\t".join("0" * count)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("gap", ["\t", " | ", "\n", "   "])
def test_a_whole_form_aligns_with_itself(edition: str, gap: str) -> None:
    forms = ["disclosure", "application", "dispute"]
    text = "\n".join(row for form in forms for row in form_rows(edition, form, gap=gap))
    assert printed_rows(text, edition=edition) == FORMS.printed_rows.filter(edition=edition)["printed_row"].to_list()
    assert set(matches(text, edition=edition)) == {"label"}


def test_a_line_knows_how_many_values_it_has() -> None:
    text = f"规章\t0\t0\t0\n行政许可\t0\n{NOT_HELD}\n{RESULTS}\t{numbers(15)}"
    assert runs(text)["places"].to_list() == [3, 1, 7, 15]


def test_a_label_is_known_in_its_variants_and_with_spaces() -> None:
    text = f"规范性 文件\t0\t0\t0\n2. 其他法律 法规禁止公开{ZEROS}"
    assert printed_rows(text) == ["normative_document", "denied_prohibited_by_law"]
    assert matches(text) == ["label", "label"]


@pytest.mark.parametrize(
    "printed",
    [
        ["2. 没有现成信" + ZEROS, "息需要另行 制作"],  # the tail after the values
        ["2. 没有现成信", "息需要另行 制作" + ZEROS],  # the head before them
        ["2. 没有现成信" + ZEROS],  # the tail lost
        ["2. 没" + ZEROS, "有现成信息需要另行制作"],  # one character, and its numbering
        ["2. 没有现成信息需要另行制", "作" + ZEROS],  # all but one character before them
        ["息需要另行制作" + ZEROS],  # the head lost
        ["没有成信息需要另行制作" + ZEROS],  # a character lost
        ["（四）无法提供没有现成信息需要另行制作" + ZEROS],  # its group glued to it
    ],
)
def test_a_broken_label_is_placed_between_its_neighbours(printed: list[str]) -> None:
    assert [code for code in printed_rows(between(*printed)) if code] == THREE
    assert matches(between(*printed))[1] == "fragment"


def test_a_fragment_never_decides_against_the_order() -> None:
    assert printed_rows(between("信访举报投" + ZEROS)) == [THREE[0], None, THREE[2]]
    assert printed_rows(f"{NOT_HELD}\n信访举报投{ZEROS}") == [THREE[0], "unprocessed_petition"]


def test_a_fragment_that_fits_another_line_better_is_still_placed_between_its_neighbours() -> None:
    # 属于 is a larger part of 1.属于国家秘密, 行政 of 行政许可.
    above, below = "6.属于四类过程性信息" + ZEROS, "8.属于行政查询事项" + ZEROS
    assert printed_rows(f"{above}\n属于{ZEROS}\n{below}")[1] == "denied_enforcement_file"
    assert printed_rows("规章\t0\t0\t0\n行政\t0\t0\n行政许可\t0")[1] == "normative_document"


def test_a_row_out_of_order_is_no_neighbour() -> None:
    text = "规章\t0\t0\t0\n行政强制\t1\n规范性文\t0\t0\t0\n行政许可\t3\n行政处罚\t3"
    assert printed_rows(text) == ["regulation", None, "normative_document", "licensing", "penalty"]


def test_a_fragment_that_fits_two_lines_equally_decides_nothing() -> None:
    above, below = "5.属于三类内部事务信息" + ZEROS, "7.属于行政执法案卷" + ZEROS
    labels = ["denied_internal_affairs", "denied_enforcement_file"]
    assert printed_rows(f"{above}\n政{ZEROS}\n{below}") == [labels[0], None, labels[1]]
    text = f"行政许可\t0\n行政处\t0\n行政\t0\n{NOT_HELD}"
    assert printed_rows(text) == ["licensing", "penalty", None, THREE[0]]


def test_a_fragment_with_another_count_of_values_is_no_such_line() -> None:
    assert printed_rows(between("没有现成信息\t" + numbers(5))) == [THREE[0], None, THREE[2]]
    for count in (6, 8):
        assert printed_rows(between("没有现成信息\t" + numbers(count))) == THREE


def test_a_nameless_row_takes_the_one_line_that_is_lacking() -> None:
    assert printed_rows(between(ZEROS)) == THREE
    assert matches(between(ZEROS)) == ["label", "position", "label"]


def test_nameless_rows_take_as_many_lines_in_order() -> None:
    text = f"6.属于四类过程性信息{ZEROS}\n{ZEROS}\n{ZEROS}\n{NOT_HELD}"
    assert printed_rows(text) == [
        "denied_deliberative",
        "denied_enforcement_file",
        "denied_administrative_query",
        "unavailable_not_held",
    ]


def test_nameless_rows_take_nothing_where_the_counts_leave_several_ways() -> None:
    assert printed_rows(between(ZEROS, ZEROS)) == [THREE[0], None, None, THREE[2]]
    text = f"5.属于三类内部事务信息{ZEROS}\n{ZEROS}\n{NOT_HELD}"
    assert printed_rows(text) == ["denied_internal_affairs", None, THREE[0]]
    assert printed_rows(between("\t" + numbers(6))) == [THREE[0], None, THREE[2]]


def test_nameless_rows_at_the_end_take_nothing() -> None:
    assert printed_rows(f"（七）总计{ZEROS}\n{ZEROS}") == ["handled_total", None]


def test_a_row_under_an_unknown_label_is_no_line_of_the_form() -> None:
    assert printed_rows(between("全年天气晴好" + ZEROS)) == [THREE[0], None, THREE[2]]


def test_a_row_out_of_order_stands_aside() -> None:
    text = "行政许可\t3\n规章\t0\t0\t0\n行政规范性文件\t0\t0\t0\n行政处罚\t3"
    assert printed_rows(text) == [None, "regulation", "normative_document", "penalty"]


def test_a_second_print_of_a_row_is_marked() -> None:
    text = "规章\t0\t0\t0\n规章\t1\t0\t0\n行政许可\t3"
    assert printed_rows(text) == ["regulation", None, "licensing"]
    assert matches(text) == ["label", "repeated", "label"]


@pytest.mark.parametrize("form", ["disclosure", "application", "dispute"])
def test_a_table_printed_twice_gives_each_line_once(form: str) -> None:
    found = [code for code in printed_rows("\n".join(form_rows("2021", form) * 2)) if code]
    assert found == FORMS.printed_rows.filter(edition="2021", form=form)["printed_row"].to_list()


def test_another_document_prints_its_own_lines() -> None:
    assert printed_rows("规章\t0\t0\t0", "规章\t0\t0\t0") == ["regulation", "regulation"]
    assert matches(NOT_HELD, ZEROS, UNCLEAR)[1] is None


@pytest.mark.parametrize(
    ("label", "code"),
    [("3.其他", "other_other"), ("（七）总计", "handled_total"), ("(七) 总 计", "handled_total")],
)
def test_a_label_that_is_also_a_column_heads_a_row_with_its_numbering(label: str, code: str) -> None:
    assert printed_rows(label + ZEROS) == [code]


@pytest.mark.parametrize("label", ["其他", "总计", "4.其他", "（六）总计"])
def test_without_its_numbering_it_is_a_column(label: str) -> None:
    assert printed_rows(label + ZEROS) == [None]


def test_a_bare_total_can_still_be_placed_by_position() -> None:
    text = f"3.其他{ZEROS}\n总计{ZEROS}\n四、结转下年度继续办理{ZEROS}"
    assert printed_rows(text) == ["other_other", "handled_total", "carried_out"]
    assert matches(text) == ["label", "position", "label"]


@pytest.mark.parametrize("count", [1, 7, 14, 15, 16])
def test_a_line_of_several_rows_is_headed_by_its_last_two_columns(count: int) -> None:
    assert printed_rows(f"{RESULTS}\t{numbers(count)}") == ["dispute"]


def test_it_has_no_more_values_than_its_rows_have_together_and_one() -> None:
    assert printed_rows(f"{RESULTS}\t{numbers(17)}") == [None]


@pytest.mark.parametrize(
    "header",
    ["尚未审结\n总计", "尚未\n审结\n总计", "其他结果\t总计", "审结\t总计", "行政诉讼\t尚未审结\t总计"],
)
def test_its_header_can_be_cut_or_broken(header: str) -> None:
    assert printed_rows(f"{header}\t{numbers(15)}") == ["dispute"]


@pytest.mark.parametrize("header", ["总计", "结\t总计", "自然人\t总计", "尚未审结\t行政诉讼"])
def test_one_column_alone_does_not_show_it(header: str) -> None:
    assert printed_rows(f"{header}\t{numbers(15)}") == [None]


def test_a_document_without_edition_has_no_lines() -> None:
    assert printed_rows("规章\t0\t0\t0", edition="1999") == [None]


def test_the_printed_edition_is_the_one_most_of_whose_labels_stand_there() -> None:
    found = editions("规章\n本年制发件数\n本年废止件数", "规章\n其他对外管理服务事项", "规章", "天气", "政府集中采购")
    assert found.rows() == [
        (0, "2021", 3, False),
        (1, "2019", 2, False),
        (2, "2021", 1, True),
        (4, "2019", 1, False),
    ]


def test_a_label_printed_often_or_in_two_variants_counts_once() -> None:
    counts = editions("规章\n规章\n现行有效件数\n现行有效件").select("edition", "labels", "tied")
    assert counts.rows() == [("2021", 2, False)]


LABELLED = labels_of("2021", "application")


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_rows_of_the_form_in_its_order_are_found(data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(range(len(LABELLED))), min_size=1, unique=True).map(sorted))
    counts = data.draw(st.lists(st.integers(6, 8), min_size=len(some), max_size=len(some)))
    text = "\n".join(f"{LABELLED[i][1]}\t{numbers(count)}" for i, count in zip(some, counts, strict=True))
    assert printed_rows(text) == [LABELLED[i][0] for i in some]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(LABELLED), min_size=1, max_size=40))
def test_in_any_order_lines_rise_and_none_is_taken_twice(printed: list[tuple[str, str, int]]) -> None:
    found = runs("\n".join(label + ZEROS for _, label, _ in printed))
    lines = found["row"].drop_nulls()
    assert lines.to_list() == sorted(set(lines))
    assert found.height == len(printed)
    labelled = found.filter(pl.col("matched") == "label").join(FORMS.printed_rows, on=["edition", "row"])
    assert all(printed[run][0] == code for run, code in labelled.select("run", "printed_row").iter_rows())


def test_one_character_without_its_numbering_is_no_evidence() -> None:
    assert [code for code in printed_rows(between("没" + ZEROS)) if code] == [THREE[0], THREE[2]]
    assert [code for code in printed_rows(between("4. 没" + ZEROS)) if code] == [THREE[0], THREE[2]]
