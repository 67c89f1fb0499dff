-- How much of a county stands behind a sum?
SELECT region_code, kind, report_year, known_sum, n_known, n_agencies, round(coverage, 2) AS coverage, total
FROM region_rollup
WHERE measure = 'requests_received' AND known_sum > 0
ORDER BY ALL
LIMIT 5
