-- What each row of the form's results counts, all applicants together, for every touched report.
-- grain: agency_id, report_year, reason
-- depends: touched, telling_cell, form_identity
-- refresh: report
INSERT INTO reason_count
WITH reason AS (
    SELECT edition, form, row_code FROM form_identity WHERE check_code = 'outcomes_sum' AND side = 'lhs'
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, touched.edition, reason.row_code,
    -- Whatever is not a telling cell is a printed 0.
    CASE WHEN cell.doc IS NULL THEN 0 ELSE cell.value END
FROM touched
JOIN reason ON reason.edition = touched.edition
LEFT JOIN telling_cell AS cell ON
    cell.doc = touched.doc AND cell.back = 0 AND cell.form = reason.form AND cell.row_code = reason.row_code
    AND cell.column_code = 'total'
ORDER BY touched.doc, reason.row_code;
