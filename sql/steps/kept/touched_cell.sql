-- Every cell of the forms of every touched report; its value is 0 where the telling cells leave it out, NULL where unknown.
-- grain: doc, form, row_code, column_code
-- depends: touched, form_cell, telling_cell
-- refresh: report
CREATE OR REPLACE TEMP VIEW touched_cell AS
SELECT
    touched.doc, touched.agency_id, touched.report_year, touched.report_id, touched.edition,
    form_cell.form, form_cell.row_code, form_cell.column_code,
    CASE WHEN cell.doc IS NULL THEN 0 ELSE cell.value END AS value
FROM touched
JOIN form_cell ON form_cell.edition = touched.edition
LEFT JOIN telling_cell AS cell ON
    cell.doc = touched.doc AND cell.back = 0 AND cell.form = form_cell.form
    AND cell.row_code = form_cell.row_code AND cell.column_code = form_cell.column_code;
