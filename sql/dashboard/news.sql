-- The reports that the last run brought, those with failing checks first; at most 500 of `brought`.
-- grain: report_id
-- depends: report, ingest_run, dim_agency, every_identity, every_measure
WITH brought AS (
    SELECT report_id, agency_id, report_year, is_current
    FROM report
    WHERE ingested_at = (SELECT max(started_at) FROM ingest_run)
),
-- Another version of the report was there before.
earlier AS (
    SELECT DISTINCT brought.report_id
    FROM brought
    JOIN report AS other ON other.agency_id = brought.agency_id AND other.report_year = brought.report_year
    WHERE other.ingested_at < (SELECT max(started_at) FROM ingest_run)
),
-- Of a report of which no check could be decided it is not known whether one fails.
failing AS (
    SELECT report_id, count(*) FILTER (status = 'fail') AS checks
    FROM every_identity()
    SEMI JOIN brought USING (report_id)
    WHERE status <> 'unknown'
    GROUP BY report_id
)
SELECT
    dim_agency.name AS agency, brought.agency_id, brought.report_year::VARCHAR AS year,
    CASE WHEN NOT brought.is_current THEN 'older' WHEN earlier.report_id IS NOT NULL THEN 'replaces' ELSE 'new' END AS change,
    known.value::BIGINT AS received, CASE WHEN brought.is_current THEN failing.checks END AS failing_checks,
    (SELECT count(*) FROM brought) AS brought
FROM brought
LEFT JOIN failing USING (report_id)
LEFT JOIN dim_agency USING (agency_id)
LEFT JOIN earlier USING (report_id)
LEFT JOIN every_measure() AS known ON known.report_id = brought.report_id AND known.measure = 'requests_received'
ORDER BY failing.checks DESC NULLS LAST, brought.agency_id, brought.report_year
LIMIT 500
