-- Kept numerators of the view `request_reasons`: what each row of the form's results counts, all applicants together.
-- grain: agency_id, report_year, reason
-- depends: report
CREATE TABLE reason_count (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    requests BIGINT
);
COMMENT ON COLUMN reason_count.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN reason_count.report_year IS 'The year reported on.';
COMMENT ON COLUMN reason_count.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN reason_count.edition IS 'Edition of its form: form_edition.edition.';
COMMENT ON COLUMN reason_count.reason IS 'Row of the form: form_row.row_code.';
COMMENT ON COLUMN reason_count.requests IS 'Requests that ended so, of all applicants; NULL when missing.';
