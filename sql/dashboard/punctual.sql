-- Was each report of a year published in time? Parameters: year; region, level, function or NULL.
-- grain: agency_id
-- depends: timeliness, dim_agency
SELECT
    dim_agency.name AS agency, timeliness.agency_id, dim_agency.province, left(dim_agency.region_code, 2) AS region,
    dim_agency.level, timeliness.status, timeliness.deadline, timeliness.first_published, timeliness.signed_date,
    timeliness.days_late, timeliness.days_early
FROM timeliness
JOIN dim_agency USING (agency_id)
WHERE
    timeliness.report_year = $year
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
ORDER BY timeliness.days_late DESC NULLS LAST, timeliness.agency_id
