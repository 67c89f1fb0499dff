-- Kept rows of the view `request_reasons`: the rows of a report's results that print a 0 for all applicants together, in one row.
-- grain: agency_id, report_year
-- depends: touched, telling_cell, form_outcome
-- refresh: report
-- Nine of ten rows of the results are 0: as rows they would take more room than all that tell something.
CREATE TABLE kept_request_reasons_zero (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    reasons VARCHAR[] NOT NULL
);
COMMENT ON COLUMN kept_request_reasons_zero.edition IS 'Edition of its form: form_edition.edition.';
COMMENT ON COLUMN kept_request_reasons_zero.reasons IS 'The rows of the form, form_row.row_code, that print a 0.';
INSERT INTO kept_request_reasons_zero
WITH whole AS (
    SELECT edition, list(row_code) AS reasons FROM form_outcome() GROUP BY edition
),
told AS (
    SELECT doc, list(row_code) AS reasons
    FROM telling_cell
    WHERE back = 0 AND column_code = 'total' AND form = 'application'
    GROUP BY doc
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, touched.edition,
    list_sort(list_filter(whole.reasons, lambda one: NOT coalesce(list_contains(told.reasons, one), false)))
FROM touched
JOIN whole ON whole.edition = touched.edition
LEFT JOIN told ON told.doc = touched.doc
ORDER BY touched.doc;
