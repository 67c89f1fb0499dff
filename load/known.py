"""What the warehouse knows already: content that need not be read again, and reports that an older reader read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from load.warehouse import open_readonly

#: Content that stays as it is, given $version (of the reader), $force (nothing stays) and $unsaid: whether also what
#: was refused because nothing said who or which year, which a manifest can take away. What an older reader refused may
#: be a report for this one; one whose reader was killed or timed out may have been in bad company.
KNOWN = """
SELECT sha256 FROM report WHERE parser_version = $version AND NOT $force
UNION ALL
SELECT sha256 FROM rejected_document
WHERE sha256 IS NOT NULL AND reason NOT IN ('reader_killed', 'reader_timed_out') AND NOT $force
    AND ($unsaid OR reason NOT IN ('agency_unknown', 'year_unknown'))
    AND seen_at >= (
        SELECT coalesce(min(started_at), 'infinity'::TIMESTAMPTZ) FROM ingest_run WHERE parser_version = $version
    )
"""
_UNSAID = """
SELECT unhex(left(sha256, 32)), source_uri FROM rejected_document
WHERE sha256 IS NOT NULL AND reason IN ('agency_unknown', 'year_unknown')
"""
#: A manifest of an earlier night is not at hand: what it said of a report's agency stands in the evidence.
_STALE = """
SELECT
    source_uri, sha256, text, decoded_by, NULL::VARCHAR AS reason, NULL::VARCHAR AS detail,
    url, NULL::VARCHAR[] AS names,
    said.printed AS manifest_agency,
    CASE WHEN said.printed IS NOT NULL THEN report_year END AS manifest_year,
    CASE WHEN said.printed IS NOT NULL THEN published_date END AS manifest_published,
    NULL::VARCHAR AS manifest_url
FROM report
JOIN report_text USING (report_id)
LEFT JOIN (
    SELECT report_id, min(text) AS printed FROM report_evidence WHERE source = 'manifest' GROUP BY report_id
) AS said USING (report_id)
WHERE parser_version <> $version AND sha256 NOT IN (SELECT sha256 FROM read_now)
"""


def known_content(
    path: Path, version: str, *, force: bool = False, told: Callable[[str], object] | None = None
) -> set[bytes]:
    """First 16 bytes of the sha256 of every document that need not be read, loaded or rejected before.

    Args:
        path: the warehouse; one that does not exist knows nothing.
        version: of the reader of documents; what another version read is not known.
        force: nothing is known.
        told: whether a manifest tells something of a `source_uri`; a document that was refused because nothing said
            who or which year is then not known.

    Raises:
        WarehouseError: `path` exists and is no warehouse.
    """
    if not path.exists():
        return set()
    connection = open_readonly(path)
    try:
        digests = connection.execute(
            f"SELECT unhex(left(sha256, 32)) AS digest FROM ({KNOWN})",
            {"version": version, "force": force, "unsaid": True},
        ).pl()
        unsaid = connection.execute(_UNSAID).fetchall() if told else []
    finally:
        connection.close()
    return set(digests["digest"].to_list()) - {digest for digest, uri in unsaid if told and told(uri)}


def stale_reports(path: Path, version: str) -> int:
    """How many reports another version of the reader has read.

    Raises:
        WarehouseError: `path` exists and is no warehouse.
    """
    if not path.exists():
        return 0
    connection = open_readonly(path)
    try:
        row = connection.execute("SELECT count(*) FROM report WHERE parser_version <> ?", [version]).fetchone()
    finally:
        connection.close()
    return int(row[0]) if row else 0


def stale_documents(path: Path, version: str, read_now: set[str], rows: int) -> Iterator[pl.DataFrame]:
    """The stored texts of reports that another version of the reader has read, as documents to read again.

    Args:
        path: the warehouse.
        version: of the reader of documents.
        read_now: sha256 of documents that this run reads from their files anyway.
        rows: documents in a frame.

    Yields:
        Frames with the columns of `extract.documents.DOCUMENT` and `extract.manifest.MANIFEST`.

    Raises:
        WarehouseError: `path` is no warehouse.
    """
    connection = open_readonly(path)
    try:
        connection.register("read_now", pl.DataFrame({"sha256": sorted(read_now)}, schema={"sha256": pl.String}))
        reader = connection.execute(_STALE, {"version": version}).to_arrow_reader(rows)
        for batch in reader:
            yield from pl.DataFrame(batch).iter_slices(rows)
    finally:
        connection.close()
