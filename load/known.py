"""What the warehouse knows already: content that need not be read again, and reports that an older reader read."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from load.warehouse import open_readonly

#: Content that stays as it is, given $version (of the reader) and $force (nothing stays). What an older reader refused
#: may be a report for this one; a document whose reader was killed may have been in bad company.
KNOWN = """
SELECT sha256 FROM report WHERE parser_version = $version AND NOT $force
UNION ALL
SELECT sha256 FROM rejected_document
WHERE sha256 IS NOT NULL AND reason <> 'reader_killed' AND NOT $force AND seen_at >= (
    SELECT coalesce(min(started_at), 'infinity'::TIMESTAMPTZ) FROM ingest_run WHERE parser_version = $version
)
"""
_STALE = """
SELECT source_uri, sha256, text, decoded_by, NULL::VARCHAR AS reason, NULL::VARCHAR AS detail
FROM report JOIN report_text USING (report_id)
WHERE parser_version <> $version AND sha256 NOT IN (SELECT sha256 FROM read_now)
"""


def known_content(path: Path, version: str, *, force: bool = False) -> set[bytes]:
    """First 16 bytes of the sha256 of every document that need not be read, loaded or rejected before.

    Args:
        path: the warehouse; one that does not exist knows nothing.
        version: of the reader of documents; what another version read is not known.
        force: nothing is known.

    Raises:
        WarehouseError: `path` exists and is no warehouse.
    """
    if not path.exists():
        return set()
    connection = open_readonly(path)
    try:
        digests = connection.execute(
            f"SELECT unhex(left(sha256, 32)) AS digest FROM ({KNOWN})", {"version": version, "force": force}
        ).pl()
    finally:
        connection.close()
    return set(digests["digest"].to_list())


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
        Frames with the columns of `extract.documents.DOCUMENT`; the order of `report`.

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
