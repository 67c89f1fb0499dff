-- The reports that are read again in slices of $size, so that what DuckDB remembers of deleted rows stays small.
-- grain: report_id
-- depends: report, reread
CREATE OR REPLACE TEMP TABLE reread_slice AS
SELECT report_id, (row_number() OVER (ORDER BY report.rowid) - 1) // $size AS slice
FROM report SEMI JOIN reread USING (report_id)
