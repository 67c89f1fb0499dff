-- Every text, section and leftover belongs to a report.
-- severity: fail
-- depends: report_text, report_section, leftover, report
-- scope: new reports
WITH stated AS (
    SELECT report_id, 'report_text' AS place FROM report_text
    UNION
    SELECT report_id, 'report_section' AS place FROM report_section
    UNION
    SELECT report_id, 'leftover' AS place FROM leftover
)
SELECT stated.place, stated.report_id
FROM stated
ANTI JOIN report USING (report_id)
