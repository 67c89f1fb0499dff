-- The scorecard of one year: every agency's score and dimensions. Parameters: year; region, level, function or NULL.
-- grain: agency_id
-- depends: scorecard_part, scorecard_weight, dim_agency
-- As the view `scorecard`, with the filters inside its aggregation: a year of 35,000 reports in a tenth of the time.
WITH total AS (
    SELECT sum(weight) AS all_weight FROM scorecard_weight
)
SELECT
    dim_agency.name AS agency, part.agency_id, any_value(dim_agency.province) AS province,
    any_value(left(dim_agency.region_code, 2)) AS region,
    100 * sum(CASE part.status WHEN 'pass' THEN weight WHEN 'fail' THEN 0 END)
    / nullif(sum(weight) FILTER (part.status <> 'unknown'), 0) AS value,
    coalesce(sum(weight) FILTER (part.status <> 'unknown'), 0) / any_value(total.all_weight) AS coverage,
    count(*) FILTER (part.status = 'pass') AS passed, count(*) FILTER (part.status = 'fail') AS failed,
    count(*) FILTER (part.status = 'unknown') AS unknown,
    string_agg(part.dimension, ', ' ORDER BY part.dimension) FILTER (part.status = 'fail') AS failed_on
FROM scorecard_part AS part
JOIN scorecard_weight USING (dimension)
JOIN dim_agency USING (agency_id)
CROSS JOIN total
WHERE
    part.report_year = $year
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
GROUP BY part.agency_id, dim_agency.name
ORDER BY value DESC NULLS LAST, coverage DESC, part.agency_id
