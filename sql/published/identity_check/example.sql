-- Whose sums do not hold?
SELECT agency_id, report_year, check_code, scope, detail
FROM identity_check
WHERE status = 'fail'
ORDER BY ALL
LIMIT 5
