-- What the filters offer, with the current reports behind each choice.
-- grain: kind, value
-- depends: report, dim_agency
WITH found AS (
    SELECT report_year, region_code, province, prefecture, level, function_code
    FROM report
    JOIN dim_agency USING (agency_id)
    WHERE is_current
)
SELECT 'year' AS kind, report_year::VARCHAR AS value, report_year::VARCHAR AS label, count(*) AS reports
FROM found GROUP BY report_year
UNION ALL
SELECT 'region', left(region_code, 2), any_value(province), count(*)
FROM found WHERE province IS NOT NULL GROUP BY left(region_code, 2)
UNION ALL
SELECT 'region', left(region_code, 4), any_value(province) || ' ' || any_value(prefecture), count(*)
FROM found WHERE prefecture IS NOT NULL GROUP BY left(region_code, 4)
UNION ALL
SELECT 'level', level, level, count(*) FROM found WHERE level IS NOT NULL GROUP BY level
UNION ALL
SELECT 'function', function_code, replace(function_code, '_', ' '), count(*)
FROM found WHERE function_code IS NOT NULL GROUP BY function_code
UNION ALL
SELECT 'metric', metric, meaning, NULL FROM metric_rate
ORDER BY kind, value
