"""Which documents are no reports that the forms can hold, and why."""

import polars as pl

from transform.forms import Forms
from transform.shapes import REJECTED

#: As many labels of one edition's form show that the form is printed.
FORM_LABELS = 10
#: As many of the six sections show a report that tells in prose what the form would.
PROSE_SECTIONS = 3


def refusals(found: pl.DataFrame, headings: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The readable documents that are refused.

    Args:
        found: doc, source_uri, sha256, title, agency_name_printed, report_year, is_other, labels (of the form that
            the document prints, null for none); one row a document.
        headings: as from `transform.sections.section_headings`.
        forms: the forms.

    Returns:
        doc and the columns of `transform.shapes.REJECTED`. Reasons: `not_a_report` (a notice, another kind of
        report), `year_unknown`, `edition_unsupported` (a year before the first form), `agency_unknown`.
    """
    sections = headings.group_by("doc").agg(sections=pl.len())
    first_year = int(str(forms.editions["first_year"].min()))
    no_form = pl.col("labels").fill_null(0) < FORM_LABELS
    no_prose = (pl.col("sections").fill_null(0) < PROSE_SECTIONS) | pl.col("title").is_null()
    reason = (
        pl.when(pl.col("is_other"))
        .then(pl.lit("not_a_report"))
        .when(no_form & no_prose)
        .then(pl.lit("not_a_report"))
        .when(pl.col("report_year").is_null())
        .then(pl.lit("year_unknown"))
        .when(pl.col("report_year") < first_year)
        .then(pl.lit("edition_unsupported"))
        .when(pl.col("agency_name_printed").is_null())
        .then(pl.lit("agency_unknown"))
    )
    details = {
        "not_a_report": pl.format("title: {}", pl.coalesce("title", pl.lit("none found"))),
        "year_unknown": pl.lit("no year in the title, no statistics period"),
        "edition_unsupported": pl.format("report year {}, forms start at " + str(first_year), "report_year"),
        "agency_unknown": pl.lit("no agency in the title, the signature or the header block"),
    }
    detail = pl.coalesce([pl.when(pl.col("reason") == name).then(text) for name, text in details.items()])
    return (
        found.join(sections, on="doc", how="left", maintain_order="left")
        .with_columns(reason=reason)
        .filter(pl.col("reason").is_not_null())
        .with_columns(detail=detail)
        .select("doc", *REJECTED.names())
    )
