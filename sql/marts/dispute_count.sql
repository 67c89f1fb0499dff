-- How reviews and lawsuits ended, by channel, of every touched report.
-- grain: agency_id, report_year, channel
-- depends: touched_cell
-- refresh: report
INSERT INTO dispute_count
SELECT
    agency_id, report_year, report_id, row_code,
    any_value(value) FILTER (column_code = 'upheld'),
    any_value(value) FILTER (column_code = 'corrected'),
    any_value(value) FILTER (column_code = 'other'),
    any_value(value) FILTER (column_code = 'pending'),
    any_value(value) FILTER (column_code = 'total')
FROM touched_cell
WHERE form = 'dispute'
GROUP BY ALL
ORDER BY agency_id, report_year, row_code;
