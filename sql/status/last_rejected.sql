-- Documents that the last run which changed the warehouse refused.
-- grain: source_uri, sha256
-- depends: rejected_document, ingest_run
SELECT source_uri, reason, detail, sha256 FROM rejected_document
WHERE seen_at = (SELECT max(started_at) FROM ingest_run)
ORDER BY reason, source_uri
