-- What a letter says of report $report as a whole.
-- grain: one row
-- depends: report, dim_agency
SELECT
    dim_agency.name, report.report_year, report.title, report.edition, report.signed_date, report.published_date,
    coalesce(
        report.url,
        if(contains(report.source_uri, '://'), report.source_uri, regexp_replace(report.source_uri, '^[^!]*/', ''))
    ) AS address, report.sha256
FROM report
JOIN dim_agency USING (agency_id)
WHERE report.report_id = $report
