-- How much there is.
-- grain: none; one row
-- depends: report
SELECT
    count(*) AS versions, count(*) FILTER (is_current) AS reports, count(DISTINCT agency_id) AS agencies,
    min(report_year) AS first_year, max(report_year) AS last_year
FROM report
