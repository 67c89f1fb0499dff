-- The last runs that changed the warehouse, the latest first.
-- grain: run_id
-- depends: ingest_run
SELECT started_at, finished_at, seen, loaded, superseded, rejected, unchanged
FROM ingest_run
ORDER BY started_at DESC, finished_at DESC
LIMIT 10
