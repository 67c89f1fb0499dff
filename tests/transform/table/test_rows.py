import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import tokens
from transform.table.rows.runs import places_in_runs, runs_of

Run = tuple[str | None, str | None, list[str]]


def rows(*texts: str) -> list[Run]:
    """(label before the head, head, values) of each run."""
    said = tokens(*texts)
    found = runs_of(said)
    values = places_in_runs(said, found).group_by("run", maintain_order=True).agg("token")
    return [
        (before, head, printed)
        for before, head, printed in found.join(values, on="run").select("before", "head", "token").iter_rows()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "规章\t1\t2\t3\n事项\t4",
        "规章 | 1 | 2 | 3 |\n事项 | 4 |",
        "| 规章 |||1|2|3|\n|事项|||4|",
        "规章\n1\n2\n3\n事项\n4",
        "规章\n\n1\n\n2\n\n3\n\n事项\n\n4",
        "规章 |\n1 |\n2 |\n3 |\n事项 |\n4 |",
        "规章  1  2  3\n事项  4",
        "规章\n1\t2\t3\n事项\n4",
    ],
)
def test_a_row_is_labels_and_then_values_in_every_layout(text: str) -> None:
    assert rows(text) == [(None, "规章", ["1", "2", "3"]), (None, "事项", ["4"])]


def test_both_labels_before_a_row_are_kept() -> None:
    assert rows("结果\t（一）公开\t1\t2") == [("结果", "（一）公开", ["1", "2"])]


def test_a_label_behind_values_ends_the_row() -> None:
    assert rows("规章\t1\t2\t备注\t3") == [(None, "规章", ["1", "2"]), (None, "备注", ["3"])]


def test_values_of_two_printed_lines_are_two_rows() -> None:
    assert rows("规章\t1\t2\n3\t4") == [(None, "规章", ["1", "2"]), (None, None, ["3", "4"])]


def test_a_value_alone_on_its_line_goes_on_only_after_another_that_is_alone() -> None:
    assert rows("规章\t1\n2\n3") == [(None, "规章", ["1"]), (None, None, ["2", "3"])]
    assert rows("规章\n1\n2\n3\t4") == [(None, "规章", ["1", "2"]), (None, None, ["3", "4"])]


def test_a_row_never_goes_on_into_the_next_document() -> None:
    assert rows("规章\n1\n2", "3\n4") == [(None, "规章", ["1", "2"]), (None, None, ["3", "4"])]


def test_a_label_never_heads_the_next_document() -> None:
    assert rows("规章", "3") == [(None, None, ["3"])]
    assert rows("结果\n规章", "事项\t3") == [(None, "事项", ["3"])]


def test_dashes_words_of_zero_and_doubtful_digits_are_values() -> None:
    assert rows("规章\t-\t无\t1 2\tO") == [(None, "规章", ["-", "无", "1 2", "O"])]


def test_a_row_knows_its_first_line_and_its_places() -> None:
    found = runs_of(tokens("\n规章\t\t1\t\t3\t", "事项\n\n5\n6"))
    columns = ["run", "doc", "line_no", "first_place", "last_place", "values"]
    assert found.select(columns).rows() == [(0, 0, 2, 2, 4, 2), (1, 1, 3, 0, 0, 2)]


def test_values_know_their_order_place_line_and_meaning() -> None:
    said = tokens("规章\t\t1\t\t３件", "事项\n—\n6元")
    values = places_in_runs(said, runs_of(said))
    assert values.rows() == [
        (0, 0, 0, 2, 1, "1", "number", 10_000, None),
        (0, 0, 1, 4, 1, "３件", "number", 30_000, "count"),
        (1, 1, 0, 0, 2, "—", "dash", None, None),
        (1, 1, 1, 0, 3, "6元", "number", 60_000, "CNY"),
    ]


def test_only_the_values_of_the_runs_asked_for() -> None:
    said = tokens("规章\t1\n事项\t2\t3")
    second = runs_of(said).filter(pl.col("run") == 1)
    assert places_in_runs(said, second).select("run", "nth", "token").rows() == [(1, 0, "2"), (1, 1, "3")]


def test_labels_alone_make_no_row() -> None:
    assert runs_of(tokens("规章\n事项")).height == 0
    assert runs_of(tokens("")).height == 0


ROWS = st.lists(st.lists(st.integers(0, 99), min_size=2, max_size=5), min_size=1, max_size=5)


@settings(max_examples=50, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=3), st.sampled_from(["\t", "|", "   ", "\n", "\n\n", " |\n"]))
def test_any_table_comes_back_row_by_row(documents: list[list[list[int]]], gap: str) -> None:
    texts = ["\n".join(gap.join(["规章", *map(str, row)]) for row in document) for document in documents]
    printed = [[str(value) for value in row] for document in documents for row in document]
    assert [values for _, _, values in rows(*texts)] == printed
    assert {head for _, head, _ in rows(*texts)} == {"规章"}
