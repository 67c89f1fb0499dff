"""What the crawler recorded of a document, beside what the document says."""

import polars as pl

from extract.manifest import MANIFEST


def with_manifest(found: pl.DataFrame, manifest: pl.DataFrame | None) -> pl.DataFrame:
    """Documents with the manifest's columns; its year and date count where the document prints none.

    Args:
        found: source_uri, report_year, published_date and more; one row a document.
        manifest: as `MANIFEST`, a `source_uri` once; None for none.

    Returns:
        `found` in its order with manifest_agency and manifest_url, and the gaps of report_year and published_date
        filled.
    """
    rows = MANIFEST.to_frame() if manifest is None else manifest
    joined = found.join(rows, on="source_uri", how="left", maintain_order="left")
    return joined.with_columns(
        report_year=pl.coalesce("report_year", "manifest_year"),
        published_date=pl.coalesce("published_date", "manifest_published"),
    ).drop("manifest_year", "manifest_published")
