"""Numbers that stand apart from the row before them: the number of a page, or a date, below a blank cell.

In a table whose lines are rows a number on a line of its own is no row's: the blank cell stands in its row. Where each
cell has a line of its own, a number is doubtful that more blank lines keep from its label, or from the number before
it, than the document mostly has between its lines.
"""

import polars as pl

from transform.dates import DATE
from transform.forms import Forms
from transform.table.rows.standing import UNCERTAIN
from transform.table.rows.totals import runs_that_add_up

#: Why the cells of a row are open.
APART = "stands_apart"
#: Lines are rows where so many rows have their label beside them.
_HALF = 0.5


def rows_apart(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows whose number, or one of whose numbers, may be no part of the table: `UNCERTAIN`.

    Args:
        runs: as from `transform.table.rows.standing.standing`.
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.
    """
    whole = runs.filter(pl.col("row").is_not_null() & pl.col("grid").is_null() & (pl.col("values") == pl.col("places")))
    alone = pl.col("next_line").ne_missing(pl.col("last_line")) & (pl.col("first_place") == 0)
    single = whole.filter(~pl.col("tied") & (pl.col("places") == 1) & alone)
    down = whole.filter(pl.col("last_line") - pl.col("line_no") >= pl.col("values"))
    docs = pl.concat([single["doc"], down["doc"]]).unique()
    if docs.is_empty():
        return UNCERTAIN.to_frame()
    usual = _usual_steps(tokens, docs)
    found = [_single_numbers(single, _row_lines(whole, forms), usual, tokens), _after_gaps(down, usual, tokens, forms)]
    return pl.concat(found)


def _usual_steps(tokens: pl.DataFrame, docs: pl.Series) -> pl.DataFrame:
    """How many lines it is from a printed line to the next one in each document, mostly: doc, usual."""
    theirs = tokens.select("doc", step=_step("doc", "line_no")).filter(pl.col("doc").is_in(docs.implode()))
    # (Tokens of one line are no step; a document of one line has none.)
    steps = theirs.filter(pl.col("step").ne_missing(0))
    return steps.group_by("doc").agg(usual=pl.col("step").median())


def _step(key: str, line: str) -> pl.Expr:
    """How many lines it is from the row before of the same key, in a frame that is in reading order; null for none."""
    return pl.when(pl.col(key) == pl.col(key).shift()).then(pl.col(line).diff())


def _row_lines(whole: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The forms whose lines are rows: doc, edition, row (each of the form's), in_lines (true)."""
    forms_rows = forms.printed_rows.select("edition", "row", "form")
    rows = whole.filter(~pl.col("glued")).join(forms_rows, on=["edition", "row"])
    shares = rows.group_by("doc", "edition", "form").agg(share=pl.col("tied").mean())
    tied = shares.filter(pl.col("share") >= _HALF)
    return tied.join(forms_rows, on=["edition", "form"]).select("doc", "row", in_lines=pl.lit(value=True))


def _single_numbers(
    single: pl.DataFrame, row_lines: pl.DataFrame, usual: pl.DataFrame, tokens: pl.DataFrame
) -> pl.DataFrame:
    """The rows of one place whose number stands alone below their label and may be a page's, or a year."""
    said = tokens["token"]
    behind = said.gather((single["last"] + 1).clip(upper_bound=max(tokens.height - 1, 0)))
    met = (
        single.with_columns(printed=said.gather(single["at"]), behind=behind)
        .join(usual, on="doc", how="left", maintain_order="left")
        .join(row_lines, on=["doc", "row"], how="left", maintain_order="left")
    )
    far = pl.col("line_no") - pl.col("head_line") > pl.col("usual")
    date = pl.concat_str("printed", "behind").str.contains(f"^(?:{DATE})")
    apart = far | pl.col("in_lines").fill_null(value=False) | (date & pl.col("next_line").is_not_null())
    return met.filter(apart).select("doc", "row", why=pl.lit(APART))


def _after_gaps(down: pl.DataFrame, usual: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows, a number a line, that do not add up and have a wider gap between two numbers than is usual."""
    spread = down.select("run", "doc", at=pl.int_ranges("at", pl.col("last") + 1, dtype=pl.UInt32)).explode("at")
    lines = spread.select("run", "doc", line=tokens["line_no"].gather(spread["at"]))
    steps = lines.with_columns(step=_step("run", "line")).join(usual, on="doc")
    wide = steps.filter(pl.col("step") > pl.col("usual")).select("run").unique()
    doubtful = down.join(wide, on="run", how="semi", maintain_order="left")
    if doubtful.is_empty():
        return UNCERTAIN.to_frame()
    sure = runs_that_add_up(doubtful, tokens, forms)
    return doubtful.filter(~pl.col("run").is_in(sure.implode())).select("doc", "row", why=pl.lit(APART))
