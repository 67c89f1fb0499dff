-- The lines of a report's text about one of them. Parameters: report, line.
-- grain: line_no
-- depends: report_text, report
WITH line AS (
    SELECT report_id, unnest(string_split(text, chr(10))[greatest($line - 4, 1):$line + 4]) AS printed,
        unnest(range(greatest($line - 4, 1), $line + 5)) AS line_no
    FROM report_text
    WHERE report_id = $report
)
SELECT line_no, printed, source_uri
FROM line
JOIN report USING (report_id)
WHERE printed IS NOT NULL
ORDER BY line_no
