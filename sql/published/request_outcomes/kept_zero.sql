-- Kept rows of the view `request_outcomes`: the applicant groups of a report for which every cell is a printed 0, in one row.
-- grain: agency_id, report_year
-- depends: touched, telling_cell, form_cell, form_identity
-- refresh: report
-- Five of seven groups asked for nothing in most reports: as rows they would take more room than all that tell something.
CREATE TABLE kept_request_outcomes_zero (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    applicants VARCHAR[] NOT NULL
);
COMMENT ON COLUMN kept_request_outcomes_zero.edition IS 'Edition of its form: form_edition.edition.';
COMMENT ON COLUMN kept_request_outcomes_zero.applicants IS 'The groups of applicants, `total` among them, for which every cell is a printed 0.';
INSERT INTO kept_request_outcomes_zero
WITH asked AS (
    SELECT
        edition, form_cell.column_code AS applicant, hash(edition, form, row_code, form_cell.column_code) AS cell_key
    FROM form_identity
    JOIN form_cell USING (edition, form, row_code)
    WHERE form_identity.check_code = 'outcomes_sum'
),
whole AS (
    SELECT edition, list(DISTINCT applicant) AS applicants FROM asked GROUP BY edition
),
told AS (
    SELECT cell.doc, list(DISTINCT asked.applicant) AS applicants
    FROM telling_cell AS cell
    JOIN asked ON asked.cell_key = cell.cell_key
    WHERE cell.back = 0
    GROUP BY cell.doc
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, touched.edition,
    list_sort(list_filter(whole.applicants, lambda one: NOT coalesce(list_contains(told.applicants, one), false)))
FROM touched
JOIN whole ON whole.edition = touched.edition
LEFT JOIN told ON told.doc = touched.doc
ORDER BY touched.doc;
