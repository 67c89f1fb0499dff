-- Requests in, handled and left over, by applicant, of every touched report.
-- grain: agency_id, report_year, applicant
-- depends: touched, fact_application
-- refresh: report
INSERT INTO request_count
SELECT
    touched.agency_id, touched.report_year, touched.report_id, fact.column_code,
    any_value(fact.value) FILTER (fact.row_code = 'new_received'),
    any_value(fact.value) FILTER (fact.row_code = 'carried_in'),
    any_value(fact.value) FILTER (fact.row_code = 'handled_total'),
    any_value(fact.value) FILTER (fact.row_code = 'carried_out')
FROM touched
JOIN fact_application AS fact ON fact.report_id = touched.report_id
WHERE fact.row_code IN ('new_received', 'carried_in', 'handled_total', 'carried_out')
GROUP BY ALL
ORDER BY touched.agency_id, touched.report_year, fact.column_code;
