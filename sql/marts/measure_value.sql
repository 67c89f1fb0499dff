-- The key figures of every touched report.
-- grain: agency_id, report_year, measure
-- depends: touched, fact, form_cell, metric_measure
-- refresh: report
INSERT INTO measure_value
WITH part AS (
    SELECT
        form_cell.edition, measure, count(*) OVER (PARTITION BY form_cell.edition, measure) AS cells,
        hash(form_cell.edition, form, row_code, column_code) AS cell_key
    FROM metric_measure
    JOIN form_cell USING (form, row_code, column_code)
),
added AS (
    SELECT touched.doc, part.measure, any_value(part.cells) AS cells, count(fact.value) AS known, sum(fact.value) AS value
    FROM touched
    JOIN fact ON fact.report_id = touched.report_id
    JOIN part ON part.cell_key = hash(touched.edition, fact.form, fact.row_code, fact.column_code)
    GROUP BY touched.doc, part.measure
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, added.measure,
    CASE WHEN added.known = added.cells THEN added.value END, added.cells, added.known
FROM added
JOIN touched USING (doc)
ORDER BY touched.agency_id, touched.report_year, added.measure;
