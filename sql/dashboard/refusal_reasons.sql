-- Why requests were refused or not handled, over reports of one kind. Parameters: year, whose; region, level, function.
-- grain: outcome, reason
-- depends: request_reasons, dim_agency
-- Governments report for whole areas: they are never added to the agencies in them (`whose`).
SELECT
    part.outcome, part.reason, any_value(part.label) AS label, sum(part.numerator)::BIGINT AS requests,
    count(part.numerator)::BIGINT AS known, count(*)::BIGINT AS reports
FROM request_reasons AS part
JOIN dim_agency USING (agency_id)
WHERE
    part.report_year = $year
    AND CASE WHEN dim_agency.kind = 'government' AND dim_agency.level <> 'township' THEN dim_agency.level ELSE 'own' END = $whose
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
GROUP BY part.outcome, part.reason
ORDER BY requests DESC NULLS LAST, part.reason
