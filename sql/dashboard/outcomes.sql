-- How requests ended for each group of applicants. Parameters: year, whose; region, level, function or NULL.
-- grain: applicant, outcome
-- depends: request_result, dim_agency
SELECT
    part.applicant, part.outcome, sum(part.numerator)::BIGINT AS requests,
    sum(part.denominator) FILTER (part.numerator IS NOT NULL)::BIGINT AS handled,
    count(*) FILTER (part.numerator IS NOT NULL AND part.denominator IS NOT NULL) AS known, count(*) AS reports
FROM request_result AS part
JOIN dim_agency USING (agency_id)
WHERE
    part.report_year = $year
    AND CASE WHEN dim_agency.kind = 'government' AND dim_agency.level <> 'township' THEN dim_agency.level ELSE 'own' END = $whose
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
GROUP BY part.applicant, part.outcome
ORDER BY part.applicant, part.outcome
