-- How many of each identity pass, fail and cannot be told. Parameters: year; region, level, function or NULL.
-- grain: check_code
-- depends: identity_result, dim_agency
SELECT
    kept.check_code, count(*) FILTER (kept.status = 'pass') AS passed, count(*) FILTER (kept.status = 'fail') AS failed,
    count(*) FILTER (kept.status = 'unknown') AS unknown,
    count(DISTINCT kept.report_id) FILTER (kept.status = 'fail') AS reports_failing
FROM identity_result AS kept
JOIN dim_agency USING (agency_id)
WHERE
    kept.report_year = $year
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
GROUP BY kept.check_code
ORDER BY failed DESC, kept.check_code
