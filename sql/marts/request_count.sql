-- Requests in, handled and left over, by applicant, of every touched report.
-- grain: agency_id, report_year, applicant
-- depends: touched, telling_cell, form_cell
-- refresh: report
INSERT INTO request_count
WITH printed AS (
    -- Whatever is not a telling cell is a printed 0.
    SELECT
        touched.agency_id, touched.report_year, touched.report_id, form_cell.row_code, form_cell.column_code,
        CASE WHEN cell.doc IS NULL THEN 0 ELSE cell.value END AS value
    FROM touched
    JOIN form_cell ON
        form_cell.edition = touched.edition AND form_cell.form = 'application'
        AND form_cell.row_code IN ('new_received', 'carried_in', 'handled_total', 'carried_out')
    LEFT JOIN telling_cell AS cell ON
        cell.doc = touched.doc AND cell.back = 0 AND cell.form = form_cell.form
        AND cell.row_code = form_cell.row_code AND cell.column_code = form_cell.column_code
)
SELECT
    agency_id, report_year, report_id, column_code,
    any_value(value) FILTER (row_code = 'new_received'),
    any_value(value) FILTER (row_code = 'carried_in'),
    any_value(value) FILTER (row_code = 'handled_total'),
    any_value(value) FILTER (row_code = 'carried_out')
FROM printed
GROUP BY ALL
ORDER BY agency_id, report_year, column_code;
