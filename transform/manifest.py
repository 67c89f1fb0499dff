"""What the crawler recorded of a document, beside what the document says."""

import polars as pl

from extract.manifest import MANIFEST


def with_manifest(found: pl.DataFrame, manifest: pl.DataFrame | None) -> pl.DataFrame:
    """Documents with the manifest's columns; its date counts where the document prints none.

    Args:
        found: source_uri, published_date, url and more; one row a document.
        manifest: as `MANIFEST`; None for none. Of several rows for a document a column counts only where all that say
            something agree.

    Returns:
        `found` in its order with manifest_agency, manifest_year and manifest_url, and the gaps of published_date (and
        of published_by, `manifest`) and url filled.
    """
    rows = MANIFEST.to_frame() if manifest is None else manifest.select(MANIFEST.names())
    agreed = rows.group_by("source_uri").agg(
        pl.when(pl.all().drop_nulls().n_unique() == 1).then(pl.all().drop_nulls().first())
    )
    joined = found.join(agreed, on="source_uri", how="left", maintain_order="left")
    filled = pl.col("published_date").is_null() & pl.col("manifest_published").is_not_null()
    return joined.with_columns(
        published_date=pl.coalesce("published_date", "manifest_published"),
        published_by=pl.when(filled).then(pl.lit("manifest")).otherwise("published_by"),
        url=pl.coalesce("url", "manifest_url"),
    ).drop("manifest_published")
