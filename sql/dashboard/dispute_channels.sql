-- How reviews and lawsuits ended, by channel and result. Parameters: year, whose; region, level, function or NULL.
-- grain: channel, result
-- depends: fact_dispute, report, dim_agency
SELECT
    fact.row_code AS channel, fact.column_code AS result, sum(fact.value)::BIGINT AS cases,
    count(fact.value) AS known, count(*) AS reports
FROM fact_dispute AS fact
JOIN report ON
    report.report_id = fact.report_id AND report.report_year = $year AND report.is_current
JOIN dim_agency ON dim_agency.agency_id = report.agency_id
WHERE
    fact.report_year = $year
    AND CASE WHEN dim_agency.kind = 'government' AND dim_agency.level <> 'township' THEN dim_agency.level ELSE 'own' END = $whose
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
GROUP BY fact.row_code, fact.column_code
ORDER BY channel, result
