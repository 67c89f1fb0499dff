-- The states of the cells of every touched report, by form, and how many of its sections are there.
-- grain: agency_id, report_year, form
-- depends: touched, fact, report_section, form_section
-- refresh: report
INSERT INTO report_state
WITH expected AS (
    SELECT edition, count(*) AS sections FROM form_section GROUP BY edition
),
found AS (
    SELECT report_id, count(DISTINCT section) AS sections
    FROM report_section SEMI JOIN touched USING (report_id) GROUP BY report_id
),
read AS (
    SELECT
        touched.doc, fact.form,
        count(*) AS cells,
        count(*) FILTER (state = 'reported') AS reported,
        count(*) FILTER (state = 'repaired') AS repaired,
        count(*) FILTER (state = 'inferred') AS inferred,
        count(*) FILTER (state = 'missing') AS missing,
        count(*) FILTER (reason LIKE 'dash%' OR reason LIKE 'blank%') AS left_empty
    FROM touched
    JOIN fact ON fact.report_id = touched.report_id
    GROUP BY touched.doc, fact.form
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, read.form,
    coalesce(found.sections, 0), expected.sections,
    read.cells, read.reported, read.repaired, read.inferred, read.missing, read.left_empty
FROM read
JOIN touched USING (doc)
LEFT JOIN expected ON expected.edition = touched.edition
LEFT JOIN found ON found.report_id = touched.report_id
ORDER BY touched.agency_id, touched.report_year;
