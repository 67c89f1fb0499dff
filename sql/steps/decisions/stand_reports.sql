-- Which reports are withdrawn and which are current whatever their dates say; two current ones of one year settle nothing.
-- grain: report_id
-- depends: decision, report, refreshed_report
-- What is kept of a report's year is worked out anew: a version that is withdrawn dates and restates nothing.
CREATE OR REPLACE TEMP TABLE restood AS
WITH said AS (
    SELECT DISTINCT report_id, value AS standing FROM decision
    WHERE kind = 'document' AND given = 'stands' AND value IN ('withdrawn', 'current')
),
placed AS (
    SELECT
        report_id, said.standing,
        count(*) FILTER (said.standing = 'current') OVER (PARTITION BY agency_id, report_year) AS rivals
    FROM said
    JOIN report USING (report_id)
),
decided AS (
    SELECT report_id, standing FROM placed WHERE standing = 'withdrawn' OR rivals = 1
)
SELECT report.report_id, report.agency_id, report.report_year, decided.standing
FROM report
LEFT JOIN decided USING (report_id)
WHERE decided.standing IS DISTINCT FROM report.standing;

UPDATE report SET standing = restood.standing FROM restood WHERE restood.report_id = report.report_id;

UPDATE refreshed_report SET parser_version = '' WHERE report_id IN (SELECT report_id FROM restood);
