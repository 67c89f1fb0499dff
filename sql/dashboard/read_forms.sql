-- The states of the cells of each form. Parameters: year; region, level, function or NULL.
-- grain: form
-- depends: report_state, dim_agency
SELECT
    kept.form, count(*) AS reports, sum(kept.cells)::BIGINT AS cells, sum(kept.reported)::BIGINT AS reported,
    sum(kept.repaired)::BIGINT AS repaired, sum(kept.inferred)::BIGINT AS inferred,
    sum(kept.missing)::BIGINT AS missing, sum(kept.left_empty)::BIGINT AS left_empty
FROM report_state AS kept
JOIN dim_agency USING (agency_id)
WHERE
    kept.report_year = $year
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
GROUP BY kept.form
ORDER BY kept.form
