-- The latest earlier run that saw new documents rejected more of them than it loaded.
-- severity: warn
-- depends: ingest_run
WITH latest AS (
    SELECT * FROM ingest_run WHERE loaded + superseded + rejected > 0 ORDER BY finished_at DESC LIMIT 1
)
SELECT run_id, finished_at, loaded, superseded, rejected
FROM latest
WHERE rejected > loaded + superseded
