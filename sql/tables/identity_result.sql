-- Kept rows of the view `identity_check`: 60 s to work out for 200,000 reports, 0.3 s to read.
-- grain: agency_id, report_year, check_code, scope
-- depends: report
CREATE TABLE identity_result (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    check_code VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    lhs DECIMAL(38, 4),
    rhs DECIMAL(38, 4),
    status VARCHAR NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),
    detail VARCHAR NOT NULL
);
COMMENT ON COLUMN identity_result.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN identity_result.report_year IS 'The year reported on.';
COMMENT ON COLUMN identity_result.report_id IS 'The current report checked: report.report_id.';
COMMENT ON COLUMN identity_result.check_code IS 'Name of the identity.';
COMMENT ON COLUMN identity_result.scope IS 'The row_code or column_code that is added up.';
COMMENT ON COLUMN identity_result.lhs IS 'Sum of the left side; NULL unless all its terms are known.';
COMMENT ON COLUMN identity_result.rhs IS 'Sum of the right side; NULL unless all its terms are known.';
COMMENT ON COLUMN identity_result.status IS 'pass, fail, or unknown when a term or last year''s report is missing.';
COMMENT ON COLUMN identity_result.detail IS 'The sum in words, or what is missing.';
