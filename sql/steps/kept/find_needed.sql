-- The reports whose rows the stale ones of each slice are worked out from: all of their agencies; of cells, which are most
-- of what is stored, those of the stale years and of the years before that sums and items look back at.
-- grain: report_id (needed, needed_cells)
-- depends: stale, report, identity_term
CREATE OR REPLACE TEMP TABLE needed AS
SELECT report.report_id, sliced.slice, report.report_year >= sliced.first_year - back.years AS has_cells
FROM report
JOIN (SELECT agency_id, slice, min(report_year) AS first_year FROM stale GROUP BY agency_id, slice) AS sliced USING (agency_id)
CROSS JOIN (SELECT greatest(max(years_back), 1) AS years FROM identity_term) AS back;
CREATE OR REPLACE TEMP VIEW needed_cells AS FROM needed WHERE has_cells;
