-- Exactly one version of each agency's and year's report is current, of those that are not withdrawn.
-- severity: fail
-- depends: report
SELECT agency_id, report_year, count(*) FILTER (is_current) AS current_versions, count(*) AS versions
FROM report
GROUP BY agency_id, report_year
HAVING
    count(*) FILTER (is_current) <> least(count(*) FILTER (standing IS DISTINCT FROM 'withdrawn'), 1)
    OR count(*) FILTER (is_current AND standing = 'withdrawn') > 0
