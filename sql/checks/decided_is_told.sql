-- Every decided cell has beside it what was read, and the decision that it is of.
-- severity: fail
-- depends: every_cell, decided_cell, decision
-- scope: new reports
SELECT report_id, form, row_code, column_code, value
FROM every_cell() AS fact
ANTI JOIN (SELECT decided_cell.* FROM decided_cell SEMI JOIN decision USING (decision_id)) AS told
    USING (report_id, form, row_code, column_code)
WHERE fact.state = 'decided'
