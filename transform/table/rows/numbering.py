"""Rows of column numbers: `1 2 3 ... 15` below the heads of a table numbers its columns and is no row of values.

Data frames print `0 1 2 ... 14` above the heads. The next row stands below the heads as if nothing were between.
"""

import polars as pl

from transform.forms import Forms
from transform.numbers import SCALE
from transform.table.labels.known import known_labels, listed_labels
from transform.table.rows.runs import first_tokens, places_in_runs

#: What such a run was matched as.
NUMBERING = "numbering"
#: So many numbers number columns: below a head where a row follows, below nothing that is known, below an unknown text
#: (栏次). Three may be a row whose label is lost; rows of more than four add up, and these never do.
_UNDER_HEADS, _UNDER_NOTHING, _UNDER_WORDS = 3, 5, 7
#: What the run behind takes over.
_LABELS = ("head", "before", "before_at", "number", "bare", "before_bare")


def column_numbers(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.Series:
    """The runs that number columns: their `run`.

    Args:
        runs: as `transform.table.rows.alignment.aligned_runs` takes them.
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.
    """
    first = first_tokens(tokens).gather(runs["run"])
    last = first + runs["values"].cast(pl.UInt32) - 1
    _, rows = listed_labels(forms)
    follows = (pl.col("head").is_null() | pl.col("bare").is_in(rows)) & (pl.col("doc") == pl.col("doc").shift())
    ends = runs.with_columns(
        one=tokens["value"].gather(first),
        n=tokens["value"].gather(last),
        led=follows.shift(-1).fill_null(value=False),
    )
    # Programs count from 0.
    from_0 = (pl.col("one") == 0) & (pl.col("values") >= _UNDER_NOTHING)
    likely = ends.filter(
        (pl.col("values") >= _UNDER_HEADS)
        & ((pl.col("one") == SCALE) | from_0)
        & (pl.col("n") - pl.col("one") == (pl.col("values") - 1) * SCALE)
    )
    if likely.is_empty():
        return likely["run"]
    values = places_in_runs(tokens, likely.sort("run"))
    rising = values.group_by("run").agg(
        rises=(pl.col("nth") * SCALE == pl.col("value") - pl.col("value").first()).all()
    )
    known = known_labels(forms).with_columns(is_row=~pl.col("kind").is_in(["column", "header"]))
    heads = known.group_by("edition", "bare").agg(pl.col("is_row").all())
    asked = likely.join(rising.filter("rises"), on="run", how="semi").join(heads, on=["edition", "bare"], how="left")
    fewest = (
        pl.when(pl.col("head").is_null())
        .then(_UNDER_NOTHING)
        .when(pl.col("is_row").is_null())
        .then(_UNDER_WORDS)
        .when(~pl.col("is_row") & pl.col("number").is_null())
        .then(pl.when("led").then(_UNDER_HEADS).otherwise(_UNDER_NOTHING))
    )
    return asked.filter(pl.col("values") >= fewest)["run"]


def without_column_numbers(runs: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
    """Runs without those of `numbers`; the run directly behind one of these has its labels."""
    gone = pl.col("run").is_in(numbers.implode())
    behind = gone.shift() & pl.col("head").is_null() & (pl.col("doc") == pl.col("doc").shift())
    return runs.with_columns(
        pl.when(behind).then(pl.col(name).shift()).otherwise(pl.col(name)).alias(name) for name in _LABELS
    ).filter(~gone)
