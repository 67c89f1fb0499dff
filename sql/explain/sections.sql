-- The lines on which the sections of report $report begin.
-- grain: section
-- depends: report_section
SELECT section, line_no FROM report_section WHERE report_id = $report AND line_no IS NOT NULL
