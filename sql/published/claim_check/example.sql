-- Whose prose contradicts its tables?
SELECT agency_id, report_year, check_code, topic, value, table_value, difference
FROM claim_check
WHERE status IN ('fail', 'pass')
ORDER BY status, agency_id, report_year, line_no, check_code
LIMIT 5
