-- The sums of report $report that fail in print, term by term, with what is printed.
-- grain: check_code, scope, place
-- depends: identity_check, report, identity_term, every_cell, decided_cell
SELECT
    checked.check_code, checked.scope, term.side, term.weight, term.years_back, term.form, term.row_code,
    term.column_code, if(cell.state_read IS NULL, fact.value, cell.value_read) AS value, fact.line_no,
    coalesce(cell.state_read, fact.state) AS state
FROM identity_check AS checked
JOIN report ON report.report_id = checked.report_id
JOIN identity_term AS term ON
    term.edition = report.edition AND term.check_code = checked.check_code AND term.scope = checked.scope
JOIN report AS of_term ON
    of_term.agency_id = report.agency_id AND of_term.report_year = report.report_year - term.years_back
    AND of_term.is_current
JOIN every_cell() AS fact ON
    fact.report_id = of_term.report_id AND fact.form = term.form AND fact.row_code = term.row_code
    AND fact.column_code = term.column_code
LEFT JOIN decided_cell AS cell ON
    cell.report_id = fact.report_id AND cell.form = fact.form AND cell.row_code = fact.row_code
    AND cell.column_code = fact.column_code
WHERE checked.report_id = $report AND checked.status_printed = 'fail'
ORDER BY checked.check_code, checked.scope, term.place
