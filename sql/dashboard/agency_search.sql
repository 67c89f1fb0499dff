-- Agencies whose id, name or other printed name holds some words. Parameter: words.
-- grain: agency_id
-- depends: dim_agency, agency_alias, report
WITH found AS (
    SELECT agency_id, dim_agency.name, region_code
    FROM dim_agency
    WHERE
        $words IS NULL OR contains(dim_agency.name, $words) OR contains(agency_id, $words)
        OR agency_id IN (SELECT agency_id FROM agency_alias WHERE contains(name_printed, $words))
    ORDER BY agency_id
    LIMIT 200
)
SELECT
    found.name AS agency, found.agency_id, count(DISTINCT report_year) AS years,
    min(report_year)::VARCHAR AS "first", max(report_year)::VARCHAR AS "last"
FROM found
LEFT JOIN report ON report.agency_id = found.agency_id AND report.is_current
GROUP BY found.agency_id, found.name
ORDER BY found.agency_id
