-- The reports that the last run brought, those with failing checks first; at most 500 of `brought`.
-- grain: report_id
-- depends: report, ingest_run, dim_agency, kept_identity_check
WITH brought AS (
    SELECT report_id, agency_id, report_year, is_current, cells_known, source_uri
    FROM report
    WHERE ingested_at = (SELECT max(started_at) FROM ingest_run)
),
failing AS (
    SELECT report_id, count(*) AS checks
    FROM kept_identity_check
    SEMI JOIN brought USING (report_id)
    WHERE status = 'fail'
    GROUP BY report_id
)
SELECT
    dim_agency.name AS agency, brought.agency_id, brought.report_year::VARCHAR AS year, brought.is_current,
    brought.cells_known, CASE WHEN brought.is_current THEN coalesce(failing.checks, 0) END AS failing_checks,
    brought.source_uri, count(*) OVER () AS brought
FROM brought
LEFT JOIN failing USING (report_id)
LEFT JOIN dim_agency USING (agency_id)
ORDER BY failing.checks DESC NULLS LAST, brought.agency_id, brought.report_year
LIMIT 500
