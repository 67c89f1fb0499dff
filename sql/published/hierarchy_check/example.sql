-- Can a government's figures be those of its whole area?
SELECT agency_name, report_year, measure, whole, parts_sum, parts_known, parts, status
FROM hierarchy_check
WHERE measure IN ('requests_received', 'penalties')
ORDER BY ALL
LIMIT 5
