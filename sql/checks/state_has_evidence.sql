-- Every state can be shown: reported and repaired stand on a line, recognised in a print, and all but these have a reason.
-- severity: fail
-- depends: every_cell
-- scope: new reports
SELECT report_id, form, row_code, column_code, state, reason, raw_text, line_no
FROM every_cell() AS fact
WHERE
    (state = 'reported' AND line_no IS NULL)
    OR (state = 'repaired' AND (line_no IS NULL OR raw_text IS NULL OR reason IS NULL))
    OR (state = 'recognised' AND raw_text IS NULL)
    OR (state IN ('inferred', 'decided', 'missing') AND reason IS NULL)
