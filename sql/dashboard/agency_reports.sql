-- The current reports of one agency, year by year. Parameter: agency.
-- grain: report_year
-- depends: report, timeliness, scorecard, kept_completeness
SELECT
    report.report_year, report.report_id, report.edition, report.source_uri, timeliness.status AS timeliness,
    timeliness.days_late, timeliness.first_published, timeliness.signed_date, timeliness.deadline,
    scorecard.score, scorecard.weight_known, scorecard.not_scored_because, scorecard.read_share, read.cells, read.missing
FROM report
LEFT JOIN timeliness ON timeliness.agency_id = report.agency_id AND timeliness.report_year = report.report_year
LEFT JOIN scorecard ON scorecard.agency_id = report.agency_id AND scorecard.report_year = report.report_year
LEFT JOIN (
    SELECT report_year, sum(cells) AS cells, sum(missing) AS missing
    FROM kept_completeness WHERE agency_id = $agency GROUP BY report_year
) AS read ON read.report_year = report.report_year
WHERE report.agency_id = $agency AND report.is_current
ORDER BY report.report_year
