-- What was read of each cell of a report, and the name of its document in decisions.
-- grain: form, row_code, column_code
-- depends: every_cell, report, decided_cell
SELECT
    fact.form, fact.row_code, fact.column_code,
    report.sha256 || if(report.part > 1, '#part=' || report.part, '') AS source,
    if(cell.state_read IS NULL, fact.value, cell.value_read) AS value,
    coalesce(cell.state_read, fact.state) AS state
FROM every_cell() AS fact
JOIN report USING (report_id)
LEFT JOIN decided_cell AS cell USING (report_id, form, row_code, column_code)
WHERE fact.report_id = $report
