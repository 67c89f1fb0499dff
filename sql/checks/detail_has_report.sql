-- Every text, section, leftover and hint to an agency belongs to a report.
-- severity: fail
-- depends: report_text, report_section, leftover, agency_evidence, report
-- scope: new reports
WITH stated AS (
    SELECT report_id, 'report_text' AS place FROM report_text
    UNION
    SELECT report_id, 'report_section' AS place FROM report_section
    UNION
    SELECT report_id, 'leftover' AS place FROM leftover
    UNION
    SELECT report_id, 'agency_evidence' AS place FROM agency_evidence
)
SELECT stated.place, stated.report_id
FROM stated
ANTI JOIN report USING (report_id)
