-- The agencies with a report of $year whose id is $agency, or whose name holds it; the id comes first.
-- grain: agency_id
-- depends: dim_agency, report
SELECT agency_id, name FROM dim_agency
SEMI JOIN (FROM report WHERE report_year = $year) USING (agency_id)
WHERE agency_id = $agency OR contains(name, $agency)
ORDER BY agency_id <> $agency, agency_id LIMIT 6
