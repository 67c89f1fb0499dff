-- What is said of report $report as a whole.
-- grain: report_id
-- depends: report, dim_agency
SELECT edition, source_uri, read_from, report_year, agency_id, name, year_source, year_certainty
FROM report JOIN dim_agency USING (agency_id)
WHERE report_id = $report
