"""Where runs of values stand among the tokens of their documents: beside their label or below it."""

import polars as pl

from transform.table.rows.runs import first_tokens

#: Rows whose cells are not certain: doc, row, and why.
UNCERTAIN = pl.Schema({"doc": pl.UInt32, "row": pl.Int32, "why": pl.String})


def standing(runs: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Where runs stand.

    Args:
        runs: `transform.table.rows.alignment.ALIGNED_RUN`.
        tokens: `transform.table.rows.runs.TOKEN`, of the same batch.

    Returns:
        The runs with at and last UInt32 (first and last token, by its place in `tokens`), last_line Int32, head_line
        and next_line Int32 (of the tokens before and behind; null where the document begins or ends), tied Boolean:
        whether its label stands beside it, on its line.
    """
    at = first_tokens(tokens).gather(runs["run"])
    last = at + runs["values"].cast(pl.UInt32) - 1
    # The line of each token, null where the neighbour is another document's.
    same = pl.col("doc") == pl.col("doc").shift()
    around = tokens.select(
        "line_no",
        head_line=pl.when(same).then(pl.col("line_no").shift()),
        next_line=pl.when(same.shift(-1)).then(pl.col("line_no").shift(-1)),
    )
    stood = runs.with_columns(
        at=at,
        last=last,
        last_line=around["line_no"].gather(last),
        head_line=around["head_line"].gather(at),
        next_line=around["next_line"].gather(last),
    )
    # Behind the values stands a label in grids alone.
    behind = (pl.col("next_line") == pl.col("last_line")) & pl.col("grid").is_not_null()
    return stood.with_columns(
        tied=((pl.col("head_line") == pl.col("line_no")) | behind).fill_null(value=False),
    )
