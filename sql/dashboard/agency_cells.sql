-- Every cell of the current reports of one agency, in the order of the forms. Parameter: agency.
-- grain: report_year, form, row_code, column_code
-- depends: cell, form_cell, form_row, form_column
SELECT
    cell.report_year, cell.report_id, cell.form, cell.row_code, cell.column_code, cell.value, cell.unit, cell.state,
    cell.reason, cell.raw_text, cell.line_no,
    coalesce(form_row.number, '') || coalesce(form_row.label, cell.row_code) AS row_label,
    CASE WHEN form_row.parent IN ('denied', 'unavailable', 'unprocessed', 'other') THEN form_row.parent END AS row_group,
    coalesce(form_column.label, cell.column_code) AS column_label,
    max(form_cell.cell) OVER (PARTITION BY cell.form, cell.row_code, cell.column_code) AS place
FROM cell
LEFT JOIN form_cell USING (edition, form, row_code, column_code)
LEFT JOIN form_row USING (edition, form, row_code)
LEFT JOIN form_column USING (edition, form, column_code)
WHERE cell.agency_id = $agency
ORDER BY cell.form, place, cell.report_year DESC
