-- Kept rows of the view `request_flow`: requests in, handled and left over, of one applicant group.
-- grain: agency_id, report_year, applicant
-- depends: report
CREATE TABLE request_count (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    applicant VARCHAR NOT NULL,
    new_received BIGINT,
    carried_in BIGINT,
    handled BIGINT,
    carried_out BIGINT
);
COMMENT ON COLUMN request_count.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN request_count.report_year IS 'The year reported on.';
COMMENT ON COLUMN request_count.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN request_count.applicant IS 'A column of form application, `total` among them.';
COMMENT ON COLUMN request_count.new_received IS 'Requests new in the year; NULL when missing.';
COMMENT ON COLUMN request_count.carried_in IS 'Requests left over from last year; NULL when missing.';
COMMENT ON COLUMN request_count.handled IS 'Requests handled; NULL when missing.';
COMMENT ON COLUMN request_count.carried_out IS 'Requests left over to the next year; NULL when missing.';
