-- Kept numerators of the view `request_reasons`: those that tell something; the others are in `kept_cell_zero`.
-- grain: agency_id, report_year, reason
-- depends: touched, telling_cell, form_outcome
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
SELECT touched.agency_id, touched.report_year, touched.report_id, touched.edition, cell.row_code, cell.value
FROM telling_cell AS cell
JOIN touched ON touched.doc = cell.doc
SEMI JOIN form_outcome() AS form ON
    form.edition = touched.edition AND form.form = cell.form AND form.row_code = cell.row_code
WHERE cell.back = 0 AND cell.column_code = 'total'
ORDER BY cell.doc, cell.row_code;
