-- Of a government: its agencies and the governments below it, and how many of them have no report of a year. Parameter: agency.
-- grain: report_year
-- depends: agency_area, lacking_report, report
SELECT
    report.report_year, whole.area AS part_of, count(DISTINCT part.agency_id) FILTER (part.has_report OR lacking.agency_id IS NOT NULL) AS n_agencies,
    count(lacking.agency_id) AS n_unreported
FROM agency_area() AS whole
JOIN report ON report.agency_id = whole.agency_id AND report.is_current
LEFT JOIN agency_area() AS part ON part.part_of = whole.area
LEFT JOIN lacking_report() AS lacking ON lacking.agency_id = part.agency_id AND lacking.report_year = report.report_year
WHERE whole.agency_id = $agency AND whole.area IS NOT NULL
GROUP BY ALL
ORDER BY report.report_year
