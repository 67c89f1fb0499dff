-- How reviews and lawsuits ended, by channel, of every touched report.
-- grain: agency_id, report_year, channel
-- depends: touched, telling_cell, form_cell
-- refresh: report
INSERT INTO dispute_count
WITH printed AS (
    -- Whatever is not a telling cell is a printed 0.
    SELECT
        touched.agency_id, touched.report_year, touched.report_id, form_cell.row_code, form_cell.column_code,
        CASE WHEN cell.doc IS NULL THEN 0 ELSE cell.value END AS value
    FROM touched
    JOIN form_cell ON form_cell.edition = touched.edition AND form_cell.form = 'dispute'
    LEFT JOIN telling_cell AS cell ON
        cell.doc = touched.doc AND cell.back = 0 AND cell.form = form_cell.form
        AND cell.row_code = form_cell.row_code AND cell.column_code = form_cell.column_code
)
SELECT
    agency_id, report_year, report_id, row_code,
    any_value(value) FILTER (column_code = 'upheld'),
    any_value(value) FILTER (column_code = 'corrected'),
    any_value(value) FILTER (column_code = 'other'),
    any_value(value) FILTER (column_code = 'pending'),
    any_value(value) FILTER (column_code = 'total')
FROM printed
GROUP BY ALL
ORDER BY agency_id, report_year, row_code;
