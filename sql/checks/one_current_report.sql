-- Exactly one version of each agency's and year's report is current.
-- severity: fail
-- depends: report
SELECT agency_id, report_year, count(*) FILTER (is_current) AS current_versions, count(*) AS versions
FROM report
GROUP BY agency_id, report_year
HAVING count(*) FILTER (is_current) <> 1
