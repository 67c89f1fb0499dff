-- Who has no report of the year that is due, the one before the newest run.
-- grain: one row
-- depends: unreported, ingest_run, report
-- Where nobody has a report of it yet and no roster names anybody, all are 0: then nothing is known.
WITH due AS (
    SELECT (year(max(finished_at)) - 1)::SMALLINT AS report_year FROM ingest_run
)
SELECT
    due.report_year, (SELECT count(*) FROM report WHERE is_current AND report.report_year = due.report_year) AS reports,
    count(lacking.agency_id) AS unreported,
    count(*) FILTER (lacking.status = 'overdue') AS overdue, count(*) FILTER (lacking.status = 'not_due') AS not_due,
    count(*) FILTER (lacking.status = 'no_deadline') AS no_deadline,
    count(*) FILTER (lacking.maybe_documents > 0) AS maybe
FROM due
LEFT JOIN unreported AS lacking ON lacking.report_year = due.report_year
GROUP BY due.report_year
