-- Kept numerators of the view `request_reasons`: what each row of the form's results counts, all applicants together.
-- grain: agency_id, report_year, reason
-- depends: touched, touched_cell, form_identity
-- refresh: report
-- What each row of the form's results counts, all applicants together, for every touched report.
CREATE TABLE kept_request_reasons (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    requests BIGINT
);
COMMENT ON COLUMN kept_request_reasons.edition IS 'Edition of its form: form_edition.edition.';
COMMENT ON COLUMN kept_request_reasons.requests IS 'Requests that ended so, of all applicants; NULL when missing.';
INSERT INTO kept_request_reasons
WITH reason AS (
    SELECT cell.doc, cell.row_code, cell.value
    FROM touched_cell AS cell
    JOIN form_identity AS part ON
        part.edition = cell.edition AND part.form = cell.form AND part.row_code = cell.row_code
        AND part.check_code = 'outcomes_sum' AND part.side = 'lhs'
    WHERE cell.column_code = 'total'
    ORDER BY cell.doc, cell.row_code
)
SELECT touched.agency_id, touched.report_year, touched.report_id, touched.edition, reason.row_code, reason.value
FROM reason
JOIN touched ON touched.doc = reason.doc;
