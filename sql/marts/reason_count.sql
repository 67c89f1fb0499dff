-- What each row of the form's results counts, all applicants together, for every touched report.
-- grain: agency_id, report_year, reason
-- depends: touched_cell, form_identity
-- refresh: report
INSERT INTO reason_count
SELECT cell.agency_id, cell.report_year, cell.report_id, cell.edition, cell.row_code, cell.value
FROM touched_cell AS cell
JOIN form_identity AS part ON
    part.edition = cell.edition AND part.form = cell.form AND part.row_code = cell.row_code
    AND part.check_code = 'outcomes_sum' AND part.side = 'lhs'
WHERE cell.column_code = 'total'
ORDER BY cell.doc, cell.row_code;
