-- What is said of report $report as a whole.
-- grain: report_id
-- depends: report, dim_agency, report_text
SELECT edition, source_uri, read_from, report_year, agency_id, name, year_source, year_certainty,
    sha256, part, first_line
FROM report JOIN dim_agency USING (agency_id) JOIN report_text USING (report_id)
WHERE report_id = $report
