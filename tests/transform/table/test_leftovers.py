from collections import Counter
from itertools import chain

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.scoring import documents_of
from bench.synthetic import GARBLES, LAYOUTS, generate, layouts_of
from tests.transform.prints import FORMS, LABELS, documents, form_rows, report
from transform.lines import lines_of
from transform.table.aligned import Table, table_of
from transform.table.cells import form_cells
from transform.table.fates.areas import Areas, areas_of
from transform.table.fates.leftovers import leftovers_and_labels, token_fates
from transform.table.fates.recognised import recognised_labels
from transform.table.grids.geometry import GRID_LINES, GRID_PAGES, MERGED_CELLS, Geometry
from transform.table.labels.editions import decided_editions, prescribed_editions
from transform.table.labels.fragments import REASONS, text_reasons
from transform.table.labels.units import printed_units
from transform.table.printed import printed_cells
from transform.table.prints import prints_of
from transform.table.rows.runs import places_in_runs

ROWS = form_rows("2021", "disclosure")
NO_GRIDS = Geometry(GRID_LINES.to_frame(), MERGED_CELLS.to_frame(), GRID_PAGES.to_frame())


def printed(docs: pl.DataFrame) -> tuple[Table, Areas, pl.DataFrame, pl.DataFrame]:
    """What documents print, where the forms stand in it, the printed cells, and the form's cells."""
    readable = docs.filter(pl.col("reason").is_null()).with_row_index("doc")
    years = readable.select("doc", report_year=pl.lit(None, pl.Int16))
    prints = prints_of(lines_of(readable), FORMS)
    editions = decided_editions(prints.editions, prescribed_editions(years, FORMS)).join(years, on="doc", how="left")
    table = table_of(prints, editions, NO_GRIDS, FORMS)
    rows = table.runs.filter(pl.col("row").is_not_null())
    cells = printed_cells(rows, places_in_runs(table.tokens, rows), FORMS)
    units = printed_units(lines_of(readable), table, FORMS)
    return table, areas_of(table, FORMS), cells, form_cells(table.editions, cells, units, FORMS)


def fates(*texts: str) -> pl.DataFrame:
    """What became of each token of documents."""
    table, areas, _, cells = printed(documents(*texts))
    return token_fates(table, areas, cells, FORMS)


def left(*texts: str) -> list[tuple[str, str]]:
    """(token, reason) of the leftovers."""
    return fates(*texts).filter(became="leftover").select("token", "reason").rows()


def stretches(table: Table) -> pl.DataFrame:
    """From the first to the last value of each form's rows: doc, first and last (rows of `tokens`)."""
    lines = FORMS.printed_rows.select("edition", "row", "form")
    runs = table.runs.select("run", "doc", "edition", "row").join(lines, on=["edition", "row"])
    values = table.tokens.with_row_index("at").join(runs.select("run", "form"), on="run")
    return values.group_by("doc", "form").agg(first=pl.col("at").min(), last=pl.col("at").max()).drop("form")


def all_accounted(docs: pl.DataFrame) -> pl.DataFrame:
    """Count the tokens of the areas, and hold the facts against the cells; the leftovers."""
    table, areas, printed_there, cells = printed(docs)
    found = token_fates(table, areas, cells, FORMS)
    tokens = table.tokens.with_row_index("at")
    # Every token of an area once: of the area's lines, and of its rows, none is left out and none stands twice.
    counts = Counter(found["became"])
    assert sum(counts.values()) == found["at"].n_unique() == found.height
    assert set(counts) <= {"fact", "label", "leftover"}
    assert found["at"].is_sorted()
    spans = found.group_by("doc", "line_no").len()
    on_lines = tokens.join(spans, on=["doc", "line_no"], how="semi")
    assert on_lines.height == found.height
    assert (
        tokens.join(stretches(table), on="doc")
        .filter(pl.col("at").is_between("first", "last") & ~pl.col("at").is_in(found["at"].implode()))
        .is_empty()
    )
    assert (found["became"] == "leftover").eq_missing(found["reason"].is_not_null()).all()
    # A fact is a value of a row of the form; every value of such a row is a fact or a listed surplus.
    rows = table.runs.filter(pl.col("row").is_not_null())["run"]
    of_rows = tokens.filter(pl.col("run").is_in(rows.implode()))
    facts = found.filter(became="fact")
    surplus = found.filter(reason="value_not_placed")
    assert sorted([*facts["at"], *surplus["at"]]) == of_rows["at"].to_list()
    # What the cells print is what the values of the rows print.
    for (doc,), cells_there in printed_there.group_by("doc"):
        said = {part for token in of_rows.filter(doc=doc)["token"] for part in token.split(" ")}
        assert {part for text in cells_there["raw_text"] for part in text.split(" ")} == said
    # No label is a value, no value a label.
    assert found.filter((pl.col("became") == "label") & pl.col("run").is_not_null()).is_empty()
    assert found.filter((pl.col("became") == "fact") & pl.col("run").is_null()).is_empty()
    codes = pl.concat([found["reason"], cells["reason"].str.split(":").explode()]).drop_nulls().unique()
    assert set(codes) <= set(pl.read_csv(REASONS, infer_schema=False)["code"])
    listed, labels = leftovers_and_labels(table, areas, cells, FORMS)
    assert labels.rows() == found.filter(became="label").select("at", "label").rows()
    known = recognised_labels(labels, table, FORMS)
    assert known["labels"].list.len().sum() == labels.height
    assert listed.rows() == found.filter(became="leftover").select(listed.columns).rows()
    return listed


