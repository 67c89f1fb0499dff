-- An agency whose reports of one year print different bodies: perhaps two agencies under one key.
-- severity: warn
-- depends: report, agency_alias
SELECT
    report.agency_id, report_year, count(DISTINCT stem) AS stems,
    string_agg(DISTINCT name_printed, '; ' ORDER BY name_printed) AS names
FROM report
JOIN agency_alias ON
    agency_alias.agency_id = report.agency_id AND agency_alias.name_printed = report.agency_name_printed
GROUP BY report.agency_id, report_year
HAVING count(DISTINCT stem) > 1
