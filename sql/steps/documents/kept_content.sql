-- Content whose text is kept: its first part, and whether an older reader than $version read it.
-- grain: sha256
-- depends: report, held_document, rejected_document, document_text, ingest_run
SELECT sha256, min(part) AS part, bool_or(is_stale) AS is_stale FROM (
    SELECT sha256, coalesce(part, 1) AS part, parser_version <> $version AS is_stale FROM report
    UNION ALL
    SELECT sha256, part, seen_at < (
        SELECT coalesce(min(started_at), 'infinity'::TIMESTAMPTZ) FROM ingest_run WHERE parser_version = $version
    )
    FROM held_document JOIN rejected_document USING (sha256, source_uri)
    UNION ALL
    -- What a person decided to be no report.
    SELECT sha256, 1, false FROM document_text
    WHERE sha256 NOT IN (SELECT sha256 FROM report UNION ALL SELECT sha256 FROM held_document)
) GROUP BY sha256
