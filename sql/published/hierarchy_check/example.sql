-- Can a government's figures be those of its whole area?
SELECT agency_name, report_year, measure, value, known_sum, n_known, n_agencies, status
FROM hierarchy_check
WHERE measure IN ('requests_received', 'penalties')
ORDER BY ALL
LIMIT 5
