-- Every line number points into the report's text.
-- severity: fail
-- depends: every_cell, fact_claim, report_text
-- scope: new reports
WITH pointed AS (
    SELECT report_id, min(line_no) AS first_line, max(line_no) AS last_line FROM every_cell() AS fact GROUP BY report_id
    UNION ALL
    SELECT report_id, min(line_no) AS first_line, max(line_no) AS last_line FROM fact_claim GROUP BY report_id
)
SELECT pointed.report_id, pointed.first_line, pointed.last_line, report_text.lines
FROM pointed
JOIN (
    SELECT report_id, strlen(text) - strlen(replace(text, chr(10), '')) + 1 AS lines FROM report_text
) AS report_text USING (report_id)
WHERE pointed.first_line < 1 OR pointed.last_line > report_text.lines
