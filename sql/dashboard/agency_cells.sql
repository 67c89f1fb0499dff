-- Every cell of the current reports of one agency, in the order of the forms. Parameter: agency.
-- grain: report_year, form, row_code, column_code
-- depends: cell, form_cell, form_row, form_column
-- Rows that editions share stand once, and those of one edition alone where it prints them: places count within a form,
-- since editions print others before it.
WITH nth AS (
    SELECT form, row_code, column_code, cell - min(cell) OVER (PARTITION BY edition, form) AS nth FROM form_cell
),
last AS (
    SELECT form, row_code, column_code, max(nth) AS nth, max(max(nth)) OVER (PARTITION BY form, row_code) AS row_nth
    FROM nth
    GROUP BY form, row_code, column_code
),
placed AS (
    SELECT form, row_code, column_code, row_number() OVER (ORDER BY form, row_nth, row_code, nth, column_code) AS place FROM last
)
SELECT
    cell.report_year, cell.report_id, cell.form, cell.row_code, cell.column_code, cell.value, cell.unit, cell.state,
    cell.reason, cell.raw_text, cell.line_no,
    coalesce(form_row.number, '') || coalesce(form_row.label, cell.row_code) AS row_label,
    CASE WHEN form_row.parent IN ('denied', 'unavailable', 'unprocessed', 'other') THEN form_row.parent END AS row_group,
    coalesce(form_column.label, cell.column_code) AS column_label, placed.place
FROM cell
LEFT JOIN placed USING (form, row_code, column_code)
LEFT JOIN form_row USING (edition, form, row_code)
LEFT JOIN form_column USING (edition, form, column_code)
WHERE cell.agency_id = $agency
ORDER BY placed.place, cell.report_year DESC
