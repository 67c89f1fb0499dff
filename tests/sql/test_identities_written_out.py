"""The identities are written out twice, for the reader of tables and for the views: both say the same."""

import polars as pl

from tests.sql.cases import empty_warehouse
from transform.forms import load_forms
from transform.table.rows.readings import identity_terms


def test_the_reader_and_the_view_write_out_the_same_terms() -> None:
    forms = load_forms()
    read = identity_terms(forms).join(
        forms.cells.select("edition", "cell", "row_code", "column_code"), on=["edition", "cell"]
    )
    viewed = (
        empty_warehouse()
        .execute("""
        SELECT edition, check_code AS identity, instance, row_code, column_code,
            if(side = 'lhs', weight, -weight) AS sign
        FROM identity_term WHERE reach = 0
    """)
        .pl()
    )

    def sums(terms: pl.DataFrame, number: str) -> list[tuple[object, ...]]:
        ordered = terms.sort("row_code", "column_code", "sign")
        whole = ordered.group_by("edition", "identity", number).agg(
            term=pl.concat_str(pl.col("sign").cast(pl.Int64), "row_code", "column_code", separator=" ")
        )
        return sorted(whole.select("edition", "identity", pl.col("term").list.join(", ")).rows())

    assert sums(read, "sum") == sums(viewed, "instance")
