-- Which reports do not go on from the year before?
SELECT agency_id, report_year, check_code, scope, detail
FROM continuity_check
WHERE status = 'fail'
ORDER BY ALL
LIMIT 5
