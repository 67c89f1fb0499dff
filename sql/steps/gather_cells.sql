-- The cells of every touched report, and of the earlier ones it is held against, that are not a printed 0.
-- grain: doc, back, form, row_code, column_code
-- depends: touched, report, fact, form_cell, identity_term
-- Nine cells in ten are 0: sums are made of the others, and the unknown terms are counted instead of the known ones. So
-- a cell that no fact has must stand here too, as unknown: else it would be taken for a 0.
CREATE OR REPLACE TEMP TABLE telling_cell AS
WITH looks AS (
    SELECT DISTINCT edition, years_back AS back FROM identity_term WHERE years_back > 0
),
pair AS (
    SELECT doc, 0 AS back, report_id, edition FROM touched
    UNION ALL
    SELECT touched.doc, looks.back, earlier.report_id, touched.edition
    FROM touched
    JOIN looks ON looks.edition = touched.edition
    JOIN report AS earlier ON
        earlier.agency_id = touched.agency_id AND earlier.report_year = touched.report_year - looks.back
        AND earlier.is_current
),
whole AS (
    SELECT edition, count(*) AS cells FROM form_cell GROUP BY edition
),
short AS (
    SELECT touched.doc, touched.report_id, touched.edition
    FROM touched
    JOIN whole ON whole.edition = touched.edition
    LEFT JOIN (
        SELECT report_id, count(*) AS cells FROM fact SEMI JOIN touched USING (report_id) GROUP BY report_id
    ) AS found ON found.report_id = touched.report_id
    WHERE found.cells IS DISTINCT FROM whole.cells
),
earlier_cell AS (
    SELECT DISTINCT edition, form, row_code, column_code, years_back AS back FROM identity_term WHERE years_back > 0
),
absent AS (
    SELECT short.doc, 0 AS back, form_cell.form, form_cell.row_code, form_cell.column_code, short.edition
    FROM short
    JOIN form_cell ON form_cell.edition = short.edition
    ANTI JOIN fact ON
        fact.report_id = short.report_id AND fact.form = form_cell.form
        AND fact.row_code = form_cell.row_code AND fact.column_code = form_cell.column_code
    UNION ALL
    SELECT touched.doc, earlier_cell.back, earlier_cell.form, earlier_cell.row_code, earlier_cell.column_code, touched.edition
    FROM touched
    JOIN earlier_cell ON earlier_cell.edition = touched.edition
    ANTI JOIN (
        SELECT pair.doc, pair.back, fact.form, fact.row_code, fact.column_code
        FROM pair
        JOIN fact ON fact.report_id = pair.report_id
        WHERE pair.back > 0 AND fact.row_code IN (SELECT row_code FROM earlier_cell)
    ) AS there ON
        there.doc = touched.doc AND there.back = earlier_cell.back AND there.form = earlier_cell.form
        AND there.row_code = earlier_cell.row_code AND there.column_code = earlier_cell.column_code
)
SELECT
    pair.doc, pair.back, fact.form, fact.row_code, fact.column_code, fact.value, fact.unit, false AS is_absent,
    hash(pair.edition, fact.form, fact.row_code, fact.column_code) AS cell_key
FROM pair
JOIN fact ON fact.report_id = pair.report_id
WHERE fact.value IS DISTINCT FROM 0
UNION ALL
SELECT doc, back, form, row_code, column_code, NULL, NULL, true, hash(edition, form, row_code, column_code)
FROM absent;
