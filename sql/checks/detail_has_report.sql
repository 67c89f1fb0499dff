-- Every text, section, leftover, form, grid and hint belongs to a report, a grid maybe to one that is held.
-- severity: fail
-- depends: report_text, report_section, leftover, report_form, report_grid, report_evidence, report, held_document
-- scope: new reports
WITH stated AS (
    SELECT report_id, 'report_text' AS place FROM report_text
    UNION
    SELECT report_id, 'report_section' AS place FROM report_section
    UNION
    SELECT report_id, 'leftover' AS place FROM leftover
    UNION
    SELECT report_id, 'report_form' AS place FROM report_form
    UNION
    SELECT report_id, 'report_grid' AS place FROM report_grid ANTI JOIN held_document USING (report_id)
    UNION
    SELECT report_id, 'report_evidence' AS place FROM report_evidence WHERE report_id IS NOT NULL
)
SELECT stated.place, stated.report_id
FROM stated
ANTI JOIN report USING (report_id)
