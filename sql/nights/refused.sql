-- The documents that a run refused, at most 20 a reason, with how many there are. Parameter: run.
-- grain: source_uri, sha256
-- depends: rejected_document, held_document, ingest_run
SELECT
    reason, source_uri, detail, sha256, source_uri IN (SELECT source_uri FROM held_document) AS is_held,
    count(*) OVER (PARTITION BY reason) AS documents
FROM rejected_document
WHERE seen_at = (SELECT started_at FROM ingest_run WHERE run_id = $run)
QUALIFY row_number() OVER (PARTITION BY reason ORDER BY source_uri, sha256) <= 20
ORDER BY documents DESC, reason, source_uri, sha256
