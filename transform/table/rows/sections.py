"""A row that prints several rows, told by its section: its header is gone, in pieces or misprinted.

Such a row has no label of its own (`transform.table.rows.alignment` goes by the column headers before it). Where these
do not tell, the one run of about as many values behind the words that only its section's heading and labels have is it;
none where another set of tables, below or above, has such a run, too.
"""

from functools import lru_cache

import polars as pl

from transform.among import among
from transform.forms import Forms
from transform.table.rows.placing import SLACK

#: A sentence that names the section's matter is no heading.
_SENTENCE = r"[。；！？，,;!?]"


def runs_by_section(runs: pl.DataFrame, texts: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Give the wide row of a form to the run that its section's heading or labels lead to.

    Args:
        runs: as from `transform.table.rows.alignment.aligned_runs`.
        texts: doc, line_no, place, token of the label tokens.
        forms: the forms.

    Returns:
        The runs, some more with row, places, and matched `section`.
    """
    candidates = _candidates(runs, forms)
    found = candidates if candidates.is_empty() else _chosen_candidates(candidates, texts)
    if found.is_empty():
        return runs
    taken = pl.col("wide_row").is_not_null()
    return (
        runs.join(found, on="run", how="left", maintain_order="left")
        .with_columns(
            row=pl.coalesce("row", "wide_row"),
            places=pl.coalesce("places", "wide_places"),
            matched=pl.when(taken).then(pl.lit("section")).otherwise("matched"),
        )
        .drop("wide_row", "wide_places")
    )


@lru_cache(maxsize=4)
def _wide_rows(forms: Forms) -> pl.DataFrame:
    """The rows that print several rows at once: edition, keywords (of their section), wide_line, wide_places."""
    rows = forms.rows.group_by("edition", "form", "printed_row").len().filter(pl.col("len") > 1)
    rows = rows.join(
        forms.printed_rows, left_on=["edition", "form", "printed_row"], right_on=["edition", "form", "printed_row"]
    )
    return rows.join(forms.sections, left_on=["edition", "form"], right_on=["edition", "section"]).select(
        "edition", "keywords", wide_row="row", wide_places="places"
    )


def _candidates(runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Runs of about as many values behind the last row that was read: where, and which row it would be.

    Also those of just as many before it, not `is_last`: a second print of the row.
    """
    read = pl.coalesce("row", "again").is_not_null()
    unread = runs.filter(~read)
    if unread.is_empty():
        return unread
    return (
        among(runs, unread)
        .with_columns(at=_place_in_document("first_place"))
        .with_columns(
            after=pl.when(read).then("at").forward_fill().over("doc").fill_null(-1),
            behind=pl.when(read).then("at").backward_fill().over("doc"),
            reached=pl.coalesce("row", "again").max().over("doc").fill_null(-1),
        )
        .with_columns(is_last=pl.col("behind").is_null())
        .filter(pl.col("is_last") | (~read & pl.col("matched").is_null()))
        .join(_wide_rows(forms), on="edition", maintain_order="left")
        # Fewer values may be two rows of another form, behind the heading of this one.
        .filter((pl.col("values") - pl.col("wide_places")).is_between(0, pl.when("is_last").then(SLACK).otherwise(0)))
        .filter(pl.col("reached") < pl.col("wide_row"))
        .select("run", "doc", "values", "at", "after", "keywords", "wide_row", "wide_places", "is_last")
    )


def _chosen_candidates(candidates: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The one candidate of each document that a heading or label of the section leads to."""
    near = texts.join(candidates.select("doc").unique(), on="doc", how="semi").filter(
        ~pl.col("token").str.contains(_SENTENCE)
    )
    led = (
        candidates.join(
            near.select("doc", "token", text_at=_place_in_document("place")), on="doc", maintain_order="left"
        )
        .filter((pl.col("text_at") > pl.col("after")) & (pl.col("text_at") < pl.col("at")))
        .filter(pl.col("token").str.contains(pl.col("keywords")))
        .unique("run", keep="first", maintain_order=True)
        .with_columns(exact=pl.col("values") == pl.col("wide_places"))
    )
    best = led.filter(pl.col("exact") == pl.col("exact").any().over("doc"))
    return best.filter((pl.len().over("doc") == 1) & pl.col("is_last")).select("run", "wide_row", "wide_places")


def _place_in_document(column: str) -> pl.Expr:
    """Where a token stands in its document, to compare by."""
    return pl.col("line_no").cast(pl.Int64) * 2**24 + pl.col(column)
