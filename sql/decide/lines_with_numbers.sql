-- The lines of the document $sha256 from which numbers of its forms were read.
-- grain: line_no
-- depends: report, report_text, every_cell
SELECT DISTINCT report_text.first_line + fact.line_no - 1 AS line_no
FROM report
JOIN report_text USING (report_id)
JOIN every_cell() AS fact USING (report_id)
WHERE report.sha256 = $sha256 AND fact.raw_text IS NOT NULL AND fact.line_no IS NOT NULL
