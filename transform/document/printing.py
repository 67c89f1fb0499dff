"""Which of the three forms each report prints: whole, cut off, absent, or as a picture."""

from functools import lru_cache

import polars as pl

from transform.among import among
from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.labels.known import known_labels

#: More labels of a form than this, which no other form has, show that it stands there.
_SEEN = 1


def printed_forms(keys: pl.DataFrame, table: Table, headings: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """How each report prints each form.

    Args:
        keys: doc, edition; one row a report.
        table: what the documents print.
        headings: as from `transform.prose.sections.section_headings`.
        forms: the forms.

    Returns:
        doc, form, print: `printed`; `cut` (the document ends inside it); `absent` (not in the document); `picture`
        (the heading of its section stands, other sections follow, and nothing that the form prints).
    """
    section = headings.select("doc", "line_no", form="section")
    ends = headings.group_by("doc").agg(last_heading=pl.col("line_no").max())
    expected = keys.join(_last_rows(forms), on="edition")
    runs = _reached(keys, table.runs, forms)
    # Where values stand a form is printed: labels are asked of the other documents only.
    unread = expected.join(runs, on=["doc", "form"], how="anti").select("doc").unique()
    texts = among(table.texts, unread)
    told = (
        expected.join(runs, on=["doc", "form"], how="left")
        .join(_seen(keys, texts, known_labels(forms)), on=["doc", "form"], how="left")
        .join(section, on=["doc", "form"], how="left")
        .join(ends, on="doc", how="left")
    )
    has_runs, has_labels = pl.col("reached").is_not_null(), pl.col("labels").fill_null(0) > _SEEN
    # Behind the form another section begins, or its last row is there: then it was not cut.
    goes_on = (pl.col("last_heading") > pl.max_horizontal("last_run", "line_no")).fill_null(value=False)
    is_whole = (pl.col("reached") == pl.col("last")) | goes_on
    return told.select(
        "doc",
        "form",
        print=pl.when(has_runs & is_whole.fill_null(value=False))
        .then(pl.lit("printed"))
        .when(has_runs)
        .then(pl.lit("cut"))
        .when(has_labels & goes_on)
        .then(pl.lit("printed"))
        .when(has_labels)
        .then(pl.lit("cut"))
        .when(pl.col("line_no").is_not_null() & goes_on)
        .then(pl.lit("picture"))
        .when(pl.col("line_no").is_not_null())
        .then(pl.lit("cut"))
        .otherwise(pl.lit("absent")),
    ).sort("doc", "form")


@lru_cache(maxsize=4)
def _last_rows(forms: Forms) -> pl.DataFrame:
    """The forms of each edition: edition, form, last (its last row)."""
    return forms.printed_rows.group_by("edition", "form", maintain_order=True).agg(last=pl.col("row").max())


def _reached(keys: pl.DataFrame, runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """How far each form's values go: doc, form, reached (its last row that stands there), last_run (in the text)."""
    form_lines = forms.printed_rows.select("edition", "row", "form")
    return (
        runs.filter(pl.col("row").is_not_null())
        .select("doc", "line_no", "row")
        .join(keys, on="doc")
        .join(form_lines, on=["edition", "row"])
        .group_by("doc", "form")
        .agg(reached=pl.col("row").max(), last_run=pl.col("line_no").max())
    )


def _seen(keys: pl.DataFrame, texts: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """How many labels that are one form's alone stand in each document: doc, form, labels."""
    if texts.is_empty():
        return pl.DataFrame(schema={"doc": pl.UInt32, "form": pl.String, "labels": pl.UInt32})
    own = labels.select("edition", "form", "bare").unique().filter(pl.len().over("edition", "bare") == 1)
    return (
        texts.select("doc", "bare")
        .unique()
        .join(keys, on="doc")
        .join(own, on=["edition", "bare"])
        .group_by("doc", "form")
        .agg(labels=pl.len())
    )
