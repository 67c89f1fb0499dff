"""What the crawler recorded of a document, beside what the document says."""

import polars as pl

from extract.lists.manifest import MANIFEST
from transform.document.evidence.published import CHANGED

_CENTURY = (2000, 2099)
#: How a page's own date is known, where it stands behind its label.
_LABELLED = ("header", CHANGED)
_SAID = [name for name in MANIFEST if name != "source_uri"]


def with_manifest(found: pl.DataFrame, manifest: pl.DataFrame | None) -> pl.DataFrame:
    """Documents with the manifest's columns; its date counts where the document prints none.

    A date before 2000 or after 2099 is none; nor does its year count where the page was published before that was over.

    What is said of a document that holds several reports is said of none of them: only its address counts.

    Args:
        found: source_uri, parts (the reports of its document), published_date, published_by, url and more; one row a
            report.
        manifest: as `MANIFEST`, any number of rows a `source_uri`; None for none.

    Returns:
        `found` in its order with manifest_agency, manifest_year, manifest_url and manifest_disagrees, and the gaps of
        published_date (then published_by is `manifest`) and url filled.
    """
    if manifest is None or manifest.is_empty():
        nothing = (pl.lit(None, MANIFEST[name]).alias(name) for name in _SAID if name != "manifest_published")
        return found.with_columns(*nothing, manifest_disagrees=pl.lit(value=False))
    rows = one_a_document(manifest).rename({"source_uri": "document"})
    joined = (
        found.with_columns(document=pl.col("source_uri").str.replace(r"#part=\d+$", ""))
        .join(rows, on="document", how="left", maintain_order="left")
        .with_columns(
            pl.when(pl.col("parts") == 1).then(name).alias(name)
            for name in rows.columns
            if name not in {"document", "manifest_url"}
        )
        .drop("document")
    )
    # As of what a document prints, a date is one of this century only: 9999-12-31 stands for "not known" elsewhere.
    joined = joined.with_columns(
        manifest_published=pl.when(pl.col("manifest_published").dt.year().is_between(*_CENTURY)).then(
            "manifest_published"
        )
    )
    filled = pl.col("published_date").is_null() & pl.col("manifest_published").is_not_null()
    # A year that was not over when the page was published is that of its publication.
    printed = pl.when(pl.col("published_by").is_in(_LABELLED)).then("published_date")
    is_early = pl.min_horizontal(printed, "manifest_published") < pl.date(pl.col("manifest_year"), 12, 1)
    return joined.with_columns(
        manifest_year=pl.when(~is_early.fill_null(value=False)).then("manifest_year"),
        published_date=pl.coalesce("published_date", "manifest_published"),
        published_by=pl.when(filled).then(pl.lit("manifest")).otherwise("published_by"),
        url=pl.coalesce("url", "manifest_url"),
        manifest_disagrees=pl.col("manifest_disagrees").fill_null(value=False),
    ).drop("manifest_published")


def one_a_document(manifest: pl.DataFrame) -> pl.DataFrame:
    """What all rows of a document agree on.

    Args:
        manifest: as `MANIFEST`, any number of rows a `source_uri`.

    Returns:
        As `MANIFEST`, a `source_uri` once, with manifest_disagrees Boolean: what only some rows say counts, what they
        say differently does not (null), and then the rows disagree. Of several addresses the lowest stands.
    """
    said = [pl.col(name).drop_nulls() for name in _SAID if name != "manifest_url"]
    return manifest.group_by("source_uri", maintain_order=True).agg(
        *(pl.when(it.n_unique() == 1).then(it.first()) for it in said),
        pl.col("manifest_url").min(),
        manifest_disagrees=pl.any_horizontal([it.n_unique() > 1 for it in said]),
    )