def test_labels_are_stored_with_what_they_were_taken_for() -> None:
    text = report().replace("部分公开", "部分公", 1).replace("行政处罚", "行政处 罚", 1)
    table, areas, _, cells = printed(documents(text))
    _, labels = leftovers_and_labels(table, areas, cells, FORMS)
    ((taken,),) = recognised_labels(labels, table, FORMS).select("labels").rows()
    by_token = {it["token"]: (it["label"], it["is_exact"]) for it in taken}
    lines = text.split("\n")
    assert all(it["token"].replace(" ", "") in lines[it["line_no"] - 1].replace(" ", "") for it in taken)
    assert ("application.row.granted", True) in by_token.values()
    assert by_token[next(token for token in by_token if "部分公" in token)] == (
        "application.row.partially_granted", False,
    )  # fmt: skip


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_clean_report_leaves_nothing_over(layout: str, edition: str) -> None:
    docs = documents_of(list(generate(8, seed=5, editions=(edition,), layouts=(layout,))))
    assert all_accounted(docs).rows() == []


@pytest.mark.parametrize("garble", sorted(GARBLES))
def test_no_garble_leaves_a_token_unaccounted(garble: str) -> None:
    made = [generate(3, 7, layouts=(layout,), garbles=(garble,), garbles_per_report=1) for layout in layouts_of(garble)]
    all_accounted(documents_of(list(chain(*made))))


SOME = st.sets(st.sampled_from(sorted(GARBLES)), min_size=1, max_size=4)


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), SOME, st.integers(1, 3)), min_size=6, max_size=6))
def test_nothing_is_unaccounted_whatever_the_garbles(drawn: list[tuple[int, set[str], int]]) -> None:
    made = [
        generate(3, seed, garbles=tuple(sorted(garbles)), garbles_per_report=count, mistakes=0.3)
        for seed, garbles, count in drawn
    ]
    all_accounted(documents_of(list(chain(*made))))


def test_an_authors_own_row_is_listed_with_its_label() -> None:
    text = report().replace(ROWS[0], f"{ROWS[0]}\n新增事项\t4\t5")
    assert left(text) == [("新增事项", "unknown_label"), ("4", "unknown_row"), ("5", "unknown_row")]


def test_a_row_printed_again_is_listed_and_its_label_known() -> None:
    text = report().replace(ROWS[0], f"{ROWS[0]}\n{ROWS[0]}")
    assert left(text) == [("0", "repeated_line")] * 3


def test_a_row_out_of_order_is_listed() -> None:
    text = report().replace(ROWS[2] + "\n", "").replace(ROWS[0], f"{ROWS[2]}\n{ROWS[0]}")
    assert left(text) == [("0", "row_out_of_order")]


def test_the_value_too_many_is_the_one_that_the_row_reads_right_without() -> None:
    text = report(application={"new_received": "9 1 2 0 0 0 0 3", "granted": "1 2 0 0 0 0 3"})
    assert left(text) == [("9", "value_not_placed")]


def test_where_the_row_cannot_be_read_every_value_stays_in_the_print_of_its_cells() -> None:
    text = report(application={"new_received": "9 8 7 6 5 4 3 2"})
    assert left(text) == []


def test_page_numbers_and_sentences_between_rows_are_told_apart() -> None:
    rows = form_rows("2021", "application")
    for printed_there, reason in (
        ("- 3 -", "page_number"),
        ("第3页 共8页", "page_number"),
        ("7", "page_number"),
        ("本表单位为件。", "sentence"),
        ("……", "sign"),
        ("某局公开年报", "unknown_label"),
        ("2.重复申请12", "glued_row"),
        ("1O.5.2万元", "unreadable_number"),
    ):
        text = report().replace(rows[4], f"{rows[4]}\n{printed_there}")
        assert left(text) == [(printed_there, reason)]


@pytest.mark.parametrize(
    "token", ["息需要另行制作", "益", "(三)", "(三)不予公开1.属于国家秘密", "(三)不予公开1.属于国", "属于国家密"]
)
def test_parts_of_labels_labels_run_together_and_misprints_are_labels(token: str) -> None:
    texts = pl.DataFrame({"edition": ["2021"], "token": [token]})
    assert text_reasons(texts, LABELS, FORMS.labels.select("edition", "label"))["reason"].to_list() == [None]


def test_prose_and_other_tables_are_no_area() -> None:
    assert fates(report(overview=["统计表\t1\t2\t3", "全年公开信息5条。"]))["line_no"].min() == 6
    assert fates("天气\t1\t2\t3", "", "规章").filter(pl.col("became") != "label").is_empty()


def test_a_table_whose_last_row_has_a_strange_label_is_whole() -> None:
    last = form_rows("2021", "application")[-1]
    text = report().replace(last, last.replace("四、结转下年度继续办理", "甲乙丙丁"))
    assert left(text) == [("甲乙丙丁", "unknown_label"), *[("0", "unknown_row")] * 7]


def test_no_documents() -> None:
    assert fates().is_empty()
