"""Which edition of the form a report prints, where what tells them apart is not in the document."""

import polars as pl

from tests.transform.prints import FORMS, LABELS
from transform.table.labels.editions import decided_editions, prescribed_editions, printed_editions

YEARS = pl.DataFrame({"doc": [0], "report_year": [2020]}, schema={"doc": pl.UInt32, "report_year": pl.Int16})


def editions(form_edition: str, *forms: str) -> list[tuple[object, ...]]:
    """The edition and whether it is tied, of a report that prints the labels of an edition's forms."""
    tokens = LABELS.filter(pl.col("form").is_in(forms), edition=form_edition).select(
        pl.lit(0, pl.UInt32).alias("doc"), "bare"
    )
    printed = printed_editions(tokens, LABELS)
    decided = decided_editions(printed, prescribed_editions(YEARS, FORMS))
    return [(*printed.select("tied").row(0), *decided.select("edition").row(0))]


def test_a_head_that_is_also_a_rows_label_is_no_row_of_another_edition() -> None:
    # 其他 heads a column of both editions, and is a row of the later one alone: section 二 is not there to outweigh it.
    assert editions("2019", "application", "dispute") == [(True, "2019")]


def test_the_rows_of_an_edition_outweigh_the_year() -> None:
    assert editions("2021", "application", "dispute") == [(False, "2021")]
    assert editions("2019", "disclosure") == [(False, "2019")]
