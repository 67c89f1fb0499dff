"""Logical rows: a run of printed values with the labels that stand before it, whatever the layout.

On a line of its own or down the page, a row of the form prints as labels and then values. So a row is a maximal run of
values; it ends where a label comes, or where the line does unless each value has a line to itself.
"""

import polars as pl

from transform.among import numbered

#: One token of a batch, with what it says.
TOKEN = pl.Schema(
    {
        "doc": pl.UInt32,
        "line_no": pl.Int32,
        "place": pl.Int32,  # the cell on its line, from 0
        "token": pl.String,
        "glued": pl.Boolean,  # cut out of a longer one
        "print": pl.String,  # number, nil, dash or doubtful; null for a text
        "value": pl.Int64,  # in ten-thousandths
        "unit": pl.String,
        "starts": pl.Boolean,  # the first of its run
        "run": pl.Int32,  # the run of values that it belongs to, counted over the batch; null for a text
    }
)
#: One run of values with the texts before it.
RUN = pl.Schema(
    {
        "run": pl.Int32,
        "doc": pl.UInt32,
        "line_no": pl.Int32,  # of its first value
        "first_place": pl.Int32,
        "last_place": pl.Int32,
        "values": pl.Int32,  # how many
        "head": pl.String,  # the text just before; null where another run or nothing stands there
        "before": pl.String,  # the text before that
        "before_at": pl.Int32,  # its line
        "glued": pl.Boolean,
        "grid": pl.Int32,  # the grid that it begins in; null for none
    }
)
#: One value of a run.
RUN_VALUE = pl.Schema(
    {
        "run": pl.Int32,
        "doc": pl.UInt32,
        "nth": pl.Int32,  # from 0
        "place": pl.Int32,
        "line_no": pl.Int32,
        "token": pl.String,
        "print": pl.String,
        "value": pl.Int64,
        "unit": pl.String,
    }
)


def tokens_in_runs(tokens: pl.DataFrame, meanings: pl.DataFrame) -> pl.DataFrame:
    """Tokens with what they say.

    Args:
        tokens: as from `transform.lines.tokens_of`.
        meanings: said, print, value, unit of each token, as from `transform.numbers.printed_numbers`, with null for
            print where it is no number; may have more columns.

    Returns:
        The tokens in order, without said, with the columns of `meanings` (print, value, unit: null for labels) and run
        Int32: the run of values that the token belongs to, counted over the batch, null for labels.
    """
    same_doc = pl.col("doc") == pl.col("doc").shift()
    new_line = (pl.col("line_no") != pl.col("line_no").shift()).fill_null(True) | ~same_doc.fill_null(False)
    alone = pl.col("new_line") & pl.col("new_line").shift(-1, fill_value=True)
    follows = pl.col("is_value").shift(fill_value=False) & same_doc.fill_null(False)
    goes_on = follows & (~pl.col("new_line") | (pl.col("alone") & pl.col("alone").shift(fill_value=False)))
    return (
        _with_words(numbered(tokens, meanings, "said"))
        .with_columns(is_value=pl.col("print").is_not_null(), new_line=new_line)
        .with_columns(alone=alone)
        .with_columns(starts=pl.col("is_value") & ~goes_on)
        .with_columns(run=pl.when(pl.col("is_value")).then(pl.col("starts").cast(pl.Int32).cum_sum() - 1))
        .drop("said", "is_value", "new_line", "alone")
    )


def _with_words(tokens: pl.DataFrame) -> pl.DataFrame:
    """Tokens, those that are words in a row's cells (`is_word`) as prints of no number."""
    if "is_word" not in tokens.columns:
        return tokens
    return tokens.with_columns(
        print=pl.when("is_word").then(pl.lit("doubtful")).otherwise("print"),
        value=pl.when(~pl.col("is_word")).then("value"),
    ).drop("is_word")


