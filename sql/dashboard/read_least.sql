-- The reports with most missing cells. Parameters: year; region, level, function or NULL. At most 500.
-- grain: agency_id
-- depends: report_state, dim_agency
SELECT
    dim_agency.name AS agency, kept.agency_id, sum(kept.missing)::BIGINT AS missing, sum(kept.cells)::BIGINT AS cells,
    1 - sum(kept.missing) / sum(kept.cells) AS coverage, any_value(kept.sections_found) AS sections_found
FROM report_state AS kept
JOIN dim_agency USING (agency_id)
WHERE
    kept.report_year = $year
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
GROUP BY kept.agency_id, dim_agency.name
HAVING sum(kept.missing) > 0
ORDER BY missing DESC, kept.agency_id
LIMIT 500
