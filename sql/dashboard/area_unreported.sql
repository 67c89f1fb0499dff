-- Of a government: its agencies and the governments below it, and how many of them have no report of a year. Parameter: agency.
-- grain: report_year
-- depends: agency_area, lacking_report
SELECT lacking.report_year, count(*) AS n_unreported
FROM agency_area() AS whole
JOIN agency_area() AS part ON part.part_of = whole.area
JOIN lacking_report() AS lacking ON lacking.agency_id = part.agency_id
WHERE whole.agency_id = $agency
GROUP BY lacking.report_year
ORDER BY lacking.report_year
