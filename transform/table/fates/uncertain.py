"""Rows that are read by their labels although what stands around them says that their numbers may be others'.

Their cells are open: what is printed there stands only where the form's identities say the same.
"""

import polars as pl

from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.printed import without_values
from transform.table.rows.apart import rows_apart
from transform.table.rows.beside import rows_beside_runs
from transform.table.rows.lacking import rows_that_lack_one
from transform.table.rows.standing import standing


def without_uncertain(
    printed: pl.DataFrame, table: Table, lines: pl.DataFrame, forms: Forms, docs: pl.DataFrame
) -> pl.DataFrame:
    """What the form's cells print, those of uncertain rows open.

    Args:
        printed: `transform.table.printed.PRINTED_CELL`.
        table: what is printed.
        lines: as from `transform.lines.lines_of`.
        forms: the forms.
        docs: `doc` of the documents that are asked for.

    Returns:
        The same cells; those of these rows without a value, their print its only option, and why in `note`.
    """
    runs = standing(table.runs, table.tokens)
    found = [
        rows_beside_runs(runs, table.tokens, lines, forms),
        rows_apart(runs, table.tokens, forms),
        rows_that_lack_one(runs, table.tokens, lines, forms),
    ]
    rows = pl.concat(found).unique(["doc", "row"], keep="first", maintain_order=True).join(docs, on="doc", how="semi")
    if rows.is_empty():
        return printed
    cells = rows.join(table.editions.select("doc", "edition"), on="doc").join(forms.cells, on=["edition", "row"])
    met = printed.join(cells.select("doc", "cell", "why"), on=["doc", "cell"], how="left", maintain_order="left")
    said = pl.coalesce("options", pl.concat_list("value").list.drop_nulls())
    return without_values(met, pl.col("why").is_not_null(), said, pl.col("why")).select(printed.columns)
