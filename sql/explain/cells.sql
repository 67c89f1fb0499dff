-- Every cell of report $report by the form of $edition, with the line that prints it and its labels.
-- grain: form, row_code, column_code
-- depends: every_cell, report_text, form_cell, form_row, form_column
SELECT fact.form, fact.row_code, fact.column_code, fact.value, fact.state, fact.reason, fact.line_no,
    string_split(report_text.text, chr(10))[fact.line_no] AS printed, fact.raw_text, fact.unit,
    coalesce(form_row.label, fact.row_code), coalesce(form_column.label, fact.column_code)
FROM every_cell() AS fact JOIN report_text USING (report_id) JOIN form_cell USING (form, row_code, column_code)
LEFT JOIN form_row ON form_row.edition = form_cell.edition AND form_row.form = fact.form
    AND form_row.row_code = fact.row_code
LEFT JOIN form_column ON form_column.edition = form_cell.edition AND form_column.form = fact.form
    AND form_column.column_code = fact.column_code
WHERE fact.report_id = $report AND form_cell.edition = $edition
ORDER BY form_cell.cell
