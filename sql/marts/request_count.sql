-- Requests in, handled and left over, by applicant, of every touched report.
-- grain: agency_id, report_year, applicant
-- depends: touched_cell
-- refresh: report
INSERT INTO request_count
SELECT
    agency_id, report_year, report_id, column_code,
    any_value(value) FILTER (row_code = 'new_received'),
    any_value(value) FILTER (row_code = 'carried_in'),
    any_value(value) FILTER (row_code = 'handled_total'),
    any_value(value) FILTER (row_code = 'carried_out')
FROM touched_cell
WHERE form = 'application' AND row_code IN ('new_received', 'carried_in', 'handled_total', 'carried_out')
GROUP BY ALL
ORDER BY agency_id, report_year, column_code;
