-- A report year between two others with less than half of either's reports: documents of it are probably not loaded.
-- severity: warn
-- depends: report
WITH loaded AS (
    SELECT report_year, count(*) AS reports FROM report WHERE is_current GROUP BY report_year
)
SELECT now.report_year, now.reports, last.reports AS reports_before, next.reports AS reports_after
FROM loaded AS now
JOIN loaded AS last ON last.report_year = now.report_year - 1
JOIN loaded AS next ON next.report_year = now.report_year + 1
WHERE now.reports * 2 < last.reports AND now.reports * 2 < next.reports
