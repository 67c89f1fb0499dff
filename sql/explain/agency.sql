-- The agencies whose id is $agency, or one of whose names holds it, with the years they report on; those of $year first.
-- grain: agency_id
-- depends: dim_agency, agency_alias, report
SELECT agency_id, name, list_sort(list(report_year)) AS years, agency_id = $agency OR name = $agency AS is_exact
FROM dim_agency JOIN report USING (agency_id)
WHERE is_current AND (
    agency_id = $agency OR contains(name, $agency)
    OR agency_id IN (SELECT agency_id FROM agency_alias WHERE contains(name_printed, $agency))
)
GROUP BY agency_id, name
ORDER BY list_contains(years, $year) DESC, is_exact DESC, agency_id
LIMIT 6
