-- Of the agencies known in each province, how many reported on a year. Parameter: year.
-- grain: region
-- depends: dim_agency, report
SELECT
    left(dim_agency.region_code, 2) AS region, any_value(dim_agency.province) AS province,
    count(*) AS agencies, count(report.agency_id) AS reporting
FROM dim_agency
LEFT JOIN report ON report.agency_id = dim_agency.agency_id AND report.report_year = $year AND report.is_current
WHERE dim_agency.region_code IS NOT NULL
GROUP BY ALL
ORDER BY region
