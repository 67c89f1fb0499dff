"""What was read, printed cleanly, reads the same."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.accuracy import documents_of
from bench.synthetic import GARBLES, generate
from tests.transform.prints import documents, report
from transform.batch import read_batch

FORMS_OF_TABLES = {"disclosure": "fact_disclosure", "application": "fact_application", "dispute": "fact_dispute"}
KEY = ["form", "row_code", "column_code"]


def facts(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The cells of one document in the form's order."""
    return pl.concat(
        tables[name].select(
            pl.lit(form).alias("form"), "row_code", "column_code", pl.col("value").cast(pl.Decimal(18, 4)), "state"
        )
        for form, name in FORMS_OF_TABLES.items()
    )


def printed(cells: pl.DataFrame) -> dict[str, str]:
    """Line code to its cells as a clean print; a dash for a number that nobody knows."""
    text = pl.col("value").cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".").fill_null("—")
    rows = cells.group_by("row_code", maintain_order=True).agg(
        pl.when(text == "").then(pl.lit("0")).otherwise(text).str.join(" ")
    )
    return dict(rows.iter_rows())


@given(seed=st.integers(1, 10_000), garbles=st.lists(st.sampled_from(sorted(GARBLES)), max_size=5, unique=True))
@settings(max_examples=60, deadline=None)
def test_the_clean_text_of_what_was_read_gives_the_same_facts(seed: int, garbles: list[str]) -> None:
    (given_report,) = generate(1, seed, garbles=tuple(garbles), garbles_per_report=len(garbles))
    tables = read_batch(documents_of([given_report]))
    if tables["report"].is_empty():
        return
    first = facts(tables)
    of_form = {form: printed(first.filter(form=form)) for form in FORMS_OF_TABLES}
    clean = report(
        f"盐池县测试局{given_report.report_year}年政府信息公开工作年度报告",
        edition=tables["report"]["edition"].item(),
        disclosure=of_form["disclosure"],
        application=of_form["application"],
        dispute=" ".join(of_form["dispute"].values()),
    )
    again = facts(read_batch(documents(clean))).rename({"value": "again", "state": "state_again"})
    both = first.join(again, on=KEY, how="full", coalesce=True, nulls_equal=True)
    assert both.height == first.height == again.height
    known = both.filter(pl.col("value").is_not_null())
    assert known.filter(pl.col("value") != pl.col("again")).is_empty()
    assert known["state_again"].unique().to_list() in (["reported"], [])
