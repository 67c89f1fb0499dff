"""Columns of row numbers: `1 2 3 ... 25` before the values, or the labels, number the rows and are no values.

In text whose blanks say nothing such a number would be one of its row's values, and before a label that of the row
above whose cells are blank. A column of the form never rises by one from row to row; numbers at the right of a table do
not begin a run of values.
"""

from functools import lru_cache

import polars as pl

from transform.lexicon import words_by
from transform.numbers import SCALE
from transform.table.rows.runs import first_tokens

#: So many rows one below the other, a few of which may lack; so many where none does and each has a value left.
_MANY, _FEW = 8, 5
#: The fewest lines of a table that a document numbers like its others.
_SHORT = 3
_GAPS = 3
#: So many lines of heads stand over values, with as many blank ones.
_HEADS = 4


def with_row_numbers_apart(tokens: pl.DataFrame, runs: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Tokens whose row numbers are runs of their own.

    Args:
        tokens: `transform.table.rows.runs.TOKEN`.
        runs: `transform.table.rows.runs.RUN` of these.

    Returns:
        The tokens, with the runs counted anew; and the runs that are row numbers.
    """
    first = first_tokens(tokens)
    numbered = first.gather(_numbered(runs, tokens, first))
    at = pl.concat([numbered, _before_labels(runs, tokens, first), _under_their_head(runs, tokens, first)])
    at = at.unique().sort()
    if at.is_empty():
        return tokens, at.cast(pl.Int32)
    behind = pl.col("at").is_in((at + 1).implode()) & pl.col("run").is_not_null()
    apart = tokens.with_row_index("at").with_columns(starts=pl.col("starts") | behind)
    number = (pl.col("starts").cast(pl.Int32).cum_sum() - 1).alias("run")
    counted = apart.with_columns(pl.when(pl.col("run").is_not_null()).then(number).alias("run")).drop("at")
    return counted, counted["run"].gather(at)


def _numbered(runs: pl.DataFrame, tokens: pl.DataFrame, first: pl.Series) -> pl.Series:
    """The runs of text behind a label that begin with the number of their row: their `run`."""
    begins = first.gather(runs["run"])
    value = tokens["value"].gather(begins)
    numbers = pl.Series("number", tokens["print"].gather(begins) == "number")
    headed = runs.select("run", "doc", "values", "head", "grid", value, numbers).filter(
        pl.col("head").is_not_null() & pl.col("grid").is_null()
    )
    step = pl.when(pl.col("doc") == pl.col("doc").shift()).then(pl.col("value").diff())
    rises = pl.col("number") & step.is_between(SCALE, _GAPS * SCALE) & (pl.col("value") != SCALE)
    rising = headed.with_columns(rises=rises.fill_null(value=False), step=step // SCALE)
    # What the next one rises from begins the chain. (Most numbers are in none.)
    chain = rising.filter(pl.col("rises") | pl.col("rises").shift(-1)).with_columns(chain=(~pl.col("rises")).cum_sum())
    size, inside = pl.len().over("chain"), pl.col("rises").cast(pl.Int64)
    lacking = (inside * (pl.col("step").fill_null(0) - 1)).sum().over("chain")
    many = (size >= _MANY) & (lacking <= _GAPS)
    whole = (pl.col("values") > 1).all().over("chain") & (pl.col("value").first().over("chain") == SCALE)
    few = (size >= _FEW) & (lacking == 0) & whole
    return chain.filter((many | few) & pl.col("number").all().over("chain"))["run"]


def _before_labels(runs: pl.DataFrame, tokens: pl.DataFrame, first: pl.Series) -> pl.Series:
    """The places in `TOKEN` of numbers that begin lines and rise by one, mostly before a label on their line."""
    leads = runs.filter(pl.col("first_place") == 0)
    at = first.gather(leads["run"])
    behind = (at + leads["values"].cast(pl.UInt32)).clip(upper_bound=max(tokens.height - 1, 0))
    is_label = tokens["run"].gather(behind).is_null() & (tokens["line_no"].gather(behind) == leads["line_no"])
    labelled = leads.select("doc", "values", at=at, is_label=is_label).with_columns(
        is_label=pl.col("is_label") & (pl.col("values") == 1)
    )
    if labelled["is_label"].sum() < _FEW:
        return at.clear()
    value = tokens["value"].gather(labelled["at"])
    number = pl.Series("number", tokens["print"].gather(labelled["at"]) == "number")
    lines = labelled.with_columns(value, number).filter(
        pl.col("number") & (pl.col("is_label") | (pl.col("values") > 1))
    )
    rises = (pl.col("value").diff() == SCALE) & (pl.col("doc") == pl.col("doc").shift())
    chained = lines.with_columns(chain=(~rises.fill_null(value=False)).cum_sum())
    labels, size = pl.col("is_label").sum().over("chain"), pl.len().over("chain")
    told = chained.with_columns(whole=(size >= _FEW) & (2 * labels >= size))
    # Where a document numbers its lines, a short table's are numbered from 1, too.
    short = pl.col("whole").any().over("doc") & (2 * labels >= size) & (pl.col("value").first().over("chain") == SCALE)
    return told.filter(pl.col("whole") | (short & (size >= _SHORT)))["at"]


def _under_their_head(runs: pl.DataFrame, tokens: pl.DataFrame, first: pl.Series) -> pl.Series:
    """The places in `TOKEN` of a 1 that begins a line of values below heads that begin with 序号."""
    heads = tokens.filter((pl.col("place") == 0) & pl.col("run").is_null() & pl.col("token").is_in(_heads()))
    leads = runs.filter(pl.col("first_place") == 0, pl.col("last_place") > 0, pl.col("grid").is_null())
    if heads.is_empty() or leads.is_empty():
        return first.clear()
    at = first.gather(leads["run"])
    begun = leads.select("doc", "line_no", at=at, value=tokens["value"].gather(at)).filter(pl.col("value") == SCALE)
    heads = heads.select("doc", "line_no", head_line="line_no").sort("line_no")
    met = begun.sort("line_no").join_asof(heads, on="line_no", by="doc", check_sortedness=False)
    return met.filter(pl.col("line_no") - pl.col("head_line") <= _HEADS)["at"]


@lru_cache(maxsize=1)
def _heads() -> list[str]:
    """What stands over a column of row numbers."""
    return words_by("role", "heads.csv")["row_number"]
