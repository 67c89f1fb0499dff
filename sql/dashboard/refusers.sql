-- The agencies that denied most requests. Parameters: year, whose; region, level, function or NULL. At most 500.
-- grain: agency_id
-- depends: request_result, dim_agency
SELECT
    dim_agency.name AS agency, part.agency_id, dim_agency.province, part.numerator AS denied,
    part.denominator AS handled, CASE WHEN part.denominator > 0 THEN part.numerator / part.denominator END AS share
FROM request_result AS part
JOIN dim_agency USING (agency_id)
WHERE
    part.report_year = $year AND part.applicant = 'total' AND part.outcome = 'denied' AND part.numerator > 0
    AND CASE WHEN dim_agency.kind = 'government' AND dim_agency.level <> 'township' THEN dim_agency.level ELSE 'own' END = $whose
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
ORDER BY part.numerator DESC, share DESC NULLS LAST, part.agency_id
LIMIT 500
