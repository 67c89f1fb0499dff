"""What was read, printed cleanly, reads the same."""

from dataclasses import replace

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.scoring import documents_of
from bench.synthetic import GARBLES, generate
from tests.transform.prints import documents, report
from transform.batch import read_batch

FORMS_OF_TABLES = {"disclosure": "fact_disclosure", "application": "fact_application", "dispute": "fact_dispute"}
KEY = ["source_uri", "form", "row_code", "column_code"]

SEEDS = st.integers(1, 10_000)
SOME = st.lists(st.sampled_from(sorted(GARBLES)), max_size=5, unique=True)


def facts(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The cells of each document, under its name, in the form's order."""
    value = pl.col("value").cast(pl.Decimal(18, 4))
    every = pl.concat(
        tables[name].select("report_id", pl.lit(form).alias("form"), "row_code", "column_code", value, "state")
        for form, name in FORMS_OF_TABLES.items()
    )
    return every.join(tables["report"].select("report_id", "source_uri"), on="report_id").drop("report_id")


def printed(cells: pl.DataFrame) -> dict[str, str]:
    """Line code to its cells as a clean print; a dash for a number that nobody knows."""
    text = pl.col("value").cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".").fill_null("—")
    rows = cells.group_by("row_code", maintain_order=True).agg(
        pl.when(text == "").then(pl.lit("0")).otherwise(text).str.join(" ")
    )
    return dict(rows.iter_rows())


def clean(cells: pl.DataFrame, edition: str, year: int) -> str:
    """What was read of one document, printed cleanly."""
    of_form = {form: printed(cells.filter(form=form)) for form in FORMS_OF_TABLES}
    return report(
        f"盐池县测试局{year}年政府信息公开工作年度报告",
        edition=edition,
        disclosure=of_form["disclosure"],
        application=of_form["application"],
        dispute=" ".join(of_form["dispute"].values()),
    )


@given(st.lists(st.tuples(SEEDS, SOME), min_size=12, max_size=12, unique_by=lambda drawn: drawn[0]))
@settings(max_examples=6, deadline=None)
def test_the_clean_text_of_what_was_read_gives_the_same_facts(drawn: list[tuple[int, list[str]]]) -> None:
    reports = [
        replace(it, name=f"{seed}-{it.name}")
        for seed, garbles in drawn
        for it in generate(1, seed, garbles=tuple(garbles), garbles_per_report=len(garbles))
    ]
    years = {it.name: it.report_year for it in reports}
    tables = read_batch(documents_of(reports))
    first = facts(tables)
    texts = {
        name: clean(first.filter(source_uri=name), edition, years[name])
        for name, edition in tables["report"].select("source_uri", "edition").iter_rows()
    }
    read = read_batch(documents(*texts.values(), names=list(texts)))
    again = facts(read).rename({"value": "again", "state": "state_again"})
    both = first.join(again, on=KEY, how="full", coalesce=True, nulls_equal=True)
    assert both.height == first.height == again.height
    known = both.filter(pl.col("value").is_not_null())
    assert known.filter(pl.col("value") != pl.col("again")).is_empty()
    assert known["state_again"].unique().to_list() in (["reported"], [])
