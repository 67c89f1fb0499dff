-- The cells of the tables of report $report, where its source says where they stand.
-- grain: grid, row, column
-- depends: report_grid
SELECT grid, "row", "column", row_span, column_span, text, line_no, page, column_code FROM report_grid
WHERE report_id = $report ORDER BY ALL
