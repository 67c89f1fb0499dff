-- Content that stays as it is when it is met again, given $version (of the reader) and $force (nothing stays).
-- grain: none; content stands as often as it is known
-- depends: report, rejected_document, ingest_run
-- What an older reader refused may be a report for this one; one whose reader was killed or timed out may have been in bad
-- company, and a program that was lacking may be there now.
SELECT sha256 FROM report WHERE parser_version = $version AND NOT $force
UNION ALL
SELECT sha256 FROM rejected_document
WHERE
    sha256 IS NOT NULL AND NOT $force
    AND reason NOT IN ('reader_killed', 'reader_timed_out', 'needs_libreoffice', 'needs_scans')
    AND seen_at >= (
        SELECT coalesce(min(started_at), 'infinity'::TIMESTAMPTZ) FROM ingest_run WHERE parser_version = $version
    )
