"""Rows that lack the one value that the others have too many: a column of the author's own stands behind theirs.

Where rows of a form print one value more than it has places (上年总计 behind 总计, the number of the next row), one of
just as many values as places may lack one, and what is behind that stands one place too far left. Its own sums tell.
"""

import polars as pl

from transform.forms import Forms
from transform.lines import CUT
from transform.table.rows.standing import UNCERTAIN
from transform.table.rows.totals import failing_sums, rows_that_do_not_add_up

#: Why the cells of a row are open.
LACKING = "value_lost"
#: So many rows with one value more are no chance.
_SEVERAL = 3
#: So many places has a row of applicants; a line with more values behind its label, which spaces alone keep apart.
_WIDTH = 7
_SPACED = r"\p{Han}\S*(?:\s+[0-9]{1,12}){7,}\s+[0-9]{1,12}[%％]?\s*$"


def rows_that_lack_one(runs: pl.DataFrame, tokens: pl.DataFrame, lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows that do not add up and print one thing less than several of their form: `UNCERTAIN`.

    Args:
        runs: as from `transform.table.rows.standing.standing`.
        tokens: `transform.table.rows.runs.TOKEN`.
        lines: as from `transform.lines.lines_of`.
        forms: the forms.
    """
    torn = _among_torn_ones(runs, tokens, forms)
    behind = (pl.col("next_line") == pl.col("last_line")).fill_null(value=False).cast(pl.Int32)
    rows = runs.filter(pl.col("row").is_not_null()).with_columns(extent=pl.col("values") + behind)
    more = (pl.col("extent") > pl.col("places")) & (pl.col("values") >= pl.col("places"))
    spaced = tokens.filter(pl.col("run").is_null() & pl.col("token").str.contains(_SPACED))["doc"]
    docs, uncut = (
        some.value_counts().filter(pl.col("count") >= _SEVERAL)["doc"] for some in (rows.filter(more)["doc"], spaced)
    )
    docs = pl.concat([docs, uncut]).unique()
    if docs.is_empty():
        return torn
    theirs = rows.filter(pl.col("doc").is_in(docs.implode())).join(
        forms.printed_rows.select("edition", "row", "form"), on=["edition", "row"], maintain_order="left"
    )
    others = pl.col("doc").is_in(uncut.implode()) & (pl.col("places") == _WIDTH)
    asked = theirs.filter((more.sum() >= _SEVERAL).over("doc", "form") | others)
    found = asked.filter((pl.col("values") == pl.col("places")) & (pl.col("extent") == pl.col("places")))
    wrong = rows_that_do_not_add_up(found, tokens, forms)
    if wrong.is_empty():
        return torn
    width = lines.select("doc", "line_no", width=pl.col("line").str.count_matches(CUT)).join(
        asked.select("doc", "line_no").unique(), on=["doc", "line_no"]
    )
    met = asked.join(width, on=["doc", "line_no"], how="left", maintain_order="left")
    usual = pl.col("width").filter(more).mode().max().over("doc", "form")
    # A row with a cell for each of the others' lacks none; several that end in a blank are filled up.
    odd = met.with_columns(usual=usual.fill_null(0)).filter(pl.col("run").is_in(wrong.implode()))
    filled = (pl.len() > 1).over("doc", "form")
    short = odd.filter((pl.col("width") < pl.col("usual")) | (pl.col("usual") == 0) | filled)
    return pl.concat([torn, short.select("doc", "row", why=pl.lit(LACKING))])


def _among_torn_ones(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows of text that do not add up where several others of the report lack values: blank cells were dropped.

    What has just as many may have lost one too, and another's digits apart. Of the widest rows two sums must fail.
    """
    rows = runs.filter(pl.col("row").is_not_null() & pl.col("grid").is_null() & (pl.col("places") >= _WIDTH))
    lacks = pl.col("values") < pl.col("places")
    # A line of its own has kept its cells, if any has.
    packed = (pl.col("line_no") == pl.col("line_no").shift()) & (pl.col("doc") == pl.col("doc").shift())
    down = pl.col("last_line") > pl.col("line_no")
    wide = (pl.col("places") > _WIDTH) & (down | packed.fill_null(value=False))
    asked = rows.filter((lacks.sum() >= _SEVERAL).over("doc") | wide).filter(~lacks)
    if asked.is_empty():
        return UNCERTAIN.to_frame()
    failed = failing_sums(asked, tokens, forms).filter(
        pl.col("fails") >= pl.when(pl.col("places") > _WIDTH).then(2).otherwise(1)
    )
    return asked.filter(pl.col("run").is_in(failed["run"].implode())).select("doc", "row", why=pl.lit(LACKING))
