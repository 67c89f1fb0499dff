-- The numbers in the prose of report $report that are held against a cell, alone or with others.
-- grain: claim_no
-- depends: claim_check, report, claim_term
SELECT DISTINCT checked.claim_no, checked.topic, checked.value AS claimed, checked.table_value, checked.status, checked.sentence,
    checked.line_no
FROM claim_check AS checked
JOIN report USING (report_id)
JOIN claim_term AS term ON
    term.edition = report.edition AND term.topic = checked.topic AND term.scope = checked.scope
    -- A claim that holds under no definition is held against all of them.
    AND term.definition = coalesce(checked.definition, term.definition)
WHERE
    checked.report_id = $report AND checked.check_code = 'table'
    AND term.form = $form AND term.row_code = $row AND term.column_code = $column
ORDER BY checked.claim_no
