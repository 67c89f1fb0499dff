-- The cells of the tables of report $report, where its source says where they stand or bars and tabs of its text count the columns.
-- grain: grid, row, column
-- depends: report_grid
SELECT grid, "row", "column", row_span, column_span, text, line_no, page, column_code, is_certain
FROM report_grid
WHERE report_id = $report ORDER BY ALL
