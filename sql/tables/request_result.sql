-- Kept rows of the view `request_outcomes`: how the requests of one applicant group ended.
-- grain: agency_id, report_year, applicant, outcome
-- depends: report
CREATE TABLE request_result (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    applicant VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    numerator BIGINT,
    denominator BIGINT,
    cells SMALLINT NOT NULL,
    known SMALLINT NOT NULL
);
COMMENT ON COLUMN request_result.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN request_result.report_year IS 'The year reported on.';
COMMENT ON COLUMN request_result.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN request_result.applicant IS 'A column of form application, `total` among them.';
COMMENT ON COLUMN request_result.outcome IS 'granted, partially_granted, denied, unavailable, unprocessed or other.';
COMMENT ON COLUMN request_result.numerator IS 'Requests that ended so; NULL when a row of the outcome is missing.';
COMMENT ON COLUMN request_result.denominator IS 'Requests handled, as printed; NULL when missing.';
COMMENT ON COLUMN request_result.cells IS 'Cells that the rate needs.';
COMMENT ON COLUMN request_result.known IS 'Cells of these that are known.';
