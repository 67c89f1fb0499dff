-- The reports that a run brought, with what was read of each; at most 200 of `brought`. Parameter: run.
-- grain: report_id
-- depends: report, ingest_run, dim_agency, kept_completeness, every_identity
-- States and failing sums are told of what counts only; of an older version they are NULL.
WITH arrived AS (
    SELECT report_id, agency_id, report_year, source_uri, sha256, is_current
    FROM report
    WHERE ingested_at = (SELECT started_at FROM ingest_run WHERE run_id = $run)
),
brought AS (
    SELECT *, (SELECT count(*) FROM arrived) AS brought
    FROM arrived
    ORDER BY report_year DESC, agency_id, source_uri
    LIMIT 200
),
state AS (
    SELECT
        report_id, sum(reported)::INTEGER AS reported, sum(repaired)::INTEGER AS repaired,
        sum(inferred)::INTEGER AS inferred, sum(recognised)::INTEGER AS recognised,
        sum(decided)::INTEGER AS decided, sum(missing)::INTEGER AS missing
    FROM kept_completeness
    SEMI JOIN brought USING (report_id)
    GROUP BY report_id
),
failing AS (
    SELECT report_id, (count(*) FILTER (status = 'fail'))::INTEGER AS failing
    FROM every_identity()
    SEMI JOIN brought USING (report_id)
    GROUP BY report_id
)
SELECT
    brought.report_id, brought.agency_id, dim_agency.name AS agency, brought.report_year, brought.source_uri,
    brought.sha256, brought.is_current, reported, repaired, inferred, recognised, decided, missing, failing, brought.brought
FROM brought
LEFT JOIN dim_agency USING (agency_id)
LEFT JOIN state USING (report_id)
LEFT JOIN failing USING (report_id)
ORDER BY brought.report_year DESC, brought.agency_id, brought.source_uri
