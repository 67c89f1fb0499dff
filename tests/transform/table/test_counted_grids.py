"""Tables of text whose bars or tabs counted the columns are grids, and no others are."""

from dataclasses import replace

import polars as pl
import pytest

from bench.scoring import documents_of, truth_of
from bench.synthetic import generate
from extract.pages import page_texts
from tests.transform.prints import documents
from tests.transform.table.pages import read
from tests.transform.table.test_grids import COLUMNS, HEAD, crawled, labelled, page, rows
from transform.batch import read_batch

CODES = ["natural_person", "enterprise", "research", "public_welfare", "legal_service", "other_org", "total"]
GIVEN = {"new_received": ["5", "", "", "2", "", "", "7"]}


def grid_of(*texts: str) -> pl.DataFrame:
    return read_batch(page_texts(documents(*texts)))["report_grid"]


def totals_only(bar: str, *, head: bool = True, total: str = "0") -> str:
    body = [bar.join([label, *printed]) for label, printed in labelled(GIVEN, [*[""] * 6, total])]
    return crawled([bar.join(["", *COLUMNS])] * head + body)


@pytest.mark.parametrize("bar", ["|", "\t"])
def test_rows_on_one_line_with_the_header_above_them(bar: str) -> None:
    found = grid_of(totals_only(bar))
    assert found.select(pl.col("grid", "row_span", "column_span", "is_certain").unique()).rows() == [(1, 1, 1, False)]
    assert found.filter(row=0).select("column", "text", "line_no").rows() == [
        (at, text, 5) for at, text in enumerate([None, *COLUMNS])
    ]
    assert found.filter(row=1).select("column", "text", "line_no", "column_code").rows() == [
        (0, "一、本年新收政府信息公开申请数量", 6, None),
        *(
            (at, text or None, 6, code)
            for at, (text, code) in enumerate(zip(GIVEN["new_received"], CODES, strict=True), start=1)
        ),
    ]
    assert found.height == 8 * 26


def test_stacked_rows_are_rows_with_their_label_before_them() -> None:
    given = {"new_received": ["56", *[""] * 5, "56"], "carried_in": ["1", *[""] * 5, "1"]}
    lines = [f"{column} |" for column in COLUMNS]
    for label, printed in labelled(given, [""] * 7):
        lines += [f"{label} |", *(f"{value} |" if value else "|" for value in printed), "||"]
    found = grid_of(crawled(lines))
    assert found.filter(row=1).select("column", "text", "line_no", "column_code").rows() == [
        (0, "二、上年结转政府信息公开申请数量", 21, None),
        *((at, "1" if at in (1, 7) else None, 21 + at, code) for at, code in enumerate(CODES, start=1)),
    ]
    assert found["is_certain"].unique().to_list() == [False]


def test_behind_the_certain_grids_of_a_page() -> None:
    text = "".join(f"<p>{line}</p>" for line in totals_only("|").split("\n")[4:])
    disclosure = "<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>9</td></tr>"
    found = grid_of(page(disclosure).replace("<p>四、", f"{text}<p>四、"))
    assert sorted(found.select("grid", "is_certain").unique().rows()) == [(1, True), (2, False)]
    assert found.filter(is_certain=False).height == 8 * 26


@pytest.mark.parametrize(
    "text",
    [
        totals_only("|", head=False),
        # A column was lost from two rows, and the bars do not show it.
        crawled(["|".join(["", *COLUMNS]), *("|".join([label, "", "1", *"00001"]) for label, _ in labelled({}, []))]),
        # The total that is printed is not the sum.
        totals_only("|").replace("5|||2|||7", "5|||2|||6"),
        # All is printed: every place is counted.
        crawled(["|".join(["", *COLUMNS]), *("|".join([label, *"0000000"]) for label, _ in labelled({}, []))]),
    ],
)
def test_what_is_undecided_is_no_grid(text: str) -> None:
    assert grid_of(text).is_empty()


def test_no_column_of_such_a_grid_is_wrong() -> None:
    reports = [
        replace(report, name=f"{garble}-{report.name}")
        for garble in ("zeros_gone", "blank_zero", "lost_column", "extra_value", "missing_group")
        for report in generate(20, 5, layouts=("tab", "pipe"), garbles=(garble,), garbles_per_report=1)
    ]
    tables = read_batch(documents_of(reports))
    facts = tables["fact_application"].select("report_id", "row_code", "column_code", "line_no")
    truth = truth_of(reports).join(tables["report"].select("source_uri", "report_id"), on="source_uri")
    printed = tables["report_grid"].filter(~pl.col("is_certain"), pl.col("text").is_not_null())
    shown = printed.join(facts, on=["report_id", "line_no", "column_code"])
    known = shown.join(truth.filter(form="application"), on=["report_id", "row_code", "column_code"])
    assert known.height == shown.height > 40
    assert known.filter(pl.col("text").cast(pl.Decimal(18, 4)) != pl.col("truth")).is_empty()


def two_lines(*heads: list[str]) -> str:
    """Rows that print their total only, below a header of two lines."""
    return totals_only("|").replace("|".join(["", *COLUMNS]), "\n".join("|".join(["", *line]) for line in heads))


@pytest.mark.parametrize(
    "text",
    [
        totals_only("|").replace("|自然人|商业企业|", "|商业企业|自然人|"),
        crawled(
            [
                "|".join(["", COLUMNS[1], COLUMNS[0], *COLUMNS[2:]]),
                *("|".join([label, *"1200003"]) for label, _ in labelled({}, [])),
            ]
        ),
        totals_only("|").replace("|其他|总计", "|总计|其他"),
        two_lines(["法人或其他组织", "", "", "", "", "自然人", "总计"], [*COLUMNS[1:6], "", ""]),
    ],
)
def test_heads_in_another_order_are_never_read_by_count(text: str) -> None:
    facts = read_batch(documents(text))["fact_application"]
    assert facts.filter(pl.col("value") > 0).is_empty()


def test_heads_in_two_lines_have_the_places_of_both() -> None:
    text = two_lines(["自然人", "法人或其他组织", *[""] * 4, "总计"], ["", *COLUMNS[1:6], ""])
    facts = read_batch(documents(text))["fact_application"].filter(row_code="new_received")
    assert facts["value"].to_list() == [5, 0, 0, 2, 0, 0, 7]


def test_a_page_has_no_others() -> None:
    assert grid_of(page(HEAD + rows({})))["is_certain"].all()


def test_where_two_tabs_stand_between_any_two_cells_a_blank_is_not_counted() -> None:
    heads = "信息内容|本年制发件数|本年废止件数|现行有效件数".replace("|", "\t\t")
    text = f"二、主动公开政府信息情况\n{heads}\n规章\t\t\t\t3\t\t1\n行政规范性文件\t\t2\t\t5\t\t7"
    (found,) = read("disclosure", text)
    assert [value for value, *_ in found["regulation"]] == [None] * 3
    assert [value for value, *_ in found["normative_document"]] == [2, 5, 7]
