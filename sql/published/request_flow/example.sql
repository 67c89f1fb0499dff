-- Whose backlog grew?
SELECT agency_name, report_year, carried_in, received, handled, carried_out, backlog_growth
FROM request_flow
WHERE applicant = 'total' AND backlog_growth > 0
ORDER BY backlog_growth DESC, agency_name, report_year
LIMIT 5