def runs_of(tokens: pl.DataFrame, grid_lines: pl.DataFrame | None = None) -> pl.DataFrame:
    """One row a run of values, with the labels before it.

    Args:
        tokens: as from `tokens_in_runs`.
        grid_lines: doc, line_no, grid of the lines that are rows of grids; none by default.

    Returns:
        `RUN`, in order; glued is false where the tokens do not tell.
    """

    def label_back(steps: int, name: str = "token") -> pl.Expr:
        return pl.when((pl.col("doc").shift(steps) == pl.col("doc")) & pl.col("run").shift(steps).is_null()).then(
            pl.col(name).shift(steps)
        )

    marked = tokens.with_columns(
        head=label_back(1),
        before=label_back(2),
        before_at=label_back(2, "line_no"),
        head_at=label_back(1, "line_no") if grid_lines is not None else None,
    )
    values = tokens.select("run", "place").filter(pl.col("run").is_not_null())
    ends = pl.col("run") != pl.col("run").shift(-1)
    first = marked.filter(pl.col("starts"))
    last = values.filter(ends.fill_null(True)).select(last_place="place")
    counted = values.select(pl.col("run").rle().struct.unnest()).select(pl.col("len").alias("values"))
    runs = pl.concat([first, last, counted], how="horizontal").select(
        "run",
        "doc",
        "line_no",
        pl.col("place").alias("first_place"),
        "last_place",
        pl.col("values").cast(pl.Int32),
        "head",
        *(pl.when(pl.col("head").is_not_null()).then(pl.col(name)).alias(name) for name in ("before", "before_at")),
        *([pl.col("glued")] if "glued" in tokens.columns else [pl.lit(False).alias("glued")]),
        "head_at",
    )
    if grid_lines is None:
        return runs.drop("head_at").with_columns(grid=pl.lit(None, pl.Int32))
    gridded = runs.join(grid_lines, on=["doc", "line_no"], how="left", maintain_order="left")
    return _headed_behind(gridded, tokens).drop("head_at")


def _headed_behind(runs: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Runs, those of lines of a grid whose texts stand behind all values with the first of these for their label."""
    bare = pl.col("grid").is_not_null() & (pl.col("head_at") != pl.col("line_no")).fill_null(value=True)
    begins = runs.filter(bare).select("doc", "line_no")
    if begins.is_empty():
        return runs
    theirs = tokens.select("doc", "line_no", "token", "run").filter(
        pl.col("doc").is_in(begins["doc"].unique().implode())
    )
    ends = (
        theirs.join(begins.unique(), on=["doc", "line_no"], how="semi", maintain_order="left")
        .group_by("doc", "line_no", maintain_order=True)
        .agg(
            end=pl.col("token").filter(pl.col("run").is_null()).first(),
            runs=pl.col("run").n_unique(),
            is_turned=pl.col("run").first().is_not_null() & pl.col("run").last().is_null(),
        )
        # The one run, and the texts as another.
        .filter(pl.col("is_turned") & (pl.col("runs") == 2))
    )
    met = runs.join(ends.select("doc", "line_no", "end"), on=["doc", "line_no"], how="left", maintain_order="left")
    found = bare & pl.col("end").is_not_null()
    return met.with_columns(
        head=pl.when(found).then("end").otherwise("head"),
        before=pl.when(~found).then("before"),
        before_at=pl.when(~found).then("before_at"),
    ).drop("end")


def first_tokens(tokens: pl.DataFrame) -> pl.Series:
    """The place in `TOKEN` of the first token of each run, in the order of the runs."""
    return tokens.select(at=pl.int_range(pl.len(), dtype=pl.UInt32).filter("starts")).to_series()


def places_in_runs(tokens: pl.DataFrame, runs: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The values of runs, each with its order in its run.

    Args:
        tokens: `TOKEN`.
        runs: their `run`, and more.
        columns: those of `RUN_VALUE` that are asked for, run among them; all by default.

    Returns:
        `RUN_VALUE`, runs in order.
    """
    columns = columns or tuple(RUN_VALUE)
    if runs.is_empty():
        return RUN_VALUE.to_frame().select(columns)
    names = [name for name in columns if name != "nth"]
    values = tokens.select(*names, "starts").filter(pl.col("run").is_not_null())
    at = pl.int_range(pl.len(), dtype=pl.UInt32)
    sized = values.with_columns(nth=(at - at.filter("starts").gather("run")).cast(pl.Int32)).select(columns)
    count = int(values["starts"].sum())
    asked = pl.repeat(value=False, n=count, dtype=pl.Boolean, eager=True).scatter(runs["run"], values=True)
    # Mostly all runs are asked for.
    return sized if asked.all() else sized.filter(asked.gather(sized["run"]))
